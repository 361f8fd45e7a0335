package io.schemamedic.demo.story;

/** Something that goes wrong in the show, and what becomes of it. */
interface Scene {
  /**
   * Plays it, and leaves the database as declared.
   *
   * @return whether it went as it should
   */
  boolean play() throws Exception;
}
