package io.schemamedic.dist.random;

import java.util.List;
import java.util.Random;

/** Chance that can be repeated: the same seed gives the same throws. Used by one thread. */
public final class Dice {
  private final Random random;

  public Dice(long seed) {
    random = new Random(seed);
  }

  /** True so many times in a hundred. */
  public boolean percent(int times) {
    return random.nextInt(100) < times;
  }

  /** From 0 on, less than the bound. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  public <T> T oneOf(List<T> things) {
    return things.get(random.nextInt(things.size()));
  }

  @SafeVarargs
  public final <T> T oneOf(T first, T... others) {
    int chosen = random.nextInt(others.length + 1);
    return chosen == 0 ? first : others[chosen - 1];
  }
}
