/**
 * What a service sees of the shipped jar, call by call: healed as if by hand, or exactly as without
 * the agent.
 */
@NullMarked
package io.schemamedic.dist.scenario;

import org.jspecify.annotations.NullMarked;
