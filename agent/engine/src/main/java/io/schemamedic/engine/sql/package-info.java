/**
 * PostgreSQL's names and lexical rules: the only place that quotes an identifier and the only one
 * that cuts SQL into tokens. Decides nothing and touches no database.
 */
@NullMarked
package io.schemamedic.engine.sql;

import org.jspecify.annotations.NullMarked;
