/** Reads the live catalog into values. Runs queries only. */
@NullMarked
package io.schemamedic.engine.catalog;

import org.jspecify.annotations.NullMarked;
