package io.schemamedic.engine.config;

import java.io.File;
import java.io.IOException;

/** A certificate and its key, as files in PEM. Immutable. */
public final class TlsFiles {
  private final File certificate;
  private final File key;

  TlsFiles(File certificate, File key) {
    this.certificate = certificate;
    this.key = key;
  }

  /**
   * The text with the certificate and those that prove it.
   *
   * @throws IOException if the file cannot be read
   */
  public String certificate() throws IOException {
    return new LocalFiles().read(certificate.getPath());
  }

  /**
   * The text with the key, to be used and forgotten.
   *
   * @throws IOException if the file cannot be read; the message never holds its content
   */
  public String key() throws IOException {
    return new LocalFiles().read(key.getPath());
  }
}
