package io.schemamedic.engine.migration;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes drafts into one directory, each at most once: what is there, perhaps edited by its
 * reviewer, stays. A file appears whole or not at all, and the first of a draft last. Thread-safe.
 */
public final class MigrationDraftWriter {
  private static final String MARK = "__schema_medic_";

  /** A draft may be of two migrations, whose versions follow each other. */
  private static final int VERSIONS = 2;

  private final File directory;

  private MigrationDraftWriter(File directory) {
    this.directory = directory;
  }

  public static MigrationDraftWriter into(File directory) {
    return new MigrationDraftWriter(directory);
  }

  /**
   * Writes the draft unless one with the same statements is there.
   *
   * @return the file that holds these statements, or the first of them, new or old
   * @throws IOException if it could not be written; no partial file is left under a migration's
   *     name
   */
  public synchronized File write(MigrationDraft draft) throws IOException {
    String[] names = directory.list();
    if (names == null) {
      throw new IOException("The directory cannot be listed: " + directory);
    }
    Arrays.sort(names);
    for (String name : names) {
      if (name.contains(MARK) && name.endsWith(draft.firstFileEnd())) {
        return new File(directory, name);
      }
    }
    List<Map.Entry<String, String>> files =
        new ArrayList<>(draft.files(freeVersion(draft.time(), names)).entrySet());
    for (int i = files.size() - 1; i >= 0; i--) {
      write(files.get(i).getKey(), files.get(i).getValue());
    }
    return new File(directory, files.get(0).getKey());
  }

  /** Two migrations of one version are an error to Flyway. */
  private static Instant freeVersion(Instant wanted, String[] names) {
    Instant version = wanted;
    for (int ahead = 0; ahead < VERSIONS; ahead++) {
      String taken = DraftVersion.of(version.plusSeconds(ahead)) + "__";
      if (Arrays.stream(names).anyMatch(name -> name.contains(taken))) {
        version = version.plusSeconds(ahead + 1L);
        ahead = -1;
      }
    }
    return version;
  }

  private void write(String name, String text) throws IOException {
    File file = new File(directory, name);
    File unfinished = new File(directory, "." + name + ".unfinished");
    try (OutputStream out = new FileOutputStream(unfinished)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      remove(unfinished, e);
      throw e;
    }
    if (!unfinished.renameTo(file)) {
      IOException failure = new IOException("The draft cannot be renamed to " + file);
      remove(unfinished, failure);
      throw failure;
    }
  }

  private static void remove(File unfinished, IOException cause) {
    if (!unfinished.delete() && unfinished.exists()) {
      cause.addSuppressed(new IOException("The unfinished draft cannot be removed: " + unfinished));
    }
  }
}
