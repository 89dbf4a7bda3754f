// Scoring all open records anew, in pages: after a version was published, and for the dates that went by.
#include <algorithm>

#include "service/scoring/live_model.h"
#include "service/scoring/service_state.h"

namespace leadlight::scoring {
namespace {

using record::Record;

/// So many records share a transaction: short enough that a save waits some milliseconds at most.
constexpr int kRescoredAtOnce = 200;

struct Pending {
  Uuid id;
  std::int64_t version = 0;
  NewScore score;
};

bool says_the_same(const Record& record, const record::Values& columns) {
  return std::all_of(columns.begin(), columns.end(),
                     [&](const auto& column) { return record.get(column.first) == column.second; });
}

/// Writes one page. Records that were changed since they were read have been scored by that change.
Result<void> write_page(store::Transaction& tx, std::string_view table, std::vector<Pending>& page,
                        ScoringService& service) {
  const auto system = store::Caller::system();
  std::vector<NewScore> kept;
  for (Pending& pending : page) {
    const auto changed = tx.update(table, pending.id, pending.score.columns, pending.version, system);
    if (!changed) {
      const ErrorCode code = changed.error().code();
      if (code == ErrorCode::Conflict || code == ErrorCode::NotFound) continue;
      return fail(changed.error());
    }
    kept.push_back(pending.score);
  }
  return service.keep_many(tx, std::move(kept));
}

}  // namespace

Result<std::int64_t> ScoringService::rescore_all(std::string_view table, std::string_view cause,
                                                 const ProgressFn& progress, const query::FilterPtr& only) {
  const auto system = store::Caller::system();
  query::Query query;
  query.table = table;
  query.filter = only ? query::all_of({Outcome().open_filter(), only}) : Outcome().open_filter();
  query.limit = kRescoredAtOnce;
  std::int64_t done = 0, total = 0;
  do {
    std::vector<Pending> page;
    std::shared_ptr<const ModelsInForce> models;
    std::optional<std::string> next;
    std::int64_t read = 0;
    {
      const auto snapshot = TRY(store_.snapshot());
      models = TRY(in_force(*snapshot, table));
      if (!query.cursor) total = TRY(snapshot->count(table, query.filter, system));
      const store::Page rows = TRY(snapshot->select(query, system));
      next = rows.next;
      read = static_cast<std::int64_t>(rows.rows.size());
      std::vector<const Record*> records;
      for (const store::Row& row : rows.rows) records.push_back(&row.record);
      Surroundings surroundings(*snapshot, *find_scored_table(table), models->wanted);
      TRY(surroundings.read_ahead(records));
      for (const Record* record : records) {
        NewScore score = TRY(evaluate(*snapshot, *models, surroundings, *record, cause, clock_.now()));
        if (score.ledger_line.empty() && says_the_same(*record, score.columns)) continue;
        page.push_back({record->id, record->version, std::move(score)});
      }
    }
    bool overtaken = false;
    if (!page.empty()) {
      TRY(store_.write([&](store::Transaction& tx) -> Result<void> {
        // Another version may have been published since the page was read.
        overtaken = !(*TRY(in_force(tx, table)) == *models);
        return overtaken ? Result<void>() : write_page(tx, table, page, *this);
      }));
    }
    if (overtaken) continue;  // the same page once more
    done += read;
    query.cursor = next;
    if (progress && !progress(static_cast<double>(done) / static_cast<double>(std::max({done, total, std::int64_t{1}})),
                              "scoring", done, std::max(done, total))) {
      return fail(ErrorCode::Unavailable, "the scoring was cancelled; {} records have their new score", done);
    }
    if (!next) break;
  } while (true);
  return done;
}

}  // namespace leadlight::scoring
