/**
 * Whatever is broken around the agent or in it: the service runs, and one block of text says so.
 */
@NullMarked
package io.schemamedic.dist.failopen;

import org.jspecify.annotations.NullMarked;
