/**
 * The declared schema: what the owner of a service wants its database to have, as immutable values.
 * Knows neither files nor databases.
 */
@NullMarked
package io.schemamedic.engine.schema;

import org.jspecify.annotations.NullMarked;
