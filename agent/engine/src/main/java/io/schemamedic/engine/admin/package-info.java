/**
 * Metrics, records, the status page and the approval of plans over HTTP. Listens; nothing depends
 * on it.
 */
@NullMarked
package io.schemamedic.engine.admin;

import org.jspecify.annotations.NullMarked;
