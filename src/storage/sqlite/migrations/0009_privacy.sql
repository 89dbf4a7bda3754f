-- Written by `make migration` from the field table. Applied once, never changed afterwards.

ALTER TABLE "lead" ADD COLUMN "ll_consent" INTEGER;

ALTER TABLE "lead" ADD COLUMN "ll_consentground" INTEGER;

ALTER TABLE "lead" ADD COLUMN "ll_consenton" INTEGER;

ALTER TABLE "contact" ADD COLUMN "ll_consent" INTEGER;

ALTER TABLE "contact" ADD COLUMN "ll_consentground" INTEGER;

ALTER TABLE "contact" ADD COLUMN "ll_consenton" INTEGER;

CREATE TABLE "ll_noticereading" (
  "row_number" INTEGER PRIMARY KEY,
  "ll_noticereadingid" BLOB NOT NULL UNIQUE,
  "ll_name" TEXT,
  "ll_name_folded" TEXT,
  "ll_systemuserid" BLOB,
  "ll_version" INTEGER,
  "ll_notice" TEXT,
  "ll_notice_folded" TEXT,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX "ll_noticereading_ll_systemuserid_idx" ON "ll_noticereading" ("ll_systemuserid") WHERE "ll_systemuserid" IS NOT NULL;
