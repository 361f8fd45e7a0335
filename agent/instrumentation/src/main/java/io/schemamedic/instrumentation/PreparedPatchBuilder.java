package io.schemamedic.instrumentation;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the difference between two class files. Byte Buddy keeps the constant pool and the methods
 * that it does not touch as they are, so most of the outcome is long stretches of the original.
 * Greedy: takes the longest stretch at each point. Used by the build only.
 */
final class PreparedPatchBuilder {
  /** Shorter stretches cost as much as they save: an instruction is twelve bytes. */
  private static final int SHORTEST = 16;

  private final byte[] original;
  private final byte[] outcome;
  private final Map<ByteBuffer, List<Integer>> places = new HashMap<>();
  private final List<Integer> instructions = new ArrayList<>();
  private final ByteArrayOutputStream inserted = new ByteArrayOutputStream();

  private PreparedPatchBuilder(byte[] original, byte[] outcome) {
    this.original = original;
    this.outcome = outcome;
    for (int i = 0; i + SHORTEST <= original.length; i++) {
      places
          .computeIfAbsent(ByteBuffer.wrap(original, i, SHORTEST).slice(), key -> new ArrayList<>())
          .add(i);
    }
  }

  static PreparedPatch difference(byte[] original, byte[] outcome) {
    return new PreparedPatchBuilder(original, outcome).build();
  }

  private PreparedPatch build() {
    int at = 0;
    int copyFrom = 0;
    int copied = 0;
    int added = 0;
    while (at < outcome.length) {
      int[] stretch = longestStretchAt(at);
      if (stretch[1] == 0) {
        inserted.write(outcome[at]);
        added++;
        at++;
      } else {
        instructions.addAll(Arrays.asList(copyFrom, copied, added));
        copyFrom = stretch[0];
        copied = stretch[1];
        added = 0;
        at += copied;
      }
    }
    instructions.addAll(Arrays.asList(copyFrom, copied, added));
    return new PreparedPatch(
        outcome,
        instructions.stream().mapToInt(Integer::intValue).toArray(),
        inserted.toByteArray());
  }

  /** Place and length of the longest stretch of the original that is found at this point. */
  private int[] longestStretchAt(int at) {
    int[] longest = {0, 0};
    if (at + SHORTEST > outcome.length) {
      return longest;
    }
    ByteBuffer start = ByteBuffer.wrap(outcome, at, SHORTEST).slice();
    for (int place : places.getOrDefault(start, Arrays.asList())) {
      int length = SHORTEST;
      while (at + length < outcome.length
          && place + length < original.length
          && outcome[at + length] == original[place + length]) {
        length++;
      }
      if (length > longest[1]) {
        longest = new int[] {place, length};
      }
    }
    return longest;
  }
}
