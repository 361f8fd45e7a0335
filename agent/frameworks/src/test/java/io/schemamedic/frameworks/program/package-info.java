/** Services, one on each framework; run in a JVM of their own, on the framework's class path. */
@NullMarked
package io.schemamedic.frameworks.program;

import org.jspecify.annotations.NullMarked;
