/** What may be written behind {@code java -jar schema-medic.jar}, and what was. */
@NullMarked
package io.schemamedic.cli.arguments;

import org.jspecify.annotations.NullMarked;
