/** PostgreSQL servers of several releases and languages, for tests that run on each of them. */
@NullMarked
package io.schemamedic.dist.server;

import org.jspecify.annotations.NullMarked;
