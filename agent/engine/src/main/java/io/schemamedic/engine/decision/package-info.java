/** The stable vocabulary of outcomes: what was decided, and for which reason. */
@NullMarked
package io.schemamedic.engine.decision;

import org.jspecify.annotations.NullMarked;
