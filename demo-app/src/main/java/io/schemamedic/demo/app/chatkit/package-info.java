/**
 * System 1, ChatKit: the backend of the chat widget, hand-written JDBC with its own transactions,
 * tables in {@code public}.
 */
@NullMarked
package io.schemamedic.demo.app.chatkit;

import org.jspecify.annotations.NullMarked;
