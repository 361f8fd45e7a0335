/**
 * Drafts of the migrations that still have to be written: what the agent added or proposes, as
 * scripts for review. Listens; nothing depends on it.
 */
@NullMarked
package io.schemamedic.engine.migration;

import org.jspecify.annotations.NullMarked;
