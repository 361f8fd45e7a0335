/** What a command has found, as text, JSON and JUnit's XML. */
@NullMarked
package io.schemamedic.cli.report;

import org.jspecify.annotations.NullMarked;
