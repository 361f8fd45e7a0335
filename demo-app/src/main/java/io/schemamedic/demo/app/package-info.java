/**
 * A chat backend like many others: Spring Boot, HikariCP, pgjdbc. It has no dependency on Schema
 * Medic and does not know of it.
 */
@NullMarked
package io.schemamedic.demo.app;

import org.jspecify.annotations.NullMarked;
