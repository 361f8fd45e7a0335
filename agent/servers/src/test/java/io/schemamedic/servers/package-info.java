/**
 * The shipped jar in real servers and runtimes: each serves the application of {@code
 * io.schemamedic.servers.notes} on a database without its table.
 *
 * <p>To add a server: an artifact in this module's {@code pom.xml} (in the profile {@code long},
 * unless it is small and quick), an implementation of {@link Server} that says how it is configured
 * and started, and an entry in {@link Setups}. What is then proven of it is in {@link SetupRun}.
 */
@NullMarked
package io.schemamedic.servers;

import org.jspecify.annotations.NullMarked;
