package io.schemamedic.instrumentation;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The difference between a class file of a released driver and the same class woven: instructions
 * that copy a part of the original or insert bytes. Immutable.
 *
 * <p>A patch is found by length and checksum of the original and checked by length and checksum of
 * the outcome. That guards against a class that another agent has changed before us. It does not
 * guard against an attacker, who would be inside the process already; so no cryptographic digest,
 * whose providers would be the most expensive part of it all.
 */
final class PreparedPatch {
  private final int length;
  private final long checksum;

  /** Triples: where to copy from, how many bytes to copy, how many bytes to insert after that. */
  private final int[] instructions;

  private final byte[] inserted;

  PreparedPatch(byte[] outcome, int[] instructions, byte[] inserted) {
    this(outcome.length, checksum(outcome), instructions, inserted);
  }

  private PreparedPatch(int length, long checksum, int[] instructions, byte[] inserted) {
    this.length = length;
    this.checksum = checksum;
    this.instructions = instructions;
    this.inserted = inserted;
  }

  /** Name of the resource, beside this class, that holds the patch for this class file. */
  static String name(byte[] classFile) {
    return "prepared/" + classFile.length + "-" + Long.toHexString(checksum(classFile));
  }

  /**
   * The woven class.
   *
   * @return null if the outcome is not what it should be: the original was another one
   */
  byte @Nullable [] applyTo(byte[] original) {
    byte[] outcome = new byte[length];
    int at = 0;
    int insertedAt = 0;
    for (int i = 0; i < instructions.length; i += 3) {
      int from = instructions[i];
      int copied = instructions[i + 1];
      int added = instructions[i + 2];
      if (from + copied > original.length || at + copied + added > length) {
        return null;
      }
      System.arraycopy(original, from, outcome, at, copied);
      System.arraycopy(inserted, insertedAt, outcome, at + copied, added);
      at += copied + added;
      insertedAt += added;
    }
    return at == length && checksum(outcome) == checksum ? outcome : null;
  }

  static PreparedPatch read(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    int length = in.readInt();
    long checksum = in.readLong();
    int[] instructions = new int[in.readInt()];
    int added = 0;
    for (int i = 0; i < instructions.length; i++) {
      instructions[i] = in.readInt();
      added += i % 3 == 2 ? instructions[i] : 0;
    }
    byte[] inserted = new byte[added];
    in.readFully(inserted);
    return new PreparedPatch(length, checksum, instructions, inserted);
  }

  void write(OutputStream stream) throws IOException {
    DataOutputStream out = new DataOutputStream(stream);
    out.writeInt(length);
    out.writeLong(checksum);
    out.writeInt(instructions.length);
    for (int number : instructions) {
      out.writeInt(number);
    }
    out.write(inserted);
    out.flush();
  }

  private static long checksum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, bytes.length);
    return crc.getValue();
  }
}
