package io.schemamedic.engine.admin;

import io.schemamedic.engine.config.TlsFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Reads what the server proves itself with. What is wrong with it is said without its content. */
final class TlsContextReader {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]*)-----END \\1PRIVATE KEY-----");

  /** Sessions that clients may take up again; the JDK would keep twenty thousand for a day. */
  private static final int MOST_SESSIONS = 50;

  private static final int SESSION_SECONDS = 600;

  private TlsContextReader() {}

  /**
   * @throws IOException if a file cannot be read or the two do not make a server
   */
  static SSLContext read(TlsFiles files) throws IOException {
    try {
      Certificate[] chain = chain(files.certificate());
      PrivateKey key = key(files.key(), chain[0].getPublicKey());
      char[] password = new BigInteger(128, new SecureRandom()).toString(36).toCharArray();
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setKeyEntry("schema-medic", key, password, chain);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      context.getServerSessionContext().setSessionCacheSize(MOST_SESSIONS);
      context.getServerSessionContext().setSessionTimeout(SESSION_SECONDS);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificate and its key cannot be used: " + e.getMessage(), e);
    }
  }

  private static Certificate[] chain(String pem) throws IOException, GeneralSecurityException {
    Certificate[] chain =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
            .toArray(new Certificate[0]);
    if (chain.length == 0) {
      throw new IOException("http.tls-certificate-file has no certificate in PEM");
    }
    return chain;
  }

  private static PrivateKey key(String pem, PublicKey publicKey)
      throws IOException, GeneralSecurityException {
    Matcher matcher = KEY.matcher(pem);
    if (!matcher.find()) {
      throw new IOException("http.tls-key-file has no private key in PEM");
    }
    if (!matcher.group(1).isEmpty()) {
      throw new IOException(
          "http.tls-key-file has a key of the form "
              + matcher.group(1).trim().toLowerCase(Locale.ROOT)
              + "; openssl pkcs8 -topk8 -nocrypt makes the right one");
    }
    byte[] encoded;
    try {
      encoded = Base64.getMimeDecoder().decode(matcher.group(2));
    } catch (IllegalArgumentException e) {
      throw new IOException("http.tls-key-file has a damaged key", e);
    }
    PrivateKey key =
        KeyFactory.getInstance(publicKey.getAlgorithm())
            .generatePrivate(new PKCS8EncodedKeySpec(encoded));
    requirePair(key, publicKey);
    return key;
  }

  private static void requirePair(PrivateKey key, PublicKey publicKey)
      throws IOException, GeneralSecurityException {
    byte[] text = {1, 2, 3};
    Signature signing = Signature.getInstance(signature(publicKey.getAlgorithm()));
    signing.initSign(key);
    signing.update(text);
    Signature verifying = Signature.getInstance(signature(publicKey.getAlgorithm()));
    verifying.initVerify(publicKey);
    verifying.update(text);
    if (!verifying.verify(signing.sign())) {
      throw new IOException("the key is not that of the first certificate");
    }
  }

  private static String signature(String keyAlgorithm) {
    switch (keyAlgorithm) {
      case "RSA":
        return "SHA256withRSA";
      case "EC":
        return "SHA256withECDSA";
      default:
        return keyAlgorithm;
    }
  }
}
