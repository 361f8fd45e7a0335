package io.schemamedic.engine.source.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleReference;

/** Real frameworks are among the servers that the shipped jar runs in. */
class BundlesTest {
  private static final Bundle DRIVER = bundle("driver", Bundle.ACTIVE, null);

  @TempDir private Path directory = Path.of("");

  @Test
  void ownBundleCountsBeforeTheOthers() throws IOException {
    Bundle own = bundle("own", Bundle.ACTIVE, file("V1__own.sql"), DRIVER);

    assertThat(read(own)).containsExactly("V1__own.sql");
  }

  @Test
  void onlyOtherBundleThatHasTheFolderCounts() throws IOException {
    Bundle service = bundle("service", Bundle.ACTIVE, file("sub/V1__a.sql"));

    assertThat(read(bundle("driver", Bundle.ACTIVE, null, DRIVER, service)))
        .containsExactly("sub/V1__a.sql");
  }

  @Test
  void severalOtherBundlesAreAnError() throws IOException {
    Bundle one = bundle("one", Bundle.ACTIVE, file("V1__a.sql"));
    Bundle two = bundle("two", Bundle.RESOLVED, file("V2__b.sql"));

    assertThatThrownBy(() -> read(bundle("driver", Bundle.ACTIVE, null, one, two)))
        .isInstanceOf(IOException.class)
        .hasMessage("several bundles have it: one, two");
  }

  @Test
  void bundleThatIsNotResolvedIsNotAsked() throws IOException {
    Bundle installed = bundle("installed", Bundle.INSTALLED, file("V1__a.sql"));

    assertThatThrownBy(() -> read(bundle("driver", Bundle.ACTIVE, null, installed)))
        .hasMessage("it is not on the service's class path");
  }

  private static List<String> read(Bundle bundle) throws IOException {
    return List.copyOf(
        new ClassPathFolder("db/migration", List.of(new BundleLoader(bundle)))
            .read(path -> true)
            .keySet());
  }

  private URL file(String name) throws IOException {
    Path file = directory.resolve("db/migration").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "SELECT 1").toUri().toURL();
  }

  /** Of a framework that has these others. */
  private static Bundle bundle(String name, int state, @Nullable URL entry, Bundle... others) {
    BundleContext context =
        (BundleContext)
            Proxy.newProxyInstance(
                BundlesTest.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> others);
    return (Bundle)
        Proxy.newProxyInstance(
            BundlesTest.class.getClassLoader(),
            new Class<?>[] {Bundle.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getSymbolicName" -> name;
                  case "getState" -> state;
                  case "getBundleContext" -> context;
                  case "findEntries" ->
                      entry == null ? null : Collections.enumeration(List.of(entry));
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  /** As frameworks have them. */
  private static final class BundleLoader extends ClassLoader implements BundleReference {
    private final Bundle bundle;

    BundleLoader(Bundle bundle) {
      super(null);
      this.bundle = bundle;
    }

    @Override
    public Bundle getBundle() {
      return bundle;
    }
  }
}
