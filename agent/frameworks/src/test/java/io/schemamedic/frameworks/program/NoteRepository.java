package io.schemamedic.frameworks.program;

import io.schemamedic.frameworks.program.entity.Note;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

/** Implemented by Spring Data. */
public interface NoteRepository extends JpaRepository<Note, Long> {
  /** Derived, with a condition on a column that is there if the table is. */
  List<Note> findByAuthor(String author);

  /** Derived, with a condition on the column that may be missing. */
  List<Note> findByColor(String color);

  /** Counts by the column that may be missing. */
  long countByColor(String color);

  /** Reads, then deletes one by one. */
  @Transactional
  long deleteByColor(String color);

  /** One statement. */
  @Transactional
  @Modifying
  @Query("update Note n set n.color = 'red' where n.author = :author")
  int paint(String author);
}
