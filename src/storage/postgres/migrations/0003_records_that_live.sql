-- Written by `make migration` from the field table. Applied once, never changed afterwards.

ALTER TABLE "lead" ADD COLUMN "revenue_base" bigint;

ALTER TABLE "lead" ADD COLUMN "budgetamount_base" bigint;

ALTER TABLE "lead" ADD COLUMN "estimatedamount_base" bigint;

ALTER TABLE "lead" ADD COLUMN "merged" boolean;

ALTER TABLE "lead" ADD COLUMN "masterid" uuid;

ALTER TABLE "lead" ADD COLUMN "overriddencreatedon" timestamptz;

CREATE INDEX "lead_masterid_idx" ON "lead" ("masterid") WHERE "masterid" IS NOT NULL;

ALTER TABLE "opportunity" ADD COLUMN "estimatedvalue_base" bigint;

ALTER TABLE "opportunity" ADD COLUMN "budgetamount_base" bigint;

ALTER TABLE "opportunity" ADD COLUMN "totalamount_base" bigint;

ALTER TABLE "opportunity" ADD COLUMN "actualvalue_base" bigint;

ALTER TABLE "opportunity" ADD COLUMN "overriddencreatedon" timestamptz;

ALTER TABLE "account" ADD COLUMN "revenue_base" bigint;

ALTER TABLE "account" ADD COLUMN "marketcap_base" bigint;

ALTER TABLE "account" ADD COLUMN "creditlimit_base" bigint;

ALTER TABLE "account" ADD COLUMN "merged" boolean;

ALTER TABLE "account" ADD COLUMN "masterid" uuid;

ALTER TABLE "account" ADD COLUMN "overriddencreatedon" timestamptz;

CREATE INDEX "account_masterid_idx" ON "account" ("masterid") WHERE "masterid" IS NOT NULL;

ALTER TABLE "contact" ADD COLUMN "merged" boolean;

ALTER TABLE "contact" ADD COLUMN "masterid" uuid;

ALTER TABLE "contact" ADD COLUMN "overriddencreatedon" timestamptz;

CREATE INDEX "contact_masterid_idx" ON "contact" ("masterid") WHERE "masterid" IS NOT NULL;

ALTER TABLE "incident" ADD COLUMN "overriddencreatedon" timestamptz;

ALTER TABLE "email" ADD COLUMN "overriddencreatedon" timestamptz;

ALTER TABLE "appointment" ADD COLUMN "overriddencreatedon" timestamptz;

ALTER TABLE "phonecall" ADD COLUMN "overriddencreatedon" timestamptz;

ALTER TABLE "task" ADD COLUMN "overriddencreatedon" timestamptz;

ALTER TABLE "connection" ADD COLUMN "overriddencreatedon" timestamptz;

ALTER TABLE "systemuser" ADD COLUMN "ll_timezone" text;

ALTER TABLE "systemuser" ADD COLUMN "ll_timezone_folded" text COLLATE "C";

ALTER TABLE "systemuser" ADD COLUMN "ll_workinghours" text;

ALTER TABLE "systemuser" ADD COLUMN "ll_workinghours_folded" text COLLATE "C";

ALTER TABLE "ll_job" ADD COLUMN "ll_nextattempton" timestamptz;

ALTER TABLE "ll_job" ADD COLUMN "ll_priority" bigint;

ALTER TABLE "ll_job" ADD COLUMN "overriddencreatedon" timestamptz;

ALTER TABLE "ll_job" ADD COLUMN "ownerid" uuid;

ALTER TABLE "ll_job" ADD COLUMN "owneridtype" text;

ALTER TABLE "ll_job" ADD COLUMN "owningbusinessunit" uuid;

CREATE INDEX "ll_job_ll_nextattempton_idx" ON "ll_job" ("ll_nextattempton" NULLS FIRST);

CREATE INDEX "ll_job_ownerid_idx" ON "ll_job" ("ownerid") WHERE "ownerid" IS NOT NULL;

CREATE INDEX "ll_job_owningbusinessunit_idx" ON "ll_job" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "ll_job_createdon_idx" ON "ll_job" ("createdon" NULLS FIRST);

CREATE INDEX "ll_job_modifiedon_idx" ON "ll_job" ("modifiedon" NULLS FIRST);

