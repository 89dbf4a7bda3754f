-- Written by `make migration` from the field table. Applied once, never changed afterwards.

ALTER TABLE "lead" ADD COLUMN "ll_consent" bigint;

ALTER TABLE "lead" ADD COLUMN "ll_consentground" bigint;

ALTER TABLE "lead" ADD COLUMN "ll_consenton" date;

ALTER TABLE "contact" ADD COLUMN "ll_consent" bigint;

ALTER TABLE "contact" ADD COLUMN "ll_consentground" bigint;

ALTER TABLE "contact" ADD COLUMN "ll_consenton" date;

CREATE TABLE "ll_noticereading" (
  "ll_noticereadingid" uuid NOT NULL PRIMARY KEY,
  "ll_name" text,
  "ll_name_folded" text COLLATE "C",
  "ll_systemuserid" uuid,
  "ll_version" bigint,
  "ll_notice" text,
  "ll_notice_folded" text COLLATE "C",
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE INDEX "ll_noticereading_ll_systemuserid_idx" ON "ll_noticereading" ("ll_systemuserid") WHERE "ll_systemuserid" IS NOT NULL;
