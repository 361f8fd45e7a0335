/** Random schemas, gaps and statements against the shipped jar, compared with no agent. */
@NullMarked
package io.schemamedic.dist.random;

import org.jspecify.annotations.NullMarked;
