-- Written by `make migration` from the field table. Applied once, never changed afterwards.

CREATE INDEX "msdyn_leadkpiitem_msdyn_acilastupdatetimestamp_idx" ON "msdyn_leadkpiitem" ("msdyn_acilastupdatetimestamp" NULLS FIRST);

CREATE INDEX "msdyn_opportunitykpiitem_msdyn_acilastupdatetimestamp_idx" ON "msdyn_opportunitykpiitem" ("msdyn_acilastupdatetimestamp" NULLS FIRST);

CREATE INDEX "msdyn_accountkpiitem_msdyn_acilastupdatetimestamp_idx" ON "msdyn_accountkpiitem" ("msdyn_acilastupdatetimestamp" NULLS FIRST);

CREATE INDEX "msdyn_contactkpiitem_msdyn_acilastupdatetimestamp_idx" ON "msdyn_contactkpiitem" ("msdyn_acilastupdatetimestamp" NULLS FIRST);
