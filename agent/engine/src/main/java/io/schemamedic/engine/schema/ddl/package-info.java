/**
 * Between DDL text and the declared schema: the reader understands what pg_dump and people write
 * and lists what it does not; the writer renders the model. Neither touches a database or a file.
 */
@NullMarked
package io.schemamedic.engine.schema.ddl;

import org.jspecify.annotations.NullMarked;
