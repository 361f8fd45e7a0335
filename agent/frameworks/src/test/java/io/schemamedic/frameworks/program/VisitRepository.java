package io.schemamedic.frameworks.program;

import io.schemamedic.frameworks.program.entity.Visit;
import org.springframework.data.jpa.repository.JpaRepository;

/** Implemented by Spring Data. */
public interface VisitRepository extends JpaRepository<Visit, Long> {}
