-- Written by `make migration` from the field table. Applied once, never changed afterwards.

ALTER TABLE "email" ADD COLUMN "ll_ignored" boolean;

ALTER TABLE "appointment" ADD COLUMN "ll_ignored" boolean;

ALTER TABLE "activityparty" ADD COLUMN "ll_ignored" boolean;

ALTER TABLE "ll_mailboxitem" ADD COLUMN "ll_ignored" boolean;

ALTER TABLE "ll_mailfolder" ADD COLUMN "ll_ignored" bigint;

ALTER TABLE "ll_maillocation" ADD COLUMN "ll_ignored" boolean;

CREATE TABLE "ll_ignore" (
  "ll_ignoreid" uuid NOT NULL PRIMARY KEY,
  "ll_value" text,
  "ll_value_folded" text COLLATE "C",
  "ll_userid" uuid,
  "ll_mailboxid" uuid,
  "ll_held" bigint,
  "ll_refused" bigint,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE INDEX "ll_ignore_ll_userid_idx" ON "ll_ignore" ("ll_userid") WHERE "ll_userid" IS NOT NULL;

CREATE INDEX "ll_ignore_ll_mailboxid_idx" ON "ll_ignore" ("ll_mailboxid") WHERE "ll_mailboxid" IS NOT NULL;
