-- Written by `make migration` from the field table. Applied once, never changed afterwards.

CREATE TABLE "ll_metadata" (
  "id" INTEGER NOT NULL PRIMARY KEY,
  "version" INTEGER NOT NULL
) STRICT;

CREATE TABLE "ll_customcolumn" (
  "position" INTEGER PRIMARY KEY,
  "tablename" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "type" TEXT NOT NULL,
  "retired" INTEGER NOT NULL,
  "extraflags" INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX "ll_customcolumn_name_key" ON "ll_customcolumn" ("tablename", "name");

CREATE TABLE "ll_fieldhistory" (
  "sequence" INTEGER PRIMARY KEY,
  "tablename" TEXT NOT NULL,
  "recordid" BLOB NOT NULL,
  "changedon" INTEGER NOT NULL,
  "changedby" BLOB,
  "kind" INTEGER NOT NULL,
  "changes" TEXT NOT NULL
) STRICT;

CREATE INDEX "ll_fieldhistory_record_idx" ON "ll_fieldhistory" ("recordid", "sequence");

CREATE TABLE "lead" (
  "row_number" INTEGER PRIMARY KEY,
  "leadid" BLOB NOT NULL UNIQUE,
  "fullname" TEXT,
  "fullname_folded" TEXT,
  "salutation" TEXT,
  "salutation_folded" TEXT,
  "firstname" TEXT,
  "firstname_folded" TEXT,
  "middlename" TEXT,
  "middlename_folded" TEXT,
  "lastname" TEXT,
  "lastname_folded" TEXT,
  "subject" TEXT,
  "subject_folded" TEXT,
  "companyname" TEXT,
  "companyname_folded" TEXT,
  "jobtitle" TEXT,
  "jobtitle_folded" TEXT,
  "emailaddress1" TEXT,
  "emailaddress1_folded" TEXT,
  "emailaddress2" TEXT,
  "emailaddress2_folded" TEXT,
  "telephone1" TEXT,
  "telephone1_folded" TEXT,
  "mobilephone" TEXT,
  "mobilephone_folded" TEXT,
  "telephone2" TEXT,
  "telephone2_folded" TEXT,
  "fax" TEXT,
  "fax_folded" TEXT,
  "websiteurl" TEXT,
  "websiteurl_folded" TEXT,
  "address1_line1" TEXT,
  "address1_line1_folded" TEXT,
  "address1_city" TEXT,
  "address1_city_folded" TEXT,
  "address1_stateorprovince" TEXT,
  "address1_stateorprovince_folded" TEXT,
  "address1_postalcode" TEXT,
  "address1_postalcode_folded" TEXT,
  "address1_country" TEXT,
  "address1_country_folded" TEXT,
  "industrycode" INTEGER,
  "leadsourcecode" INTEGER,
  "leadqualitycode" INTEGER,
  "prioritycode" INTEGER,
  "salesstage" INTEGER,
  "revenue" INTEGER,
  "numberofemployees" INTEGER,
  "sic" TEXT,
  "sic_folded" TEXT,
  "budgetamount" INTEGER,
  "budgetstatus" INTEGER,
  "purchasetimeframe" INTEGER,
  "purchaseprocess" INTEGER,
  "need" INTEGER,
  "decisionmaker" INTEGER,
  "initialcommunication" INTEGER,
  "evaluatefit" INTEGER,
  "estimatedamount" INTEGER,
  "estimatedclosedate" INTEGER,
  "schedulefollowup_prospect" INTEGER,
  "preferredcontactmethodcode" INTEGER,
  "donotemail" INTEGER,
  "donotphone" INTEGER,
  "donotbulkemail" INTEGER,
  "description" TEXT,
  "description_folded" TEXT,
  "parentaccountid" BLOB,
  "parentcontactid" BLOB,
  "customerid" BLOB,
  "customeridtype" TEXT,
  "qualifyingopportunityid" BLOB,
  "ll_closedon" INTEGER,
  "qualificationcomments" TEXT,
  "qualificationcomments_folded" TEXT,
  "ll_disqualificationreason" TEXT,
  "ll_disqualificationreason_folded" TEXT,
  "msdyncrm_salesready" INTEGER,
  "lastonholdtime" INTEGER,
  "transactioncurrencyid" BLOB,
  "exchangerate" REAL,
  "ll_externalkey" TEXT,
  "ll_externalkey_folded" TEXT,
  "msdyn_leadscore" INTEGER,
  "msdyn_leadgrade" INTEGER,
  "msdyn_leadscoretrend" INTEGER,
  "msdyn_predictivescoreid" BLOB,
  "statecode" INTEGER,
  "statuscode" INTEGER,
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

CREATE INDEX "lead_fullname_idx" ON "lead" ("fullname_folded");

CREATE INDEX "lead_emailaddress1_idx" ON "lead" ("emailaddress1_folded");

CREATE INDEX "lead_parentaccountid_idx" ON "lead" ("parentaccountid") WHERE "parentaccountid" IS NOT NULL;

CREATE INDEX "lead_parentcontactid_idx" ON "lead" ("parentcontactid") WHERE "parentcontactid" IS NOT NULL;

CREATE INDEX "lead_customerid_idx" ON "lead" ("customerid") WHERE "customerid" IS NOT NULL;

CREATE INDEX "lead_qualifyingopportunityid_idx" ON "lead" ("qualifyingopportunityid") WHERE "qualifyingopportunityid" IS NOT NULL;

CREATE UNIQUE INDEX "lead_ll_externalkey_key" ON "lead" ("ll_externalkey_folded") WHERE "ll_externalkey_folded" IS NOT NULL;

CREATE INDEX "lead_msdyn_leadscore_idx" ON "lead" ("msdyn_leadscore");

CREATE INDEX "lead_msdyn_predictivescoreid_idx" ON "lead" ("msdyn_predictivescoreid") WHERE "msdyn_predictivescoreid" IS NOT NULL;

CREATE INDEX "lead_owningbusinessunit_idx" ON "lead" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "lead_createdon_idx" ON "lead" ("createdon");

CREATE INDEX "lead_modifiedon_idx" ON "lead" ("modifiedon");

CREATE INDEX "lead_owner_score_idx" ON "lead" ("ownerid", "statecode", "msdyn_leadscore" DESC, "leadid");

CREATE INDEX "lead_score_idx" ON "lead" ("statecode", "msdyn_leadscore" DESC, "leadid");

CREATE VIRTUAL TABLE "lead_search" USING fts5("search_folded", content='lead', content_rowid='row_number', tokenize='trigram case_sensitive 1', detail=none, columnsize=0);

CREATE TRIGGER "lead_search_delete" AFTER DELETE ON "lead" BEGIN
  INSERT INTO "lead_search" ("lead_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
END;

CREATE TRIGGER "lead_search_update" AFTER UPDATE OF "search_folded" ON "lead" WHEN old."search_folded" IS NOT new."search_folded" BEGIN
  INSERT INTO "lead_search" ("lead_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
  INSERT INTO "lead_search" (rowid, "search_folded") SELECT new.row_number, new."search_folded" WHERE new."search_folded" IS NOT NULL;
END;

CREATE TABLE "opportunity" (
  "row_number" INTEGER PRIMARY KEY,
  "opportunityid" BLOB NOT NULL UNIQUE,
  "name" TEXT,
  "name_folded" TEXT,
  "customerid" BLOB,
  "customeridtype" TEXT,
  "parentaccountid" BLOB,
  "parentcontactid" BLOB,
  "originatingleadid" BLOB,
  "emailaddress" TEXT,
  "emailaddress_folded" TEXT,
  "estimatedvalue" INTEGER,
  "estimatedclosedate" INTEGER,
  "closeprobability" INTEGER,
  "opportunityratingcode" INTEGER,
  "salesstage" INTEGER,
  "stepname" TEXT,
  "stepname_folded" TEXT,
  "prioritycode" INTEGER,
  "budgetamount" INTEGER,
  "budgetstatus" INTEGER,
  "purchasetimeframe" INTEGER,
  "purchaseprocess" INTEGER,
  "need" INTEGER,
  "timeline" INTEGER,
  "decisionmaker" INTEGER,
  "initialcommunication" INTEGER,
  "customerneed" TEXT,
  "customerneed_folded" TEXT,
  "proposedsolution" TEXT,
  "proposedsolution_folded" TEXT,
  "currentsituation" TEXT,
  "currentsituation_folded" TEXT,
  "identifycompetitors" INTEGER,
  "identifycustomercontacts" INTEGER,
  "developproposal" INTEGER,
  "presentproposal" INTEGER,
  "totalamount" INTEGER,
  "discountpercentage" REAL,
  "description" TEXT,
  "description_folded" TEXT,
  "actualvalue" INTEGER,
  "actualclosedate" INTEGER,
  "ll_closedon" INTEGER,
  "ll_closereason" TEXT,
  "ll_closereason_folded" TEXT,
  "lastonholdtime" INTEGER,
  "transactioncurrencyid" BLOB,
  "exchangerate" REAL,
  "ll_externalkey" TEXT,
  "ll_externalkey_folded" TEXT,
  "msdyn_opportunityscore" INTEGER,
  "msdyn_opportunitygrade" INTEGER,
  "msdyn_opportunityscoretrend" INTEGER,
  "msdyn_predictivescoreid" BLOB,
  "statecode" INTEGER,
  "statuscode" INTEGER,
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

CREATE INDEX "opportunity_name_idx" ON "opportunity" ("name_folded");

CREATE INDEX "opportunity_customerid_idx" ON "opportunity" ("customerid") WHERE "customerid" IS NOT NULL;

CREATE INDEX "opportunity_parentaccountid_idx" ON "opportunity" ("parentaccountid") WHERE "parentaccountid" IS NOT NULL;

CREATE INDEX "opportunity_parentcontactid_idx" ON "opportunity" ("parentcontactid") WHERE "parentcontactid" IS NOT NULL;

CREATE INDEX "opportunity_originatingleadid_idx" ON "opportunity" ("originatingleadid") WHERE "originatingleadid" IS NOT NULL;

CREATE INDEX "opportunity_estimatedclosedate_idx" ON "opportunity" ("estimatedclosedate");

CREATE UNIQUE INDEX "opportunity_ll_externalkey_key" ON "opportunity" ("ll_externalkey_folded") WHERE "ll_externalkey_folded" IS NOT NULL;

CREATE INDEX "opportunity_msdyn_opportunityscore_idx" ON "opportunity" ("msdyn_opportunityscore");

CREATE INDEX "opportunity_msdyn_predictivescoreid_idx" ON "opportunity" ("msdyn_predictivescoreid") WHERE "msdyn_predictivescoreid" IS NOT NULL;

CREATE INDEX "opportunity_owningbusinessunit_idx" ON "opportunity" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "opportunity_createdon_idx" ON "opportunity" ("createdon");

CREATE INDEX "opportunity_modifiedon_idx" ON "opportunity" ("modifiedon");

CREATE INDEX "opportunity_owner_score_idx" ON "opportunity" ("ownerid", "statecode", "msdyn_opportunityscore" DESC, "opportunityid");

CREATE INDEX "opportunity_score_idx" ON "opportunity" ("statecode", "msdyn_opportunityscore" DESC, "opportunityid");

CREATE VIRTUAL TABLE "opportunity_search" USING fts5("search_folded", content='opportunity', content_rowid='row_number', tokenize='trigram case_sensitive 1', detail=none, columnsize=0);

CREATE TRIGGER "opportunity_search_delete" AFTER DELETE ON "opportunity" BEGIN
  INSERT INTO "opportunity_search" ("opportunity_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
END;

CREATE TRIGGER "opportunity_search_update" AFTER UPDATE OF "search_folded" ON "opportunity" WHEN old."search_folded" IS NOT new."search_folded" BEGIN
  INSERT INTO "opportunity_search" ("opportunity_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
  INSERT INTO "opportunity_search" (rowid, "search_folded") SELECT new.row_number, new."search_folded" WHERE new."search_folded" IS NOT NULL;
END;

CREATE TABLE "account" (
  "row_number" INTEGER PRIMARY KEY,
  "accountid" BLOB NOT NULL UNIQUE,
  "name" TEXT,
  "name_folded" TEXT,
  "accountnumber" TEXT,
  "accountnumber_folded" TEXT,
  "accountcategorycode" INTEGER,
  "customertypecode" INTEGER,
  "customersizecode" INTEGER,
  "industrycode" INTEGER,
  "ownershipcode" INTEGER,
  "revenue" INTEGER,
  "numberofemployees" INTEGER,
  "sic" TEXT,
  "sic_folded" TEXT,
  "tickersymbol" TEXT,
  "tickersymbol_folded" TEXT,
  "marketcap" INTEGER,
  "creditlimit" INTEGER,
  "creditonhold" INTEGER,
  "telephone1" TEXT,
  "telephone1_folded" TEXT,
  "fax" TEXT,
  "fax_folded" TEXT,
  "emailaddress1" TEXT,
  "emailaddress1_folded" TEXT,
  "websiteurl" TEXT,
  "websiteurl_folded" TEXT,
  "address1_line1" TEXT,
  "address1_line1_folded" TEXT,
  "address1_city" TEXT,
  "address1_city_folded" TEXT,
  "address1_stateorprovince" TEXT,
  "address1_stateorprovince_folded" TEXT,
  "address1_postalcode" TEXT,
  "address1_postalcode_folded" TEXT,
  "address1_country" TEXT,
  "address1_country_folded" TEXT,
  "preferredcontactmethodcode" INTEGER,
  "donotemail" INTEGER,
  "donotphone" INTEGER,
  "donotbulkemail" INTEGER,
  "description" TEXT,
  "description_folded" TEXT,
  "primarycontactid" BLOB,
  "parentaccountid" BLOB,
  "originatingleadid" BLOB,
  "transactioncurrencyid" BLOB,
  "exchangerate" REAL,
  "ll_externalkey" TEXT,
  "ll_externalkey_folded" TEXT,
  "statecode" INTEGER,
  "statuscode" INTEGER,
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

CREATE INDEX "account_name_idx" ON "account" ("name_folded");

CREATE INDEX "account_accountnumber_idx" ON "account" ("accountnumber_folded");

CREATE INDEX "account_emailaddress1_idx" ON "account" ("emailaddress1_folded");

CREATE INDEX "account_primarycontactid_idx" ON "account" ("primarycontactid") WHERE "primarycontactid" IS NOT NULL;

CREATE INDEX "account_parentaccountid_idx" ON "account" ("parentaccountid") WHERE "parentaccountid" IS NOT NULL;

CREATE INDEX "account_originatingleadid_idx" ON "account" ("originatingleadid") WHERE "originatingleadid" IS NOT NULL;

CREATE UNIQUE INDEX "account_ll_externalkey_key" ON "account" ("ll_externalkey_folded") WHERE "ll_externalkey_folded" IS NOT NULL;

CREATE INDEX "account_statecode_idx" ON "account" ("statecode");

CREATE INDEX "account_ownerid_idx" ON "account" ("ownerid") WHERE "ownerid" IS NOT NULL;

CREATE INDEX "account_owningbusinessunit_idx" ON "account" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "account_createdon_idx" ON "account" ("createdon");

CREATE INDEX "account_modifiedon_idx" ON "account" ("modifiedon");

CREATE VIRTUAL TABLE "account_search" USING fts5("search_folded", content='account', content_rowid='row_number', tokenize='trigram case_sensitive 1', detail=none, columnsize=0);

CREATE TRIGGER "account_search_delete" AFTER DELETE ON "account" BEGIN
  INSERT INTO "account_search" ("account_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
END;

CREATE TRIGGER "account_search_update" AFTER UPDATE OF "search_folded" ON "account" WHEN old."search_folded" IS NOT new."search_folded" BEGIN
  INSERT INTO "account_search" ("account_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
  INSERT INTO "account_search" (rowid, "search_folded") SELECT new.row_number, new."search_folded" WHERE new."search_folded" IS NOT NULL;
END;

CREATE TABLE "contact" (
  "row_number" INTEGER PRIMARY KEY,
  "contactid" BLOB NOT NULL UNIQUE,
  "fullname" TEXT,
  "fullname_folded" TEXT,
  "salutation" TEXT,
  "salutation_folded" TEXT,
  "firstname" TEXT,
  "firstname_folded" TEXT,
  "middlename" TEXT,
  "middlename_folded" TEXT,
  "lastname" TEXT,
  "lastname_folded" TEXT,
  "jobtitle" TEXT,
  "jobtitle_folded" TEXT,
  "department" TEXT,
  "department_folded" TEXT,
  "accountrolecode" INTEGER,
  "parentcustomerid" BLOB,
  "parentcustomeridtype" TEXT,
  "managername" TEXT,
  "managername_folded" TEXT,
  "emailaddress1" TEXT,
  "emailaddress1_folded" TEXT,
  "emailaddress2" TEXT,
  "emailaddress2_folded" TEXT,
  "telephone1" TEXT,
  "telephone1_folded" TEXT,
  "mobilephone" TEXT,
  "mobilephone_folded" TEXT,
  "telephone2" TEXT,
  "telephone2_folded" TEXT,
  "fax" TEXT,
  "fax_folded" TEXT,
  "websiteurl" TEXT,
  "websiteurl_folded" TEXT,
  "address1_line1" TEXT,
  "address1_line1_folded" TEXT,
  "address1_city" TEXT,
  "address1_city_folded" TEXT,
  "address1_stateorprovince" TEXT,
  "address1_stateorprovince_folded" TEXT,
  "address1_postalcode" TEXT,
  "address1_postalcode_folded" TEXT,
  "address1_country" TEXT,
  "address1_country_folded" TEXT,
  "gendercode" INTEGER,
  "familystatuscode" INTEGER,
  "birthdate" INTEGER,
  "leadsourcecode" INTEGER,
  "originatingleadid" BLOB,
  "preferredcontactmethodcode" INTEGER,
  "donotemail" INTEGER,
  "donotphone" INTEGER,
  "donotbulkemail" INTEGER,
  "msdyn_gdproptout" INTEGER,
  "description" TEXT,
  "description_folded" TEXT,
  "transactioncurrencyid" BLOB,
  "exchangerate" REAL,
  "ll_externalkey" TEXT,
  "ll_externalkey_folded" TEXT,
  "statecode" INTEGER,
  "statuscode" INTEGER,
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

CREATE INDEX "contact_fullname_idx" ON "contact" ("fullname_folded");

CREATE INDEX "contact_parentcustomerid_idx" ON "contact" ("parentcustomerid") WHERE "parentcustomerid" IS NOT NULL;

CREATE INDEX "contact_emailaddress1_idx" ON "contact" ("emailaddress1_folded");

CREATE INDEX "contact_originatingleadid_idx" ON "contact" ("originatingleadid") WHERE "originatingleadid" IS NOT NULL;

CREATE UNIQUE INDEX "contact_ll_externalkey_key" ON "contact" ("ll_externalkey_folded") WHERE "ll_externalkey_folded" IS NOT NULL;

CREATE INDEX "contact_statecode_idx" ON "contact" ("statecode");

CREATE INDEX "contact_ownerid_idx" ON "contact" ("ownerid") WHERE "ownerid" IS NOT NULL;

CREATE INDEX "contact_owningbusinessunit_idx" ON "contact" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "contact_createdon_idx" ON "contact" ("createdon");

CREATE INDEX "contact_modifiedon_idx" ON "contact" ("modifiedon");

CREATE VIRTUAL TABLE "contact_search" USING fts5("search_folded", content='contact', content_rowid='row_number', tokenize='trigram case_sensitive 1', detail=none, columnsize=0);

CREATE TRIGGER "contact_search_delete" AFTER DELETE ON "contact" BEGIN
  INSERT INTO "contact_search" ("contact_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
END;

CREATE TRIGGER "contact_search_update" AFTER UPDATE OF "search_folded" ON "contact" WHEN old."search_folded" IS NOT new."search_folded" BEGIN
  INSERT INTO "contact_search" ("contact_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
  INSERT INTO "contact_search" (rowid, "search_folded") SELECT new.row_number, new."search_folded" WHERE new."search_folded" IS NOT NULL;
END;

CREATE TABLE "incident" (
  "row_number" INTEGER PRIMARY KEY,
  "incidentid" BLOB NOT NULL UNIQUE,
  "title" TEXT,
  "title_folded" TEXT,
  "ticketnumber" TEXT,
  "ticketnumber_folded" TEXT,
  "customerid" BLOB,
  "customeridtype" TEXT,
  "primarycontactid" BLOB,
  "casetypecode" INTEGER,
  "caseorigincode" INTEGER,
  "prioritycode" INTEGER,
  "customersatisfactioncode" INTEGER,
  "description" TEXT,
  "description_folded" TEXT,
  "statecode" INTEGER,
  "statuscode" INTEGER,
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

CREATE INDEX "incident_title_idx" ON "incident" ("title_folded");

CREATE INDEX "incident_ticketnumber_idx" ON "incident" ("ticketnumber_folded");

CREATE INDEX "incident_customerid_idx" ON "incident" ("customerid") WHERE "customerid" IS NOT NULL;

CREATE INDEX "incident_primarycontactid_idx" ON "incident" ("primarycontactid") WHERE "primarycontactid" IS NOT NULL;

CREATE INDEX "incident_statecode_idx" ON "incident" ("statecode");

CREATE INDEX "incident_ownerid_idx" ON "incident" ("ownerid") WHERE "ownerid" IS NOT NULL;

CREATE INDEX "incident_owningbusinessunit_idx" ON "incident" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "incident_createdon_idx" ON "incident" ("createdon");

CREATE INDEX "incident_modifiedon_idx" ON "incident" ("modifiedon");

CREATE VIRTUAL TABLE "incident_search" USING fts5("search_folded", content='incident', content_rowid='row_number', tokenize='trigram case_sensitive 1', detail=none, columnsize=0);

CREATE TRIGGER "incident_search_delete" AFTER DELETE ON "incident" BEGIN
  INSERT INTO "incident_search" ("incident_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
END;

CREATE TRIGGER "incident_search_update" AFTER UPDATE OF "search_folded" ON "incident" WHEN old."search_folded" IS NOT new."search_folded" BEGIN
  INSERT INTO "incident_search" ("incident_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
  INSERT INTO "incident_search" (rowid, "search_folded") SELECT new.row_number, new."search_folded" WHERE new."search_folded" IS NOT NULL;
END;

CREATE TABLE "email" (
  "row_number" INTEGER PRIMARY KEY,
  "activityid" BLOB NOT NULL UNIQUE,
  "subject" TEXT,
  "subject_folded" TEXT,
  "description" TEXT,
  "description_folded" TEXT,
  "regardingobjectid" BLOB,
  "regardingobjectidtype" TEXT,
  "directioncode" INTEGER,
  "sender" TEXT,
  "sender_folded" TEXT,
  "torecipients" TEXT,
  "torecipients_folded" TEXT,
  "messageid" TEXT,
  "messageid_folded" TEXT,
  "inreplyto" TEXT,
  "inreplyto_folded" TEXT,
  "conversationindex" TEXT,
  "conversationindex_folded" TEXT,
  "senton" INTEGER,
  "opencount" INTEGER,
  "linksclickedcount" INTEGER,
  "attachmentcount" INTEGER,
  "attachmentopencount" INTEGER,
  "prioritycode" INTEGER,
  "scheduledend" INTEGER,
  "actualstart" INTEGER,
  "actualend" INTEGER,
  "actualdurationminutes" INTEGER,
  "statecode" INTEGER,
  "statuscode" INTEGER,
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

CREATE INDEX "email_regardingobjectid_idx" ON "email" ("regardingobjectid") WHERE "regardingobjectid" IS NOT NULL;

CREATE INDEX "email_messageid_idx" ON "email" ("messageid_folded");

CREATE INDEX "email_conversationindex_idx" ON "email" ("conversationindex_folded");

CREATE INDEX "email_senton_idx" ON "email" ("senton");

CREATE INDEX "email_actualend_idx" ON "email" ("actualend");

CREATE INDEX "email_statecode_idx" ON "email" ("statecode");

CREATE INDEX "email_ownerid_idx" ON "email" ("ownerid") WHERE "ownerid" IS NOT NULL;

CREATE INDEX "email_owningbusinessunit_idx" ON "email" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "email_createdon_idx" ON "email" ("createdon");

CREATE INDEX "email_modifiedon_idx" ON "email" ("modifiedon");

CREATE VIRTUAL TABLE "email_search" USING fts5("search_folded", content='email', content_rowid='row_number', tokenize='trigram case_sensitive 1', detail=none, columnsize=0);

CREATE TRIGGER "email_search_delete" AFTER DELETE ON "email" BEGIN
  INSERT INTO "email_search" ("email_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
END;

CREATE TRIGGER "email_search_update" AFTER UPDATE OF "search_folded" ON "email" WHEN old."search_folded" IS NOT new."search_folded" BEGIN
  INSERT INTO "email_search" ("email_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
  INSERT INTO "email_search" (rowid, "search_folded") SELECT new.row_number, new."search_folded" WHERE new."search_folded" IS NOT NULL;
END;

CREATE TABLE "appointment" (
  "row_number" INTEGER PRIMARY KEY,
  "activityid" BLOB NOT NULL UNIQUE,
  "subject" TEXT,
  "subject_folded" TEXT,
  "description" TEXT,
  "description_folded" TEXT,
  "location" TEXT,
  "location_folded" TEXT,
  "regardingobjectid" BLOB,
  "regardingobjectidtype" TEXT,
  "isalldayevent" INTEGER,
  "isonlinemeeting" INTEGER,
  "globalobjectid" TEXT,
  "globalobjectid_folded" TEXT,
  "category" TEXT,
  "category_folded" TEXT,
  "prioritycode" INTEGER,
  "scheduledstart" INTEGER,
  "scheduledend" INTEGER,
  "actualstart" INTEGER,
  "actualend" INTEGER,
  "scheduleddurationminutes" INTEGER,
  "actualdurationminutes" INTEGER,
  "statecode" INTEGER,
  "statuscode" INTEGER,
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

CREATE INDEX "appointment_regardingobjectid_idx" ON "appointment" ("regardingobjectid") WHERE "regardingobjectid" IS NOT NULL;

CREATE INDEX "appointment_globalobjectid_idx" ON "appointment" ("globalobjectid_folded");

CREATE INDEX "appointment_scheduledstart_idx" ON "appointment" ("scheduledstart");

CREATE INDEX "appointment_actualend_idx" ON "appointment" ("actualend");

CREATE INDEX "appointment_statecode_idx" ON "appointment" ("statecode");

CREATE INDEX "appointment_ownerid_idx" ON "appointment" ("ownerid") WHERE "ownerid" IS NOT NULL;

CREATE INDEX "appointment_owningbusinessunit_idx" ON "appointment" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "appointment_createdon_idx" ON "appointment" ("createdon");

CREATE INDEX "appointment_modifiedon_idx" ON "appointment" ("modifiedon");

CREATE VIRTUAL TABLE "appointment_search" USING fts5("search_folded", content='appointment', content_rowid='row_number', tokenize='trigram case_sensitive 1', detail=none, columnsize=0);

CREATE TRIGGER "appointment_search_delete" AFTER DELETE ON "appointment" BEGIN
  INSERT INTO "appointment_search" ("appointment_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
END;

CREATE TRIGGER "appointment_search_update" AFTER UPDATE OF "search_folded" ON "appointment" WHEN old."search_folded" IS NOT new."search_folded" BEGIN
  INSERT INTO "appointment_search" ("appointment_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
  INSERT INTO "appointment_search" (rowid, "search_folded") SELECT new.row_number, new."search_folded" WHERE new."search_folded" IS NOT NULL;
END;

CREATE TABLE "phonecall" (
  "row_number" INTEGER PRIMARY KEY,
  "activityid" BLOB NOT NULL UNIQUE,
  "subject" TEXT,
  "subject_folded" TEXT,
  "description" TEXT,
  "description_folded" TEXT,
  "regardingobjectid" BLOB,
  "regardingobjectidtype" TEXT,
  "directioncode" INTEGER,
  "phonenumber" TEXT,
  "phonenumber_folded" TEXT,
  "leftvoicemail" INTEGER,
  "category" TEXT,
  "category_folded" TEXT,
  "prioritycode" INTEGER,
  "scheduledstart" INTEGER,
  "scheduledend" INTEGER,
  "actualstart" INTEGER,
  "actualend" INTEGER,
  "scheduleddurationminutes" INTEGER,
  "actualdurationminutes" INTEGER,
  "statecode" INTEGER,
  "statuscode" INTEGER,
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

CREATE INDEX "phonecall_regardingobjectid_idx" ON "phonecall" ("regardingobjectid") WHERE "regardingobjectid" IS NOT NULL;

CREATE INDEX "phonecall_scheduledend_idx" ON "phonecall" ("scheduledend");

CREATE INDEX "phonecall_actualend_idx" ON "phonecall" ("actualend");

CREATE INDEX "phonecall_statecode_idx" ON "phonecall" ("statecode");

CREATE INDEX "phonecall_ownerid_idx" ON "phonecall" ("ownerid") WHERE "ownerid" IS NOT NULL;

CREATE INDEX "phonecall_owningbusinessunit_idx" ON "phonecall" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "phonecall_createdon_idx" ON "phonecall" ("createdon");

CREATE INDEX "phonecall_modifiedon_idx" ON "phonecall" ("modifiedon");

CREATE VIRTUAL TABLE "phonecall_search" USING fts5("search_folded", content='phonecall', content_rowid='row_number', tokenize='trigram case_sensitive 1', detail=none, columnsize=0);

CREATE TRIGGER "phonecall_search_delete" AFTER DELETE ON "phonecall" BEGIN
  INSERT INTO "phonecall_search" ("phonecall_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
END;

CREATE TRIGGER "phonecall_search_update" AFTER UPDATE OF "search_folded" ON "phonecall" WHEN old."search_folded" IS NOT new."search_folded" BEGIN
  INSERT INTO "phonecall_search" ("phonecall_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
  INSERT INTO "phonecall_search" (rowid, "search_folded") SELECT new.row_number, new."search_folded" WHERE new."search_folded" IS NOT NULL;
END;

CREATE TABLE "task" (
  "row_number" INTEGER PRIMARY KEY,
  "activityid" BLOB NOT NULL UNIQUE,
  "subject" TEXT,
  "subject_folded" TEXT,
  "description" TEXT,
  "description_folded" TEXT,
  "regardingobjectid" BLOB,
  "regardingobjectidtype" TEXT,
  "percentcomplete" INTEGER,
  "category" TEXT,
  "category_folded" TEXT,
  "prioritycode" INTEGER,
  "scheduledstart" INTEGER,
  "scheduledend" INTEGER,
  "actualstart" INTEGER,
  "actualend" INTEGER,
  "scheduleddurationminutes" INTEGER,
  "actualdurationminutes" INTEGER,
  "statecode" INTEGER,
  "statuscode" INTEGER,
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

CREATE INDEX "task_regardingobjectid_idx" ON "task" ("regardingobjectid") WHERE "regardingobjectid" IS NOT NULL;

CREATE INDEX "task_scheduledend_idx" ON "task" ("scheduledend");

CREATE INDEX "task_actualend_idx" ON "task" ("actualend");

CREATE INDEX "task_statecode_idx" ON "task" ("statecode");

CREATE INDEX "task_ownerid_idx" ON "task" ("ownerid") WHERE "ownerid" IS NOT NULL;

CREATE INDEX "task_owningbusinessunit_idx" ON "task" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "task_createdon_idx" ON "task" ("createdon");

CREATE INDEX "task_modifiedon_idx" ON "task" ("modifiedon");

CREATE VIRTUAL TABLE "task_search" USING fts5("search_folded", content='task', content_rowid='row_number', tokenize='trigram case_sensitive 1', detail=none, columnsize=0);

CREATE TRIGGER "task_search_delete" AFTER DELETE ON "task" BEGIN
  INSERT INTO "task_search" ("task_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
END;

CREATE TRIGGER "task_search_update" AFTER UPDATE OF "search_folded" ON "task" WHEN old."search_folded" IS NOT new."search_folded" BEGIN
  INSERT INTO "task_search" ("task_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
  INSERT INTO "task_search" (rowid, "search_folded") SELECT new.row_number, new."search_folded" WHERE new."search_folded" IS NOT NULL;
END;

CREATE TABLE "activityparty" (
  "row_number" INTEGER PRIMARY KEY,
  "activitypartyid" BLOB NOT NULL UNIQUE,
  "activityid" BLOB,
  "activityidtype" TEXT,
  "partyid" BLOB,
  "partyidtype" TEXT,
  "participationtypemask" INTEGER,
  "addressused" TEXT,
  "addressused_folded" TEXT,
  "partyname" TEXT,
  "partyname_folded" TEXT,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX "activityparty_activityid_idx" ON "activityparty" ("activityid") WHERE "activityid" IS NOT NULL;

CREATE INDEX "activityparty_partyid_idx" ON "activityparty" ("partyid") WHERE "partyid" IS NOT NULL;

CREATE INDEX "activityparty_addressused_idx" ON "activityparty" ("addressused_folded");

CREATE TABLE "annotation" (
  "row_number" INTEGER PRIMARY KEY,
  "annotationid" BLOB NOT NULL UNIQUE,
  "subject" TEXT,
  "subject_folded" TEXT,
  "notetext" TEXT,
  "notetext_folded" TEXT,
  "objectid" BLOB,
  "objectidtype" TEXT,
  "isdocument" INTEGER,
  "filename" TEXT,
  "filename_folded" TEXT,
  "mimetype" TEXT,
  "mimetype_folded" TEXT,
  "filesize" INTEGER,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1,
  "search_folded" TEXT
) STRICT;

CREATE INDEX "annotation_objectid_idx" ON "annotation" ("objectid") WHERE "objectid" IS NOT NULL;

CREATE VIRTUAL TABLE "annotation_search" USING fts5("search_folded", content='annotation', content_rowid='row_number', tokenize='trigram case_sensitive 1', detail=none, columnsize=0);

CREATE TRIGGER "annotation_search_delete" AFTER DELETE ON "annotation" BEGIN
  INSERT INTO "annotation_search" ("annotation_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
END;

CREATE TRIGGER "annotation_search_update" AFTER UPDATE OF "search_folded" ON "annotation" WHEN old."search_folded" IS NOT new."search_folded" BEGIN
  INSERT INTO "annotation_search" ("annotation_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
  INSERT INTO "annotation_search" (rowid, "search_folded") SELECT new.row_number, new."search_folded" WHERE new."search_folded" IS NOT NULL;
END;

CREATE TABLE "connection" (
  "row_number" INTEGER PRIMARY KEY,
  "connectionid" BLOB NOT NULL UNIQUE,
  "name" TEXT,
  "name_folded" TEXT,
  "record1id" BLOB,
  "record1idtype" TEXT,
  "record2id" BLOB,
  "record2idtype" TEXT,
  "ll_record1role" INTEGER,
  "ll_record2role" INTEGER,
  "effectivestart" INTEGER,
  "effectiveend" INTEGER,
  "description" TEXT,
  "description_folded" TEXT,
  "statecode" INTEGER,
  "statuscode" INTEGER,
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

CREATE INDEX "connection_record1id_idx" ON "connection" ("record1id") WHERE "record1id" IS NOT NULL;

CREATE INDEX "connection_record2id_idx" ON "connection" ("record2id") WHERE "record2id" IS NOT NULL;

CREATE INDEX "connection_ownerid_idx" ON "connection" ("ownerid") WHERE "ownerid" IS NOT NULL;

CREATE INDEX "connection_owningbusinessunit_idx" ON "connection" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "connection_createdon_idx" ON "connection" ("createdon");

CREATE INDEX "connection_modifiedon_idx" ON "connection" ("modifiedon");

CREATE VIRTUAL TABLE "connection_search" USING fts5("search_folded", content='connection', content_rowid='row_number', tokenize='trigram case_sensitive 1', detail=none, columnsize=0);

CREATE TRIGGER "connection_search_delete" AFTER DELETE ON "connection" BEGIN
  INSERT INTO "connection_search" ("connection_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
END;

CREATE TRIGGER "connection_search_update" AFTER UPDATE OF "search_folded" ON "connection" WHEN old."search_folded" IS NOT new."search_folded" BEGIN
  INSERT INTO "connection_search" ("connection_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
  INSERT INTO "connection_search" (rowid, "search_folded") SELECT new.row_number, new."search_folded" WHERE new."search_folded" IS NOT NULL;
END;

CREATE TABLE "systemuser" (
  "row_number" INTEGER PRIMARY KEY,
  "systemuserid" BLOB NOT NULL UNIQUE,
  "fullname" TEXT,
  "fullname_folded" TEXT,
  "firstname" TEXT,
  "firstname_folded" TEXT,
  "lastname" TEXT,
  "lastname_folded" TEXT,
  "domainname" TEXT,
  "domainname_folded" TEXT,
  "internalemailaddress" TEXT,
  "internalemailaddress_folded" TEXT,
  "title" TEXT,
  "title_folded" TEXT,
  "businessunitid" BLOB,
  "parentsystemuserid" BLOB,
  "mobilephone" TEXT,
  "mobilephone_folded" TEXT,
  "address1_telephone1" TEXT,
  "address1_telephone1_folded" TEXT,
  "isdisabled" INTEGER,
  "accessmode" INTEGER,
  "ll_language" TEXT,
  "ll_language_folded" TEXT,
  "ll_failedsignins" INTEGER,
  "ll_lockeduntil" INTEGER,
  "ll_passwordhash" TEXT,
  "ll_passwordhash_folded" TEXT,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1,
  "search_folded" TEXT
) STRICT;

CREATE INDEX "systemuser_fullname_idx" ON "systemuser" ("fullname_folded");

CREATE UNIQUE INDEX "systemuser_domainname_key" ON "systemuser" ("domainname_folded") WHERE "domainname_folded" IS NOT NULL;

CREATE INDEX "systemuser_internalemailaddress_idx" ON "systemuser" ("internalemailaddress_folded");

CREATE INDEX "systemuser_businessunitid_idx" ON "systemuser" ("businessunitid") WHERE "businessunitid" IS NOT NULL;

CREATE INDEX "systemuser_parentsystemuserid_idx" ON "systemuser" ("parentsystemuserid") WHERE "parentsystemuserid" IS NOT NULL;

CREATE INDEX "systemuser_isdisabled_idx" ON "systemuser" ("isdisabled");

CREATE VIRTUAL TABLE "systemuser_search" USING fts5("search_folded", content='systemuser', content_rowid='row_number', tokenize='trigram case_sensitive 1', detail=none, columnsize=0);

CREATE TRIGGER "systemuser_search_delete" AFTER DELETE ON "systemuser" BEGIN
  INSERT INTO "systemuser_search" ("systemuser_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
END;

CREATE TRIGGER "systemuser_search_update" AFTER UPDATE OF "search_folded" ON "systemuser" WHEN old."search_folded" IS NOT new."search_folded" BEGIN
  INSERT INTO "systemuser_search" ("systemuser_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
  INSERT INTO "systemuser_search" (rowid, "search_folded") SELECT new.row_number, new."search_folded" WHERE new."search_folded" IS NOT NULL;
END;

CREATE TABLE "team" (
  "row_number" INTEGER PRIMARY KEY,
  "teamid" BLOB NOT NULL UNIQUE,
  "name" TEXT,
  "name_folded" TEXT,
  "businessunitid" BLOB,
  "administratorid" BLOB,
  "teamtype" INTEGER,
  "emailaddress" TEXT,
  "emailaddress_folded" TEXT,
  "description" TEXT,
  "description_folded" TEXT,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1,
  "search_folded" TEXT
) STRICT;

CREATE UNIQUE INDEX "team_name_key" ON "team" ("name_folded") WHERE "name_folded" IS NOT NULL;

CREATE INDEX "team_businessunitid_idx" ON "team" ("businessunitid") WHERE "businessunitid" IS NOT NULL;

CREATE INDEX "team_administratorid_idx" ON "team" ("administratorid") WHERE "administratorid" IS NOT NULL;

CREATE VIRTUAL TABLE "team_search" USING fts5("search_folded", content='team', content_rowid='row_number', tokenize='trigram case_sensitive 1', detail=none, columnsize=0);

CREATE TRIGGER "team_search_delete" AFTER DELETE ON "team" BEGIN
  INSERT INTO "team_search" ("team_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
END;

CREATE TRIGGER "team_search_update" AFTER UPDATE OF "search_folded" ON "team" WHEN old."search_folded" IS NOT new."search_folded" BEGIN
  INSERT INTO "team_search" ("team_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
  INSERT INTO "team_search" (rowid, "search_folded") SELECT new.row_number, new."search_folded" WHERE new."search_folded" IS NOT NULL;
END;

CREATE TABLE "businessunit" (
  "row_number" INTEGER PRIMARY KEY,
  "businessunitid" BLOB NOT NULL UNIQUE,
  "name" TEXT,
  "name_folded" TEXT,
  "parentbusinessunitid" BLOB,
  "emailaddress" TEXT,
  "emailaddress_folded" TEXT,
  "websiteurl" TEXT,
  "websiteurl_folded" TEXT,
  "address1_city" TEXT,
  "address1_city_folded" TEXT,
  "address1_country" TEXT,
  "address1_country_folded" TEXT,
  "isdisabled" INTEGER,
  "description" TEXT,
  "description_folded" TEXT,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1,
  "search_folded" TEXT
) STRICT;

CREATE UNIQUE INDEX "businessunit_name_key" ON "businessunit" ("name_folded") WHERE "name_folded" IS NOT NULL;

CREATE INDEX "businessunit_parentbusinessunitid_idx" ON "businessunit" ("parentbusinessunitid") WHERE "parentbusinessunitid" IS NOT NULL;

CREATE VIRTUAL TABLE "businessunit_search" USING fts5("search_folded", content='businessunit', content_rowid='row_number', tokenize='trigram case_sensitive 1', detail=none, columnsize=0);

CREATE TRIGGER "businessunit_search_delete" AFTER DELETE ON "businessunit" BEGIN
  INSERT INTO "businessunit_search" ("businessunit_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
END;

CREATE TRIGGER "businessunit_search_update" AFTER UPDATE OF "search_folded" ON "businessunit" WHEN old."search_folded" IS NOT new."search_folded" BEGIN
  INSERT INTO "businessunit_search" ("businessunit_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
  INSERT INTO "businessunit_search" (rowid, "search_folded") SELECT new.row_number, new."search_folded" WHERE new."search_folded" IS NOT NULL;
END;

CREATE TABLE "transactioncurrency" (
  "row_number" INTEGER PRIMARY KEY,
  "transactioncurrencyid" BLOB NOT NULL UNIQUE,
  "currencyname" TEXT,
  "currencyname_folded" TEXT,
  "isocurrencycode" TEXT,
  "isocurrencycode_folded" TEXT,
  "currencysymbol" TEXT,
  "currencysymbol_folded" TEXT,
  "exchangerate" REAL,
  "currencyprecision" INTEGER,
  "statecode" INTEGER,
  "statuscode" INTEGER,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1,
  "search_folded" TEXT
) STRICT;

CREATE UNIQUE INDEX "transactioncurrency_isocurrencycode_key" ON "transactioncurrency" ("isocurrencycode_folded") WHERE "isocurrencycode_folded" IS NOT NULL;

CREATE VIRTUAL TABLE "transactioncurrency_search" USING fts5("search_folded", content='transactioncurrency', content_rowid='row_number', tokenize='trigram case_sensitive 1', detail=none, columnsize=0);

CREATE TRIGGER "transactioncurrency_search_delete" AFTER DELETE ON "transactioncurrency" BEGIN
  INSERT INTO "transactioncurrency_search" ("transactioncurrency_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
END;

CREATE TRIGGER "transactioncurrency_search_update" AFTER UPDATE OF "search_folded" ON "transactioncurrency" WHEN old."search_folded" IS NOT new."search_folded" BEGIN
  INSERT INTO "transactioncurrency_search" ("transactioncurrency_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
  INSERT INTO "transactioncurrency_search" (rowid, "search_folded") SELECT new.row_number, new."search_folded" WHERE new."search_folded" IS NOT NULL;
END;

CREATE TABLE "msdyn_predictivescore" (
  "row_number" INTEGER PRIMARY KEY,
  "msdyn_predictivescoreid" BLOB NOT NULL UNIQUE,
  "msdyn_name" TEXT,
  "msdyn_name_folded" TEXT,
  "msdyn_entityid" TEXT,
  "msdyn_entityid_folded" TEXT,
  "msdyn_entitytype" TEXT,
  "msdyn_entitytype_folded" TEXT,
  "ll_leadid" BLOB,
  "ll_opportunityid" BLOB,
  "msdyn_score" INTEGER,
  "msdyn_grade" INTEGER,
  "msdyn_scoretrend" INTEGER,
  "msdyn_scorereasons" TEXT,
  "msdyn_scorereasons_folded" TEXT,
  "msdyn_scoredon" INTEGER,
  "msdyn_contributingpredictionids" TEXT,
  "msdyn_contributingpredictionids_folded" TEXT,
  "msdyn_similaropportunities" TEXT,
  "msdyn_similaropportunities_folded" TEXT,
  "ll_margin" REAL,
  "ll_probability" REAL,
  "ll_average" INTEGER,
  "ll_provisional" INTEGER,
  "ll_modelversionid" BLOB,
  "statecode" INTEGER,
  "statuscode" INTEGER,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE UNIQUE INDEX "msdyn_predictivescore_msdyn_entityid_key" ON "msdyn_predictivescore" ("msdyn_entityid_folded") WHERE "msdyn_entityid_folded" IS NOT NULL;

CREATE INDEX "msdyn_predictivescore_ll_leadid_idx" ON "msdyn_predictivescore" ("ll_leadid") WHERE "ll_leadid" IS NOT NULL;

CREATE INDEX "msdyn_predictivescore_ll_opportunityid_idx" ON "msdyn_predictivescore" ("ll_opportunityid") WHERE "ll_opportunityid" IS NOT NULL;

CREATE INDEX "msdyn_predictivescore_msdyn_score_idx" ON "msdyn_predictivescore" ("msdyn_score");

CREATE INDEX "msdyn_predictivescore_ll_modelversionid_idx" ON "msdyn_predictivescore" ("ll_modelversionid") WHERE "ll_modelversionid" IS NOT NULL;

CREATE TABLE "ll_scorepoint" (
  "row_number" INTEGER PRIMARY KEY,
  "ll_scorepointid" BLOB NOT NULL UNIQUE,
  "ll_name" TEXT,
  "ll_name_folded" TEXT,
  "ll_leadid" BLOB,
  "ll_opportunityid" BLOB,
  "ll_scoredon" INTEGER,
  "ll_score" INTEGER,
  "ll_grade" INTEGER,
  "ll_margin" REAL,
  "ll_modelversionid" BLOB,
  "ll_cause" TEXT,
  "ll_cause_folded" TEXT,
  "ll_reasons" TEXT,
  "ll_features" BLOB,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX "ll_scorepoint_ll_leadid_idx" ON "ll_scorepoint" ("ll_leadid") WHERE "ll_leadid" IS NOT NULL;

CREATE INDEX "ll_scorepoint_ll_opportunityid_idx" ON "ll_scorepoint" ("ll_opportunityid") WHERE "ll_opportunityid" IS NOT NULL;

CREATE INDEX "ll_scorepoint_ll_scoredon_idx" ON "ll_scorepoint" ("ll_scoredon");

CREATE INDEX "ll_scorepoint_ll_modelversionid_idx" ON "ll_scorepoint" ("ll_modelversionid") WHERE "ll_modelversionid" IS NOT NULL;

CREATE TABLE "ll_model" (
  "row_number" INTEGER PRIMARY KEY,
  "ll_modelid" BLOB NOT NULL UNIQUE,
  "ll_name" TEXT,
  "ll_name_folded" TEXT,
  "ll_table" TEXT,
  "ll_table_folded" TEXT,
  "ll_definition" TEXT,
  "ll_definition_folded" TEXT,
  "ll_state" INTEGER,
  "ll_publishedversionid" BLOB,
  "ll_priority" INTEGER,
  "ll_grade_a" INTEGER,
  "ll_grade_b" INTEGER,
  "ll_grade_c" INTEGER,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1,
  "search_folded" TEXT
) STRICT;

CREATE UNIQUE INDEX "ll_model_ll_name_key" ON "ll_model" ("ll_name_folded") WHERE "ll_name_folded" IS NOT NULL;

CREATE INDEX "ll_model_ll_state_idx" ON "ll_model" ("ll_state");

CREATE INDEX "ll_model_ll_publishedversionid_idx" ON "ll_model" ("ll_publishedversionid") WHERE "ll_publishedversionid" IS NOT NULL;

CREATE VIRTUAL TABLE "ll_model_search" USING fts5("search_folded", content='ll_model', content_rowid='row_number', tokenize='trigram case_sensitive 1', detail=none, columnsize=0);

CREATE TRIGGER "ll_model_search_delete" AFTER DELETE ON "ll_model" BEGIN
  INSERT INTO "ll_model_search" ("ll_model_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
END;

CREATE TRIGGER "ll_model_search_update" AFTER UPDATE OF "search_folded" ON "ll_model" WHEN old."search_folded" IS NOT new."search_folded" BEGIN
  INSERT INTO "ll_model_search" ("ll_model_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
  INSERT INTO "ll_model_search" (rowid, "search_folded") SELECT new.row_number, new."search_folded" WHERE new."search_folded" IS NOT NULL;
END;

CREATE TABLE "ll_modelversion" (
  "row_number" INTEGER PRIMARY KEY,
  "ll_modelversionid" BLOB NOT NULL UNIQUE,
  "ll_name" TEXT,
  "ll_name_folded" TEXT,
  "ll_modelid" BLOB,
  "ll_number" INTEGER,
  "ll_state" INTEGER,
  "ll_trainedon" INTEGER,
  "ll_verdict" TEXT,
  "ll_verdict_folded" TEXT,
  "ll_auc" REAL,
  "ll_rows" INTEGER,
  "ll_positives" INTEGER,
  "ll_report" TEXT,
  "ll_message" TEXT,
  "ll_bytes" BLOB,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX "ll_modelversion_ll_modelid_idx" ON "ll_modelversion" ("ll_modelid") WHERE "ll_modelid" IS NOT NULL;

CREATE TABLE "ll_valuestatistic" (
  "row_number" INTEGER PRIMARY KEY,
  "ll_valuestatisticid" BLOB NOT NULL UNIQUE,
  "ll_name" TEXT,
  "ll_name_folded" TEXT,
  "ll_modelversionid" BLOB,
  "ll_attribute" TEXT,
  "ll_attribute_folded" TEXT,
  "ll_bucket" TEXT,
  "ll_bucket_folded" TEXT,
  "ll_closed" INTEGER,
  "ll_positives" INTEGER,
  "ll_mediandays" REAL,
  "ll_days" TEXT,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX "ll_valuestatistic_ll_modelversionid_idx" ON "ll_valuestatistic" ("ll_modelversionid") WHERE "ll_modelversionid" IS NOT NULL;

CREATE INDEX "ll_valuestatistic_ll_attribute_idx" ON "ll_valuestatistic" ("ll_attribute_folded");

CREATE TABLE "ll_job" (
  "row_number" INTEGER PRIMARY KEY,
  "ll_jobid" BLOB NOT NULL UNIQUE,
  "ll_kind" TEXT,
  "ll_kind_folded" TEXT,
  "ll_state" INTEGER,
  "ll_payload" TEXT,
  "ll_progress" REAL,
  "ll_step" TEXT,
  "ll_step_folded" TEXT,
  "ll_done" INTEGER,
  "ll_total" INTEGER,
  "ll_result" TEXT,
  "ll_error" TEXT,
  "ll_modelid" BLOB,
  "ll_leaseowner" TEXT,
  "ll_leaseowner_folded" TEXT,
  "ll_leaseexpireson" INTEGER,
  "ll_attempts" INTEGER,
  "startedon" INTEGER,
  "finishedon" INTEGER,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX "ll_job_ll_kind_idx" ON "ll_job" ("ll_kind_folded");

CREATE INDEX "ll_job_ll_state_idx" ON "ll_job" ("ll_state");

CREATE INDEX "ll_job_ll_modelid_idx" ON "ll_job" ("ll_modelid") WHERE "ll_modelid" IS NOT NULL;

CREATE INDEX "ll_job_ll_leaseexpireson_idx" ON "ll_job" ("ll_leaseexpireson");

CREATE TABLE "role" (
  "row_number" INTEGER PRIMARY KEY,
  "roleid" BLOB NOT NULL UNIQUE,
  "name" TEXT,
  "name_folded" TEXT,
  "privileges" TEXT,
  "privileges_folded" TEXT,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE UNIQUE INDEX "role_name_key" ON "role" ("name_folded") WHERE "name_folded" IS NOT NULL;

CREATE TABLE "systemuserroles" (
  "row_number" INTEGER PRIMARY KEY,
  "systemuserroleid" BLOB NOT NULL UNIQUE,
  "systemuserid" BLOB,
  "roleid" BLOB,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX "systemuserroles_systemuserid_idx" ON "systemuserroles" ("systemuserid") WHERE "systemuserid" IS NOT NULL;

CREATE INDEX "systemuserroles_roleid_idx" ON "systemuserroles" ("roleid") WHERE "roleid" IS NOT NULL;

CREATE TABLE "teammembership" (
  "row_number" INTEGER PRIMARY KEY,
  "teammembershipid" BLOB NOT NULL UNIQUE,
  "teamid" BLOB,
  "systemuserid" BLOB,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX "teammembership_teamid_idx" ON "teammembership" ("teamid") WHERE "teamid" IS NOT NULL;

CREATE INDEX "teammembership_systemuserid_idx" ON "teammembership" ("systemuserid") WHERE "systemuserid" IS NOT NULL;

CREATE TABLE "ll_session" (
  "row_number" INTEGER PRIMARY KEY,
  "ll_sessionid" BLOB NOT NULL UNIQUE,
  "tokenhash" TEXT,
  "tokenhash_folded" TEXT,
  "systemuserid" BLOB,
  "csrftoken" TEXT,
  "csrftoken_folded" TEXT,
  "expireson" INTEGER,
  "lastusedon" INTEGER,
  "useragent" TEXT,
  "useragent_folded" TEXT,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE UNIQUE INDEX "ll_session_tokenhash_key" ON "ll_session" ("tokenhash_folded") WHERE "tokenhash_folded" IS NOT NULL;

CREATE INDEX "ll_session_systemuserid_idx" ON "ll_session" ("systemuserid") WHERE "systemuserid" IS NOT NULL;

CREATE INDEX "ll_session_expireson_idx" ON "ll_session" ("expireson");

CREATE TABLE "ll_token" (
  "row_number" INTEGER PRIMARY KEY,
  "ll_tokenid" BLOB NOT NULL UNIQUE,
  "name" TEXT,
  "name_folded" TEXT,
  "tokenhash" TEXT,
  "tokenhash_folded" TEXT,
  "systemuserid" BLOB,
  "expireson" INTEGER,
  "lastusedon" INTEGER,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE UNIQUE INDEX "ll_token_tokenhash_key" ON "ll_token" ("tokenhash_folded") WHERE "tokenhash_folded" IS NOT NULL;

CREATE INDEX "ll_token_systemuserid_idx" ON "ll_token" ("systemuserid") WHERE "systemuserid" IS NOT NULL;

CREATE INDEX "ll_token_expireson_idx" ON "ll_token" ("expireson");

CREATE TABLE "ll_setting" (
  "row_number" INTEGER PRIMARY KEY,
  "ll_settingid" BLOB NOT NULL UNIQUE,
  "ll_key" TEXT,
  "ll_key_folded" TEXT,
  "ll_value" TEXT,
  "ll_value_folded" TEXT,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE UNIQUE INDEX "ll_setting_ll_key_key" ON "ll_setting" ("ll_key_folded") WHERE "ll_key_folded" IS NOT NULL;
