package io.schemamedic.entry;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One call of the driver that has thrown, in JDK types only. Holds references into the driver, so
 * it must not outlive the call. Not thread-safe; used by the calling thread alone.
 */
public final class FailedCall {

  /** Which kind of JDBC method was called. */
  public enum Form {
    /** {@code Statement.execute*(String, ...)}. */
    STATEMENT,
    /** {@code PreparedStatement.execute*()}. */
    PREPARED,
    /** {@code CallableStatement.execute*()}, batches among them. */
    CALLABLE,
    /** {@code executeBatch()} or {@code executeLargeBatch()} of a plain {@code Statement}. */
    STATEMENT_BATCH,
    /** {@code executeBatch()} or {@code executeLargeBatch()} of a {@code PreparedStatement}. */
    PREPARED_BATCH,
    /** {@code CopyManager.copyIn}, {@code copyOut} and what else begins a copy. */
    COPY
  }

  private final Form form;
  private final @Nullable Statement statement;
  private final @Nullable Connection connection;
  private final @Nullable String sql;
  private final @Nullable String nativeSql;
  private final Object @Nullable [] @Nullable [] parameterValues;
  private final @Nullable BatchEntries batchEntries;

  /** The driver's own array, which it will send when the method is repeated. */
  private final Object @Nullable [] valuesToSend;

  private final @Nullable String transactionStateAtEntry;
  private final Throwable thrown;
  private final @Nullable Object previous;
  private final boolean strict;
  private final long failedAtNanos = System.nanoTime();
  private final Cancellation cancellation;

  /** See the accessors. Of a statement. */
  public FailedCall(
      Form form,
      Statement statement,
      @Nullable String sql,
      @Nullable String nativeSql,
      Object @Nullable [] @Nullable [] parameterValues,
      @Nullable BatchEntries batchEntries,
      @Nullable String transactionStateAtEntry,
      Throwable thrown,
      @Nullable Object previous) {
    this(
        form,
        statement,
        null,
        sql,
        nativeSql,
        parameterValues,
        batchEntries,
        transactionStateAtEntry,
        thrown,
        previous,
        false);
  }

  private FailedCall(
      Form form,
      @Nullable Statement statement,
      @Nullable Connection connection,
      @Nullable String sql,
      @Nullable String nativeSql,
      Object @Nullable [] @Nullable [] parameterValues,
      @Nullable BatchEntries batchEntries,
      @Nullable String transactionStateAtEntry,
      Throwable thrown,
      @Nullable Object previous,
      boolean strict) {
    this.form = form;
    this.statement = statement;
    this.connection = connection;
    this.sql = sql;
    this.nativeSql = nativeSql;
    this.valuesToSend =
        form == Form.PREPARED && parameterValues != null ? parameterValues[0] : null;
    this.parameterValues =
        valuesToSend == null ? parameterValues : new Object[][] {valuesToSend.clone()};
    this.batchEntries = batchEntries;
    this.transactionStateAtEntry = transactionStateAtEntry;
    this.thrown = thrown;
    this.previous = previous;
    this.strict = strict;
    this.cancellation = new Cancellation(statement);
  }

  /**
   * A call of a driver of which only JDBC's own methods can be used: text where it was given to the
   * method, no parameters, no transaction state. It cannot be repeated.
   *
   * @param method the name of JDBC's method
   */
  static FailedCall strict(
      Statement statement, String method, @Nullable String sql, Throwable thrown) {
    Form form;
    if (method.endsWith("Batch")) {
      form = statement instanceof PreparedStatement ? Form.PREPARED_BATCH : Form.STATEMENT_BATCH;
    } else if (sql != null) {
      form = Form.STATEMENT;
    } else {
      form = statement instanceof CallableStatement ? Form.CALLABLE : Form.PREPARED;
    }
    return new FailedCall(form, statement, null, sql, null, null, null, null, thrown, null, true);
  }

  /** A copy that could not begin. */
  static FailedCall ofCopy(
      Connection connection,
      @Nullable String sql,
      @Nullable String transactionStateAtEntry,
      Throwable thrown) {
    return new FailedCall(
        Form.COPY,
        null,
        connection,
        sql,
        sql,
        null,
        null,
        transactionStateAtEntry,
        thrown,
        null,
        false);
  }

  public Form form() {
    return form;
  }

  /** The driver's own statement object, not a pool's wrapper. Null for a copy. */
  public @Nullable Statement statement() {
    return statement;
  }

  /** The driver's own connection. */
  public Connection connection() throws SQLException {
    return statement == null ? Objects.requireNonNull(connection) : statement.getConnection();
  }

  /**
   * The text given to the method; null where the text was given earlier (prepared statements,
   * batches).
   */
  public @Nullable String sql() {
    return sql;
  }

  /**
   * The text as sent to the server, where the driver keeps it; null if unknown. Position in errors
   * counts in this text.
   */
  public @Nullable String nativeSql() {
    return nativeSql;
  }

  /**
   * One row of bound values for a prepared statement, one row an entry for a prepared batch; in the
   * driver's own representation, only to be asked for their classes. Null if the form has no
   * parameters or they could not be read.
   */
  public Object @Nullable [] @Nullable [] parameterValues() {
    return parameterValues;
  }

