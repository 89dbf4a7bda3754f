// kpi_duckdb.mjs CSV THREADS: the KPIs of every record in DuckDB's SQL, from the activities that the benchmark kpi wrote
// (kpi_peer.cc). Prints the sums of all numbers and the seconds of each of five passes as JSON.
//
// Who writes twice before the other side answers asks once: rows of one side that follow each other are an island
// ("turn"), and the island that follows answers it.
import { DuckDBInstance } from "@duckdb/node-api";

const [file, threads] = process.argv.slice(2);
const instance = await DuckDBInstance.create(":memory:", { threads });
const connection = await instance.connect();
await connection.run(`CREATE TABLE activity AS SELECT * FROM read_csv('${file}', header = true, columns = {
  'record': 'INTEGER', 'place': 'INTEGER', 'time': 'BIGINT', 'known': 'BIGINT', 'thread': 'INTEGER', 'channel': 'UTINYINT',
  'direction': 'UTINYINT', 'minutes': 'INTEGER', 'ours': 'INTEGER', 'missed': 'BOOLEAN', 'as_of': 'BIGINT'})`);

const query = `
WITH counts AS (
  SELECT record,
    count_if(channel = 0 AND direction = 0) AS mails_sent, count_if(channel = 0 AND direction = 1) AS mails_received,
    count_if(channel = 1 AND direction = 0) AS meetings_sent, count_if(channel = 1 AND direction = 1) AS meetings_received,
    count_if(channel = 2 AND direction = 0) AS calls_made, count_if(channel = 2 AND direction = 1) AS calls_received,
    count_if(missed) AS missed,
    sum(CASE channel WHEN 0 THEN if(direction = 0, 5, 2.5) WHEN 1 THEN minutes * greatest(ours, 1) ELSE minutes END) AS ours,
    sum(CASE channel WHEN 0 THEN if(direction = 0, 2.5, 5) ELSE minutes END) AS theirs,
    max(time) FILTER (NOT missed) AS last
  FROM activity WHERE time <= as_of GROUP BY record),
next AS (SELECT record, min(time) AS next FROM activity WHERE time > as_of AND known <= as_of GROUP BY record),
mail_marked AS (
  SELECT record, thread, place, time, direction,
    direction IS DISTINCT FROM lag(direction) OVER (PARTITION BY record, thread ORDER BY place) AS begins
  FROM activity WHERE time <= as_of AND channel = 0),
mail_turns AS (
  SELECT record, direction AS asker, time AS asked, lead(time) OVER (PARTITION BY record, thread ORDER BY place) AS answered
  FROM mail_marked WHERE begins),
contact_marked AS (
  SELECT record, place, time, direction, missed,
    direction IS DISTINCT FROM lag(direction) OVER (PARTITION BY record ORDER BY place) AS begins
  FROM activity WHERE time <= as_of),
contact_numbered AS (
  SELECT *, count_if(begins) OVER (PARTITION BY record ORDER BY place) AS turn FROM contact_marked),
contact_turns AS (
  SELECT record, turn, any_value(direction) AS asker, min(time) FILTER (missed) AS asked, min(time) AS first
  FROM contact_numbered GROUP BY record, turn),
call_turns AS (
  SELECT record, asker, asked, lead(first) OVER (PARTITION BY record ORDER BY turn) AS answered FROM contact_turns),
answers AS (
  SELECT record, asker, true AS mail, asked, answered FROM mail_turns
  UNION ALL SELECT record, asker, false, asked, answered FROM call_turns WHERE asked IS NOT NULL),
responses AS (
  SELECT record,
    ${[0, 1]
      .flatMap((asker) =>
        [
          ["mail", `asker = ${asker} AND mail`],
          ["all", `asker = ${asker}`],
        ].map(
          ([name, of]) => `count_if(${of}) AS ${name}_asked_${asker},
    count(answered) FILTER (${of}) AS ${name}_answered_${asker},
    avg((answered - asked) / 3.6e9) FILTER (${of}) AS ${name}_mean_${asker},
    median((answered - asked) / 3.6e9) FILTER (${of}) AS ${name}_median_${asker}`,
        ),
      )
      .join(",\n    ")}
  FROM answers GROUP BY record)
SELECT * FROM counts LEFT JOIN next USING (record) LEFT JOIN responses USING (record)`;

const seconds = [];
for (let turn = 0; turn < 5; ++turn) {
  const start = performance.now();
  await connection.run(`CREATE OR REPLACE TEMP TABLE kpi AS ${query}`);
  seconds.push((performance.now() - start) / 1000);
}
const columns = (await connection.runAndReadAll("DESCRIBE kpi"))
  .getRows()
  .map((row) => row[0]);
const sums = columns
  .filter((name) => name !== "record")
  .map((name) => `sum("${name}")::DOUBLE AS "${name}"`);
const row = (
  await connection.runAndReadAll(`SELECT ${sums.join(", ")} FROM kpi`)
).getRowObjects()[0];
console.log(
  JSON.stringify({
    seconds,
    sums: row,
    version: (
      await connection.runAndReadAll("SELECT version()")
    ).getRows()[0][0],
  }),
);
