/** An embedded real PostgreSQL, for the app when it was given no JDBC URL, and for the story. */
@NullMarked
package io.schemamedic.demo.postgres;

import org.jspecify.annotations.NullMarked;
