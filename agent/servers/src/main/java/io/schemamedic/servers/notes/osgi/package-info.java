/** The application as a bundle of OSGi. */
@NullMarked
package io.schemamedic.servers.notes.osgi;

import org.jspecify.annotations.NullMarked;
