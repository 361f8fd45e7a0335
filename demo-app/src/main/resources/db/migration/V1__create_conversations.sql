-- System 1, ChatKit: the table as it was first set up.

CREATE TABLE public.conversations (
    id varchar(36) PRIMARY KEY
);
