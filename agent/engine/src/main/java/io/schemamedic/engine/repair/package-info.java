/** The one package that runs DDL, on a session of its own, verified before it commits. */
@NullMarked
package io.schemamedic.engine.repair;

import org.jspecify.annotations.NullMarked;
