/** What somebody who reaches the agent's port can do, and cannot. */
@NullMarked
package io.schemamedic.dist.http;

import org.jspecify.annotations.NullMarked;
