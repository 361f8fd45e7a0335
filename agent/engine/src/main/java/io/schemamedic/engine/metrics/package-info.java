/**
 * What operators watch. Listens and decides nothing; nothing depends on it. Whatever is handed in,
 * the number of series stays bounded.
 */
@NullMarked
package io.schemamedic.engine.metrics;

import org.jspecify.annotations.NullMarked;
