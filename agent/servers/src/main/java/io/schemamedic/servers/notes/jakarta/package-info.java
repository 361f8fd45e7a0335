/** The application as a servlet of {@code jakarta.servlet}. */
@NullMarked
package io.schemamedic.servers.notes.jakarta;

import org.jspecify.annotations.NullMarked;
