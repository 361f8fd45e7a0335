/** The agent beside other agents and other people's versions of its libraries. */
@NullMarked
package io.schemamedic.dist.together;

import org.jspecify.annotations.NullMarked;
