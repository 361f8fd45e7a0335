/** The application in Quarkus, on its HTTP server and its pool. */
@NullMarked
package io.schemamedic.servers.quarkus;

import org.jspecify.annotations.NullMarked;
