-- Written by `make migration` from the field table. Applied once, never changed afterwards.

ALTER TABLE "lead" ADD COLUMN "revenue_base" INTEGER;

ALTER TABLE "lead" ADD COLUMN "budgetamount_base" INTEGER;

ALTER TABLE "lead" ADD COLUMN "estimatedamount_base" INTEGER;

ALTER TABLE "lead" ADD COLUMN "merged" INTEGER;

ALTER TABLE "lead" ADD COLUMN "masterid" BLOB;

ALTER TABLE "lead" ADD COLUMN "overriddencreatedon" INTEGER;

CREATE INDEX "lead_masterid_idx" ON "lead" ("masterid") WHERE "masterid" IS NOT NULL;

ALTER TABLE "opportunity" ADD COLUMN "estimatedvalue_base" INTEGER;

ALTER TABLE "opportunity" ADD COLUMN "budgetamount_base" INTEGER;

ALTER TABLE "opportunity" ADD COLUMN "totalamount_base" INTEGER;

ALTER TABLE "opportunity" ADD COLUMN "actualvalue_base" INTEGER;

ALTER TABLE "opportunity" ADD COLUMN "overriddencreatedon" INTEGER;

ALTER TABLE "account" ADD COLUMN "revenue_base" INTEGER;

ALTER TABLE "account" ADD COLUMN "marketcap_base" INTEGER;

ALTER TABLE "account" ADD COLUMN "creditlimit_base" INTEGER;

ALTER TABLE "account" ADD COLUMN "merged" INTEGER;

ALTER TABLE "account" ADD COLUMN "masterid" BLOB;

ALTER TABLE "account" ADD COLUMN "overriddencreatedon" INTEGER;

CREATE INDEX "account_masterid_idx" ON "account" ("masterid") WHERE "masterid" IS NOT NULL;

ALTER TABLE "contact" ADD COLUMN "merged" INTEGER;

ALTER TABLE "contact" ADD COLUMN "masterid" BLOB;

ALTER TABLE "contact" ADD COLUMN "overriddencreatedon" INTEGER;

CREATE INDEX "contact_masterid_idx" ON "contact" ("masterid") WHERE "masterid" IS NOT NULL;

ALTER TABLE "incident" ADD COLUMN "overriddencreatedon" INTEGER;

ALTER TABLE "email" ADD COLUMN "overriddencreatedon" INTEGER;

ALTER TABLE "appointment" ADD COLUMN "overriddencreatedon" INTEGER;

ALTER TABLE "phonecall" ADD COLUMN "overriddencreatedon" INTEGER;

ALTER TABLE "task" ADD COLUMN "overriddencreatedon" INTEGER;

ALTER TABLE "connection" ADD COLUMN "overriddencreatedon" INTEGER;

ALTER TABLE "systemuser" ADD COLUMN "ll_timezone" TEXT;

ALTER TABLE "systemuser" ADD COLUMN "ll_timezone_folded" TEXT;

ALTER TABLE "systemuser" ADD COLUMN "ll_workinghours" TEXT;

ALTER TABLE "systemuser" ADD COLUMN "ll_workinghours_folded" TEXT;

ALTER TABLE "ll_job" ADD COLUMN "ll_nextattempton" INTEGER;

ALTER TABLE "ll_job" ADD COLUMN "ll_priority" INTEGER;

ALTER TABLE "ll_job" ADD COLUMN "overriddencreatedon" INTEGER;

ALTER TABLE "ll_job" ADD COLUMN "ownerid" BLOB;

ALTER TABLE "ll_job" ADD COLUMN "owneridtype" TEXT;

ALTER TABLE "ll_job" ADD COLUMN "owningbusinessunit" BLOB;

CREATE INDEX "ll_job_ll_nextattempton_idx" ON "ll_job" ("ll_nextattempton");

CREATE INDEX "ll_job_ownerid_idx" ON "ll_job" ("ownerid") WHERE "ownerid" IS NOT NULL;

CREATE INDEX "ll_job_owningbusinessunit_idx" ON "ll_job" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "ll_job_createdon_idx" ON "ll_job" ("createdon");

CREATE INDEX "ll_job_modifiedon_idx" ON "ll_job" ("modifiedon");