CREATE TABLE "organization" (
  "organizationid" uuid NOT NULL PRIMARY KEY,
  "name" text,
  "name_folded" text COLLATE "C",
  "basecurrencyid" uuid,
  "ll_language" text,
  "ll_language_folded" text COLLATE "C",
  "ll_timezone" text,
  "ll_timezone_folded" text COLLATE "C",
  "ll_workinghours" text,
  "ll_workinghours_folded" text COLLATE "C",
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE INDEX "organization_basecurrencyid_idx" ON "organization" ("basecurrencyid") WHERE "basecurrencyid" IS NOT NULL;

CREATE TABLE "workflow" (
  "workflowid" uuid NOT NULL PRIMARY KEY,
  "name" text,
  "name_folded" text COLLATE "C",
  "primaryentity" text,
  "primaryentity_folded" text COLLATE "C",
  "description" text,
  "description_folded" text COLLATE "C",
  "ll_order" bigint,
  "statecode" bigint,
  "statuscode" bigint,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1,
  "search_folded" text COLLATE "C"
);

CREATE UNIQUE INDEX "workflow_name_key" ON "workflow" ("name_folded") WHERE "name_folded" IS NOT NULL;

CREATE INDEX "workflow_primaryentity_idx" ON "workflow" ("primaryentity_folded" NULLS FIRST);

CREATE INDEX "workflow_search_idx" ON "workflow" USING gin ("search_folded" gin_trgm_ops);

CREATE TABLE "processstage" (
  "processstageid" uuid NOT NULL PRIMARY KEY,
  "stagename" text,
  "stagename_folded" text COLLATE "C",
  "processid" uuid,
  "ll_order" bigint,
  "stagecategory" bigint,
  "ll_columns" text,
  "ll_columns_folded" text COLLATE "C",
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE INDEX "processstage_processid_idx" ON "processstage" ("processid") WHERE "processid" IS NOT NULL;

CREATE TABLE "ll_processinstance" (
  "ll_processinstanceid" uuid NOT NULL PRIMARY KEY,
  "name" text,
  "name_folded" text COLLATE "C",
  "processid" uuid,
  "ll_leadid" uuid,
  "ll_opportunityid" uuid,
  "ll_incidentid" uuid,
  "activestageid" uuid,
  "activestagestartedon" timestamptz,
  "completedon" timestamptz,
  "statecode" bigint,
  "statuscode" bigint,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE INDEX "ll_processinstance_processid_idx" ON "ll_processinstance" ("processid") WHERE "processid" IS NOT NULL;

CREATE INDEX "ll_processinstance_ll_leadid_idx" ON "ll_processinstance" ("ll_leadid") WHERE "ll_leadid" IS NOT NULL;

CREATE INDEX "ll_processinstance_ll_opportunityid_idx" ON "ll_processinstance" ("ll_opportunityid") WHERE "ll_opportunityid" IS NOT NULL;

CREATE INDEX "ll_processinstance_ll_incidentid_idx" ON "ll_processinstance" ("ll_incidentid") WHERE "ll_incidentid" IS NOT NULL;

CREATE INDEX "ll_processinstance_activestageid_idx" ON "ll_processinstance" ("activestageid") WHERE "activestageid" IS NOT NULL;

CREATE TABLE "ll_stagehistory" (
  "ll_stagehistoryid" uuid NOT NULL PRIMARY KEY,
  "ll_name" text,
  "ll_name_folded" text COLLATE "C",
  "ll_processinstanceid" uuid,
  "ll_leadid" uuid,
  "ll_opportunityid" uuid,
  "ll_incidentid" uuid,
  "processstageid" uuid,
  "ll_enteredon" timestamptz,
  "ll_lefton" timestamptz,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE INDEX "ll_stagehistory_ll_processinstanceid_idx" ON "ll_stagehistory" ("ll_processinstanceid") WHERE "ll_processinstanceid" IS NOT NULL;

CREATE INDEX "ll_stagehistory_ll_leadid_idx" ON "ll_stagehistory" ("ll_leadid") WHERE "ll_leadid" IS NOT NULL;

CREATE INDEX "ll_stagehistory_ll_opportunityid_idx" ON "ll_stagehistory" ("ll_opportunityid") WHERE "ll_opportunityid" IS NOT NULL;

CREATE INDEX "ll_stagehistory_ll_incidentid_idx" ON "ll_stagehistory" ("ll_incidentid") WHERE "ll_incidentid" IS NOT NULL;

CREATE INDEX "ll_stagehistory_processstageid_idx" ON "ll_stagehistory" ("processstageid") WHERE "processstageid" IS NOT NULL;

CREATE TABLE "opportunityclose" (
  "activityid" uuid NOT NULL PRIMARY KEY,
  "subject" text,
  "subject_folded" text COLLATE "C",
  "description" text,
  "description_folded" text COLLATE "C",
  "opportunityid" uuid,
  "actualrevenue" bigint,
  "actualend" timestamptz,
  "opportunitystatuscode" bigint,
  "transactioncurrencyid" uuid,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE INDEX "opportunityclose_opportunityid_idx" ON "opportunityclose" ("opportunityid") WHERE "opportunityid" IS NOT NULL;

CREATE TABLE "savedquery" (
  "savedqueryid" uuid NOT NULL PRIMARY KEY,
  "name" text,
  "name_folded" text COLLATE "C",
  "returnedtypecode" text,
  "returnedtypecode_folded" text COLLATE "C",
  "description" text,
  "description_folded" text COLLATE "C",
  "isdefault" boolean,
  "ll_definition" text,
  "ll_definition_folded" text COLLATE "C",
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1,
  "search_folded" text COLLATE "C"
);

CREATE INDEX "savedquery_returnedtypecode_idx" ON "savedquery" ("returnedtypecode_folded" NULLS FIRST);

CREATE INDEX "savedquery_search_idx" ON "savedquery" USING gin ("search_folded" gin_trgm_ops);

CREATE TABLE "userquery" (
  "userqueryid" uuid NOT NULL PRIMARY KEY,
  "name" text,
  "name_folded" text COLLATE "C",
  "returnedtypecode" text,
  "returnedtypecode_folded" text COLLATE "C",
  "description" text,
  "description_folded" text COLLATE "C",
  "isdefault" boolean,
  "ll_definition" text,
  "ll_definition_folded" text COLLATE "C",
  "overriddencreatedon" timestamptz,
  "ownerid" uuid,
  "owneridtype" text,
  "owningbusinessunit" uuid,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1,
  "search_folded" text COLLATE "C"
);

CREATE INDEX "userquery_returnedtypecode_idx" ON "userquery" ("returnedtypecode_folded" NULLS FIRST);

CREATE INDEX "userquery_ownerid_idx" ON "userquery" ("ownerid") WHERE "ownerid" IS NOT NULL;

CREATE INDEX "userquery_owningbusinessunit_idx" ON "userquery" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "userquery_createdon_idx" ON "userquery" ("createdon" NULLS FIRST);

CREATE INDEX "userquery_modifiedon_idx" ON "userquery" ("modifiedon" NULLS FIRST);

CREATE INDEX "userquery_search_idx" ON "userquery" USING gin ("search_folded" gin_trgm_ops);

CREATE TABLE "ll_importmapping" (
  "ll_importmappingid" uuid NOT NULL PRIMARY KEY,
  "ll_name" text,
  "ll_name_folded" text COLLATE "C",
  "ll_table" text,
  "ll_table_folded" text COLLATE "C",
  "ll_mapping" text,
  "ll_mapping_folded" text COLLATE "C",
  "overriddencreatedon" timestamptz,
  "ownerid" uuid,
  "owneridtype" text,
  "owningbusinessunit" uuid,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1,
  "search_folded" text COLLATE "C"
);

CREATE INDEX "ll_importmapping_ll_table_idx" ON "ll_importmapping" ("ll_table_folded" NULLS FIRST);

CREATE INDEX "ll_importmapping_ownerid_idx" ON "ll_importmapping" ("ownerid") WHERE "ownerid" IS NOT NULL;

CREATE INDEX "ll_importmapping_owningbusinessunit_idx" ON "ll_importmapping" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "ll_importmapping_createdon_idx" ON "ll_importmapping" ("createdon" NULLS FIRST);

CREATE INDEX "ll_importmapping_modifiedon_idx" ON "ll_importmapping" ("modifiedon" NULLS FIRST);

CREATE INDEX "ll_importmapping_search_idx" ON "ll_importmapping" USING gin ("search_folded" gin_trgm_ops);

CREATE TABLE "ll_upload" (
  "ll_uploadid" uuid NOT NULL PRIMARY KEY,
  "ll_name" text,
  "ll_name_folded" text COLLATE "C",
  "ll_size" bigint,
  "overriddencreatedon" timestamptz,
  "ownerid" uuid,
  "owneridtype" text,
  "owningbusinessunit" uuid,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE INDEX "ll_upload_ownerid_idx" ON "ll_upload" ("ownerid") WHERE "ownerid" IS NOT NULL;

CREATE INDEX "ll_upload_owningbusinessunit_idx" ON "ll_upload" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "ll_upload_createdon_idx" ON "ll_upload" ("createdon" NULLS FIRST);

CREATE INDEX "ll_upload_modifiedon_idx" ON "ll_upload" ("modifiedon" NULLS FIRST);

CREATE TABLE "ll_uploadpart" (
  "ll_uploadpartid" uuid NOT NULL PRIMARY KEY,
  "ll_name" text,
  "ll_name_folded" text COLLATE "C",
  "ll_uploadid" uuid,
  "ll_number" bigint,
  "ll_bytes" bytea,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE INDEX "ll_uploadpart_ll_uploadid_idx" ON "ll_uploadpart" ("ll_uploadid") WHERE "ll_uploadid" IS NOT NULL;

CREATE TABLE "ll_signin" (
  "ll_signinid" uuid NOT NULL PRIMARY KEY,
  "ll_name" text,
  "ll_name_folded" text COLLATE "C",
  "systemuserid" uuid,
  "ll_outcome" bigint,
  "ll_address" text,
  "ll_address_folded" text COLLATE "C",
  "ll_useragent" text,
  "ll_useragent_folded" text COLLATE "C",
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE INDEX "ll_signin_ll_name_idx" ON "ll_signin" ("ll_name_folded" NULLS FIRST);

CREATE INDEX "ll_signin_systemuserid_idx" ON "ll_signin" ("systemuserid") WHERE "systemuserid" IS NOT NULL;
