-- Payments after ISO 20022.
CREATE DOMAIN amount AS numeric(18, 5);
CREATE TYPE party_kind AS ENUM ('natural', 'legal');
CREATE TABLE account (
  iban varchar(34) PRIMARY KEY CHECK (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$'),
  bic varchar(11) NOT NULL CHECK (length(bic) IN (8, 11)),
  owner_kind party_kind NOT NULL,
  opened date NOT NULL DEFAULT now(),
  closed date,
  overdraft numeric(18,2) NOT NULL DEFAULT 0.00,
  CHECK (closed > opened OR closed IS NULL),
  CHECK (overdraft <= 0),
  CHECK (opened >= '1990-01-01'::date)
);
CREATE TABLE payment (
  message_id varchar(35) NOT NULL,
  end_to_end_id varchar(35) NOT NULL DEFAULT 'NOTPROVIDED',
  debtor varchar(34) NOT NULL REFERENCES account,
  creditor varchar(34) NOT NULL,
  instructed numeric(18, 5) NOT NULL,
  currency char(3) NOT NULL DEFAULT 'EUR' CHECK (currency NOT IN ('XXX')),
  charge_bearer varchar(4) NOT NULL DEFAULT 'SLEV',
  requested_on date NOT NULL DEFAULT CURRENT_DATE + 1,
  created timestamptz NOT NULL DEFAULT clock_timestamp(),
  status varchar(4),
  reason varchar(4),
  CONSTRAINT payment_pk PRIMARY KEY (message_id, end_to_end_id),
  CONSTRAINT positive CHECK (instructed > 0::numeric),
  CONSTRAINT at_most_two_places CHECK (currency <> 'EUR' OR instructed = round(instructed, 2)),
  CONSTRAINT bearer CHECK (charge_bearer IN ('DEBT', 'CRED', 'SHAR', 'SLEV')),
  CONSTRAINT rejected_has_reason CHECK ((status = 'RJCT') IS NOT TRUE OR reason IS NOT NULL),
  CONSTRAINT weekday CHECK (EXTRACT(isodow FROM requested_on) < 6),
  CONSTRAINT not_long_ago CHECK (requested_on > created::date - 400),
  CONSTRAINT different CHECK (debtor <> creditor),
  CONSTRAINT ascii CHECK (end_to_end_id = translate(end_to_end_id, E'\t', ' '))
);
CREATE INDEX payment_open ON payment (requested_on) WHERE status IS NULL OR status NOT IN ('RJCT', 'ACSC', 'CANC');
CREATE INDEX payment_month ON payment (date_trunc('month', requested_on::timestamp), currency);
CREATE TABLE statement_entry (
  entry_id bigserial,
  iban varchar(34),
  booked amount NOT NULL,
  CONSTRAINT statement_entry_pk PRIMARY KEY (entry_id)
);
