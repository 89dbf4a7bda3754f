-- Written by `make migration` from the field table. Applied once, never changed afterwards.

CREATE TABLE "ll_metadata" (
  "id" bigint NOT NULL PRIMARY KEY,
  "version" bigint NOT NULL
);

CREATE TABLE "ll_customcolumn" (
  "position" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "tablename" text NOT NULL,
  "name" text NOT NULL,
  "label" text NOT NULL,
  "type" text NOT NULL,
  "retired" bigint NOT NULL,
  "extraflags" bigint NOT NULL
);

CREATE UNIQUE INDEX "ll_customcolumn_name_key" ON "ll_customcolumn" ("tablename", "name");

CREATE TABLE "ll_fieldhistory" (
  "sequence" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "tablename" text NOT NULL,
  "recordid" uuid NOT NULL,
  "changedon" timestamptz NOT NULL,
  "changedby" uuid,
  "kind" bigint NOT NULL,
  "changes" text NOT NULL
);

CREATE INDEX "ll_fieldhistory_record_idx" ON "ll_fieldhistory" ("recordid", "sequence");

CREATE TABLE "lead" (
  "leadid" uuid NOT NULL PRIMARY KEY,
  "fullname" text,
  "fullname_folded" text COLLATE "C",
  "salutation" text,
  "salutation_folded" text COLLATE "C",
  "firstname" text,
  "firstname_folded" text COLLATE "C",
  "middlename" text,
  "middlename_folded" text COLLATE "C",
  "lastname" text,
  "lastname_folded" text COLLATE "C",
  "subject" text,
  "subject_folded" text COLLATE "C",
  "companyname" text,
  "companyname_folded" text COLLATE "C",
  "jobtitle" text,
  "jobtitle_folded" text COLLATE "C",
  "emailaddress1" text,
  "emailaddress1_folded" text COLLATE "C",
  "emailaddress2" text,
  "emailaddress2_folded" text COLLATE "C",
  "telephone1" text,
  "telephone1_folded" text COLLATE "C",
  "mobilephone" text,
  "mobilephone_folded" text COLLATE "C",
  "telephone2" text,
  "telephone2_folded" text COLLATE "C",
  "fax" text,
  "fax_folded" text COLLATE "C",
  "websiteurl" text,
  "websiteurl_folded" text COLLATE "C",
  "address1_line1" text,
  "address1_line1_folded" text COLLATE "C",
  "address1_city" text,
  "address1_city_folded" text COLLATE "C",
  "address1_stateorprovince" text,
  "address1_stateorprovince_folded" text COLLATE "C",
  "address1_postalcode" text,
  "address1_postalcode_folded" text COLLATE "C",
  "address1_country" text,
  "address1_country_folded" text COLLATE "C",
  "industrycode" bigint,
  "leadsourcecode" bigint,
  "leadqualitycode" bigint,
  "prioritycode" bigint,
  "salesstage" bigint,
  "revenue" bigint,
  "numberofemployees" bigint,
  "sic" text,
  "sic_folded" text COLLATE "C",
  "budgetamount" bigint,
  "budgetstatus" bigint,
  "purchasetimeframe" bigint,
  "purchaseprocess" bigint,
  "need" bigint,
  "decisionmaker" boolean,
  "initialcommunication" bigint,
  "evaluatefit" boolean,
  "estimatedamount" bigint,
  "estimatedclosedate" date,
  "schedulefollowup_prospect" timestamptz,
  "preferredcontactmethodcode" bigint,
  "donotemail" boolean,
  "donotphone" boolean,
  "donotbulkemail" boolean,
  "description" text,
  "description_folded" text COLLATE "C",
  "parentaccountid" uuid,
  "parentcontactid" uuid,
  "customerid" uuid,
  "customeridtype" text,
  "qualifyingopportunityid" uuid,
  "ll_closedon" timestamptz,
  "qualificationcomments" text,
  "qualificationcomments_folded" text COLLATE "C",
  "ll_disqualificationreason" text,
  "ll_disqualificationreason_folded" text COLLATE "C",
  "msdyncrm_salesready" boolean,
  "lastonholdtime" timestamptz,
  "transactioncurrencyid" uuid,
  "exchangerate" double precision,
  "ll_externalkey" text,
  "ll_externalkey_folded" text COLLATE "C",
  "msdyn_leadscore" bigint,
  "msdyn_leadgrade" bigint,
  "msdyn_leadscoretrend" bigint,
  "msdyn_predictivescoreid" uuid,
  "statecode" bigint,
  "statuscode" bigint,
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

CREATE INDEX "lead_fullname_idx" ON "lead" ("fullname_folded" NULLS FIRST);

CREATE INDEX "lead_emailaddress1_idx" ON "lead" ("emailaddress1_folded" NULLS FIRST);

CREATE INDEX "lead_parentaccountid_idx" ON "lead" ("parentaccountid") WHERE "parentaccountid" IS NOT NULL;

CREATE INDEX "lead_parentcontactid_idx" ON "lead" ("parentcontactid") WHERE "parentcontactid" IS NOT NULL;

CREATE INDEX "lead_customerid_idx" ON "lead" ("customerid") WHERE "customerid" IS NOT NULL;

CREATE INDEX "lead_qualifyingopportunityid_idx" ON "lead" ("qualifyingopportunityid") WHERE "qualifyingopportunityid" IS NOT NULL;

CREATE UNIQUE INDEX "lead_ll_externalkey_key" ON "lead" ("ll_externalkey_folded") WHERE "ll_externalkey_folded" IS NOT NULL;

CREATE INDEX "lead_msdyn_leadscore_idx" ON "lead" ("msdyn_leadscore" NULLS FIRST);

CREATE INDEX "lead_msdyn_predictivescoreid_idx" ON "lead" ("msdyn_predictivescoreid") WHERE "msdyn_predictivescoreid" IS NOT NULL;

CREATE INDEX "lead_owningbusinessunit_idx" ON "lead" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "lead_createdon_idx" ON "lead" ("createdon" NULLS FIRST);

CREATE INDEX "lead_modifiedon_idx" ON "lead" ("modifiedon" NULLS FIRST);

CREATE INDEX "lead_owner_score_idx" ON "lead" ("ownerid", "statecode", "msdyn_leadscore" DESC NULLS LAST, "leadid");

CREATE INDEX "lead_score_idx" ON "lead" ("statecode", "msdyn_leadscore" DESC NULLS LAST, "leadid");

CREATE INDEX "lead_search_idx" ON "lead" USING gin ("search_folded" gin_trgm_ops);

CREATE TABLE "opportunity" (
  "opportunityid" uuid NOT NULL PRIMARY KEY,
  "name" text,
  "name_folded" text COLLATE "C",
  "customerid" uuid,
  "customeridtype" text,
  "parentaccountid" uuid,
  "parentcontactid" uuid,
  "originatingleadid" uuid,
  "emailaddress" text,
  "emailaddress_folded" text COLLATE "C",
  "estimatedvalue" bigint,
  "estimatedclosedate" date,
  "closeprobability" bigint,
  "opportunityratingcode" bigint,
  "salesstage" bigint,
  "stepname" text,
  "stepname_folded" text COLLATE "C",
  "prioritycode" bigint,
  "budgetamount" bigint,
  "budgetstatus" bigint,
  "purchasetimeframe" bigint,
  "purchaseprocess" bigint,
  "need" bigint,
  "timeline" bigint,
  "decisionmaker" boolean,
  "initialcommunication" bigint,
  "customerneed" text,
  "customerneed_folded" text COLLATE "C",
  "proposedsolution" text,
  "proposedsolution_folded" text COLLATE "C",
  "currentsituation" text,
  "currentsituation_folded" text COLLATE "C",
  "identifycompetitors" boolean,
  "identifycustomercontacts" boolean,
  "developproposal" boolean,
  "presentproposal" boolean,
  "totalamount" bigint,
  "discountpercentage" double precision,
  "description" text,
  "description_folded" text COLLATE "C",
  "actualvalue" bigint,
  "actualclosedate" date,
  "ll_closedon" timestamptz,
  "ll_closereason" text,
  "ll_closereason_folded" text COLLATE "C",
  "lastonholdtime" timestamptz,
  "transactioncurrencyid" uuid,
  "exchangerate" double precision,
  "ll_externalkey" text,
  "ll_externalkey_folded" text COLLATE "C",
  "msdyn_opportunityscore" bigint,
  "msdyn_opportunitygrade" bigint,
  "msdyn_opportunityscoretrend" bigint,
  "msdyn_predictivescoreid" uuid,
  "statecode" bigint,
  "statuscode" bigint,
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

CREATE INDEX "opportunity_name_idx" ON "opportunity" ("name_folded" NULLS FIRST);

CREATE INDEX "opportunity_customerid_idx" ON "opportunity" ("customerid") WHERE "customerid" IS NOT NULL;

CREATE INDEX "opportunity_parentaccountid_idx" ON "opportunity" ("parentaccountid") WHERE "parentaccountid" IS NOT NULL;

CREATE INDEX "opportunity_parentcontactid_idx" ON "opportunity" ("parentcontactid") WHERE "parentcontactid" IS NOT NULL;

CREATE INDEX "opportunity_originatingleadid_idx" ON "opportunity" ("originatingleadid") WHERE "originatingleadid" IS NOT NULL;

CREATE INDEX "opportunity_estimatedclosedate_idx" ON "opportunity" ("estimatedclosedate" NULLS FIRST);

CREATE UNIQUE INDEX "opportunity_ll_externalkey_key" ON "opportunity" ("ll_externalkey_folded") WHERE "ll_externalkey_folded" IS NOT NULL;

CREATE INDEX "opportunity_msdyn_opportunityscore_idx" ON "opportunity" ("msdyn_opportunityscore" NULLS FIRST);

CREATE INDEX "opportunity_msdyn_predictivescoreid_idx" ON "opportunity" ("msdyn_predictivescoreid") WHERE "msdyn_predictivescoreid" IS NOT NULL;

CREATE INDEX "opportunity_owningbusinessunit_idx" ON "opportunity" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "opportunity_createdon_idx" ON "opportunity" ("createdon" NULLS FIRST);

CREATE INDEX "opportunity_modifiedon_idx" ON "opportunity" ("modifiedon" NULLS FIRST);

CREATE INDEX "opportunity_owner_score_idx" ON "opportunity" ("ownerid", "statecode", "msdyn_opportunityscore" DESC NULLS LAST, "opportunityid");

CREATE INDEX "opportunity_score_idx" ON "opportunity" ("statecode", "msdyn_opportunityscore" DESC NULLS LAST, "opportunityid");

CREATE INDEX "opportunity_search_idx" ON "opportunity" USING gin ("search_folded" gin_trgm_ops);

CREATE TABLE "account" (
  "accountid" uuid NOT NULL PRIMARY KEY,
  "name" text,
  "name_folded" text COLLATE "C",
  "accountnumber" text,
  "accountnumber_folded" text COLLATE "C",
  "accountcategorycode" bigint,
  "customertypecode" bigint,
  "customersizecode" bigint,
  "industrycode" bigint,
  "ownershipcode" bigint,
  "revenue" bigint,
  "numberofemployees" bigint,
  "sic" text,
  "sic_folded" text COLLATE "C",
  "tickersymbol" text,
  "tickersymbol_folded" text COLLATE "C",
  "marketcap" bigint,
  "creditlimit" bigint,
  "creditonhold" boolean,
  "telephone1" text,
  "telephone1_folded" text COLLATE "C",
  "fax" text,
  "fax_folded" text COLLATE "C",
  "emailaddress1" text,
  "emailaddress1_folded" text COLLATE "C",
  "websiteurl" text,
  "websiteurl_folded" text COLLATE "C",
  "address1_line1" text,
  "address1_line1_folded" text COLLATE "C",
  "address1_city" text,
  "address1_city_folded" text COLLATE "C",
  "address1_stateorprovince" text,
  "address1_stateorprovince_folded" text COLLATE "C",
  "address1_postalcode" text,
  "address1_postalcode_folded" text COLLATE "C",
  "address1_country" text,
  "address1_country_folded" text COLLATE "C",
  "preferredcontactmethodcode" bigint,
  "donotemail" boolean,
  "donotphone" boolean,
  "donotbulkemail" boolean,
  "description" text,
  "description_folded" text COLLATE "C",
  "primarycontactid" uuid,
  "parentaccountid" uuid,
  "originatingleadid" uuid,
  "transactioncurrencyid" uuid,
  "exchangerate" double precision,
  "ll_externalkey" text,
  "ll_externalkey_folded" text COLLATE "C",
  "statecode" bigint,
  "statuscode" bigint,
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

CREATE INDEX "account_name_idx" ON "account" ("name_folded" NULLS FIRST);

CREATE INDEX "account_accountnumber_idx" ON "account" ("accountnumber_folded" NULLS FIRST);

CREATE INDEX "account_emailaddress1_idx" ON "account" ("emailaddress1_folded" NULLS FIRST);

CREATE INDEX "account_primarycontactid_idx" ON "account" ("primarycontactid") WHERE "primarycontactid" IS NOT NULL;

CREATE INDEX "account_parentaccountid_idx" ON "account" ("parentaccountid") WHERE "parentaccountid" IS NOT NULL;

CREATE INDEX "account_originatingleadid_idx" ON "account" ("originatingleadid") WHERE "originatingleadid" IS NOT NULL;

CREATE UNIQUE INDEX "account_ll_externalkey_key" ON "account" ("ll_externalkey_folded") WHERE "ll_externalkey_folded" IS NOT NULL;

CREATE INDEX "account_statecode_idx" ON "account" ("statecode" NULLS FIRST);

CREATE INDEX "account_ownerid_idx" ON "account" ("ownerid") WHERE "ownerid" IS NOT NULL;

CREATE INDEX "account_owningbusinessunit_idx" ON "account" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "account_createdon_idx" ON "account" ("createdon" NULLS FIRST);

CREATE INDEX "account_modifiedon_idx" ON "account" ("modifiedon" NULLS FIRST);

CREATE INDEX "account_search_idx" ON "account" USING gin ("search_folded" gin_trgm_ops);

CREATE TABLE "contact" (
  "contactid" uuid NOT NULL PRIMARY KEY,
  "fullname" text,
  "fullname_folded" text COLLATE "C",
  "salutation" text,
  "salutation_folded" text COLLATE "C",
  "firstname" text,
  "firstname_folded" text COLLATE "C",
  "middlename" text,
  "middlename_folded" text COLLATE "C",
  "lastname" text,
  "lastname_folded" text COLLATE "C",
  "jobtitle" text,
  "jobtitle_folded" text COLLATE "C",
  "department" text,
  "department_folded" text COLLATE "C",
  "accountrolecode" bigint,
  "parentcustomerid" uuid,
  "parentcustomeridtype" text,
  "managername" text,
  "managername_folded" text COLLATE "C",
  "emailaddress1" text,
  "emailaddress1_folded" text COLLATE "C",
  "emailaddress2" text,
  "emailaddress2_folded" text COLLATE "C",
  "telephone1" text,
  "telephone1_folded" text COLLATE "C",
  "mobilephone" text,
  "mobilephone_folded" text COLLATE "C",
  "telephone2" text,
  "telephone2_folded" text COLLATE "C",
  "fax" text,
  "fax_folded" text COLLATE "C",
  "websiteurl" text,
  "websiteurl_folded" text COLLATE "C",
  "address1_line1" text,
  "address1_line1_folded" text COLLATE "C",
  "address1_city" text,
  "address1_city_folded" text COLLATE "C",
  "address1_stateorprovince" text,
  "address1_stateorprovince_folded" text COLLATE "C",
  "address1_postalcode" text,
  "address1_postalcode_folded" text COLLATE "C",
  "address1_country" text,
  "address1_country_folded" text COLLATE "C",
  "gendercode" bigint,
  "familystatuscode" bigint,
  "birthdate" date,
  "leadsourcecode" bigint,
  "originatingleadid" uuid,
  "preferredcontactmethodcode" bigint,
  "donotemail" boolean,
  "donotphone" boolean,
  "donotbulkemail" boolean,
  "msdyn_gdproptout" boolean,
  "description" text,
  "description_folded" text COLLATE "C",
  "transactioncurrencyid" uuid,
  "exchangerate" double precision,
  "ll_externalkey" text,
  "ll_externalkey_folded" text COLLATE "C",
  "statecode" bigint,
  "statuscode" bigint,
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

CREATE INDEX "contact_fullname_idx" ON "contact" ("fullname_folded" NULLS FIRST);

CREATE INDEX "contact_parentcustomerid_idx" ON "contact" ("parentcustomerid") WHERE "parentcustomerid" IS NOT NULL;

CREATE INDEX "contact_emailaddress1_idx" ON "contact" ("emailaddress1_folded" NULLS FIRST);

CREATE INDEX "contact_originatingleadid_idx" ON "contact" ("originatingleadid") WHERE "originatingleadid" IS NOT NULL;

CREATE UNIQUE INDEX "contact_ll_externalkey_key" ON "contact" ("ll_externalkey_folded") WHERE "ll_externalkey_folded" IS NOT NULL;

CREATE INDEX "contact_statecode_idx" ON "contact" ("statecode" NULLS FIRST);

CREATE INDEX "contact_ownerid_idx" ON "contact" ("ownerid") WHERE "ownerid" IS NOT NULL;

CREATE INDEX "contact_owningbusinessunit_idx" ON "contact" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "contact_createdon_idx" ON "contact" ("createdon" NULLS FIRST);

CREATE INDEX "contact_modifiedon_idx" ON "contact" ("modifiedon" NULLS FIRST);

CREATE INDEX "contact_search_idx" ON "contact" USING gin ("search_folded" gin_trgm_ops);

CREATE TABLE "incident" (
  "incidentid" uuid NOT NULL PRIMARY KEY,
  "title" text,
  "title_folded" text COLLATE "C",
  "ticketnumber" text,
  "ticketnumber_folded" text COLLATE "C",
  "customerid" uuid,
  "customeridtype" text,
  "primarycontactid" uuid,
  "casetypecode" bigint,
  "caseorigincode" bigint,
  "prioritycode" bigint,
  "customersatisfactioncode" bigint,
  "description" text,
  "description_folded" text COLLATE "C",
  "statecode" bigint,
  "statuscode" bigint,
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

CREATE INDEX "incident_title_idx" ON "incident" ("title_folded" NULLS FIRST);

CREATE INDEX "incident_ticketnumber_idx" ON "incident" ("ticketnumber_folded" NULLS FIRST);

CREATE INDEX "incident_customerid_idx" ON "incident" ("customerid") WHERE "customerid" IS NOT NULL;

CREATE INDEX "incident_primarycontactid_idx" ON "incident" ("primarycontactid") WHERE "primarycontactid" IS NOT NULL;

CREATE INDEX "incident_statecode_idx" ON "incident" ("statecode" NULLS FIRST);

CREATE INDEX "incident_ownerid_idx" ON "incident" ("ownerid") WHERE "ownerid" IS NOT NULL;

CREATE INDEX "incident_owningbusinessunit_idx" ON "incident" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "incident_createdon_idx" ON "incident" ("createdon" NULLS FIRST);

CREATE INDEX "incident_modifiedon_idx" ON "incident" ("modifiedon" NULLS FIRST);

CREATE INDEX "incident_search_idx" ON "incident" USING gin ("search_folded" gin_trgm_ops);

CREATE TABLE "email" (
  "activityid" uuid NOT NULL PRIMARY KEY,
  "subject" text,
  "subject_folded" text COLLATE "C",
  "description" text,
  "description_folded" text COLLATE "C",
  "regardingobjectid" uuid,
  "regardingobjectidtype" text,
  "directioncode" boolean,
  "sender" text,
  "sender_folded" text COLLATE "C",
  "torecipients" text,
  "torecipients_folded" text COLLATE "C",
  "messageid" text,
  "messageid_folded" text COLLATE "C",
  "inreplyto" text,
  "inreplyto_folded" text COLLATE "C",
  "conversationindex" text,
  "conversationindex_folded" text COLLATE "C",
  "senton" timestamptz,
  "opencount" bigint,
  "linksclickedcount" bigint,
  "attachmentcount" bigint,
  "attachmentopencount" bigint,
  "prioritycode" bigint,
  "scheduledend" timestamptz,
  "actualstart" timestamptz,
  "actualend" timestamptz,
  "actualdurationminutes" bigint,
  "statecode" bigint,
  "statuscode" bigint,
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

CREATE INDEX "email_regardingobjectid_idx" ON "email" ("regardingobjectid") WHERE "regardingobjectid" IS NOT NULL;

CREATE INDEX "email_messageid_idx" ON "email" ("messageid_folded" NULLS FIRST);

CREATE INDEX "email_conversationindex_idx" ON "email" ("conversationindex_folded" NULLS FIRST);

CREATE INDEX "email_senton_idx" ON "email" ("senton" NULLS FIRST);

CREATE INDEX "email_actualend_idx" ON "email" ("actualend" NULLS FIRST);

CREATE INDEX "email_statecode_idx" ON "email" ("statecode" NULLS FIRST);

CREATE INDEX "email_ownerid_idx" ON "email" ("ownerid") WHERE "ownerid" IS NOT NULL;

CREATE INDEX "email_owningbusinessunit_idx" ON "email" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "email_createdon_idx" ON "email" ("createdon" NULLS FIRST);

CREATE INDEX "email_modifiedon_idx" ON "email" ("modifiedon" NULLS FIRST);

CREATE INDEX "email_search_idx" ON "email" USING gin ("search_folded" gin_trgm_ops);

CREATE TABLE "appointment" (
  "activityid" uuid NOT NULL PRIMARY KEY,
  "subject" text,
  "subject_folded" text COLLATE "C",
  "description" text,
  "description_folded" text COLLATE "C",
  "location" text,
  "location_folded" text COLLATE "C",
  "regardingobjectid" uuid,
  "regardingobjectidtype" text,
  "isalldayevent" boolean,
  "isonlinemeeting" boolean,
  "globalobjectid" text,
  "globalobjectid_folded" text COLLATE "C",
  "category" text,
  "category_folded" text COLLATE "C",
  "prioritycode" bigint,
  "scheduledstart" timestamptz,
  "scheduledend" timestamptz,
  "actualstart" timestamptz,
  "actualend" timestamptz,
  "scheduleddurationminutes" bigint,
  "actualdurationminutes" bigint,
  "statecode" bigint,
  "statuscode" bigint,
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

CREATE INDEX "appointment_regardingobjectid_idx" ON "appointment" ("regardingobjectid") WHERE "regardingobjectid" IS NOT NULL;

CREATE INDEX "appointment_globalobjectid_idx" ON "appointment" ("globalobjectid_folded" NULLS FIRST);

CREATE INDEX "appointment_scheduledstart_idx" ON "appointment" ("scheduledstart" NULLS FIRST);

CREATE INDEX "appointment_actualend_idx" ON "appointment" ("actualend" NULLS FIRST);

CREATE INDEX "appointment_statecode_idx" ON "appointment" ("statecode" NULLS FIRST);

CREATE INDEX "appointment_ownerid_idx" ON "appointment" ("ownerid") WHERE "ownerid" IS NOT NULL;

CREATE INDEX "appointment_owningbusinessunit_idx" ON "appointment" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "appointment_createdon_idx" ON "appointment" ("createdon" NULLS FIRST);

CREATE INDEX "appointment_modifiedon_idx" ON "appointment" ("modifiedon" NULLS FIRST);

CREATE INDEX "appointment_search_idx" ON "appointment" USING gin ("search_folded" gin_trgm_ops);

CREATE TABLE "phonecall" (
  "activityid" uuid NOT NULL PRIMARY KEY,
  "subject" text,
  "subject_folded" text COLLATE "C",
  "description" text,
  "description_folded" text COLLATE "C",
  "regardingobjectid" uuid,
  "regardingobjectidtype" text,
  "directioncode" boolean,
  "phonenumber" text,
  "phonenumber_folded" text COLLATE "C",
  "leftvoicemail" boolean,
  "category" text,
  "category_folded" text COLLATE "C",
  "prioritycode" bigint,
  "scheduledstart" timestamptz,
  "scheduledend" timestamptz,
  "actualstart" timestamptz,
  "actualend" timestamptz,
  "scheduleddurationminutes" bigint,
  "actualdurationminutes" bigint,
  "statecode" bigint,
  "statuscode" bigint,
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

CREATE INDEX "phonecall_regardingobjectid_idx" ON "phonecall" ("regardingobjectid") WHERE "regardingobjectid" IS NOT NULL;

CREATE INDEX "phonecall_scheduledend_idx" ON "phonecall" ("scheduledend" NULLS FIRST);

CREATE INDEX "phonecall_actualend_idx" ON "phonecall" ("actualend" NULLS FIRST);

CREATE INDEX "phonecall_statecode_idx" ON "phonecall" ("statecode" NULLS FIRST);

CREATE INDEX "phonecall_ownerid_idx" ON "phonecall" ("ownerid") WHERE "ownerid" IS NOT NULL;

CREATE INDEX "phonecall_owningbusinessunit_idx" ON "phonecall" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "phonecall_createdon_idx" ON "phonecall" ("createdon" NULLS FIRST);

CREATE INDEX "phonecall_modifiedon_idx" ON "phonecall" ("modifiedon" NULLS FIRST);

CREATE INDEX "phonecall_search_idx" ON "phonecall" USING gin ("search_folded" gin_trgm_ops);

CREATE TABLE "task" (
  "activityid" uuid NOT NULL PRIMARY KEY,
  "subject" text,
  "subject_folded" text COLLATE "C",
  "description" text,
  "description_folded" text COLLATE "C",
  "regardingobjectid" uuid,
  "regardingobjectidtype" text,
  "percentcomplete" bigint,
  "category" text,
  "category_folded" text COLLATE "C",
  "prioritycode" bigint,
  "scheduledstart" timestamptz,
  "scheduledend" timestamptz,
  "actualstart" timestamptz,
  "actualend" timestamptz,
  "scheduleddurationminutes" bigint,
  "actualdurationminutes" bigint,
  "statecode" bigint,
  "statuscode" bigint,
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

CREATE INDEX "task_regardingobjectid_idx" ON "task" ("regardingobjectid") WHERE "regardingobjectid" IS NOT NULL;

CREATE INDEX "task_scheduledend_idx" ON "task" ("scheduledend" NULLS FIRST);

CREATE INDEX "task_actualend_idx" ON "task" ("actualend" NULLS FIRST);

CREATE INDEX "task_statecode_idx" ON "task" ("statecode" NULLS FIRST);

CREATE INDEX "task_ownerid_idx" ON "task" ("ownerid") WHERE "ownerid" IS NOT NULL;

CREATE INDEX "task_owningbusinessunit_idx" ON "task" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "task_createdon_idx" ON "task" ("createdon" NULLS FIRST);

CREATE INDEX "task_modifiedon_idx" ON "task" ("modifiedon" NULLS FIRST);

CREATE INDEX "task_search_idx" ON "task" USING gin ("search_folded" gin_trgm_ops);

CREATE TABLE "activityparty" (
  "activitypartyid" uuid NOT NULL PRIMARY KEY,
  "activityid" uuid,
  "activityidtype" text,
  "partyid" uuid,
  "partyidtype" text,
  "participationtypemask" bigint,
  "addressused" text,
  "addressused_folded" text COLLATE "C",
  "partyname" text,
  "partyname_folded" text COLLATE "C",
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE INDEX "activityparty_activityid_idx" ON "activityparty" ("activityid") WHERE "activityid" IS NOT NULL;

CREATE INDEX "activityparty_partyid_idx" ON "activityparty" ("partyid") WHERE "partyid" IS NOT NULL;

CREATE INDEX "activityparty_addressused_idx" ON "activityparty" ("addressused_folded" NULLS FIRST);

CREATE TABLE "annotation" (
  "annotationid" uuid NOT NULL PRIMARY KEY,
  "subject" text,
  "subject_folded" text COLLATE "C",
  "notetext" text,
  "notetext_folded" text COLLATE "C",
  "objectid" uuid,
  "objectidtype" text,
  "isdocument" boolean,
  "filename" text,
  "filename_folded" text COLLATE "C",
  "mimetype" text,
  "mimetype_folded" text COLLATE "C",
  "filesize" bigint,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1,
  "search_folded" text COLLATE "C"
);

CREATE INDEX "annotation_objectid_idx" ON "annotation" ("objectid") WHERE "objectid" IS NOT NULL;

CREATE INDEX "annotation_search_idx" ON "annotation" USING gin ("search_folded" gin_trgm_ops);

CREATE TABLE "connection" (
  "connectionid" uuid NOT NULL PRIMARY KEY,
  "name" text,
  "name_folded" text COLLATE "C",
  "record1id" uuid,
  "record1idtype" text,
  "record2id" uuid,
  "record2idtype" text,
  "ll_record1role" bigint,
  "ll_record2role" bigint,
  "effectivestart" timestamptz,
  "effectiveend" timestamptz,
  "description" text,
  "description_folded" text COLLATE "C",
  "statecode" bigint,
  "statuscode" bigint,
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

CREATE INDEX "connection_record1id_idx" ON "connection" ("record1id") WHERE "record1id" IS NOT NULL;

CREATE INDEX "connection_record2id_idx" ON "connection" ("record2id") WHERE "record2id" IS NOT NULL;

CREATE INDEX "connection_ownerid_idx" ON "connection" ("ownerid") WHERE "ownerid" IS NOT NULL;

CREATE INDEX "connection_owningbusinessunit_idx" ON "connection" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "connection_createdon_idx" ON "connection" ("createdon" NULLS FIRST);

CREATE INDEX "connection_modifiedon_idx" ON "connection" ("modifiedon" NULLS FIRST);

CREATE INDEX "connection_search_idx" ON "connection" USING gin ("search_folded" gin_trgm_ops);

CREATE TABLE "systemuser" (
  "systemuserid" uuid NOT NULL PRIMARY KEY,
  "fullname" text,
  "fullname_folded" text COLLATE "C",
  "firstname" text,
  "firstname_folded" text COLLATE "C",
  "lastname" text,
  "lastname_folded" text COLLATE "C",
  "domainname" text,
  "domainname_folded" text COLLATE "C",
  "internalemailaddress" text,
  "internalemailaddress_folded" text COLLATE "C",
  "title" text,
  "title_folded" text COLLATE "C",
  "businessunitid" uuid,
  "parentsystemuserid" uuid,
  "mobilephone" text,
  "mobilephone_folded" text COLLATE "C",
  "address1_telephone1" text,
  "address1_telephone1_folded" text COLLATE "C",
  "isdisabled" boolean,
  "accessmode" bigint,
  "ll_language" text,
  "ll_language_folded" text COLLATE "C",
  "ll_failedsignins" bigint,
  "ll_lockeduntil" timestamptz,
  "ll_passwordhash" text,
  "ll_passwordhash_folded" text COLLATE "C",
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1,
  "search_folded" text COLLATE "C"
);

CREATE INDEX "systemuser_fullname_idx" ON "systemuser" ("fullname_folded" NULLS FIRST);

CREATE UNIQUE INDEX "systemuser_domainname_key" ON "systemuser" ("domainname_folded") WHERE "domainname_folded" IS NOT NULL;

CREATE INDEX "systemuser_internalemailaddress_idx" ON "systemuser" ("internalemailaddress_folded" NULLS FIRST);

CREATE INDEX "systemuser_businessunitid_idx" ON "systemuser" ("businessunitid") WHERE "businessunitid" IS NOT NULL;

CREATE INDEX "systemuser_parentsystemuserid_idx" ON "systemuser" ("parentsystemuserid") WHERE "parentsystemuserid" IS NOT NULL;

CREATE INDEX "systemuser_isdisabled_idx" ON "systemuser" ("isdisabled" NULLS FIRST);

CREATE INDEX "systemuser_search_idx" ON "systemuser" USING gin ("search_folded" gin_trgm_ops);

CREATE TABLE "team" (
  "teamid" uuid NOT NULL PRIMARY KEY,
  "name" text,
  "name_folded" text COLLATE "C",
  "businessunitid" uuid,
  "administratorid" uuid,
  "teamtype" bigint,
  "emailaddress" text,
  "emailaddress_folded" text COLLATE "C",
  "description" text,
  "description_folded" text COLLATE "C",
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1,
  "search_folded" text COLLATE "C"
);

CREATE UNIQUE INDEX "team_name_key" ON "team" ("name_folded") WHERE "name_folded" IS NOT NULL;

CREATE INDEX "team_businessunitid_idx" ON "team" ("businessunitid") WHERE "businessunitid" IS NOT NULL;

CREATE INDEX "team_administratorid_idx" ON "team" ("administratorid") WHERE "administratorid" IS NOT NULL;

CREATE INDEX "team_search_idx" ON "team" USING gin ("search_folded" gin_trgm_ops);

CREATE TABLE "businessunit" (
  "businessunitid" uuid NOT NULL PRIMARY KEY,
  "name" text,
  "name_folded" text COLLATE "C",
  "parentbusinessunitid" uuid,
  "emailaddress" text,
  "emailaddress_folded" text COLLATE "C",
  "websiteurl" text,
  "websiteurl_folded" text COLLATE "C",
  "address1_city" text,
  "address1_city_folded" text COLLATE "C",
  "address1_country" text,
  "address1_country_folded" text COLLATE "C",
  "isdisabled" boolean,
  "description" text,
  "description_folded" text COLLATE "C",
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1,
  "search_folded" text COLLATE "C"
);

CREATE UNIQUE INDEX "businessunit_name_key" ON "businessunit" ("name_folded") WHERE "name_folded" IS NOT NULL;

CREATE INDEX "businessunit_parentbusinessunitid_idx" ON "businessunit" ("parentbusinessunitid") WHERE "parentbusinessunitid" IS NOT NULL;

CREATE INDEX "businessunit_search_idx" ON "businessunit" USING gin ("search_folded" gin_trgm_ops);

CREATE TABLE "transactioncurrency" (
  "transactioncurrencyid" uuid NOT NULL PRIMARY KEY,
  "currencyname" text,
  "currencyname_folded" text COLLATE "C",
  "isocurrencycode" text,
  "isocurrencycode_folded" text COLLATE "C",
  "currencysymbol" text,
  "currencysymbol_folded" text COLLATE "C",
  "exchangerate" double precision,
  "currencyprecision" bigint,
  "statecode" bigint,
  "statuscode" bigint,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1,
  "search_folded" text COLLATE "C"
);

CREATE UNIQUE INDEX "transactioncurrency_isocurrencycode_key" ON "transactioncurrency" ("isocurrencycode_folded") WHERE "isocurrencycode_folded" IS NOT NULL;

CREATE INDEX "transactioncurrency_search_idx" ON "transactioncurrency" USING gin ("search_folded" gin_trgm_ops);

CREATE TABLE "msdyn_predictivescore" (
  "msdyn_predictivescoreid" uuid NOT NULL PRIMARY KEY,
  "msdyn_name" text,
  "msdyn_name_folded" text COLLATE "C",
  "msdyn_entityid" text,
  "msdyn_entityid_folded" text COLLATE "C",
  "msdyn_entitytype" text,
  "msdyn_entitytype_folded" text COLLATE "C",
  "ll_leadid" uuid,
  "ll_opportunityid" uuid,
  "msdyn_score" bigint,
  "msdyn_grade" bigint,
  "msdyn_scoretrend" bigint,
  "msdyn_scorereasons" text,
  "msdyn_scorereasons_folded" text COLLATE "C",
  "msdyn_scoredon" date,
  "msdyn_contributingpredictionids" text,
  "msdyn_contributingpredictionids_folded" text COLLATE "C",
  "msdyn_similaropportunities" text,
  "msdyn_similaropportunities_folded" text COLLATE "C",
  "ll_margin" double precision,
  "ll_probability" double precision,
  "ll_average" bigint,
  "ll_provisional" boolean,
  "ll_modelversionid" uuid,
  "statecode" bigint,
  "statuscode" bigint,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE UNIQUE INDEX "msdyn_predictivescore_msdyn_entityid_key" ON "msdyn_predictivescore" ("msdyn_entityid_folded") WHERE "msdyn_entityid_folded" IS NOT NULL;

CREATE INDEX "msdyn_predictivescore_ll_leadid_idx" ON "msdyn_predictivescore" ("ll_leadid") WHERE "ll_leadid" IS NOT NULL;

CREATE INDEX "msdyn_predictivescore_ll_opportunityid_idx" ON "msdyn_predictivescore" ("ll_opportunityid") WHERE "ll_opportunityid" IS NOT NULL;

CREATE INDEX "msdyn_predictivescore_msdyn_score_idx" ON "msdyn_predictivescore" ("msdyn_score" NULLS FIRST);

CREATE INDEX "msdyn_predictivescore_ll_modelversionid_idx" ON "msdyn_predictivescore" ("ll_modelversionid") WHERE "ll_modelversionid" IS NOT NULL;

CREATE TABLE "ll_scorepoint" (
  "ll_scorepointid" uuid NOT NULL PRIMARY KEY,
  "ll_name" text,
  "ll_name_folded" text COLLATE "C",
  "ll_leadid" uuid,
  "ll_opportunityid" uuid,
  "ll_scoredon" timestamptz,
  "ll_score" bigint,
  "ll_grade" bigint,
  "ll_margin" double precision,
  "ll_modelversionid" uuid,
  "ll_cause" text,
  "ll_cause_folded" text COLLATE "C",
  "ll_reasons" text,
  "ll_features" bytea,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE INDEX "ll_scorepoint_ll_leadid_idx" ON "ll_scorepoint" ("ll_leadid") WHERE "ll_leadid" IS NOT NULL;

CREATE INDEX "ll_scorepoint_ll_opportunityid_idx" ON "ll_scorepoint" ("ll_opportunityid") WHERE "ll_opportunityid" IS NOT NULL;

CREATE INDEX "ll_scorepoint_ll_scoredon_idx" ON "ll_scorepoint" ("ll_scoredon" NULLS FIRST);

CREATE INDEX "ll_scorepoint_ll_modelversionid_idx" ON "ll_scorepoint" ("ll_modelversionid") WHERE "ll_modelversionid" IS NOT NULL;

CREATE TABLE "ll_model" (
  "ll_modelid" uuid NOT NULL PRIMARY KEY,
  "ll_name" text,
  "ll_name_folded" text COLLATE "C",
  "ll_table" text,
  "ll_table_folded" text COLLATE "C",
  "ll_definition" text,
  "ll_definition_folded" text COLLATE "C",
  "ll_state" bigint,
  "ll_publishedversionid" uuid,
  "ll_priority" bigint,
  "ll_grade_a" bigint,
  "ll_grade_b" bigint,
  "ll_grade_c" bigint,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1,
  "search_folded" text COLLATE "C"
);

CREATE UNIQUE INDEX "ll_model_ll_name_key" ON "ll_model" ("ll_name_folded") WHERE "ll_name_folded" IS NOT NULL;

CREATE INDEX "ll_model_ll_state_idx" ON "ll_model" ("ll_state" NULLS FIRST);

CREATE INDEX "ll_model_ll_publishedversionid_idx" ON "ll_model" ("ll_publishedversionid") WHERE "ll_publishedversionid" IS NOT NULL;

CREATE INDEX "ll_model_search_idx" ON "ll_model" USING gin ("search_folded" gin_trgm_ops);

CREATE TABLE "ll_modelversion" (
  "ll_modelversionid" uuid NOT NULL PRIMARY KEY,
  "ll_name" text,
  "ll_name_folded" text COLLATE "C",
  "ll_modelid" uuid,
  "ll_number" bigint,
  "ll_state" bigint,
  "ll_trainedon" timestamptz,
  "ll_verdict" text,
  "ll_verdict_folded" text COLLATE "C",
  "ll_auc" double precision,
  "ll_rows" bigint,
  "ll_positives" bigint,
  "ll_report" text,
  "ll_message" text,
  "ll_bytes" bytea,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE INDEX "ll_modelversion_ll_modelid_idx" ON "ll_modelversion" ("ll_modelid") WHERE "ll_modelid" IS NOT NULL;

CREATE TABLE "ll_valuestatistic" (
  "ll_valuestatisticid" uuid NOT NULL PRIMARY KEY,
  "ll_name" text,
  "ll_name_folded" text COLLATE "C",
  "ll_modelversionid" uuid,
  "ll_attribute" text,
  "ll_attribute_folded" text COLLATE "C",
  "ll_bucket" text,
  "ll_bucket_folded" text COLLATE "C",
  "ll_closed" bigint,
  "ll_positives" bigint,
  "ll_mediandays" double precision,
  "ll_days" text,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE INDEX "ll_valuestatistic_ll_modelversionid_idx" ON "ll_valuestatistic" ("ll_modelversionid") WHERE "ll_modelversionid" IS NOT NULL;

CREATE INDEX "ll_valuestatistic_ll_attribute_idx" ON "ll_valuestatistic" ("ll_attribute_folded" NULLS FIRST);

CREATE TABLE "ll_job" (
  "ll_jobid" uuid NOT NULL PRIMARY KEY,
  "ll_kind" text,
  "ll_kind_folded" text COLLATE "C",
  "ll_state" bigint,
  "ll_payload" text,
  "ll_progress" double precision,
  "ll_step" text,
  "ll_step_folded" text COLLATE "C",
  "ll_done" bigint,
  "ll_total" bigint,
  "ll_result" text,
  "ll_error" text,
  "ll_modelid" uuid,
  "ll_leaseowner" text,
  "ll_leaseowner_folded" text COLLATE "C",
  "ll_leaseexpireson" timestamptz,
  "ll_attempts" bigint,
  "startedon" timestamptz,
  "finishedon" timestamptz,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE INDEX "ll_job_ll_kind_idx" ON "ll_job" ("ll_kind_folded" NULLS FIRST);

CREATE INDEX "ll_job_ll_state_idx" ON "ll_job" ("ll_state" NULLS FIRST);

CREATE INDEX "ll_job_ll_modelid_idx" ON "ll_job" ("ll_modelid") WHERE "ll_modelid" IS NOT NULL;

CREATE INDEX "ll_job_ll_leaseexpireson_idx" ON "ll_job" ("ll_leaseexpireson" NULLS FIRST);

CREATE TABLE "role" (
  "roleid" uuid NOT NULL PRIMARY KEY,
  "name" text,
  "name_folded" text COLLATE "C",
  "privileges" text,
  "privileges_folded" text COLLATE "C",
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE UNIQUE INDEX "role_name_key" ON "role" ("name_folded") WHERE "name_folded" IS NOT NULL;

CREATE TABLE "systemuserroles" (
  "systemuserroleid" uuid NOT NULL PRIMARY KEY,
  "systemuserid" uuid,
  "roleid" uuid,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE INDEX "systemuserroles_systemuserid_idx" ON "systemuserroles" ("systemuserid") WHERE "systemuserid" IS NOT NULL;

CREATE INDEX "systemuserroles_roleid_idx" ON "systemuserroles" ("roleid") WHERE "roleid" IS NOT NULL;

CREATE TABLE "teammembership" (
  "teammembershipid" uuid NOT NULL PRIMARY KEY,
  "teamid" uuid,
  "systemuserid" uuid,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE INDEX "teammembership_teamid_idx" ON "teammembership" ("teamid") WHERE "teamid" IS NOT NULL;

CREATE INDEX "teammembership_systemuserid_idx" ON "teammembership" ("systemuserid") WHERE "systemuserid" IS NOT NULL;

CREATE TABLE "ll_session" (
  "ll_sessionid" uuid NOT NULL PRIMARY KEY,
  "tokenhash" text,
  "tokenhash_folded" text COLLATE "C",
  "systemuserid" uuid,
  "csrftoken" text,
  "csrftoken_folded" text COLLATE "C",
  "expireson" timestamptz,
  "lastusedon" timestamptz,
  "useragent" text,
  "useragent_folded" text COLLATE "C",
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE UNIQUE INDEX "ll_session_tokenhash_key" ON "ll_session" ("tokenhash_folded") WHERE "tokenhash_folded" IS NOT NULL;

CREATE INDEX "ll_session_systemuserid_idx" ON "ll_session" ("systemuserid") WHERE "systemuserid" IS NOT NULL;

CREATE INDEX "ll_session_expireson_idx" ON "ll_session" ("expireson" NULLS FIRST);

CREATE TABLE "ll_token" (
  "ll_tokenid" uuid NOT NULL PRIMARY KEY,
  "name" text,
  "name_folded" text COLLATE "C",
  "tokenhash" text,
  "tokenhash_folded" text COLLATE "C",
  "systemuserid" uuid,
  "expireson" timestamptz,
  "lastusedon" timestamptz,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE UNIQUE INDEX "ll_token_tokenhash_key" ON "ll_token" ("tokenhash_folded") WHERE "tokenhash_folded" IS NOT NULL;

CREATE INDEX "ll_token_systemuserid_idx" ON "ll_token" ("systemuserid") WHERE "systemuserid" IS NOT NULL;

CREATE INDEX "ll_token_expireson_idx" ON "ll_token" ("expireson" NULLS FIRST);

CREATE TABLE "ll_setting" (
  "ll_settingid" uuid NOT NULL PRIMARY KEY,
  "ll_key" text,
  "ll_key_folded" text COLLATE "C",
  "ll_value" text,
  "ll_value_folded" text COLLATE "C",
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE UNIQUE INDEX "ll_setting_ll_key_key" ON "ll_setting" ("ll_key_folded") WHERE "ll_key_folded" IS NOT NULL;
