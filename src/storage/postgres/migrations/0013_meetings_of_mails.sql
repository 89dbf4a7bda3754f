-- Written by `make migration` from the field table. Applied once, never changed afterwards.

ALTER TABLE "email" ADD COLUMN "ll_meetingid" uuid;

CREATE INDEX "email_ll_meetingid_idx" ON "email" ("ll_meetingid") WHERE "ll_meetingid" IS NOT NULL;
