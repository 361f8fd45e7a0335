/** The examples of how the jar is brought to a service, each followed as its reader would. */
@NullMarked
package io.schemamedic.dist.shipping;

import org.jspecify.annotations.NullMarked;
