package io.schemamedic.frameworks.program;

import io.schemamedic.frameworks.program.entity.Album;
import io.schemamedic.frameworks.program.entity.Device;
import io.schemamedic.frameworks.program.entity.Note;
import io.schemamedic.frameworks.program.entity.Ticket;
import io.schemamedic.frameworks.program.entity.Visit;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** A service on Spring Data JPA with Hibernate. */
public final class SpringDataService {
  private final NoteRepository notes;
  private final TicketRepository tickets;
  private final DeviceRepository devices;
  private final AlbumRepository albums;
  private final VisitRepository visits;
  private final JpaNotes transaction;

  private SpringDataService(AnnotationConfigApplicationContext spring) {
    notes = spring.getBean(NoteRepository.class);
    tickets = spring.getBean(TicketRepository.class);
    devices = spring.getBean(DeviceRepository.class);
    albums = spring.getBean(AlbumRepository.class);
    visits = spring.getBean(VisitRepository.class);
    transaction = spring.getBean(JpaNotes.class);
  }

  /** Serves until the input ends. */
  public static void main(String[] arguments) throws Exception {
    Service.serve(
        pool -> {
          AnnotationConfigApplicationContext spring = new AnnotationConfigApplicationContext();
          spring.registerBean(DataSource.class, () -> pool);
          spring.register(Beans.class, JpaNotes.class);
          spring.refresh();
          return new SpringDataService(spring).scenes(new Scenes(spring));
        });
  }

  /** What a service usually declares, or Spring Boot for it. */
  @EnableTransactionManagement(proxyTargetClass = true)
  @EnableJpaRepositories
  static class Beans {
    @Bean
    LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource pool) {
      LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
      factory.setDataSource(pool);
      factory.setPackagesToScan(Note.class.getPackageName());
      factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
      factory.setJpaPropertyMap(Map.of("hibernate.jdbc.batch_size", "20"));
      return factory;
    }

    @Bean
    PlatformTransactionManager transactionManager(EntityManagerFactory factory) {
      return new JpaTransactionManager(factory);
    }
  }

  private Scenes scenes(Scenes scenes) {
    addWrites(scenes);
    addReads(scenes);
    addTransactions(scenes);
    return scenes;
  }

  private void addWrites(Scenes scenes) {
    scenes
        .add("`save`, identity id", "notes", () -> notes.save(new Note("cy")).toString())
        .add("`save`, sequence id", "tickets", () -> tickets.save(new Ticket("trip")).toString())
        .add("`save`, UUID", "devices", () -> devices.save(new Device("fan")).toString())
        .add(
            "`saveAll`, identity id",
            "notes",
            () -> notes.saveAll(List.of(new Note("cy"), new Note("di"))).toString())
        .add(
            "`saveAll`, UUID, `jdbc.batch_size`",
            "devices",
            () -> devices.saveAll(List.of(new Device("fan"), new Device("heater"))).toString())
        .add("`@Modifying` `update` of the column", "notes", () -> notes.paint("ann"))
        .add("derived `deleteBy` the column", "notes", () -> notes.deleteByColor("red"));
  }

  private void addReads(Scenes scenes) {
    scenes
        .add("`findById`", "notes", () -> notes.findById(1L).toString())
        .add("`findAll`", "notes", () -> notes.findAll().toString())
        .add(
            "`findAll` of a page",
            "notes",
            () -> notes.findAll(PageRequest.of(0, 1)).getContent().toString())
        .add("derived `findBy` another column", "notes", () -> notes.findByAuthor("ann").toString())
        .add("derived `findBy` the column", "notes", () -> notes.findByColor("red").toString())
        .add("derived `countBy` the column", "notes", () -> notes.countByColor("red"))
        .add(
            "`@Query` with `left join fetch`",
            "photos",
            () -> albums.withPhotos().get(0).getPhotos().toString());
  }

  private void addTransactions(Scenes scenes) {
    scenes
        .add(
            "`@Transactional`: `save` after that of another entity",
            "notes",
            () -> transaction.together(() -> visit() + notes.save(new Note("cy"))))
        .add(
            "`@Transactional`: `findById`, change, flush",
            "notes",
            () -> transaction.together(this::change))
        .add(
            "`@Transactional`: lazy collection",
            "photos",
            () ->
                transaction.together(
                    () -> albums.findById(1L).map(Album::getPhotos).orElseThrow().toString()))
        .add(
            "`REQUIRES_NEW`: `save` in the middle of another transaction",
            "notes",
            () ->
                transaction.together(
                    () -> visit() + transaction.requiresNew(() -> notes.save(new Note("cy")))));
  }

  private String visit() {
    return visits.saveAndFlush(new Visit("cy")) + " and ";
  }

  private String change() {
    notes.findById(1L).ifPresent(note -> note.setBody("changed"));
    notes.flush();
    return notes.findById(1L).toString();
  }
}
