package io.schemamedic.demo.app;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * Turns what went wrong into a status and a JSON body. SQL and driver messages go to the log, never
 * to the caller.
 */
@RestControllerAdvice
class ErrorAnswers {
  private static final Logger log = LoggerFactory.getLogger(ErrorAnswers.class);

  /** As long as the widget waits between two attempts. */
  private static final String RETRY_AFTER_SECONDS = "3";

  @ExceptionHandler(NotFoundException.class)
  ResponseEntity<ErrorAnswer> notFound(NotFoundException e) {
    return answer(HttpStatus.NOT_FOUND, e.code(), e.getMessage());
  }

  @ExceptionHandler(InvalidRequestException.class)
  ResponseEntity<ErrorAnswer> invalid(InvalidRequestException e) {
    return answer(HttpStatus.BAD_REQUEST, "invalid_request", e.getMessage());
  }

  @ExceptionHandler({
    HttpMessageNotReadableException.class,
    MethodArgumentTypeMismatchException.class
  })
  ResponseEntity<ErrorAnswer> unreadable(Exception e) {
    return answer(HttpStatus.BAD_REQUEST, "invalid_request", "The request could not be read.");
  }

  @ExceptionHandler({
    SQLException.class,
    DataAccessException.class,
    TransactionException.class,
    PersistenceException.class
  })
  ResponseEntity<ErrorAnswer> database(Exception e) {
    if (isUnavailable(e)) {
      log.warn("database unavailable: {}", rootMessage(e));
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
          .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
          .body(
              new ErrorAnswer(
                  "database_unavailable",
                  "The database cannot be reached at the moment. Please try again shortly."));
    }
    log.error("database call failed, SQLSTATE {}", SqlStates.of(e), e);
    return answer(
        HttpStatus.INTERNAL_SERVER_ERROR, "database_error", "The request could not be completed.");
  }

  private static boolean isUnavailable(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      // The pool waited for a connection in vain: it carries no SQLSTATE unless an attempt to
      // connect had failed.
      if (cause instanceof SQLTransientConnectionException) {
        return true;
      }
      // The pool had closed the broken connection, so Hibernate could not even roll back, and tells
      // of that instead of the failure before it.
      if (cause instanceof org.hibernate.TransactionException && SqlStates.of(cause) == null) {
        return true;
      }
    }
    return SqlStates.isUnavailable(SqlStates.of(error));
  }

  private static @Nullable String rootMessage(Throwable error) {
    Throwable root = error;
    for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return root.getMessage();
  }

  private static ResponseEntity<ErrorAnswer> answer(
      HttpStatus status, String error, @Nullable String message) {
    return ResponseEntity.status(status).body(new ErrorAnswer(error, message));
  }

  record ErrorAnswer(String error, @Nullable String message) {}
}
