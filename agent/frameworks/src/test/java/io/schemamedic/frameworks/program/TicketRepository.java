package io.schemamedic.frameworks.program;

import io.schemamedic.frameworks.program.entity.Ticket;
import org.springframework.data.jpa.repository.JpaRepository;

/** Implemented by Spring Data. */
public interface TicketRepository extends JpaRepository<Ticket, Long> {}
