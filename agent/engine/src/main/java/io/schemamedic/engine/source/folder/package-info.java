/**
 * Where the files of a source lie: a directory of this machine, or a place on the service's class
 * path. What is opened is closed at once; nothing of the service's is kept or locked.
 */
@NullMarked
package io.schemamedic.engine.source.folder;

import org.jspecify.annotations.NullMarked;
