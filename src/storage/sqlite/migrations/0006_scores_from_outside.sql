-- Written by `make migration` from the field table. Applied once, never changed afterwards.

CREATE TABLE "msdyn_predictivemodelscore" (
  "row_number" INTEGER PRIMARY KEY,
  "msdyn_predictivemodelscoreid" BLOB NOT NULL UNIQUE,
  "msdyn_name" TEXT,
  "msdyn_name_folded" TEXT,
  "msdyn_entityid" TEXT,
  "msdyn_entityid_folded" TEXT,
  "msdyn_entitytype" TEXT,
  "msdyn_entitytype_folded" TEXT,
  "msdyn_predictionid" TEXT,
  "msdyn_predictionid_folded" TEXT,
  "msdyn_modelname" TEXT,
  "msdyn_modelname_folded" TEXT,
  "ll_leadid" BLOB,
  "ll_opportunityid" BLOB,
  "ll_modelid" BLOB,
  "msdyn_predictivescoreid" BLOB,
  "msdyn_score" INTEGER,
  "msdyn_grade" INTEGER,
  "msdyn_scoretrend" INTEGER,
  "msdyn_scorereasons" TEXT,
  "msdyn_scorereasons_folded" TEXT,
  "msdyn_scoredon" INTEGER,
  "msdyn_scorehistory" TEXT,
  "msdyn_scorehistory_folded" TEXT,
  "statecode" INTEGER,
  "statuscode" INTEGER,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX "msdyn_predictivemodelscore_msdyn_entityid_idx" ON "msdyn_predictivemodelscore" ("msdyn_entityid_folded");

CREATE INDEX "msdyn_predictivemodelscore_ll_leadid_idx" ON "msdyn_predictivemodelscore" ("ll_leadid") WHERE "ll_leadid" IS NOT NULL;

CREATE INDEX "msdyn_predictivemodelscore_ll_opportunityid_idx" ON "msdyn_predictivemodelscore" ("ll_opportunityid") WHERE "ll_opportunityid" IS NOT NULL;

CREATE INDEX "msdyn_predictivemodelscore_ll_modelid_idx" ON "msdyn_predictivemodelscore" ("ll_modelid") WHERE "ll_modelid" IS NOT NULL;

CREATE INDEX "msdyn_predictivemodelscore_msdyn_predictivescoreid_idx" ON "msdyn_predictivemodelscore" ("msdyn_predictivescoreid") WHERE "msdyn_predictivescoreid" IS NOT NULL;

ALTER TABLE "ll_model" ADD COLUMN "ll_predictionid" TEXT;

ALTER TABLE "ll_model" ADD COLUMN "ll_predictionid_folded" TEXT;
