/** The application as a servlet of {@code javax.servlet}. */
@NullMarked
package io.schemamedic.servers.notes.javax;

import org.jspecify.annotations.NullMarked;
