-- Written by `make migration` from the field table. Applied once, never changed afterwards.

ALTER TABLE "email" ADD COLUMN "ll_tracked" boolean;

ALTER TABLE "appointment" ADD COLUMN "ll_tracked" boolean;

CREATE TABLE "ll_peopledecision" (
  "ll_peopledecisionid" uuid NOT NULL PRIMARY KEY,
  "ll_name" text,
  "ll_name_folded" text COLLATE "C",
  "ll_kind" bigint,
  "ll_before" text,
  "ll_apart" text,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE INDEX "ll_peopledecision_ll_kind_idx" ON "ll_peopledecision" ("ll_kind" NULLS FIRST);
