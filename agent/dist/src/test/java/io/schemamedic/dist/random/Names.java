package io.schemamedic.dist.random;

import java.util.List;
import java.util.Set;

/** Names as services have them and as attackers would, and how they are written in SQL. */
final class Names {
  private static final List<String> ORDINARY =
      List.of(
          "orders",
          "customer",
          "note",
          "item",
          "account_entry",
          "title",
          "amount",
          "created",
          "state",
          "label",
          "owner_id",
          "parent",
          "price",
          "remark",
          "visit",
          "invoice");

  private static final List<String> ODD =
      List.of(
          "x\"; drop table y; --",
          "a'; DELETE FROM orders; --",
          "$$; DROP SCHEMA public CASCADE; $$",
          "Order",
          "ORDERS",
          "select",
          "user",
          "two words",
          "a.b",
          "$1",
          "?",
          "back\\slash",
          "new\nline",
          "naïve",
          "e\u0301",
          "İstanbul",
          "名前",
          "😀",
          "\u200bhidden",
          "_",
          "U&x",
          "/* comment",
          "n".repeat(63),
          "é".repeat(31),
          "too_long_" + "x".repeat(60));

  /** What a plain word may not be without quotes. */
  private static final Set<String> RESERVED = Set.of("select", "user");

  private Names() {}

  static String any(Dice dice) {
    return dice.percent(75) ? dice.oneOf(ORDINARY) : dice.oneOf(ODD);
  }

  /** In quotes, or without where that means the same. */
  static String sql(String name, Dice dice) {
    boolean plain = name.matches("[a-z_][a-z0-9_]*") && !RESERVED.contains(name);
    return plain && dice.percent(80) ? name : quoted(name);
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
