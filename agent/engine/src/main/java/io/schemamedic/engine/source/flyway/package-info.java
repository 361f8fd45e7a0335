/** Migrations in Flyway's form: named, ordered and replayed as Flyway does. Runs none of them. */
@NullMarked
package io.schemamedic.engine.source.flyway;

import org.jspecify.annotations.NullMarked;
