/** The Java processes of this machine, as far as files tell: nothing is asked of them. */
@NullMarked
package io.schemamedic.cli.jvm;

import org.jspecify.annotations.NullMarked;
