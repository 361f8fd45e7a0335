-- Two tables that need each other and one that needs itself.
CREATE TABLE department (
    id integer PRIMARY KEY,
    parent integer REFERENCES department,
    head integer NOT NULL
);
CREATE TABLE employee (
    id integer PRIMARY KEY,
    department_id integer NOT NULL CONSTRAINT works_in REFERENCES department (id),
    boss integer,
    mail text,
    CONSTRAINT not_own_boss CHECK (boss <> id),
    CONSTRAINT boss_exists FOREIGN KEY (boss) REFERENCES employee ON DELETE SET NULL (boss)
);
CREATE UNIQUE INDEX employee_mail ON employee (mail);
ALTER TABLE department
    ADD CONSTRAINT has_head FOREIGN KEY (head) REFERENCES employee (id) DEFERRABLE,
    ADD CHECK (parent <> id) NOT VALID,
    ADD UNIQUE (head);
CREATE TABLE login (mail text REFERENCES employee (mail), at timestamp);
ALTER TABLE login ADD CONSTRAINT recent CHECK (at > '2000-01-01') NOT VALID;
ALTER TABLE login ADD FOREIGN KEY (mail) REFERENCES employee (mail) NOT VALID;
