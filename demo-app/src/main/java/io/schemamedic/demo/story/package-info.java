/**
 * The story: the same calls on the same broken databases, without and with the agent, and a check
 * of every fact that must hold.
 */
@NullMarked
package io.schemamedic.demo.story;

import org.jspecify.annotations.NullMarked;
