/**
 * What went wrong: from the driver's exception and the statement to a {@link Failure}. Decides; no
 * database.
 */
@NullMarked
package io.schemamedic.engine.failure;

import org.jspecify.annotations.NullMarked;
