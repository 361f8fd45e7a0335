/**
 * The shipped jar under load: many callers, several processes, busy tables, a server that goes
 * away.
 */
@NullMarked
package io.schemamedic.dist.load;

import org.jspecify.annotations.NullMarked;
