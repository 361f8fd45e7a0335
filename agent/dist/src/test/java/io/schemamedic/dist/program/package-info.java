/**
 * Programs that stand for the service: started in a JVM of their own, with or without the agent.
 */
@NullMarked
package io.schemamedic.dist.program;

import org.jspecify.annotations.NullMarked;
