/** The shipped jar as a command line, run as its users run it. */
@NullMarked
package io.schemamedic.dist.cli;

import org.jspecify.annotations.NullMarked;
