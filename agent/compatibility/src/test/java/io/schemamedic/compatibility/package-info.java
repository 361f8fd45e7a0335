/** The shipped jar with the drivers, pools, wrappers and JDKs that people run. */
@NullMarked
package io.schemamedic.compatibility;

import org.jspecify.annotations.NullMarked;