  /**
   * The entries of a prepared batch, which the driver has cleared; null if not a prepared batch or
   * not to be had.
   */
  public @Nullable BatchEntries batchEntries() {
    return batchEntries;
  }

  /**
   * Whether the statement still holds the very parameters and entries that it held when it failed.
   * Another thread may have used it since, and then a repetition would send what is that thread's.
   */
  public boolean isAsItWas() {
    if (valuesToSend != null && parameterValues != null) {
      return BatchEntries.areSame(valuesToSend, parameterValues[0]);
    }
    return batchEntries == null || batchEntries.areAsTheyWere();
  }

  /**
   * {@code IDLE}, {@code OPEN} or {@code FAILED} as the driver knew it when the method was entered;
   * null if it could not be read, in which case only autocommit tells that the statement was the
   * first.
   */
  public @Nullable String transactionStateAtEntry() {
    return transactionStateAtEntry;
  }

  /**
   * Whether the driver lacks what the agent needs to know text, parameters and transaction; then
   * the call cannot be repeated.
   */
  public boolean isStrict() {
    return strict;
  }

  /** What the driver threw in this attempt. */
  public Throwable thrown() {
    return thrown;
  }

  /** What {@link Engine#failed} returned for the attempt before; null for the first. */
  public @Nullable Object previous() {
    return previous;
  }

  /** When it failed, by {@link System#nanoTime()}. */
  public long failedAtNanos() {
    return failedAtNanos;
  }

  /** Whether another thread no longer wants this call. */
  public Cancellation cancellation() {
    return cancellation;
  }

  /**
   * The entries of a prepared batch, so that they can be put back before the method is repeated.
   */
  public static final class BatchEntries {
    private final List<Object> queries;
    private final List<Object> parameters;
    private final List<Object> queriesNow;
    private final Object[] sentQueries;
    private final Object[] sentParameters;
    private final Object[] queriesAtFailure;
    private final Object[] parametersAtFailure;

    /**
     * To be made when the batch has failed, before anything is waited for.
     *
     * @param queries the driver's list of queries as it was when the method was entered, the very
     *     list object
     * @param parameters likewise for the parameters
     * @param queriesNow the list of queries that the driver has put in place of the first, or the
     *     same
     * @param sentQueries what the driver took out of its lists to send
     * @param sentParameters likewise
     */
    public BatchEntries(
        List<Object> queries,
        List<Object> parameters,
        List<Object> queriesNow,
        Object[] sentQueries,
        Object[] sentParameters) {
      this.queries = queries;
      this.parameters = parameters;
      this.queriesNow = queriesNow;
      this.sentQueries = sentQueries;
      this.sentParameters = sentParameters;
      this.queriesAtFailure = queries.toArray();
      this.parametersAtFailure = parameters.toArray();
    }

    /**
     * Whether nobody has added to the lists. The driver leaves them empty, or with {@code
     * reWriteBatchedInserts} as they were; but then it has sent a query of its own making.
     */
    boolean areAsTheyWere() {
      boolean addedBefore =
          sentQueries.length > 0 && Arrays.asList(queriesAtFailure).contains(sentQueries[0]);
      boolean addedToNew = queriesNow != queries && !queriesNow.isEmpty();
      return !addedBefore
          && !addedToNew
          && areSame(queries.toArray(), queriesAtFailure)
          && areSame(parameters.toArray(), parametersAtFailure);
    }

    /** Whether both hold the very same objects. */
    static boolean areSame(Object[] now, Object @Nullable [] before) {
      if (before == null || now.length != before.length) {
        return false;
      }
      for (int i = 0; i < now.length; i++) {
        if (now[i] != before[i]) {
          return false;
        }
      }
      return true;
    }

    /**
     * Puts the entries back into the driver's lists. Lists that still hold their entries are left
     * as they are: with {@code reWriteBatchedInserts} the driver sends merged copies and never
     * empties the originals, and the merged copies must not be merged again. The gate does this
     * after the engine's yes.
     */
    public void restore() {
      if (queriesAtFailure.length > 0 || parametersAtFailure.length > 0) {
        return;
      }
      boolean complete = false;
      try {
        Collections.addAll(queries, sentQueries);
        Collections.addAll(parameters, sentParameters);
        complete = true;
      } finally {
        if (!complete) {
          // Half a batch must not be sent with the service's next one.
          queries.clear();
          parameters.clear();
        }
      }
    }

    /**
     * Takes the entries out of the driver's lists, as the driver itself does with a batch that has
     * failed. What another thread has added stays.
     */
    void discard() {
      boolean kept = queriesAtFailure.length > 0;
      takeOut(queries, kept ? queriesAtFailure : sentQueries);
      takeOut(parameters, kept ? parametersAtFailure : sentParameters);
    }

    private static void takeOut(List<Object> entries, Object[] ours) {
      int size = Math.min(ours.length, entries.size());
      if (areSame(entries.subList(0, size).toArray(), ours)) {
        entries.subList(0, size).clear();
      }
    }
  }
}
