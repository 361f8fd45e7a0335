/** What services on the usual frameworks see of the agent, as documented. */
@NullMarked
package io.schemamedic.frameworks;

import org.jspecify.annotations.NullMarked;
