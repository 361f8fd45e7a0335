/**
 * The form of everything the agent writes on the service's stderr. Depends on nothing, starts no
 * logging framework.
 */
@NullMarked
package io.schemamedic.engine.log;

import org.jspecify.annotations.NullMarked;
