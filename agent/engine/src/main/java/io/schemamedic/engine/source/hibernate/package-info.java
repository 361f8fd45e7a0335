/**
 * The declared schema as Hibernate would create it for the mapping of the service. Everything of
 * Hibernate's is reached by reflection: the agent knows no class of the service.
 */
@NullMarked
package io.schemamedic.engine.source.hibernate;

import org.jspecify.annotations.NullMarked;
