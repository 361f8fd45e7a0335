/**
 * What a statement looks like to the rules: its kind, how many there are, which role a name plays.
 */
@NullMarked
package io.schemamedic.engine.statement;

import org.jspecify.annotations.NullMarked;
