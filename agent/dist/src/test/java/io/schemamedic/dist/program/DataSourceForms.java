package io.schemamedic.dist.program;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGConnectionPoolDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.ds.common.BaseDataSource;
import org.postgresql.xa.PGXADataSource;

/** The driver's own data sources, each with a connection of its own. */
final class DataSourceForms {
  private final Supplier<String> url;
  private @Nullable XAConnection kept;

  private DataSourceForms(Supplier<String> url) {
    this.url = url;
  }

  /**
   * @param url of the service's connection
   */
  static Map<String, EntryPoint> all(Supplier<String> url) {
    DataSourceForms forms = new DataSourceForms(url);
    Map<String, EntryPoint> all = new LinkedHashMap<>();
    all.put("PGSimpleDataSource", (connection, table) -> forms.simple(table));
    all.put("PGConnectionPoolDataSource", (connection, table) -> forms.pooled(table));
    all.put("PGXADataSource", (connection, table) -> forms.managed(table));
    all.put("PGXADataSource, in a branch", (connection, table) -> forms.branch(table));
    all.put("open a PGXADataSource", (connection, table) -> forms.open());
    all.put("in a branch of the open one", (connection, table) -> forms.branchOfKept(table));
    return all;
  }

  private <T extends BaseDataSource> T to(T dataSource) {
    dataSource.setUrl(url.get());
    return dataSource;
  }

  private String simple(String table) throws Exception {
    DataSource dataSource = to(new PGSimpleDataSource());
    try (Connection connection = dataSource.getConnection()) {
      return insert(connection, table);
    }
  }

  private String pooled(String table) throws Exception {
    PooledConnection pooled = to(new PGConnectionPoolDataSource()).getPooledConnection();
    try (Connection connection = pooled.getConnection()) {
      return insert(connection, table);
    } finally {
      pooled.close();
    }
  }

  private String managed(String table) throws Exception {
    XAConnection managed = to(new PGXADataSource()).getXAConnection();
    try (Connection connection = managed.getConnection()) {
      return insert(connection, table);
    } finally {
      managed.close();
    }
  }

  private String branch(String table) throws Exception {
    XAConnection managed = to(new PGXADataSource()).getXAConnection();
    try {
      return branch(managed, table);
    } finally {
      managed.close();
    }
  }

  private String open() throws Exception {
    kept = to(new PGXADataSource()).getXAConnection();
    return "open";
  }

  private String branchOfKept(String table) throws Exception {
    if (kept == null) {
      throw new SQLException("not open");
    }
    return branch(kept, table);
  }

  /** Committed in one phase; a branch whose statement failed is rolled back. */
  private static String branch(XAConnection managed, String table) throws Exception {
    XAResource resource = managed.getXAResource();
    Xid xid = new Branch(ThreadLocalRandom.current().nextInt());
    try (Connection connection = managed.getConnection()) {
      resource.start(xid, XAResource.TMNOFLAGS);
      String seen = insert(connection, table);
      resource.end(xid, XAResource.TMSUCCESS);
      if (seen.startsWith("1,")) {
        resource.commit(xid, true);
        return seen + " committed";
      }
      resource.rollback(xid);
      return seen + " rolled back";
    }
  }

  private static String insert(Connection connection, String table) throws Exception {
    try (Statement statement = connection.createStatement()) {
      return CallerView.call(
          statement, () -> statement.executeUpdate("INSERT INTO " + table + " VALUES (1)"));
    }
  }

  private record Branch(int number) implements Xid {
    @Override
    public int getFormatId() {
      return number;
    }

    @Override
    public byte[] getGlobalTransactionId() {
      return new byte[] {1};
    }

    @Override
    public byte[] getBranchQualifier() {
      return new byte[] {2};
    }
  }
}
