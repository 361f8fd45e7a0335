/** The dashboard, the alert rules and the examples around them, as they are shipped. */
@NullMarked
package io.schemamedic.dashboards;

import org.jspecify.annotations.NullMarked;
