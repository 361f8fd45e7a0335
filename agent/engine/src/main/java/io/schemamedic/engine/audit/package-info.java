/** The append-only record of decisions and their outcomes. Listens; nothing depends on it. */
@NullMarked
package io.schemamedic.engine.audit;

import org.jspecify.annotations.NullMarked;
