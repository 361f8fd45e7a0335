package io.schemamedic.frameworks.program;

import io.schemamedic.frameworks.program.entity.Album;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** Implemented by Spring Data. */
public interface AlbumRepository extends JpaRepository<Album, Long> {
  /** With their photos, in one statement. */
  @Query("select a from Album a left join fetch a.photos")
  List<Album> withPhotos();
}
