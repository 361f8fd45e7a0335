/** JSON as the agent writes it; nothing here reads any. */
@NullMarked
package io.schemamedic.engine.json;

import org.jspecify.annotations.NullMarked;
