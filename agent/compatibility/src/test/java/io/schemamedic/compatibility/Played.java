package io.schemamedic.compatibility;

import java.util.List;
import java.util.SortedMap;

/**
 * A scene that was played.
 *
 * @param seen by the caller
 * @param noticed by the pool, until now
 * @param sessions the server's processes behind the pool
 * @param failures counted in this scene, by kind
 * @param decisions made in this scene, by decision and reason
 * @param repairs made in this scene, by outcome
 */
record Played(
    List<String> seen,
    List<String> noticed,
    List<String> sessions,
    SortedMap<String, Integer> failures,
    SortedMap<String, Integer> decisions,
    SortedMap<String, Integer> repairs) {}
