-- Written by `make migration` from the field table, the last statements by hand. Applied once, never changed afterwards.

CREATE TABLE "ll_rowcount" (
  "tablename" TEXT NOT NULL,
  "statecode" INTEGER NOT NULL,
  "shard" INTEGER NOT NULL,
  "rows" INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX "ll_rowcount_key" ON "ll_rowcount" ("tablename", "statecode", "shard");

CREATE TRIGGER "lead_count_insert" AFTER INSERT ON "lead" BEGIN
  INSERT INTO ll_rowcount (tablename, statecode, shard, rows) VALUES ('lead', coalesce(new.statecode, -1), 0, 1) ON CONFLICT (tablename, statecode, shard) DO UPDATE SET rows = rows + excluded.rows;
END;

CREATE TRIGGER "lead_count_delete" AFTER DELETE ON "lead" BEGIN
  INSERT INTO ll_rowcount (tablename, statecode, shard, rows) VALUES ('lead', coalesce(old.statecode, -1), 0, -1) ON CONFLICT (tablename, statecode, shard) DO UPDATE SET rows = rows + excluded.rows;
END;

CREATE TRIGGER "lead_count_update" AFTER UPDATE OF "statecode" ON "lead" WHEN old.statecode IS NOT new.statecode BEGIN
  INSERT INTO ll_rowcount (tablename, statecode, shard, rows) VALUES ('lead', coalesce(old.statecode, -1), 0, -1) ON CONFLICT (tablename, statecode, shard) DO UPDATE SET rows = rows + excluded.rows;
  INSERT INTO ll_rowcount (tablename, statecode, shard, rows) VALUES ('lead', coalesce(new.statecode, -1), 0, 1) ON CONFLICT (tablename, statecode, shard) DO UPDATE SET rows = rows + excluded.rows;
END;

CREATE TRIGGER "opportunity_count_insert" AFTER INSERT ON "opportunity" BEGIN
  INSERT INTO ll_rowcount (tablename, statecode, shard, rows) VALUES ('opportunity', coalesce(new.statecode, -1), 0, 1) ON CONFLICT (tablename, statecode, shard) DO UPDATE SET rows = rows + excluded.rows;
END;

CREATE TRIGGER "opportunity_count_delete" AFTER DELETE ON "opportunity" BEGIN
  INSERT INTO ll_rowcount (tablename, statecode, shard, rows) VALUES ('opportunity', coalesce(old.statecode, -1), 0, -1) ON CONFLICT (tablename, statecode, shard) DO UPDATE SET rows = rows + excluded.rows;
END;

CREATE TRIGGER "opportunity_count_update" AFTER UPDATE OF "statecode" ON "opportunity" WHEN old.statecode IS NOT new.statecode BEGIN
  INSERT INTO ll_rowcount (tablename, statecode, shard, rows) VALUES ('opportunity', coalesce(old.statecode, -1), 0, -1) ON CONFLICT (tablename, statecode, shard) DO UPDATE SET rows = rows + excluded.rows;
  INSERT INTO ll_rowcount (tablename, statecode, shard, rows) VALUES ('opportunity', coalesce(new.statecode, -1), 0, 1) ON CONFLICT (tablename, statecode, shard) DO UPDATE SET rows = rows + excluded.rows;
END;

CREATE TRIGGER "account_count_insert" AFTER INSERT ON "account" BEGIN
  INSERT INTO ll_rowcount (tablename, statecode, shard, rows) VALUES ('account', coalesce(new.statecode, -1), 0, 1) ON CONFLICT (tablename, statecode, shard) DO UPDATE SET rows = rows + excluded.rows;
END;

CREATE TRIGGER "account_count_delete" AFTER DELETE ON "account" BEGIN
  INSERT INTO ll_rowcount (tablename, statecode, shard, rows) VALUES ('account', coalesce(old.statecode, -1), 0, -1) ON CONFLICT (tablename, statecode, shard) DO UPDATE SET rows = rows + excluded.rows;
END;

CREATE TRIGGER "account_count_update" AFTER UPDATE OF "statecode" ON "account" WHEN old.statecode IS NOT new.statecode BEGIN
  INSERT INTO ll_rowcount (tablename, statecode, shard, rows) VALUES ('account', coalesce(old.statecode, -1), 0, -1) ON CONFLICT (tablename, statecode, shard) DO UPDATE SET rows = rows + excluded.rows;
  INSERT INTO ll_rowcount (tablename, statecode, shard, rows) VALUES ('account', coalesce(new.statecode, -1), 0, 1) ON CONFLICT (tablename, statecode, shard) DO UPDATE SET rows = rows + excluded.rows;
END;

CREATE TRIGGER "contact_count_insert" AFTER INSERT ON "contact" BEGIN
  INSERT INTO ll_rowcount (tablename, statecode, shard, rows) VALUES ('contact', coalesce(new.statecode, -1), 0, 1) ON CONFLICT (tablename, statecode, shard) DO UPDATE SET rows = rows + excluded.rows;
END;

CREATE TRIGGER "contact_count_delete" AFTER DELETE ON "contact" BEGIN
  INSERT INTO ll_rowcount (tablename, statecode, shard, rows) VALUES ('contact', coalesce(old.statecode, -1), 0, -1) ON CONFLICT (tablename, statecode, shard) DO UPDATE SET rows = rows + excluded.rows;
END;

CREATE TRIGGER "contact_count_update" AFTER UPDATE OF "statecode" ON "contact" WHEN old.statecode IS NOT new.statecode BEGIN
  INSERT INTO ll_rowcount (tablename, statecode, shard, rows) VALUES ('contact', coalesce(old.statecode, -1), 0, -1) ON CONFLICT (tablename, statecode, shard) DO UPDATE SET rows = rows + excluded.rows;
  INSERT INTO ll_rowcount (tablename, statecode, shard, rows) VALUES ('contact', coalesce(new.statecode, -1), 0, 1) ON CONFLICT (tablename, statecode, shard) DO UPDATE SET rows = rows + excluded.rows;
END;

CREATE TRIGGER "incident_count_insert" AFTER INSERT ON "incident" BEGIN
  INSERT INTO ll_rowcount (tablename, statecode, shard, rows) VALUES ('incident', coalesce(new.statecode, -1), 0, 1) ON CONFLICT (tablename, statecode, shard) DO UPDATE SET rows = rows + excluded.rows;
END;

CREATE TRIGGER "incident_count_delete" AFTER DELETE ON "incident" BEGIN
  INSERT INTO ll_rowcount (tablename, statecode, shard, rows) VALUES ('incident', coalesce(old.statecode, -1), 0, -1) ON CONFLICT (tablename, statecode, shard) DO UPDATE SET rows = rows + excluded.rows;
END;

CREATE TRIGGER "incident_count_update" AFTER UPDATE OF "statecode" ON "incident" WHEN old.statecode IS NOT new.statecode BEGIN
  INSERT INTO ll_rowcount (tablename, statecode, shard, rows) VALUES ('incident', coalesce(old.statecode, -1), 0, -1) ON CONFLICT (tablename, statecode, shard) DO UPDATE SET rows = rows + excluded.rows;
  INSERT INTO ll_rowcount (tablename, statecode, shard, rows) VALUES ('incident', coalesce(new.statecode, -1), 0, 1) ON CONFLICT (tablename, statecode, shard) DO UPDATE SET rows = rows + excluded.rows;
END;

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
