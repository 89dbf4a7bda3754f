-- Written by `make migration` from the field table. Applied once, never changed afterwards.

ALTER TABLE "email" ADD COLUMN "ll_ignored" INTEGER;

ALTER TABLE "appointment" ADD COLUMN "ll_ignored" INTEGER;

ALTER TABLE "activityparty" ADD COLUMN "ll_ignored" INTEGER;

ALTER TABLE "ll_mailboxitem" ADD COLUMN "ll_ignored" INTEGER;

ALTER TABLE "ll_mailfolder" ADD COLUMN "ll_ignored" INTEGER;

ALTER TABLE "ll_maillocation" ADD COLUMN "ll_ignored" INTEGER;

CREATE TABLE "ll_ignore" (
  "row_number" INTEGER PRIMARY KEY,
  "ll_ignoreid" BLOB NOT NULL UNIQUE,
  "ll_value" TEXT,
  "ll_value_folded" TEXT,
  "ll_userid" BLOB,
  "ll_mailboxid" BLOB,
  "ll_held" INTEGER,
  "ll_refused" INTEGER,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX "ll_ignore_ll_userid_idx" ON "ll_ignore" ("ll_userid") WHERE "ll_userid" IS NOT NULL;

CREATE INDEX "ll_ignore_ll_mailboxid_idx" ON "ll_ignore" ("ll_mailboxid") WHERE "ll_mailboxid" IS NOT NULL;
