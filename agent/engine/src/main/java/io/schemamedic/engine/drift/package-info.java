/**
 * How a database differs from what is declared: values in, values out. Decides; no database, no
 * files, no clock.
 */
@NullMarked
package io.schemamedic.engine.drift;

import org.jspecify.annotations.NullMarked;
