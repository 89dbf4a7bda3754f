-- Written by `make migration` from the field table. Applied once, never changed afterwards.

ALTER TABLE "lead" ADD COLUMN "msdyn_gdproptout" boolean;

ALTER TABLE "lead" ADD COLUMN "ll_contactinterval" bigint;

ALTER TABLE "lead" ADD COLUMN "msdyn_leadkpiid" uuid;

CREATE INDEX "lead_msdyn_leadkpiid_idx" ON "lead" ("msdyn_leadkpiid") WHERE "msdyn_leadkpiid" IS NOT NULL;

ALTER TABLE "opportunity" ADD COLUMN "ll_contactinterval" bigint;

ALTER TABLE "opportunity" ADD COLUMN "msdyn_opportunitykpiid" uuid;

CREATE INDEX "opportunity_msdyn_opportunitykpiid_idx" ON "opportunity" ("msdyn_opportunitykpiid") WHERE "msdyn_opportunitykpiid" IS NOT NULL;

ALTER TABLE "account" ADD COLUMN "ll_contactinterval" bigint;

ALTER TABLE "account" ADD COLUMN "msdyn_accountkpiid" uuid;

CREATE INDEX "account_msdyn_accountkpiid_idx" ON "account" ("msdyn_accountkpiid") WHERE "msdyn_accountkpiid" IS NOT NULL;

ALTER TABLE "contact" ADD COLUMN "ll_contactinterval" bigint;

ALTER TABLE "contact" ADD COLUMN "msdyn_contactkpiid" uuid;

CREATE INDEX "contact_msdyn_contactkpiid_idx" ON "contact" ("msdyn_contactkpiid") WHERE "msdyn_contactkpiid" IS NOT NULL;

ALTER TABLE "email" ADD COLUMN "ll_private" boolean;

ALTER TABLE "email" ADD COLUMN "ll_mailkind" bigint;

ALTER TABLE "appointment" ADD COLUMN "ll_private" boolean;

ALTER TABLE "activityparty" ADD COLUMN "ll_answer" bigint;

ALTER TABLE "activityparty" ADD COLUMN "ll_answeredon" timestamptz;

ALTER TABLE "systemuser" ADD COLUMN "msdyn_gdproptout" boolean;

ALTER TABLE "team" ADD COLUMN "ll_contactinterval" bigint;

