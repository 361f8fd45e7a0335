/**
 * The proof that nothing is lost and nothing is done twice: a service that stores rows in every
 * supported way, and a saboteur that takes away what it stores them in.
 */
@NullMarked
package io.schemamedic.dist.once;

import org.jspecify.annotations.NullMarked;
