/** Short names for long texts. */
@NullMarked
package io.schemamedic.engine.digest;

import org.jspecify.annotations.NullMarked;
