/**
 * What the owner of a service has decided: read once, checked completely, then immutable. Reading
 * is a function of its inputs and of the files that they name.
 */
@NullMarked
package io.schemamedic.engine.config;

import org.jspecify.annotations.NullMarked;
