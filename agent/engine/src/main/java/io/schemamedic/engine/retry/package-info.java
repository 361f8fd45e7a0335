/** Whether the failed call may be repeated. Decides; no database. */
@NullMarked
package io.schemamedic.engine.retry;

import org.jspecify.annotations.NullMarked;
