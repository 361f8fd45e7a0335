/**
 * Which additions would close the gap, and what they would do to the database. Decides; no
 * database.
 */
@NullMarked
package io.schemamedic.engine.plan;

import org.jspecify.annotations.NullMarked;
