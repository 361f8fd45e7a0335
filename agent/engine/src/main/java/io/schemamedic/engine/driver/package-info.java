/**
 * The service's driver seen from outside: JDBC and the few public pgjdbc methods, by reflection.
 */
@NullMarked
package io.schemamedic.engine.driver;

import org.jspecify.annotations.NullMarked;
