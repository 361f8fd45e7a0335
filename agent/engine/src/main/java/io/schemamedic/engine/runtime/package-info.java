/**
 * Where objects, threads and the clock are made, and where a failing statement goes straight
 * through.
 */
@NullMarked
package io.schemamedic.engine.runtime;

import org.jspecify.annotations.NullMarked;
