-- Written by `make migration` from the field table. Applied once, never changed afterwards.

CREATE INDEX "lead_owner_list_idx" ON "lead" ("ownerid", "statecode", "msdyn_leadscore" DESC, "leadid", "owningbusinessunit", "leadsourcecode", "leadqualitycode", "industrycode");

CREATE INDEX "lead_unit_list_idx" ON "lead" ("owningbusinessunit", "statecode", "msdyn_leadscore" DESC, "leadid", "leadsourcecode", "leadqualitycode", "industrycode");

CREATE INDEX "lead_list_idx" ON "lead" ("statecode", "msdyn_leadscore" DESC, "leadid", "leadsourcecode", "leadqualitycode", "industrycode");

CREATE INDEX "opportunity_owner_list_idx" ON "opportunity" ("ownerid", "statecode", "msdyn_opportunityscore" DESC, "opportunityid", "owningbusinessunit", "opportunityratingcode");

CREATE INDEX "opportunity_unit_list_idx" ON "opportunity" ("owningbusinessunit", "statecode", "msdyn_opportunityscore" DESC, "opportunityid", "opportunityratingcode");

CREATE INDEX "opportunity_list_idx" ON "opportunity" ("statecode", "msdyn_opportunityscore" DESC, "opportunityid", "opportunityratingcode");

DROP INDEX "lead_owner_score_idx";

DROP INDEX "lead_owningbusinessunit_idx";

DROP INDEX "lead_score_idx";

DROP INDEX "opportunity_owner_score_idx";

DROP INDEX "opportunity_owningbusinessunit_idx";

DROP INDEX "opportunity_score_idx";
