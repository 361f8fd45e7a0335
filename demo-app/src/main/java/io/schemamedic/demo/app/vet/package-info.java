/** System 3, VetAssist: JPA entities are the only truth about the tables in {@code vet}. */
@NullMarked
package io.schemamedic.demo.app.vet;

import org.jspecify.annotations.NullMarked;