CREATE TABLE "organization" (
  "row_number" INTEGER PRIMARY KEY,
  "organizationid" BLOB NOT NULL UNIQUE,
  "name" TEXT,
  "name_folded" TEXT,
  "basecurrencyid" BLOB,
  "ll_language" TEXT,
  "ll_language_folded" TEXT,
  "ll_timezone" TEXT,
  "ll_timezone_folded" TEXT,
  "ll_workinghours" TEXT,
  "ll_workinghours_folded" TEXT,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX "organization_basecurrencyid_idx" ON "organization" ("basecurrencyid") WHERE "basecurrencyid" IS NOT NULL;

CREATE TABLE "workflow" (
  "row_number" INTEGER PRIMARY KEY,
  "workflowid" BLOB NOT NULL UNIQUE,
  "name" TEXT,
  "name_folded" TEXT,
  "primaryentity" TEXT,
  "primaryentity_folded" TEXT,
  "description" TEXT,
  "description_folded" TEXT,
  "ll_order" INTEGER,
  "statecode" INTEGER,
  "statuscode" INTEGER,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1,
  "search_folded" TEXT
) STRICT;

CREATE UNIQUE INDEX "workflow_name_key" ON "workflow" ("name_folded") WHERE "name_folded" IS NOT NULL;

CREATE INDEX "workflow_primaryentity_idx" ON "workflow" ("primaryentity_folded");

CREATE VIRTUAL TABLE "workflow_search" USING fts5("search_folded", content='workflow', content_rowid='row_number', tokenize='trigram case_sensitive 1', detail=none, columnsize=0);

CREATE TRIGGER "workflow_search_delete" AFTER DELETE ON "workflow" BEGIN
  INSERT INTO "workflow_search" ("workflow_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
END;

CREATE TRIGGER "workflow_search_update" AFTER UPDATE OF "search_folded" ON "workflow" WHEN old."search_folded" IS NOT new."search_folded" BEGIN
  INSERT INTO "workflow_search" ("workflow_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
  INSERT INTO "workflow_search" (rowid, "search_folded") SELECT new.row_number, new."search_folded" WHERE new."search_folded" IS NOT NULL;
END;

CREATE TABLE "processstage" (
  "row_number" INTEGER PRIMARY KEY,
  "processstageid" BLOB NOT NULL UNIQUE,
  "stagename" TEXT,
  "stagename_folded" TEXT,
  "processid" BLOB,
  "ll_order" INTEGER,
  "stagecategory" INTEGER,
  "ll_columns" TEXT,
  "ll_columns_folded" TEXT,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX "processstage_processid_idx" ON "processstage" ("processid") WHERE "processid" IS NOT NULL;

CREATE TABLE "ll_processinstance" (
  "row_number" INTEGER PRIMARY KEY,
  "ll_processinstanceid" BLOB NOT NULL UNIQUE,
  "name" TEXT,
  "name_folded" TEXT,
  "processid" BLOB,
  "ll_leadid" BLOB,
  "ll_opportunityid" BLOB,
  "ll_incidentid" BLOB,
  "activestageid" BLOB,
  "activestagestartedon" INTEGER,
  "completedon" INTEGER,
  "statecode" INTEGER,
  "statuscode" INTEGER,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX "ll_processinstance_processid_idx" ON "ll_processinstance" ("processid") WHERE "processid" IS NOT NULL;

CREATE INDEX "ll_processinstance_ll_leadid_idx" ON "ll_processinstance" ("ll_leadid") WHERE "ll_leadid" IS NOT NULL;

CREATE INDEX "ll_processinstance_ll_opportunityid_idx" ON "ll_processinstance" ("ll_opportunityid") WHERE "ll_opportunityid" IS NOT NULL;

CREATE INDEX "ll_processinstance_ll_incidentid_idx" ON "ll_processinstance" ("ll_incidentid") WHERE "ll_incidentid" IS NOT NULL;

CREATE INDEX "ll_processinstance_activestageid_idx" ON "ll_processinstance" ("activestageid") WHERE "activestageid" IS NOT NULL;

CREATE TABLE "ll_stagehistory" (
  "row_number" INTEGER PRIMARY KEY,
  "ll_stagehistoryid" BLOB NOT NULL UNIQUE,
  "ll_name" TEXT,
  "ll_name_folded" TEXT,
  "ll_processinstanceid" BLOB,
  "ll_leadid" BLOB,
  "ll_opportunityid" BLOB,
  "ll_incidentid" BLOB,
  "processstageid" BLOB,
  "ll_enteredon" INTEGER,
  "ll_lefton" INTEGER,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX "ll_stagehistory_ll_processinstanceid_idx" ON "ll_stagehistory" ("ll_processinstanceid") WHERE "ll_processinstanceid" IS NOT NULL;

CREATE INDEX "ll_stagehistory_ll_leadid_idx" ON "ll_stagehistory" ("ll_leadid") WHERE "ll_leadid" IS NOT NULL;

CREATE INDEX "ll_stagehistory_ll_opportunityid_idx" ON "ll_stagehistory" ("ll_opportunityid") WHERE "ll_opportunityid" IS NOT NULL;

CREATE INDEX "ll_stagehistory_ll_incidentid_idx" ON "ll_stagehistory" ("ll_incidentid") WHERE "ll_incidentid" IS NOT NULL;

CREATE INDEX "ll_stagehistory_processstageid_idx" ON "ll_stagehistory" ("processstageid") WHERE "processstageid" IS NOT NULL;

CREATE TABLE "opportunityclose" (
  "row_number" INTEGER PRIMARY KEY,
  "activityid" BLOB NOT NULL UNIQUE,
  "subject" TEXT,
  "subject_folded" TEXT,
  "description" TEXT,
  "description_folded" TEXT,
  "opportunityid" BLOB,
  "actualrevenue" INTEGER,
  "actualend" INTEGER,
  "opportunitystatuscode" INTEGER,
  "transactioncurrencyid" BLOB,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX "opportunityclose_opportunityid_idx" ON "opportunityclose" ("opportunityid") WHERE "opportunityid" IS NOT NULL;

CREATE TABLE "savedquery" (
  "row_number" INTEGER PRIMARY KEY,
  "savedqueryid" BLOB NOT NULL UNIQUE,
  "name" TEXT,
  "name_folded" TEXT,
  "returnedtypecode" TEXT,
  "returnedtypecode_folded" TEXT,
  "description" TEXT,
  "description_folded" TEXT,
  "isdefault" INTEGER,
  "ll_definition" TEXT,
  "ll_definition_folded" TEXT,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1,
  "search_folded" TEXT
) STRICT;

CREATE INDEX "savedquery_returnedtypecode_idx" ON "savedquery" ("returnedtypecode_folded");

CREATE VIRTUAL TABLE "savedquery_search" USING fts5("search_folded", content='savedquery', content_rowid='row_number', tokenize='trigram case_sensitive 1', detail=none, columnsize=0);

CREATE TRIGGER "savedquery_search_delete" AFTER DELETE ON "savedquery" BEGIN
  INSERT INTO "savedquery_search" ("savedquery_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
END;

CREATE TRIGGER "savedquery_search_update" AFTER UPDATE OF "search_folded" ON "savedquery" WHEN old."search_folded" IS NOT new."search_folded" BEGIN
  INSERT INTO "savedquery_search" ("savedquery_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
  INSERT INTO "savedquery_search" (rowid, "search_folded") SELECT new.row_number, new."search_folded" WHERE new."search_folded" IS NOT NULL;
END;

CREATE TABLE "userquery" (
  "row_number" INTEGER PRIMARY KEY,
  "userqueryid" BLOB NOT NULL UNIQUE,
  "name" TEXT,
  "name_folded" TEXT,
  "returnedtypecode" TEXT,
  "returnedtypecode_folded" TEXT,
  "description" TEXT,
  "description_folded" TEXT,
  "isdefault" INTEGER,
  "ll_definition" TEXT,
  "ll_definition_folded" TEXT,
  "overriddencreatedon" INTEGER,
  "ownerid" BLOB,
  "owneridtype" TEXT,
  "owningbusinessunit" BLOB,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1,
  "search_folded" TEXT
) STRICT;

CREATE INDEX "userquery_returnedtypecode_idx" ON "userquery" ("returnedtypecode_folded");

CREATE INDEX "userquery_ownerid_idx" ON "userquery" ("ownerid") WHERE "ownerid" IS NOT NULL;

CREATE INDEX "userquery_owningbusinessunit_idx" ON "userquery" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "userquery_createdon_idx" ON "userquery" ("createdon");

CREATE INDEX "userquery_modifiedon_idx" ON "userquery" ("modifiedon");

CREATE VIRTUAL TABLE "userquery_search" USING fts5("search_folded", content='userquery', content_rowid='row_number', tokenize='trigram case_sensitive 1', detail=none, columnsize=0);

CREATE TRIGGER "userquery_search_delete" AFTER DELETE ON "userquery" BEGIN
  INSERT INTO "userquery_search" ("userquery_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
END;

CREATE TRIGGER "userquery_search_update" AFTER UPDATE OF "search_folded" ON "userquery" WHEN old."search_folded" IS NOT new."search_folded" BEGIN
  INSERT INTO "userquery_search" ("userquery_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
  INSERT INTO "userquery_search" (rowid, "search_folded") SELECT new.row_number, new."search_folded" WHERE new."search_folded" IS NOT NULL;
END;

CREATE TABLE "ll_importmapping" (
  "row_number" INTEGER PRIMARY KEY,
  "ll_importmappingid" BLOB NOT NULL UNIQUE,
  "ll_name" TEXT,
  "ll_name_folded" TEXT,
  "ll_table" TEXT,
  "ll_table_folded" TEXT,
  "ll_mapping" TEXT,
  "ll_mapping_folded" TEXT,
  "overriddencreatedon" INTEGER,
  "ownerid" BLOB,
  "owneridtype" TEXT,
  "owningbusinessunit" BLOB,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1,
  "search_folded" TEXT
) STRICT;

CREATE INDEX "ll_importmapping_ll_table_idx" ON "ll_importmapping" ("ll_table_folded");

CREATE INDEX "ll_importmapping_ownerid_idx" ON "ll_importmapping" ("ownerid") WHERE "ownerid" IS NOT NULL;

CREATE INDEX "ll_importmapping_owningbusinessunit_idx" ON "ll_importmapping" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "ll_importmapping_createdon_idx" ON "ll_importmapping" ("createdon");

CREATE INDEX "ll_importmapping_modifiedon_idx" ON "ll_importmapping" ("modifiedon");

CREATE VIRTUAL TABLE "ll_importmapping_search" USING fts5("search_folded", content='ll_importmapping', content_rowid='row_number', tokenize='trigram case_sensitive 1', detail=none, columnsize=0);

CREATE TRIGGER "ll_importmapping_search_delete" AFTER DELETE ON "ll_importmapping" BEGIN
  INSERT INTO "ll_importmapping_search" ("ll_importmapping_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
END;

CREATE TRIGGER "ll_importmapping_search_update" AFTER UPDATE OF "search_folded" ON "ll_importmapping" WHEN old."search_folded" IS NOT new."search_folded" BEGIN
  INSERT INTO "ll_importmapping_search" ("ll_importmapping_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
  INSERT INTO "ll_importmapping_search" (rowid, "search_folded") SELECT new.row_number, new."search_folded" WHERE new."search_folded" IS NOT NULL;
END;

CREATE TABLE "ll_upload" (
  "row_number" INTEGER PRIMARY KEY,
  "ll_uploadid" BLOB NOT NULL UNIQUE,
  "ll_name" TEXT,
  "ll_name_folded" TEXT,
  "ll_size" INTEGER,
  "overriddencreatedon" INTEGER,
  "ownerid" BLOB,
  "owneridtype" TEXT,
  "owningbusinessunit" BLOB,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX "ll_upload_ownerid_idx" ON "ll_upload" ("ownerid") WHERE "ownerid" IS NOT NULL;

CREATE INDEX "ll_upload_owningbusinessunit_idx" ON "ll_upload" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "ll_upload_createdon_idx" ON "ll_upload" ("createdon");

CREATE INDEX "ll_upload_modifiedon_idx" ON "ll_upload" ("modifiedon");

CREATE TABLE "ll_uploadpart" (
  "row_number" INTEGER PRIMARY KEY,
  "ll_uploadpartid" BLOB NOT NULL UNIQUE,
  "ll_name" TEXT,
  "ll_name_folded" TEXT,
  "ll_uploadid" BLOB,
  "ll_number" INTEGER,
  "ll_bytes" BLOB,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX "ll_uploadpart_ll_uploadid_idx" ON "ll_uploadpart" ("ll_uploadid") WHERE "ll_uploadid" IS NOT NULL;

CREATE TABLE "ll_signin" (
  "row_number" INTEGER PRIMARY KEY,
  "ll_signinid" BLOB NOT NULL UNIQUE,
  "ll_name" TEXT,
  "ll_name_folded" TEXT,
  "systemuserid" BLOB,
  "ll_outcome" INTEGER,
  "ll_address" TEXT,
  "ll_address_folded" TEXT,
  "ll_useragent" TEXT,
  "ll_useragent_folded" TEXT,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX "ll_signin_ll_name_idx" ON "ll_signin" ("ll_name_folded");

CREATE INDEX "ll_signin_systemuserid_idx" ON "ll_signin" ("systemuserid") WHERE "systemuserid" IS NOT NULL;
