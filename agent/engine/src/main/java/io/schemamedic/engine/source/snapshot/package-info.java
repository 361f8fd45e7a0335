/**
 * The model of a healthy database in a file: written by us, readable for people, and by scripts.
 */
@NullMarked
package io.schemamedic.engine.source.snapshot;

import org.jspecify.annotations.NullMarked;
