/** Drivers that are not PostgreSQL's, or not as PostgreSQL ships it. */
@NullMarked
package io.schemamedic.dist.drivers;

import org.jspecify.annotations.NullMarked;
