-- Written by `make migration` from the field table. Applied once, never changed afterwards.

ALTER TABLE "lead" ADD COLUMN "msdyn_gdproptout" INTEGER;

ALTER TABLE "lead" ADD COLUMN "ll_contactinterval" INTEGER;

ALTER TABLE "lead" ADD COLUMN "msdyn_leadkpiid" BLOB;

CREATE INDEX "lead_msdyn_leadkpiid_idx" ON "lead" ("msdyn_leadkpiid") WHERE "msdyn_leadkpiid" IS NOT NULL;

ALTER TABLE "opportunity" ADD COLUMN "ll_contactinterval" INTEGER;

ALTER TABLE "opportunity" ADD COLUMN "msdyn_opportunitykpiid" BLOB;

CREATE INDEX "opportunity_msdyn_opportunitykpiid_idx" ON "opportunity" ("msdyn_opportunitykpiid") WHERE "msdyn_opportunitykpiid" IS NOT NULL;

ALTER TABLE "account" ADD COLUMN "ll_contactinterval" INTEGER;

ALTER TABLE "account" ADD COLUMN "msdyn_accountkpiid" BLOB;

CREATE INDEX "account_msdyn_accountkpiid_idx" ON "account" ("msdyn_accountkpiid") WHERE "msdyn_accountkpiid" IS NOT NULL;

ALTER TABLE "contact" ADD COLUMN "ll_contactinterval" INTEGER;

ALTER TABLE "contact" ADD COLUMN "msdyn_contactkpiid" BLOB;

CREATE INDEX "contact_msdyn_contactkpiid_idx" ON "contact" ("msdyn_contactkpiid") WHERE "msdyn_contactkpiid" IS NOT NULL;

ALTER TABLE "email" ADD COLUMN "ll_private" INTEGER;

ALTER TABLE "email" ADD COLUMN "ll_mailkind" INTEGER;

ALTER TABLE "appointment" ADD COLUMN "ll_private" INTEGER;

ALTER TABLE "activityparty" ADD COLUMN "ll_answer" INTEGER;

ALTER TABLE "activityparty" ADD COLUMN "ll_answeredon" INTEGER;

ALTER TABLE "systemuser" ADD COLUMN "msdyn_gdproptout" INTEGER;

ALTER TABLE "team" ADD COLUMN "ll_contactinterval" INTEGER;

