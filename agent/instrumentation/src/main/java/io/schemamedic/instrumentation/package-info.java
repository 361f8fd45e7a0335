/**
 * Advice for PostgreSQL's JDBC driver, and what weaves it in. The advice is inlined: woven code
 * refers to {@code java.*} and to the driver's own classes, and reaches the gate by name.
 */
@NullMarked
package io.schemamedic.instrumentation;

import org.jspecify.annotations.NullMarked;
