package io.schemamedic.frameworks.program.model;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;

/** Tables that refer to others. */
public final class Links {
  private Links() {}

  /** Has collections of values, and refers to itself. */
  @Entity
  @Table(name = "people")
  @SecondaryTable(name = "people_notes")
  public static class Person {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(table = "people_notes", columnDefinition = "text")
    private String note;

    @ElementCollection private Set<String> nicknames;

    @ElementCollection
    @CollectionTable(name = "people_homes", joinColumns = @JoinColumn(name = "person"))
    @OrderColumn(name = "place")
    private List<Values.Address> homes;

    @ElementCollection
    @MapKeyColumn(name = "language", length = 5)
    private Map<String, String> titles;

    @ManyToOne
    @JoinColumn(foreignKey = @ForeignKey(name = "parent_of_person"))
    private Person parent;

    @ManyToMany
    @JoinTable(
        name = "people_courses",
        joinColumns = @JoinColumn(name = "person"),
        inverseJoinColumns = @JoinColumn(name = "course"))
    private Set<Course> courses;

    @OneToMany(cascade = CascadeType.ALL)
    @JoinColumn(name = "owner")
    private List<Desk> desks;
  }

  /** Lives in another schema; its people are told by the other side. */
  @Entity
  @Table(schema = "school", name = "courses")
  public static class Course {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    private Long id;

    @ManyToMany(mappedBy = "courses")
    private Set<Person> people;

    @OneToOne(optional = false)
    private Room room;
  }

  /** Of one course. */
  @Entity
  @Table(schema = "school", name = "rooms")
  public static class Room {
    @Id private Long id;
  }

  /** Goes with its course. */
  @Entity
  @Table(name = "desks")
  public static class Desk {
    @Id private Long id;

    @ManyToOne(optional = false)
    @OnDelete(action = OnDeleteAction.CASCADE)
    private Course course;
  }
}
