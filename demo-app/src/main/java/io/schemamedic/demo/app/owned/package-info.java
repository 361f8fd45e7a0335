/**
 * System 2, conversations with owners: Spring's JdbcClient with declared transactions, tables in
 * {@code owned}.
 */
@NullMarked
package io.schemamedic.demo.app.owned;

import org.jspecify.annotations.NullMarked;
