/** The way into a JVM that runs, and what is said to the agent there. */
@NullMarked
package io.schemamedic.cli.attach;

import org.jspecify.annotations.NullMarked;
