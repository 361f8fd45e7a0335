/**
 * A service behind a connection pool, started in a JVM that has one driver and one pool. A pool's
 * classes are named only by its own {@link io.schemamedic.compatibility.program.PooledSource}.
 */
@NullMarked
package io.schemamedic.compatibility.program;

import org.jspecify.annotations.NullMarked;
