/** Tests of the jar as it is shipped. */
@NullMarked
package io.schemamedic.dist;

import org.jspecify.annotations.NullMarked;
