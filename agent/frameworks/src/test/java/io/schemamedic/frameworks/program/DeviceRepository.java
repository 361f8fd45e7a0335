package io.schemamedic.frameworks.program;

import io.schemamedic.frameworks.program.entity.Device;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

/** Implemented by Spring Data. */
public interface DeviceRepository extends JpaRepository<Device, UUID> {}