CREATE TABLE "msdyn_leadkpiitem" (
  "msdyn_leadkpiitemid" uuid NOT NULL PRIMARY KEY,
  "msdyn_leadid" uuid,
  "msdyn_name" text,
  "msdyn_name_folded" text COLLATE "C",
  "msdyn_acilastupdatetimestamp" timestamptz,
  "ll_dueon" timestamptz,
  "msdyn_computationaccuracy" bigint,
  "msdyn_emailssent" bigint,
  "msdyn_emailsreceived" bigint,
  "msdyn_meetingssent" bigint,
  "msdyn_meetingsreceived" bigint,
  "msdyn_phonecallsmade" bigint,
  "msdyn_phonecallsreceived" bigint,
  "msdyn_timespentbyteam" bigint,
  "msdyn_timespentbycustomer" bigint,
  "msdyn_timespentbyteam_calculated" double precision,
  "msdyn_timespentbycustomer_calculated" double precision,
  "msdyn_averagefirstresponsetimebyusinhrs" double precision,
  "msdyn_averagefirstresponsetimebytheminhrs" double precision,
  "msdyn_responseratebyus" double precision,
  "msdyn_responseratebythem" double precision,
  "msdyn_openedemails" double precision,
  "msdyn_emaillinksclicked" double precision,
  "msdyn_emailattachmentopens" double precision,
  "msdyn_relationshiphealthscorevalue" bigint,
  "msdyn_relationshiphealthscorestate" bigint,
  "msdyn_relationshiphealthtrend" bigint,
  "ll_healthterms" text,
  "msdyn_lastactivitybyteam" timestamptz,
  "msdyn_lastactivityid" text,
  "msdyn_lastactivityid_folded" text COLLATE "C",
  "msdyn_lastactivitytype" text,
  "msdyn_lastactivitytype_folded" text COLLATE "C",
  "msdyn_lastactivitydirection" bigint,
  "msdyn_nextactivitybyteam" timestamptz,
  "msdyn_nextactivityid" text,
  "msdyn_nextactivityid_folded" text COLLATE "C",
  "msdyn_nextactivitytype" text,
  "msdyn_nextactivitytype_folded" text COLLATE "C",
  "msdyn_nextactivitydirection" bigint,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE INDEX "msdyn_leadkpiitem_msdyn_leadid_idx" ON "msdyn_leadkpiitem" ("msdyn_leadid") WHERE "msdyn_leadid" IS NOT NULL;

CREATE INDEX "msdyn_leadkpiitem_ll_dueon_idx" ON "msdyn_leadkpiitem" ("ll_dueon" NULLS FIRST);

CREATE INDEX "msdyn_leadkpiitem_msdyn_timespentbyteam_calculated_idx" ON "msdyn_leadkpiitem" ("msdyn_timespentbyteam_calculated" NULLS FIRST);

CREATE INDEX "msdyn_leadkpiitem_msdyn_relationshiphealthscorevalue_idx" ON "msdyn_leadkpiitem" ("msdyn_relationshiphealthscorevalue" NULLS FIRST);

CREATE INDEX "msdyn_leadkpiitem_msdyn_relationshiphealthscorestate_idx" ON "msdyn_leadkpiitem" ("msdyn_relationshiphealthscorestate" NULLS FIRST);

CREATE INDEX "msdyn_leadkpiitem_msdyn_lastactivitybyteam_idx" ON "msdyn_leadkpiitem" ("msdyn_lastactivitybyteam" NULLS FIRST);

CREATE INDEX "msdyn_leadkpiitem_msdyn_nextactivitybyteam_idx" ON "msdyn_leadkpiitem" ("msdyn_nextactivitybyteam" NULLS FIRST);

CREATE TABLE "msdyn_opportunitykpiitem" (
  "msdyn_opportunitykpiitemid" uuid NOT NULL PRIMARY KEY,
  "msdyn_opportunityid" uuid,
  "msdyn_name" text,
  "msdyn_name_folded" text COLLATE "C",
  "msdyn_acilastupdatetimestamp" timestamptz,
  "ll_dueon" timestamptz,
  "msdyn_computationaccuracy" bigint,
  "msdyn_emailssent" bigint,
  "msdyn_emailsreceived" bigint,
  "msdyn_meetingssent" bigint,
  "msdyn_meetingsreceived" bigint,
  "msdyn_phonecallsmade" bigint,
  "msdyn_phonecallsreceived" bigint,
  "msdyn_timespentbyteam" bigint,
  "msdyn_timespentbycustomer" bigint,
  "msdyn_timespentbyteam_calculated" double precision,
  "msdyn_timespentbycustomer_calculated" double precision,
  "msdyn_averagefirstresponsetimebyusinhrs" double precision,
  "msdyn_averagefirstresponsetimebytheminhrs" double precision,
  "msdyn_responseratebyus" double precision,
  "msdyn_responseratebythem" double precision,
  "msdyn_openedemails" double precision,
  "msdyn_emaillinksclicked" double precision,
  "msdyn_emailattachmentopens" double precision,
  "msdyn_relationshiphealthscorevalue" bigint,
  "msdyn_relationshiphealthscorestate" bigint,
  "msdyn_relationshiphealthtrend" bigint,
  "ll_healthterms" text,
  "msdyn_lastactivitybyteam" timestamptz,
  "msdyn_lastactivityid" text,
  "msdyn_lastactivityid_folded" text COLLATE "C",
  "msdyn_lastactivitytype" text,
  "msdyn_lastactivitytype_folded" text COLLATE "C",
  "msdyn_lastactivitydirection" bigint,
  "msdyn_nextactivitybyteam" timestamptz,
  "msdyn_nextactivityid" text,
  "msdyn_nextactivityid_folded" text COLLATE "C",
  "msdyn_nextactivitytype" text,
  "msdyn_nextactivitytype_folded" text COLLATE "C",
  "msdyn_nextactivitydirection" bigint,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE INDEX "msdyn_opportunitykpiitem_msdyn_opportunityid_idx" ON "msdyn_opportunitykpiitem" ("msdyn_opportunityid") WHERE "msdyn_opportunityid" IS NOT NULL;

CREATE INDEX "msdyn_opportunitykpiitem_ll_dueon_idx" ON "msdyn_opportunitykpiitem" ("ll_dueon" NULLS FIRST);

CREATE INDEX "msdyn_opportunitykpiitem_msdyn_timespentbyteam_calculated_idx" ON "msdyn_opportunitykpiitem" ("msdyn_timespentbyteam_calculated" NULLS FIRST);

CREATE INDEX "msdyn_opportunitykpiitem_msdyn_relationshiphealthscorevalue_idx" ON "msdyn_opportunitykpiitem" ("msdyn_relationshiphealthscorevalue" NULLS FIRST);

CREATE INDEX "msdyn_opportunitykpiitem_msdyn_relationshiphealthscorestate_idx" ON "msdyn_opportunitykpiitem" ("msdyn_relationshiphealthscorestate" NULLS FIRST);

CREATE INDEX "msdyn_opportunitykpiitem_msdyn_lastactivitybyteam_idx" ON "msdyn_opportunitykpiitem" ("msdyn_lastactivitybyteam" NULLS FIRST);

CREATE INDEX "msdyn_opportunitykpiitem_msdyn_nextactivitybyteam_idx" ON "msdyn_opportunitykpiitem" ("msdyn_nextactivitybyteam" NULLS FIRST);

CREATE TABLE "msdyn_accountkpiitem" (
  "msdyn_accountkpiitemid" uuid NOT NULL PRIMARY KEY,
  "msdyn_accountid" uuid,
  "msdyn_name" text,
  "msdyn_name_folded" text COLLATE "C",
  "msdyn_acilastupdatetimestamp" timestamptz,
  "ll_dueon" timestamptz,
  "msdyn_computationaccuracy" bigint,
  "msdyn_emailssent" bigint,
  "msdyn_emailsreceived" bigint,
  "msdyn_meetingssent" bigint,
  "msdyn_meetingsreceived" bigint,
  "msdyn_phonecallsmade" bigint,
  "msdyn_phonecallsreceived" bigint,
  "msdyn_timespentbyteam" bigint,
  "msdyn_timespentbycustomer" bigint,
  "msdyn_timespentbyteam_calculated" double precision,
  "msdyn_timespentbycustomer_calculated" double precision,
  "msdyn_averagefirstresponsetimebyusinhrs" double precision,
  "msdyn_averagefirstresponsetimebytheminhrs" double precision,
  "msdyn_responseratebyus" double precision,
  "msdyn_responseratebythem" double precision,
  "msdyn_openedemails" double precision,
  "msdyn_emaillinksclicked" double precision,
  "msdyn_emailattachmentopens" double precision,
  "msdyn_relationshiphealthscorevalue" bigint,
  "msdyn_relationshiphealthscorestate" bigint,
  "msdyn_relationshiphealthtrend" bigint,
  "ll_healthterms" text,
  "msdyn_lastactivitybyteam" timestamptz,
  "msdyn_lastactivityid" text,
  "msdyn_lastactivityid_folded" text COLLATE "C",
  "msdyn_lastactivitytype" text,
  "msdyn_lastactivitytype_folded" text COLLATE "C",
  "msdyn_lastactivitydirection" bigint,
  "msdyn_nextactivitybyteam" timestamptz,
  "msdyn_nextactivityid" text,
  "msdyn_nextactivityid_folded" text COLLATE "C",
  "msdyn_nextactivitytype" text,
  "msdyn_nextactivitytype_folded" text COLLATE "C",
  "msdyn_nextactivitydirection" bigint,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE INDEX "msdyn_accountkpiitem_msdyn_accountid_idx" ON "msdyn_accountkpiitem" ("msdyn_accountid") WHERE "msdyn_accountid" IS NOT NULL;

CREATE INDEX "msdyn_accountkpiitem_ll_dueon_idx" ON "msdyn_accountkpiitem" ("ll_dueon" NULLS FIRST);

CREATE INDEX "msdyn_accountkpiitem_msdyn_timespentbyteam_calculated_idx" ON "msdyn_accountkpiitem" ("msdyn_timespentbyteam_calculated" NULLS FIRST);

CREATE INDEX "msdyn_accountkpiitem_msdyn_relationshiphealthscorevalue_idx" ON "msdyn_accountkpiitem" ("msdyn_relationshiphealthscorevalue" NULLS FIRST);

CREATE INDEX "msdyn_accountkpiitem_msdyn_relationshiphealthscorestate_idx" ON "msdyn_accountkpiitem" ("msdyn_relationshiphealthscorestate" NULLS FIRST);

CREATE INDEX "msdyn_accountkpiitem_msdyn_lastactivitybyteam_idx" ON "msdyn_accountkpiitem" ("msdyn_lastactivitybyteam" NULLS FIRST);

CREATE INDEX "msdyn_accountkpiitem_msdyn_nextactivitybyteam_idx" ON "msdyn_accountkpiitem" ("msdyn_nextactivitybyteam" NULLS FIRST);

CREATE TABLE "msdyn_contactkpiitem" (
  "msdyn_contactkpiitemid" uuid NOT NULL PRIMARY KEY,
  "msdyn_contactid" uuid,
  "msdyn_numberofopportunities" bigint,
  "msdyn_name" text,
  "msdyn_name_folded" text COLLATE "C",
  "msdyn_acilastupdatetimestamp" timestamptz,
  "ll_dueon" timestamptz,
  "msdyn_computationaccuracy" bigint,
  "msdyn_emailssent" bigint,
  "msdyn_emailsreceived" bigint,
  "msdyn_meetingssent" bigint,
  "msdyn_meetingsreceived" bigint,
  "msdyn_phonecallsmade" bigint,
  "msdyn_phonecallsreceived" bigint,
  "msdyn_timespentbyteam" bigint,
  "msdyn_timespentbycustomer" bigint,
  "msdyn_timespentbyteam_calculated" double precision,
  "msdyn_timespentbycustomer_calculated" double precision,
  "msdyn_averagefirstresponsetimebyusinhrs" double precision,
  "msdyn_averagefirstresponsetimebytheminhrs" double precision,
  "msdyn_responseratebyus" double precision,
  "msdyn_responseratebythem" double precision,
  "msdyn_openedemails" double precision,
  "msdyn_emaillinksclicked" double precision,
  "msdyn_emailattachmentopens" double precision,
  "msdyn_relationshiphealthscorevalue" bigint,
  "msdyn_relationshiphealthscorestate" bigint,
  "msdyn_relationshiphealthtrend" bigint,
  "ll_healthterms" text,
  "msdyn_lastactivitybyteam" timestamptz,
  "msdyn_lastactivityid" text,
  "msdyn_lastactivityid_folded" text COLLATE "C",
  "msdyn_lastactivitytype" text,
  "msdyn_lastactivitytype_folded" text COLLATE "C",
  "msdyn_lastactivitydirection" bigint,
  "msdyn_nextactivitybyteam" timestamptz,
  "msdyn_nextactivityid" text,
  "msdyn_nextactivityid_folded" text COLLATE "C",
  "msdyn_nextactivitytype" text,
  "msdyn_nextactivitytype_folded" text COLLATE "C",
  "msdyn_nextactivitydirection" bigint,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE INDEX "msdyn_contactkpiitem_msdyn_contactid_idx" ON "msdyn_contactkpiitem" ("msdyn_contactid") WHERE "msdyn_contactid" IS NOT NULL;

CREATE INDEX "msdyn_contactkpiitem_ll_dueon_idx" ON "msdyn_contactkpiitem" ("ll_dueon" NULLS FIRST);

CREATE INDEX "msdyn_contactkpiitem_msdyn_timespentbyteam_calculated_idx" ON "msdyn_contactkpiitem" ("msdyn_timespentbyteam_calculated" NULLS FIRST);

CREATE INDEX "msdyn_contactkpiitem_msdyn_relationshiphealthscorevalue_idx" ON "msdyn_contactkpiitem" ("msdyn_relationshiphealthscorevalue" NULLS FIRST);

CREATE INDEX "msdyn_contactkpiitem_msdyn_relationshiphealthscorestate_idx" ON "msdyn_contactkpiitem" ("msdyn_relationshiphealthscorestate" NULLS FIRST);

CREATE INDEX "msdyn_contactkpiitem_msdyn_lastactivitybyteam_idx" ON "msdyn_contactkpiitem" ("msdyn_lastactivitybyteam" NULLS FIRST);

CREATE INDEX "msdyn_contactkpiitem_msdyn_nextactivitybyteam_idx" ON "msdyn_contactkpiitem" ("msdyn_nextactivitybyteam" NULLS FIRST);

CREATE TABLE "ll_person" (
  "ll_personid" uuid NOT NULL PRIMARY KEY,
  "ll_name" text,
  "ll_name_folded" text COLLATE "C",
  "ll_kind" bigint,
  "ll_recordid" uuid,
  "ll_recordidtype" text,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1,
  "search_folded" text COLLATE "C"
);

CREATE INDEX "ll_person_ll_recordid_idx" ON "ll_person" ("ll_recordid") WHERE "ll_recordid" IS NOT NULL;

CREATE INDEX "ll_person_search_idx" ON "ll_person" USING gin ("search_folded" gin_trgm_ops);

CREATE TABLE "ll_personaddress" (
  "ll_personaddressid" uuid NOT NULL PRIMARY KEY,
  "ll_address" text,
  "ll_address_folded" text COLLATE "C",
  "ll_personid" uuid,
  "ll_name" text,
  "ll_name_folded" text COLLATE "C",
  "ll_spellings" text,
  "ll_spellings_folded" text COLLATE "C",
  "ll_ours" boolean,
  "ll_certainty" bigint,
  "ll_reason" text,
  "ll_reason_folded" text COLLATE "C",
  "ll_proposedpersonid" uuid,
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE UNIQUE INDEX "ll_personaddress_ll_address_key" ON "ll_personaddress" ("ll_address_folded") WHERE "ll_address_folded" IS NOT NULL;

CREATE INDEX "ll_personaddress_ll_personid_idx" ON "ll_personaddress" ("ll_personid") WHERE "ll_personid" IS NOT NULL;

CREATE INDEX "ll_personaddress_ll_certainty_idx" ON "ll_personaddress" ("ll_certainty" NULLS FIRST);

CREATE INDEX "ll_personaddress_ll_proposedpersonid_idx" ON "ll_personaddress" ("ll_proposedpersonid") WHERE "ll_proposedpersonid" IS NOT NULL;

CREATE TABLE "ll_mailbox" (
  "ll_mailboxid" uuid NOT NULL PRIMARY KEY,
  "ll_name" text,
  "ll_name_folded" text COLLATE "C",
  "ll_kind" bigint,
  "ll_source" text,
  "ll_source_folded" text COLLATE "C",
  "ll_bodies" boolean,
  "ll_analytics" boolean,
  "ll_lastreadon" timestamptz,
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

CREATE INDEX "ll_mailbox_ll_source_idx" ON "ll_mailbox" ("ll_source_folded" NULLS FIRST);

CREATE INDEX "ll_mailbox_ownerid_idx" ON "ll_mailbox" ("ownerid") WHERE "ownerid" IS NOT NULL;

CREATE INDEX "ll_mailbox_owningbusinessunit_idx" ON "ll_mailbox" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "ll_mailbox_createdon_idx" ON "ll_mailbox" ("createdon" NULLS FIRST);

CREATE INDEX "ll_mailbox_modifiedon_idx" ON "ll_mailbox" ("modifiedon" NULLS FIRST);

CREATE TABLE "ll_mailboxitem" (
  "ll_mailboxitemid" uuid NOT NULL PRIMARY KEY,
  "ll_mailboxid" uuid,
  "activityid" uuid,
  "activityidtype" text,
  "ll_folder" text,
  "ll_folder_folded" text COLLATE "C",
  "createdon" timestamptz,
  "createdby" uuid,
  "modifiedon" timestamptz,
  "modifiedby" uuid,
  "versionnumber" bigint NOT NULL DEFAULT 1
);

CREATE INDEX "ll_mailboxitem_ll_mailboxid_idx" ON "ll_mailboxitem" ("ll_mailboxid") WHERE "ll_mailboxid" IS NOT NULL;

CREATE INDEX "ll_mailboxitem_activityid_idx" ON "ll_mailboxitem" ("activityid") WHERE "activityid" IS NOT NULL;
