INSERT INTO notes (author, body) VALUES ('ann', 'first'), ('bob', 'second');
INSERT INTO devices (id, name) VALUES ('00000000-0000-0000-0000-000000000001', 'lamp');
INSERT INTO albums (id, title) VALUES (1, 'summer');
INSERT INTO photos (id, album_id, caption) VALUES (1, 1, 'sea');
