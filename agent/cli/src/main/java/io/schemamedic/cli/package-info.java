/** The command line: {@code java -jar schema-medic.jar}. */
@NullMarked
package io.schemamedic.cli;

import org.jspecify.annotations.NullMarked;
