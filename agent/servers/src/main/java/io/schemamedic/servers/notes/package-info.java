/**
 * The application that the servers serve: a few notes in a table. Written for Java 8, for servlets
 * of both names and for none; knows nothing of the agent.
 */
@NullMarked
package io.schemamedic.servers.notes;

import org.jspecify.annotations.NullMarked;
