-- Written by `make migration` from the field table, the last statement by hand. Applied once, never changed afterwards.

ALTER TABLE "ll_valuestatistic" ADD COLUMN "ll_countedon" INTEGER;

CREATE TABLE "ll_closingcount" (
  "row_number" INTEGER PRIMARY KEY,
  "ll_closingcountid" BLOB NOT NULL UNIQUE,
  "ll_name" TEXT,
  "ll_name_folded" TEXT,
  "ll_modelversionid" BLOB,
  "ll_counts" TEXT,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX "ll_closingcount_ll_modelversionid_idx" ON "ll_closingcount" ("ll_modelversionid") WHERE "ll_modelversionid" IS NOT NULL;

-- Versions in force counted each closing; the others have counted none since they were made.

UPDATE "ll_valuestatistic" SET "ll_countedon" = CASE WHEN "ll_modelversionid" IN (SELECT "ll_publishedversionid" FROM "ll_model") THEN CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER) ELSE "createdon" END;
