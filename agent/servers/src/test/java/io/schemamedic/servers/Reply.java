package io.schemamedic.servers;

/** What a caller of the application has got. */
record Reply(int status, String text) {}
