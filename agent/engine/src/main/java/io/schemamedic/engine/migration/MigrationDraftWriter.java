package io.schemamedic.engine.migration;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes drafts into one directory, each at most once: what is there, perhaps edited by its
 * reviewer, stays. A draft appears whole or not at all. Thread-safe.
 */
public final class MigrationDraftWriter {
  private static final String MARK = "__schema_medic_";
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
   * @return the file that holds these statements, new or old
   * @throws IOException if it could not be written; no partial file is left under a migration's
   *     name
   */
  public synchronized File write(MigrationDraft draft) throws IOException {
    String end = draft.fileNameEnd();
    File[] same = directory.listFiles((in, name) -> name.contains(MARK) && name.endsWith(end));
    if (same == null) {
      throw new IOException("The directory cannot be listed: " + directory);
    }
    if (same.length > 0) {
      Arrays.sort(same);
      return same[0];
    }
    File file = new File(directory, draft.fileName());
    File unfinished = new File(directory, "." + file.getName() + ".unfinished");
    try (OutputStream out = new FileOutputStream(unfinished)) {
      out.write(draft.text().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      remove(unfinished, e);
      throw e;
    }
    if (!unfinished.renameTo(file)) {
      IOException failure = new IOException("The draft cannot be renamed to " + file);
      remove(unfinished, failure);
      throw failure;
    }
    return file;
  }

  private static void remove(File unfinished, IOException cause) {
    if (!unfinished.delete() && unfinished.exists()) {
      cause.addSuppressed(new IOException("The unfinished draft cannot be removed: " + unfinished));
    }
  }
}
