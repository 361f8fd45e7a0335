/** Entities that take Hibernate 6.2 or later; only their tables matter. */
package io.schemamedic.frameworks.program.modern;
