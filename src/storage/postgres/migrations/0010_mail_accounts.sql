-- Written by `make migration` from the field table. Applied once, never changed afterwards.

ALTER TABLE "ll_mailboxitem" ADD COLUMN "ll_goneon" timestamptz;

CREATE TABLE "ll_mailaccount" (
  "ll_mailaccountid" uuid NOT NULL PRIMARY KEY,
  "ll_mailboxid" uuid,
  "ll_host" text,
  "ll_host_folded" text COLLATE "C",
  "ll_port" bigint,
  "ll_security" bigint,
  "ll_username" text,
  "ll_username_folded" text COLLATE "C",
  "ll_password" text,
  "ll_keyid" text,
  "ll_keyid_folded" text COLLATE "C",
  "ll_privatemail" boolean,
  "ll_folders" text,
  "ll_folders_folded" text COLLATE "C",
  "ll_bodyfolders" text,
  "ll_bodyfolders_folded" text COLLATE "C",
  "ll_state" bigint,
  "ll_error" text,
  "ll_failures" bigint,
  "ll_lastsyncon" timestamptz,
  "ll_nextsyncon" timestamptz,
  "ll_jobid" uuid,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE INDEX "ll_mailaccount_ll_mailboxid_idx" ON "ll_mailaccount" ("ll_mailboxid") WHERE "ll_mailboxid" IS NOT NULL;

CREATE INDEX "ll_mailaccount_ll_nextsyncon_idx" ON "ll_mailaccount" ("ll_nextsyncon" NULLS FIRST);

CREATE INDEX "ll_mailaccount_ll_jobid_idx" ON "ll_mailaccount" ("ll_jobid") WHERE "ll_jobid" IS NOT NULL;

CREATE TABLE "ll_mailfolder" (
  "ll_mailfolderid" uuid NOT NULL PRIMARY KEY,
  "ll_mailaccountid" uuid,
  "ll_name" text,
  "ll_name_folded" text COLLATE "C",
  "ll_uidvalidity" bigint,
  "ll_lastuid" bigint,
  "ll_messages" bigint,
  "ll_skipped" bigint,
  "ll_error" text,
  "ll_lastsyncon" timestamptz,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE INDEX "ll_mailfolder_ll_mailaccountid_idx" ON "ll_mailfolder" ("ll_mailaccountid") WHERE "ll_mailaccountid" IS NOT NULL;

CREATE TABLE "ll_maillocation" (
  "ll_maillocationid" uuid NOT NULL PRIMARY KEY,
  "ll_mailfolderid" uuid,
  "ll_uid" bigint,
  "ll_mailboxitemid" uuid,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE INDEX "ll_maillocation_ll_mailfolderid_idx" ON "ll_maillocation" ("ll_mailfolderid") WHERE "ll_mailfolderid" IS NOT NULL;

CREATE INDEX "ll_maillocation_ll_mailboxitemid_idx" ON "ll_maillocation" ("ll_mailboxitemid") WHERE "ll_mailboxitemid" IS NOT NULL;
