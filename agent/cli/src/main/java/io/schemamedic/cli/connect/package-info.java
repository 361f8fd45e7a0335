/** The way to a database: URL, password, driver, and a session that only reads. */
@NullMarked
package io.schemamedic.cli.connect;

import org.jspecify.annotations.NullMarked;
