/**
 * What declarations mean, whatever their spelling: a script says {@code varchar(20) DEFAULT ''},
 * the catalog says {@code character varying(20) DEFAULT ''::character varying}. Compares with three
 * answers, of which the third is that it cannot be told; never guesses.
 */
@NullMarked
package io.schemamedic.engine.schema.canonical;

import org.jspecify.annotations.NullMarked;
