-- Written by `make migration` from the field table. Applied once, never changed afterwards.

ALTER TABLE "ll_mailboxitem" ADD COLUMN "ll_goneon" INTEGER;

CREATE TABLE "ll_mailaccount" (
  "row_number" INTEGER PRIMARY KEY,
  "ll_mailaccountid" BLOB NOT NULL UNIQUE,
  "ll_mailboxid" BLOB,
  "ll_host" TEXT,
  "ll_host_folded" TEXT,
  "ll_port" INTEGER,
  "ll_security" INTEGER,
  "ll_username" TEXT,
  "ll_username_folded" TEXT,
  "ll_password" TEXT,
  "ll_keyid" TEXT,
  "ll_keyid_folded" TEXT,
  "ll_privatemail" INTEGER,
  "ll_folders" TEXT,
  "ll_folders_folded" TEXT,
  "ll_bodyfolders" TEXT,
  "ll_bodyfolders_folded" TEXT,
  "ll_state" INTEGER,
  "ll_error" TEXT,
  "ll_failures" INTEGER,
  "ll_lastsyncon" INTEGER,
  "ll_nextsyncon" INTEGER,
  "ll_jobid" BLOB,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX "ll_mailaccount_ll_mailboxid_idx" ON "ll_mailaccount" ("ll_mailboxid") WHERE "ll_mailboxid" IS NOT NULL;

CREATE INDEX "ll_mailaccount_ll_nextsyncon_idx" ON "ll_mailaccount" ("ll_nextsyncon");

CREATE INDEX "ll_mailaccount_ll_jobid_idx" ON "ll_mailaccount" ("ll_jobid") WHERE "ll_jobid" IS NOT NULL;

CREATE TABLE "ll_mailfolder" (
  "row_number" INTEGER PRIMARY KEY,
  "ll_mailfolderid" BLOB NOT NULL UNIQUE,
  "ll_mailaccountid" BLOB,
  "ll_name" TEXT,
  "ll_name_folded" TEXT,
  "ll_uidvalidity" INTEGER,
  "ll_lastuid" INTEGER,
  "ll_messages" INTEGER,
  "ll_skipped" INTEGER,
  "ll_error" TEXT,
  "ll_lastsyncon" INTEGER,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX "ll_mailfolder_ll_mailaccountid_idx" ON "ll_mailfolder" ("ll_mailaccountid") WHERE "ll_mailaccountid" IS NOT NULL;

CREATE TABLE "ll_maillocation" (
  "row_number" INTEGER PRIMARY KEY,
  "ll_maillocationid" BLOB NOT NULL UNIQUE,
  "ll_mailfolderid" BLOB,
  "ll_uid" INTEGER,
  "ll_mailboxitemid" BLOB,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX "ll_maillocation_ll_mailfolderid_idx" ON "ll_maillocation" ("ll_mailfolderid") WHERE "ll_mailfolderid" IS NOT NULL;

CREATE INDEX "ll_maillocation_ll_mailboxitemid_idx" ON "ll_maillocation" ("ll_mailboxitemid") WHERE "ll_mailboxitemid" IS NOT NULL;
