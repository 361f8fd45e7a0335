/**
 * What the declared schema is read from: migrations, change logs, mappings, snapshots. Each kind of
 * source has a package of its own below this one and ends in a {@link
 * io.schemamedic.engine.source.SourceContent}. Reads texts and values; asks no database.
 */
@NullMarked
package io.schemamedic.engine.source;

import org.jspecify.annotations.NullMarked;
