/**
 * What the system class loader sees of Schema Medic: the way in, the rendezvous with woven code,
 * and the class loader that hides the rest. Depends on nothing but the Java 8 platform.
 */
@NullMarked
package io.schemamedic.entry;

import org.jspecify.annotations.NullMarked;
