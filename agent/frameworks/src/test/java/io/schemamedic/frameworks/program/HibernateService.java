package io.schemamedic.frameworks.program;

import io.schemamedic.frameworks.program.entity.Album;
import io.schemamedic.frameworks.program.entity.Device;
import io.schemamedic.frameworks.program.entity.Note;
import io.schemamedic.frameworks.program.entity.Photo;
import io.schemamedic.frameworks.program.entity.Ticket;
import io.schemamedic.frameworks.program.entity.Visit;
import jakarta.persistence.EntityManager;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.Transaction;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.Configuration;
import org.jspecify.annotations.Nullable;

/** A service on Hibernate's own sessions and transactions. */
public final class HibernateService {
  private final SessionFactory sessions;

  private HibernateService(DataSource pool) {
    Configuration configuration = new Configuration();
    for (Class<?> entity :
        new Class<?>[] {
          Note.class, Ticket.class, Device.class, Visit.class, Album.class, Photo.class
        }) {
      configuration.addAnnotatedClass(entity);
    }
    sessions =
        configuration.buildSessionFactory(
            new StandardServiceRegistryBuilder()
                .applySetting("hibernate.connection.datasource", pool)
                .applySetting("hibernate.jdbc.batch_size", "20")
                .build());
  }

  /** Serves until the input ends. */
  public static void main(String[] arguments) throws Exception {
    Service.serve(pool -> new HibernateService(pool).scenes());
  }

  private Scenes scenes() {
    Scenes scenes = new Scenes(sessions);
    addWrites(scenes);
    addReads(scenes);
    return scenes;
  }

  private void addWrites(Scenes scenes) {
    scenes
        .addSilent("`persist`, identity id", "notes", () -> does(s -> s.persist(new Note("cy"))))
        .addSilent(
            "`persist`, sequence id", "tickets", () -> does(s -> s.persist(new Ticket("trip"))))
        .addSilent("`persist`, UUID", "devices", () -> does(s -> s.persist(new Device("fan"))))
        .addSilent(
            "several `persist`, UUID, `jdbc.batch_size`",
            "devices",
            () ->
                does(
                    session -> {
                      session.persist(new Device("fan"));
                      session.persist(new Device("heater"));
                    }))
        .addSilent(
            "`persist` after that of another entity",
            "notes",
            () ->
                does(
                    session -> {
                      session.persist(new Visit("cy"));
                      session.persist(new Note("cy"));
                    }))
        .addSilent(
            "`find`, change, flush",
            "notes",
            () ->
                does(
                    session -> {
                      Note note = session.find(Note.class, 1L);
                      if (note != null) {
                        note.setBody("changed");
                      }
                    }))
        .add(
            "HQL `update` of the column",
            "notes",
            () -> returns(s -> update(s, "update Note set color = 'red' where author = 'ann'")))
        .add(
            "HQL `delete`",
            "notes",
            () -> returns(s -> update(s, "delete from Note where color = 'red'")));
  }

  private void addReads(Scenes scenes) {
    scenes
        .add("`find`", "notes", () -> returns(s -> String.valueOf(s.find(Note.class, 1L))))
        .add("HQL of all", "notes", () -> query("from Note n order by n.author"))
        .add(
            "HQL with a condition on another column",
            "notes",
            () -> query("from Note n where n.author = 'ann'"))
        .add(
            "HQL with a condition on the column",
            "notes",
            () -> query("from Note n where n.color = 'red'"))
        .add("HQL `count`", "notes", () -> query("select count(n.color) from Note n"))
        .add(
            "lazy collection",
            "photos",
            () -> returns(s -> s.find(Album.class, 1L).getPhotos().toString()))
        .add(
            "HQL `left join fetch`",
            "photos",
            () ->
                returns(
                    session ->
                        session
                            .createQuery("from Album a left join fetch a.photos", Album.class)
                            .getSingleResult()
                            .getPhotos()
                            .toString()));
  }

  private static int update(EntityManager session, String hql) {
    return session.createQuery(hql).executeUpdate();
  }

  private String query(String hql) {
    return returns(session -> session.createQuery(hql, Object.class).list().toString());
  }

  private @Nullable Object does(Consumer<Session> work) {
    return returns(
        session -> {
          work.accept(session);
          return null;
        });
  }

  private <T extends @Nullable Object> T returns(Function<Session, T> work) {
    try (Session session = sessions.openSession()) {
      Transaction transaction = session.beginTransaction();
      try {
        T outcome = work.apply(session);
        transaction.commit();
        return outcome;
      } catch (RuntimeException e) {
        if (transaction.isActive()) {
          transaction.rollback();
        }
        throw e;
      }
    }
  }
}
