-- A modality worklist after DICOM: names in the standard's own spelling.
CREATE TYPE "Modality" AS ENUM ('CT', 'MR', 'US', 'XA', 'It''s other');
CREATE TABLE "Patient" (
  "PatientID" varchar(64) NOT NULL,
  "IssuerOfPatientID" varchar(64) NOT NULL DEFAULT 'LOCAL',
  "PatientName" varchar(324) NOT NULL,
  "PatientSex" char CHECK ("PatientSex" IN ('M', 'F', 'O')),
  "PatientWeight" numeric(6, 3) CHECK ("PatientWeight" > 0),
  PRIMARY KEY ("PatientID", "IssuerOfPatientID")
);
CREATE TABLE "RequestedProcedure" (
  "RequestedProcedureID" varchar(16) PRIMARY KEY,
  "StudyInstanceUID" varchar(64) NOT NULL UNIQUE CHECK ("StudyInstanceUID" ~ '^[0-9.]+$'),
  "PatientID" varchar(64) NOT NULL,
  "IssuerOfPatientID" varchar(64) NOT NULL,
  "Priority" varchar(6) DEFAULT 'ROUTINE',
  CONSTRAINT "Fk Patient" FOREIGN KEY ("PatientID", "IssuerOfPatientID") REFERENCES "Patient",
  CONSTRAINT "Known priority" CHECK ("Priority" = ANY ('{STAT,HIGH,ROUTINE,MEDIUM,LOW}'))
);
CREATE TABLE "ScheduledStep" (
  "ID" serial PRIMARY KEY,
  "RequestedProcedureID" varchar(16) NOT NULL
    REFERENCES "RequestedProcedure" ("RequestedProcedureID") ON UPDATE CASCADE ON DELETE NO ACTION,
  "Modality" "Modality" NOT NULL DEFAULT 'CT',
  "StationAETitles" varchar(16)[] NOT NULL DEFAULT ARRAY['ANY'],
  "StartDateTime" timestamp(0) NOT NULL,
  "order" int NOT NULL DEFAULT -1,
  CHECK ("order" > -2),
  CHECK ("Modality" <> 'MR' OR array_length("StationAETitles", 1) = 1),
  CHECK (char_length("RequestedProcedureID") <= 16)
);
CREATE INDEX "By start" ON "ScheduledStep" ("StartDateTime", "Modality") WHERE "Modality" IN ('CT', 'MR');
CREATE INDEX ON "ScheduledStep" (("StartDateTime"::date));
