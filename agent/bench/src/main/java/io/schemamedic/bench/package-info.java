/**
 * What the agent costs, as ratios to the same program without it: whole processes, turn by turn, on
 * an embedded PostgreSQL.
 */
@NullMarked
package io.schemamedic.bench;

import org.jspecify.annotations.NullMarked;
