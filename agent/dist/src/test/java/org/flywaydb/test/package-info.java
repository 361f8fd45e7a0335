/** A package that looks like Flyway's, which is not among the dependencies. */
@NullMarked
package org.flywaydb.test;

import org.jspecify.annotations.NullMarked;
