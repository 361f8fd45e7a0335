/**
 * Change logs of Liquibase. Each change becomes the DDL that Liquibase itself would send to
 * PostgreSQL, and is replayed with the reader of DDL. What depends on something that only a run
 * knows, or is not understood, puts the tables that it touches in doubt.
 */
@NullMarked
package io.schemamedic.engine.source.liquibase;

import org.jspecify.annotations.NullMarked;
