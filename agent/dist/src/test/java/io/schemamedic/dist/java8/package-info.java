/**
 * Programs that run on every Java from 8 on: compiled with {@code --release 8}, as every test
 * package of this name is.
 */
@NullMarked
package io.schemamedic.dist.java8;

import org.jspecify.annotations.NullMarked;
