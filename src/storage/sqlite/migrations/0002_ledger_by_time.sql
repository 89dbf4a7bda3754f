-- Written by `make migration` from the field table. Applied once, never changed afterwards.

CREATE INDEX "ll_scorepoint_ll_leadid_time_idx" ON "ll_scorepoint" ("ll_leadid", "ll_scoredon") WHERE "ll_leadid" IS NOT NULL;

CREATE INDEX "ll_scorepoint_ll_opportunityid_time_idx" ON "ll_scorepoint" ("ll_opportunityid", "ll_scoredon") WHERE "ll_opportunityid" IS NOT NULL;

DROP INDEX "ll_scorepoint_ll_leadid_idx";

DROP INDEX "ll_scorepoint_ll_opportunityid_idx";

DROP INDEX "ll_scorepoint_ll_scoredon_idx";
