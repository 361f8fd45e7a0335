/** A service that knows nothing of the agent, and shows its own metrics by its actuator. */
@NullMarked
package io.schemamedic.shop;

import org.jspecify.annotations.NullMarked;
