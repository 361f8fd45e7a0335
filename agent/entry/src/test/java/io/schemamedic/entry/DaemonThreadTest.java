package io.schemamedic.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.security.ProtectionDomain;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DaemonThreadTest {

  /** What an application does that is the first to need a driver. */
  public static final class Application implements Function<Supplier<Thread>, Thread> {
    @Override
    public Thread apply(Supplier<Thread> maker) {
      return maker.get();
    }
  }

  /** As a server has one for each application: of every class it asks for, a copy of its own. */
  private static final class ApplicationLoader extends ClassLoader {
    Class<?> copyOf(Class<?> type) throws IOException {
      try (InputStream in = type.getResourceAsStream("DaemonThreadTest$Application.class")) {
        byte[] classFile = in.readAllBytes();
        return defineClass(type.getName(), classFile, 0, classFile.length, ownDomain());
      }
    }

    private ProtectionDomain ownDomain() {
      return new ProtectionDomain(null, null, this, null);
    }
  }

  @Test
  void keepsNothingOfTheApplicationThatCausedIt() throws Exception {
    ApplicationLoader loader = new ApplicationLoader();
    Thread kept = madeBelow(loader, () -> DaemonThread.named("test", () -> {}));
    WeakReference<ClassLoader> gone = new WeakReference<>(loader);
    loader = null;

    assertThat(isCollected(gone)).isTrue();
    assertThat(kept.isDaemon()).isTrue();
    assertThat(kept.getContextClassLoader()).isNull();
  }

  @SuppressWarnings("unchecked")
  private static Thread madeBelow(ApplicationLoader loader, Supplier<Thread> maker)
      throws Exception {
    Object application = loader.copyOf(Application.class).getDeclaredConstructor().newInstance();
    assertThat(application.getClass()).isNotEqualTo(Application.class);
    return ((Function<Supplier<Thread>, Thread>) application).apply(maker);
  }

  private static boolean isCollected(WeakReference<?> reference) {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (reference.get() != null && System.nanoTime() - end < 0) {
      System.gc();
    }
    return reference.get() == null;
  }
}
