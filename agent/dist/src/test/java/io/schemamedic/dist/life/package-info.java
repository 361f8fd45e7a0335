/** The agent comes to a process that is running, leaves it, and comes again. */
@NullMarked
package io.schemamedic.dist.life;

import org.jspecify.annotations.NullMarked;