CREATE TABLE "msdyn_leadkpiitem" (
  "row_number" INTEGER PRIMARY KEY,
  "msdyn_leadkpiitemid" BLOB NOT NULL UNIQUE,
  "msdyn_leadid" BLOB,
  "msdyn_name" TEXT,
  "msdyn_name_folded" TEXT,
  "msdyn_acilastupdatetimestamp" INTEGER,
  "ll_dueon" INTEGER,
  "msdyn_computationaccuracy" INTEGER,
  "msdyn_emailssent" INTEGER,
  "msdyn_emailsreceived" INTEGER,
  "msdyn_meetingssent" INTEGER,
  "msdyn_meetingsreceived" INTEGER,
  "msdyn_phonecallsmade" INTEGER,
  "msdyn_phonecallsreceived" INTEGER,
  "msdyn_timespentbyteam" INTEGER,
  "msdyn_timespentbycustomer" INTEGER,
  "msdyn_timespentbyteam_calculated" REAL,
  "msdyn_timespentbycustomer_calculated" REAL,
  "msdyn_averagefirstresponsetimebyusinhrs" REAL,
  "msdyn_averagefirstresponsetimebytheminhrs" REAL,
  "msdyn_responseratebyus" REAL,
  "msdyn_responseratebythem" REAL,
  "msdyn_openedemails" REAL,
  "msdyn_emaillinksclicked" REAL,
  "msdyn_emailattachmentopens" REAL,
  "msdyn_relationshiphealthscorevalue" INTEGER,
  "msdyn_relationshiphealthscorestate" INTEGER,
  "msdyn_relationshiphealthtrend" INTEGER,
  "ll_healthterms" TEXT,
  "msdyn_lastactivitybyteam" INTEGER,
  "msdyn_lastactivityid" TEXT,
  "msdyn_lastactivityid_folded" TEXT,
  "msdyn_lastactivitytype" TEXT,
  "msdyn_lastactivitytype_folded" TEXT,
  "msdyn_lastactivitydirection" INTEGER,
  "msdyn_nextactivitybyteam" INTEGER,
  "msdyn_nextactivityid" TEXT,
  "msdyn_nextactivityid_folded" TEXT,
  "msdyn_nextactivitytype" TEXT,
  "msdyn_nextactivitytype_folded" TEXT,
  "msdyn_nextactivitydirection" INTEGER,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX "msdyn_leadkpiitem_msdyn_leadid_idx" ON "msdyn_leadkpiitem" ("msdyn_leadid") WHERE "msdyn_leadid" IS NOT NULL;

CREATE INDEX "msdyn_leadkpiitem_ll_dueon_idx" ON "msdyn_leadkpiitem" ("ll_dueon");

CREATE INDEX "msdyn_leadkpiitem_msdyn_timespentbyteam_calculated_idx" ON "msdyn_leadkpiitem" ("msdyn_timespentbyteam_calculated");

CREATE INDEX "msdyn_leadkpiitem_msdyn_relationshiphealthscorevalue_idx" ON "msdyn_leadkpiitem" ("msdyn_relationshiphealthscorevalue");

CREATE INDEX "msdyn_leadkpiitem_msdyn_relationshiphealthscorestate_idx" ON "msdyn_leadkpiitem" ("msdyn_relationshiphealthscorestate");

CREATE INDEX "msdyn_leadkpiitem_msdyn_lastactivitybyteam_idx" ON "msdyn_leadkpiitem" ("msdyn_lastactivitybyteam");

CREATE INDEX "msdyn_leadkpiitem_msdyn_nextactivitybyteam_idx" ON "msdyn_leadkpiitem" ("msdyn_nextactivitybyteam");

CREATE TABLE "msdyn_opportunitykpiitem" (
  "row_number" INTEGER PRIMARY KEY,
  "msdyn_opportunitykpiitemid" BLOB NOT NULL UNIQUE,
  "msdyn_opportunityid" BLOB,
  "msdyn_name" TEXT,
  "msdyn_name_folded" TEXT,
  "msdyn_acilastupdatetimestamp" INTEGER,
  "ll_dueon" INTEGER,
  "msdyn_computationaccuracy" INTEGER,
  "msdyn_emailssent" INTEGER,
  "msdyn_emailsreceived" INTEGER,
  "msdyn_meetingssent" INTEGER,
  "msdyn_meetingsreceived" INTEGER,
  "msdyn_phonecallsmade" INTEGER,
  "msdyn_phonecallsreceived" INTEGER,
  "msdyn_timespentbyteam" INTEGER,
  "msdyn_timespentbycustomer" INTEGER,
  "msdyn_timespentbyteam_calculated" REAL,
  "msdyn_timespentbycustomer_calculated" REAL,
  "msdyn_averagefirstresponsetimebyusinhrs" REAL,
  "msdyn_averagefirstresponsetimebytheminhrs" REAL,
  "msdyn_responseratebyus" REAL,
  "msdyn_responseratebythem" REAL,
  "msdyn_openedemails" REAL,
  "msdyn_emaillinksclicked" REAL,
  "msdyn_emailattachmentopens" REAL,
  "msdyn_relationshiphealthscorevalue" INTEGER,
  "msdyn_relationshiphealthscorestate" INTEGER,
  "msdyn_relationshiphealthtrend" INTEGER,
  "ll_healthterms" TEXT,
  "msdyn_lastactivitybyteam" INTEGER,
  "msdyn_lastactivityid" TEXT,
  "msdyn_lastactivityid_folded" TEXT,
  "msdyn_lastactivitytype" TEXT,
  "msdyn_lastactivitytype_folded" TEXT,
  "msdyn_lastactivitydirection" INTEGER,
  "msdyn_nextactivitybyteam" INTEGER,
  "msdyn_nextactivityid" TEXT,
  "msdyn_nextactivityid_folded" TEXT,
  "msdyn_nextactivitytype" TEXT,
  "msdyn_nextactivitytype_folded" TEXT,
  "msdyn_nextactivitydirection" INTEGER,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX "msdyn_opportunitykpiitem_msdyn_opportunityid_idx" ON "msdyn_opportunitykpiitem" ("msdyn_opportunityid") WHERE "msdyn_opportunityid" IS NOT NULL;

CREATE INDEX "msdyn_opportunitykpiitem_ll_dueon_idx" ON "msdyn_opportunitykpiitem" ("ll_dueon");

CREATE INDEX "msdyn_opportunitykpiitem_msdyn_timespentbyteam_calculated_idx" ON "msdyn_opportunitykpiitem" ("msdyn_timespentbyteam_calculated");

CREATE INDEX "msdyn_opportunitykpiitem_msdyn_relationshiphealthscorevalue_idx" ON "msdyn_opportunitykpiitem" ("msdyn_relationshiphealthscorevalue");

CREATE INDEX "msdyn_opportunitykpiitem_msdyn_relationshiphealthscorestate_idx" ON "msdyn_opportunitykpiitem" ("msdyn_relationshiphealthscorestate");

CREATE INDEX "msdyn_opportunitykpiitem_msdyn_lastactivitybyteam_idx" ON "msdyn_opportunitykpiitem" ("msdyn_lastactivitybyteam");

CREATE INDEX "msdyn_opportunitykpiitem_msdyn_nextactivitybyteam_idx" ON "msdyn_opportunitykpiitem" ("msdyn_nextactivitybyteam");

CREATE TABLE "msdyn_accountkpiitem" (
  "row_number" INTEGER PRIMARY KEY,
  "msdyn_accountkpiitemid" BLOB NOT NULL UNIQUE,
  "msdyn_accountid" BLOB,
  "msdyn_name" TEXT,
  "msdyn_name_folded" TEXT,
  "msdyn_acilastupdatetimestamp" INTEGER,
  "ll_dueon" INTEGER,
  "msdyn_computationaccuracy" INTEGER,
  "msdyn_emailssent" INTEGER,
  "msdyn_emailsreceived" INTEGER,
  "msdyn_meetingssent" INTEGER,
  "msdyn_meetingsreceived" INTEGER,
  "msdyn_phonecallsmade" INTEGER,
  "msdyn_phonecallsreceived" INTEGER,
  "msdyn_timespentbyteam" INTEGER,
  "msdyn_timespentbycustomer" INTEGER,
  "msdyn_timespentbyteam_calculated" REAL,
  "msdyn_timespentbycustomer_calculated" REAL,
  "msdyn_averagefirstresponsetimebyusinhrs" REAL,
  "msdyn_averagefirstresponsetimebytheminhrs" REAL,
  "msdyn_responseratebyus" REAL,
  "msdyn_responseratebythem" REAL,
  "msdyn_openedemails" REAL,
  "msdyn_emaillinksclicked" REAL,
  "msdyn_emailattachmentopens" REAL,
  "msdyn_relationshiphealthscorevalue" INTEGER,
  "msdyn_relationshiphealthscorestate" INTEGER,
  "msdyn_relationshiphealthtrend" INTEGER,
  "ll_healthterms" TEXT,
  "msdyn_lastactivitybyteam" INTEGER,
  "msdyn_lastactivityid" TEXT,
  "msdyn_lastactivityid_folded" TEXT,
  "msdyn_lastactivitytype" TEXT,
  "msdyn_lastactivitytype_folded" TEXT,
  "msdyn_lastactivitydirection" INTEGER,
  "msdyn_nextactivitybyteam" INTEGER,
  "msdyn_nextactivityid" TEXT,
  "msdyn_nextactivityid_folded" TEXT,
  "msdyn_nextactivitytype" TEXT,
  "msdyn_nextactivitytype_folded" TEXT,
  "msdyn_nextactivitydirection" INTEGER,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX "msdyn_accountkpiitem_msdyn_accountid_idx" ON "msdyn_accountkpiitem" ("msdyn_accountid") WHERE "msdyn_accountid" IS NOT NULL;

CREATE INDEX "msdyn_accountkpiitem_ll_dueon_idx" ON "msdyn_accountkpiitem" ("ll_dueon");

CREATE INDEX "msdyn_accountkpiitem_msdyn_timespentbyteam_calculated_idx" ON "msdyn_accountkpiitem" ("msdyn_timespentbyteam_calculated");

CREATE INDEX "msdyn_accountkpiitem_msdyn_relationshiphealthscorevalue_idx" ON "msdyn_accountkpiitem" ("msdyn_relationshiphealthscorevalue");

CREATE INDEX "msdyn_accountkpiitem_msdyn_relationshiphealthscorestate_idx" ON "msdyn_accountkpiitem" ("msdyn_relationshiphealthscorestate");

CREATE INDEX "msdyn_accountkpiitem_msdyn_lastactivitybyteam_idx" ON "msdyn_accountkpiitem" ("msdyn_lastactivitybyteam");

CREATE INDEX "msdyn_accountkpiitem_msdyn_nextactivitybyteam_idx" ON "msdyn_accountkpiitem" ("msdyn_nextactivitybyteam");

CREATE TABLE "msdyn_contactkpiitem" (
  "row_number" INTEGER PRIMARY KEY,
  "msdyn_contactkpiitemid" BLOB NOT NULL UNIQUE,
  "msdyn_contactid" BLOB,
  "msdyn_numberofopportunities" INTEGER,
  "msdyn_name" TEXT,
  "msdyn_name_folded" TEXT,
  "msdyn_acilastupdatetimestamp" INTEGER,
  "ll_dueon" INTEGER,
  "msdyn_computationaccuracy" INTEGER,
  "msdyn_emailssent" INTEGER,
  "msdyn_emailsreceived" INTEGER,
  "msdyn_meetingssent" INTEGER,
  "msdyn_meetingsreceived" INTEGER,
  "msdyn_phonecallsmade" INTEGER,
  "msdyn_phonecallsreceived" INTEGER,
  "msdyn_timespentbyteam" INTEGER,
  "msdyn_timespentbycustomer" INTEGER,
  "msdyn_timespentbyteam_calculated" REAL,
  "msdyn_timespentbycustomer_calculated" REAL,
  "msdyn_averagefirstresponsetimebyusinhrs" REAL,
  "msdyn_averagefirstresponsetimebytheminhrs" REAL,
  "msdyn_responseratebyus" REAL,
  "msdyn_responseratebythem" REAL,
  "msdyn_openedemails" REAL,
  "msdyn_emaillinksclicked" REAL,
  "msdyn_emailattachmentopens" REAL,
  "msdyn_relationshiphealthscorevalue" INTEGER,
  "msdyn_relationshiphealthscorestate" INTEGER,
  "msdyn_relationshiphealthtrend" INTEGER,
  "ll_healthterms" TEXT,
  "msdyn_lastactivitybyteam" INTEGER,
  "msdyn_lastactivityid" TEXT,
  "msdyn_lastactivityid_folded" TEXT,
  "msdyn_lastactivitytype" TEXT,
  "msdyn_lastactivitytype_folded" TEXT,
  "msdyn_lastactivitydirection" INTEGER,
  "msdyn_nextactivitybyteam" INTEGER,
  "msdyn_nextactivityid" TEXT,
  "msdyn_nextactivityid_folded" TEXT,
  "msdyn_nextactivitytype" TEXT,
  "msdyn_nextactivitytype_folded" TEXT,
  "msdyn_nextactivitydirection" INTEGER,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX "msdyn_contactkpiitem_msdyn_contactid_idx" ON "msdyn_contactkpiitem" ("msdyn_contactid") WHERE "msdyn_contactid" IS NOT NULL;

CREATE INDEX "msdyn_contactkpiitem_ll_dueon_idx" ON "msdyn_contactkpiitem" ("ll_dueon");

CREATE INDEX "msdyn_contactkpiitem_msdyn_timespentbyteam_calculated_idx" ON "msdyn_contactkpiitem" ("msdyn_timespentbyteam_calculated");

CREATE INDEX "msdyn_contactkpiitem_msdyn_relationshiphealthscorevalue_idx" ON "msdyn_contactkpiitem" ("msdyn_relationshiphealthscorevalue");

CREATE INDEX "msdyn_contactkpiitem_msdyn_relationshiphealthscorestate_idx" ON "msdyn_contactkpiitem" ("msdyn_relationshiphealthscorestate");

CREATE INDEX "msdyn_contactkpiitem_msdyn_lastactivitybyteam_idx" ON "msdyn_contactkpiitem" ("msdyn_lastactivitybyteam");

CREATE INDEX "msdyn_contactkpiitem_msdyn_nextactivitybyteam_idx" ON "msdyn_contactkpiitem" ("msdyn_nextactivitybyteam");

CREATE TABLE "ll_person" (
  "row_number" INTEGER PRIMARY KEY,
  "ll_personid" BLOB NOT NULL UNIQUE,
  "ll_name" TEXT,
  "ll_name_folded" TEXT,
  "ll_kind" INTEGER,
  "ll_recordid" BLOB,
  "ll_recordidtype" TEXT,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1,
  "search_folded" TEXT
) STRICT;

CREATE INDEX "ll_person_ll_recordid_idx" ON "ll_person" ("ll_recordid") WHERE "ll_recordid" IS NOT NULL;

CREATE VIRTUAL TABLE "ll_person_search" USING fts5("search_folded", content='ll_person', content_rowid='row_number', tokenize='trigram case_sensitive 1', detail=none, columnsize=0);

CREATE TRIGGER "ll_person_search_delete" AFTER DELETE ON "ll_person" BEGIN
  INSERT INTO "ll_person_search" ("ll_person_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
END;

CREATE TRIGGER "ll_person_search_update" AFTER UPDATE OF "search_folded" ON "ll_person" WHEN old."search_folded" IS NOT new."search_folded" BEGIN
  INSERT INTO "ll_person_search" ("ll_person_search", rowid, "search_folded") SELECT 'delete', old.row_number, old."search_folded" WHERE old."search_folded" IS NOT NULL;
  INSERT INTO "ll_person_search" (rowid, "search_folded") SELECT new.row_number, new."search_folded" WHERE new."search_folded" IS NOT NULL;
END;

CREATE TABLE "ll_personaddress" (
  "row_number" INTEGER PRIMARY KEY,
  "ll_personaddressid" BLOB NOT NULL UNIQUE,
  "ll_address" TEXT,
  "ll_address_folded" TEXT,
  "ll_personid" BLOB,
  "ll_name" TEXT,
  "ll_name_folded" TEXT,
  "ll_spellings" TEXT,
  "ll_spellings_folded" TEXT,
  "ll_ours" INTEGER,
  "ll_certainty" INTEGER,
  "ll_reason" TEXT,
  "ll_reason_folded" TEXT,
  "ll_proposedpersonid" BLOB,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE UNIQUE INDEX "ll_personaddress_ll_address_key" ON "ll_personaddress" ("ll_address_folded") WHERE "ll_address_folded" IS NOT NULL;

CREATE INDEX "ll_personaddress_ll_personid_idx" ON "ll_personaddress" ("ll_personid") WHERE "ll_personid" IS NOT NULL;

CREATE INDEX "ll_personaddress_ll_certainty_idx" ON "ll_personaddress" ("ll_certainty");

CREATE INDEX "ll_personaddress_ll_proposedpersonid_idx" ON "ll_personaddress" ("ll_proposedpersonid") WHERE "ll_proposedpersonid" IS NOT NULL;

CREATE TABLE "ll_mailbox" (
  "row_number" INTEGER PRIMARY KEY,
  "ll_mailboxid" BLOB NOT NULL UNIQUE,
  "ll_name" TEXT,
  "ll_name_folded" TEXT,
  "ll_kind" INTEGER,
  "ll_source" TEXT,
  "ll_source_folded" TEXT,
  "ll_bodies" INTEGER,
  "ll_analytics" INTEGER,
  "ll_lastreadon" INTEGER,
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

CREATE INDEX "ll_mailbox_ll_source_idx" ON "ll_mailbox" ("ll_source_folded");

CREATE INDEX "ll_mailbox_ownerid_idx" ON "ll_mailbox" ("ownerid") WHERE "ownerid" IS NOT NULL;

CREATE INDEX "ll_mailbox_owningbusinessunit_idx" ON "ll_mailbox" ("owningbusinessunit") WHERE "owningbusinessunit" IS NOT NULL;

CREATE INDEX "ll_mailbox_createdon_idx" ON "ll_mailbox" ("createdon");

CREATE INDEX "ll_mailbox_modifiedon_idx" ON "ll_mailbox" ("modifiedon");

CREATE TABLE "ll_mailboxitem" (
  "row_number" INTEGER PRIMARY KEY,
  "ll_mailboxitemid" BLOB NOT NULL UNIQUE,
  "ll_mailboxid" BLOB,
  "activityid" BLOB,
  "activityidtype" TEXT,
  "ll_folder" TEXT,
  "ll_folder_folded" TEXT,
  "createdon" INTEGER,
  "createdby" BLOB,
  "modifiedon" INTEGER,
  "modifiedby" BLOB,
  "versionnumber" INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX "ll_mailboxitem_ll_mailboxid_idx" ON "ll_mailboxitem" ("ll_mailboxid") WHERE "ll_mailboxid" IS NOT NULL;

CREATE INDEX "ll_mailboxitem_activityid_idx" ON "ll_mailboxitem" ("activityid") WHERE "activityid" IS NOT NULL;
