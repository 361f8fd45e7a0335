/** The status page as a person meets it: in a real browser. */
@NullMarked
package io.schemamedic.dist.page;

import org.jspecify.annotations.NullMarked;
