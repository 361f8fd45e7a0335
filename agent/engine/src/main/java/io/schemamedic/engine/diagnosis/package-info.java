/**
 * Why a name is missing: from a failure, the declared schema and the live catalog. Decides; no
 * database.
 */
@NullMarked
package io.schemamedic.engine.diagnosis;

import org.jspecify.annotations.NullMarked;
