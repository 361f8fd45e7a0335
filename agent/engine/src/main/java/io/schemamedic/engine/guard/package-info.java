/** Whether a plan may run now. Decides; no database, no files, no clock of its own. */
@NullMarked
package io.schemamedic.engine.guard;

import org.jspecify.annotations.NullMarked;
