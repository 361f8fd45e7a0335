/** What the services on Hibernate store; the fields are filled in by Hibernate. */
package io.schemamedic.frameworks.program.entity;
