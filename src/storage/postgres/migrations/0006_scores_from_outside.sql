-- Written by `make migration` from the field table. Applied once, never changed afterwards.

CREATE TABLE "msdyn_predictivemodelscore" (
  "msdyn_predictivemodelscoreid" uuid NOT NULL PRIMARY KEY,
  "msdyn_name" text,
  "msdyn_name_folded" text COLLATE "C",
  "msdyn_entityid" text,
  "msdyn_entityid_folded" text COLLATE "C",
  "msdyn_entitytype" text,
  "msdyn_entitytype_folded" text COLLATE "C",
  "msdyn_predictionid" text,
  "msdyn_predictionid_folded" text COLLATE "C",
  "msdyn_modelname" text,
  "msdyn_modelname_folded" text COLLATE "C",
  "ll_leadid" uuid,
  "ll_opportunityid" uuid,
  "ll_modelid" uuid,
  "msdyn_predictivescoreid" uuid,
  "msdyn_score" bigint,
  "msdyn_grade" bigint,
  "msdyn_scoretrend" bigint,
  "msdyn_scorereasons" text,
  "msdyn_scorereasons_folded" text COLLATE "C",
  "msdyn_scoredon" date,
  "msdyn_scorehistory" text,
  "msdyn_scorehistory_folded" text COLLATE "C",
  "statecode" bigint,
  "statuscode" bigint,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE INDEX "msdyn_predictivemodelscore_msdyn_entityid_idx" ON "msdyn_predictivemodelscore" ("msdyn_entityid_folded" NULLS FIRST);

CREATE INDEX "msdyn_predictivemodelscore_ll_leadid_idx" ON "msdyn_predictivemodelscore" ("ll_leadid") WHERE "ll_leadid" IS NOT NULL;

CREATE INDEX "msdyn_predictivemodelscore_ll_opportunityid_idx" ON "msdyn_predictivemodelscore" ("ll_opportunityid") WHERE "ll_opportunityid" IS NOT NULL;

CREATE INDEX "msdyn_predictivemodelscore_ll_modelid_idx" ON "msdyn_predictivemodelscore" ("ll_modelid") WHERE "ll_modelid" IS NOT NULL;

CREATE INDEX "msdyn_predictivemodelscore_msdyn_predictivescoreid_idx" ON "msdyn_predictivemodelscore" ("msdyn_predictivescoreid") WHERE "msdyn_predictivescoreid" IS NOT NULL;

ALTER TABLE "ll_model" ADD COLUMN "ll_predictionid" text;

ALTER TABLE "ll_model" ADD COLUMN "ll_predictionid_folded" text COLLATE "C";
