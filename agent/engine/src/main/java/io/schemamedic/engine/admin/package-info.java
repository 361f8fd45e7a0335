/** Metrics, records and the status page over HTTP, read-only. Listens; nothing depends on it. */
@NullMarked
package io.schemamedic.engine.admin;

import org.jspecify.annotations.NullMarked;
