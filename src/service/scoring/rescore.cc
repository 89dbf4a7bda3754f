// Scoring all open records anew, in pages: after a version was published, and for the dates that went by.
#include <algorithm>
#include <future>

#include "service/scoring/live_model.h"
#include "service/scoring/service_state.h"

namespace leadlight::scoring {
namespace {

using record::Record;

/// So many records share a transaction: short enough that a save waits some milliseconds at most.
constexpr int kRescoredAtOnce = 200;

bool says_the_same(const Record& record, const record::Values& columns) {
  return std::all_of(columns.begin(), columns.end(),
                     [&](const auto& column) { return record.get(column.first) == column.second; });
}

}  // namespace

/// Some open records with the scores that differ from what is written.
struct ScoringService::ScoredPage {
  struct Changed {
    Uuid id;
    std::int64_t version = 0;
    NewScore score;
  };
  std::vector<Changed> changed;
  std::shared_ptr<const ModelsInForce> models;
  std::optional<std::string> next;
  std::int64_t read = 0, total = 0;  ///< total: of all pages, counted with the first
};

Result<ScoringService::ScoredPage> ScoringService::score_page(const query::Query& query, std::string_view cause) {
  const auto system = store::Caller::system();
  const auto snapshot = TRY(store_.snapshot());
  ScoredPage page;
  page.models = TRY(in_force(*snapshot, query.table));
  if (!query.cursor) page.total = TRY(snapshot->count(query.table, query.filter, system));
  const store::Page rows = TRY(snapshot->select(query, system));
  page.next = rows.next;
  page.read = static_cast<std::int64_t>(rows.rows.size());
  std::vector<const Record*> records;
  for (const store::Row& row : rows.rows) records.push_back(&row.record);
  Surroundings surroundings(*snapshot, *find_scored_table(query.table), page.models->wanted);
  TRY(surroundings.read_ahead(records));
  for (const Record* record : records) {
    NewScore score = TRY(evaluate(*snapshot, *page.models, surroundings, *record, cause, clock_.now()));
    if (score.ledger_line.empty() && says_the_same(*record, score.columns)) continue;
    page.changed.push_back({record->id, record->version, std::move(score)});
  }
  return page;
}

Result<bool> ScoringService::keep_page(std::string_view table, const ScoredPage& page) {
  if (page.changed.empty()) return true;
  const auto system = store::Caller::system();
  bool overtaken = false;
  TRY(store_.write([&](store::Transaction& tx) -> Result<void> {
    overtaken = !(*TRY(in_force(tx, table)) == *page.models);
    if (overtaken) return {};
    std::vector<NewScore> kept;
    for (const ScoredPage::Changed& each : page.changed) {
      const auto changed = tx.update(table, each.id, each.score.columns, each.version, system);
      if (changed) {
        kept.push_back(each.score);
        continue;
      }
      // Records that were changed since they were read have been scored by that change.
      const ErrorCode code = changed.error().code();
      if (code != ErrorCode::Conflict && code != ErrorCode::NotFound) return fail(changed.error());
    }
    return keep_many(tx, std::move(kept));
  }));
  return !overtaken;
}

Result<std::int64_t> ScoringService::rescore_all(std::string_view table, std::string_view cause,
                                                 const ProgressFn& progress, const query::FilterPtr& only) {
  query::Query query;
  query.table = table;
  query.filter = only ? query::all_of({Outcome().open_filter(), only}) : Outcome().open_filter();
  query.limit = kRescoredAtOnce;
  std::int64_t done = 0;
  ScoredPage page = TRY(score_page(query, cause));
  const std::int64_t total = page.total;
  for (;;) {
    // The next page is scored while this one is written.
    query::Query following = query;
    following.cursor = page.next;
    std::future<Result<ScoredPage>> next;
    if (page.next) {
      next = std::async(std::launch::async, [this, following, cause] { return score_page(following, cause); });
    }
    if (!TRY(keep_page(table, page))) {
      // Another version was published since the page was read: the same page once more.
      page = TRY(score_page(query, cause));
      continue;
    }
    done += page.read;
    if (progress && !progress(static_cast<double>(done) / static_cast<double>(std::max({done, total, std::int64_t{1}})),
                              "scoring", done, std::max(done, total))) {
      return fail(ErrorCode::Unavailable, "the scoring was cancelled; {} records have their new score", done);
    }
    if (!next.valid()) return done;
    query = std::move(following);
    page = TRY(next.get());
  }
}

}  // namespace leadlight::scoring
