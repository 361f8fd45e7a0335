/**
 * What operators read: one line for each incident on stderr, and the recent incidents in memory.
 */
@NullMarked
package io.schemamedic.engine.incident;

import org.jspecify.annotations.NullMarked;
