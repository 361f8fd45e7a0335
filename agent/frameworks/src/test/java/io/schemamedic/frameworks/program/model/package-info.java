/** Entities of every kind that Hibernate 5.6 to 7 can map; only their tables matter. */
package io.schemamedic.frameworks.program.model;
