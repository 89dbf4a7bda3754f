-- Written by `make migration` from the field table. Applied once, never changed afterwards.

ALTER TABLE "email" ADD COLUMN "ll_tracked" INTEGER;

ALTER TABLE "appointment" ADD COLUMN "ll_tracked" INTEGER;

CREATE TABLE "ll_peopledecision" (
  "row_number" INTEGER PRIMARY KEY,
  "ll_peopledecisionid" BLOB NOT NULL UNIQUE,
  "ll_name" TEXT,
  "ll_name_folded" TEXT,
  "ll_kind" INTEGER,
  "ll_before" TEXT,
  "ll_apart" TEXT,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX "ll_peopledecision_ll_kind_idx" ON "ll_peopledecision" ("ll_kind");
