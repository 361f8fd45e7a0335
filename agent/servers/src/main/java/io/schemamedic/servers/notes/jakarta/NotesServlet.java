package io.schemamedic.servers.notes.jakarta;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schemamedic.servers.notes.Answer;
import io.schemamedic.servers.notes.Notes;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Mapped to everything. */
public final class NotesServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private transient @Nullable Notes notes;

  @Override
  public void init() throws ServletException {
    try {
      notes = Notes.asConfigured();
    } catch (Exception e) {
      throw new ServletException("No database", e);
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    Answer answer = notes == null ? Answer.unknown() : notes.answer(path);
    response.setStatus(answer.status());
    response.setContentType("text/plain;charset=UTF-8");
    response.getOutputStream().write(answer.text().getBytes(UTF_8));
  }

  @Override
  public void destroy() {
    if (notes != null) {
      notes.close();
    }
  }
}
