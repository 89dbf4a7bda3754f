-- Written by `make migration` from the field table, the last statements by hand. Applied once, never changed afterwards.

CREATE TABLE "ll_rowcount" (
  "tablename" text NOT NULL,
  "statecode" bigint NOT NULL,
  "shard" bigint NOT NULL,
  "rows" bigint NOT NULL
);

CREATE UNIQUE INDEX "ll_rowcount_key" ON "ll_rowcount" ("tablename", "statecode", "shard");

CREATE OR REPLACE FUNCTION ll_count_added() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO ll_rowcount AS c (tablename, statecode, shard, rows) SELECT TG_TABLE_NAME, coalesce(statecode, -1), pg_backend_pid() % 1024, count(*) FROM changed GROUP BY statecode ON CONFLICT (tablename, statecode, shard) DO UPDATE SET rows = c.rows + excluded.rows; RETURN NULL; END $$;

CREATE OR REPLACE FUNCTION ll_count_removed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO ll_rowcount AS c (tablename, statecode, shard, rows) SELECT TG_TABLE_NAME, coalesce(statecode, -1), pg_backend_pid() % 1024, -count(*) FROM changed GROUP BY statecode ON CONFLICT (tablename, statecode, shard) DO UPDATE SET rows = c.rows + excluded.rows; RETURN NULL; END $$;

CREATE OR REPLACE FUNCTION ll_count_moved() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO ll_rowcount AS c (tablename, statecode, shard, rows) SELECT TG_TABLE_NAME, coalesce(statecode, -1), pg_backend_pid() % 1024, moved.rows FROM (VALUES (OLD.statecode, -1), (NEW.statecode, 1)) moved(statecode, rows) ON CONFLICT (tablename, statecode, shard) DO UPDATE SET rows = c.rows + excluded.rows; RETURN NULL; END $$;

CREATE TRIGGER "lead_count_insert" AFTER INSERT ON "lead" REFERENCING NEW TABLE AS changed EXECUTE FUNCTION ll_count_added();

CREATE TRIGGER "lead_count_delete" AFTER DELETE ON "lead" REFERENCING OLD TABLE AS changed EXECUTE FUNCTION ll_count_removed();

CREATE TRIGGER "lead_count_update" AFTER UPDATE OF statecode ON "lead" FOR EACH ROW WHEN (OLD.statecode IS DISTINCT FROM NEW.statecode) EXECUTE FUNCTION ll_count_moved();

CREATE TRIGGER "opportunity_count_insert" AFTER INSERT ON "opportunity" REFERENCING NEW TABLE AS changed EXECUTE FUNCTION ll_count_added();

CREATE TRIGGER "opportunity_count_delete" AFTER DELETE ON "opportunity" REFERENCING OLD TABLE AS changed EXECUTE FUNCTION ll_count_removed();

CREATE TRIGGER "opportunity_count_update" AFTER UPDATE OF statecode ON "opportunity" FOR EACH ROW WHEN (OLD.statecode IS DISTINCT FROM NEW.statecode) EXECUTE FUNCTION ll_count_moved();

CREATE TRIGGER "account_count_insert" AFTER INSERT ON "account" REFERENCING NEW TABLE AS changed EXECUTE FUNCTION ll_count_added();

CREATE TRIGGER "account_count_delete" AFTER DELETE ON "account" REFERENCING OLD TABLE AS changed EXECUTE FUNCTION ll_count_removed();

CREATE TRIGGER "account_count_update" AFTER UPDATE OF statecode ON "account" FOR EACH ROW WHEN (OLD.statecode IS DISTINCT FROM NEW.statecode) EXECUTE FUNCTION ll_count_moved();

CREATE TRIGGER "contact_count_insert" AFTER INSERT ON "contact" REFERENCING NEW TABLE AS changed EXECUTE FUNCTION ll_count_added();

CREATE TRIGGER "contact_count_delete" AFTER DELETE ON "contact" REFERENCING OLD TABLE AS changed EXECUTE FUNCTION ll_count_removed();

CREATE TRIGGER "contact_count_update" AFTER UPDATE OF statecode ON "contact" FOR EACH ROW WHEN (OLD.statecode IS DISTINCT FROM NEW.statecode) EXECUTE FUNCTION ll_count_moved();

CREATE TRIGGER "incident_count_insert" AFTER INSERT ON "incident" REFERENCING NEW TABLE AS changed EXECUTE FUNCTION ll_count_added();

CREATE TRIGGER "incident_count_delete" AFTER DELETE ON "incident" REFERENCING OLD TABLE AS changed EXECUTE FUNCTION ll_count_removed();

CREATE TRIGGER "incident_count_update" AFTER UPDATE OF statecode ON "incident" FOR EACH ROW WHEN (OLD.statecode IS DISTINCT FROM NEW.statecode) EXECUTE FUNCTION ll_count_moved();

-- The rows there are.

INSERT INTO ll_rowcount (tablename, statecode, shard, rows)
  SELECT 'lead', coalesce(statecode, -1), 0, count(*) FROM "lead" GROUP BY statecode;

INSERT INTO ll_rowcount (tablename, statecode, shard, rows)
  SELECT 'opportunity', coalesce(statecode, -1), 0, count(*) FROM "opportunity" GROUP BY statecode;

INSERT INTO ll_rowcount (tablename, statecode, shard, rows)
  SELECT 'account', coalesce(statecode, -1), 0, count(*) FROM "account" GROUP BY statecode;

INSERT INTO ll_rowcount (tablename, statecode, shard, rows)
  SELECT 'contact', coalesce(statecode, -1), 0, count(*) FROM "contact" GROUP BY statecode;

INSERT INTO ll_rowcount (tablename, statecode, shard, rows)
  SELECT 'incident', coalesce(statecode, -1), 0, count(*) FROM "incident" GROUP BY statecode;
