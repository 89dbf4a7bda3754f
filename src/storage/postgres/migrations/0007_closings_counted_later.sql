-- Written by `make migration` from the field table, the last statement by hand. Applied once, never changed afterwards.

ALTER TABLE "ll_valuestatistic" ADD COLUMN "ll_countedon" timestamptz;

CREATE TABLE "ll_closingcount" (
  "ll_closingcountid" uuid NOT NULL PRIMARY KEY,
  "ll_name" text,
  "ll_name_folded" text COLLATE "C",
  "ll_modelversionid" uuid,
  "ll_counts" text,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE INDEX "ll_closingcount_ll_modelversionid_idx" ON "ll_closingcount" ("ll_modelversionid") WHERE "ll_modelversionid" IS NOT NULL;

-- Versions in force counted each closing; the others have counted none since they were made.

UPDATE "ll_valuestatistic" SET "ll_countedon" = CASE WHEN "ll_modelversionid" IN (SELECT "ll_publishedversionid" FROM "ll_model") THEN now() ELSE "createdon" END;
