// Scoring all open records anew, in pages: after a version was published, and for the dates that went by.
#include <algorithm>
#include <future>
#include <map>
#include <span>

#include "service/scoring/live_model.h"
#include "service/scoring/service_state.h"

namespace leadlight::scoring {
namespace {

using record::Record;

/// So many records are read and scored together ...
constexpr int kReadAtOnce = 200;
/// ... and so many share a transaction: short enough that a save waits some milliseconds at most.
constexpr size_t kWrittenAtOnce = 20;
/// The cause of a pass for which only the time went by. A day more in a stage that moves no point is not worth a write.
constexpr std::string_view kTime = "time";

bool says_the_same(const Record& record, const record::Values& columns) {
  return std::all_of(columns.begin(), columns.end(),
                     [&](const auto& column) { return record.get(column.first) == column.second; });
}

/// The reasons that stand in the score rows of a page, by record.
Result<std::map<Uuid, std::string>> reasons_of(store::Snapshot& snapshot, const ScoredTable& scored,
                                               const store::Page& page) {
  query::In rows{{{}, {}, "msdyn_predictivescoreid"}, {}};
  for (const store::Row& row : page.rows) rows.values.emplace_back(row.record.target(scored.score_row));
  query::Query query{.table = std::string(kScoreTable), .columns = {"msdyn_scorereasons", std::string(scored.parent)}};
  query.filter = std::make_shared<query::Filter>(query::Filter{std::move(rows)});
  std::map<Uuid, std::string> reasons;
  TRY(snapshot.scan(query, store::Caller::system(), [&](Record&& row) -> Result<bool> {
    reasons[row.target(scored.parent)] = row.text("msdyn_scorereasons");
    return true;
  }));
  return reasons;
}

/// Whether there is nothing to write of a score.
bool is_told_already(const Record& record, const NewScore& score, const std::map<Uuid, std::string>& reasons) {
  if (score.columns.empty()) return true;
  if (!score.ledger_line.empty() || !says_the_same(record, score.columns)) return false;
  const auto told = reasons.find(record.id);
  return told == reasons.end() || score.row.at("msdyn_scorereasons") == record::Value(told->second);
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
  std::int64_t narrow_passes = 0;    ///< that had begun before it was read
};

std::unique_lock<std::mutex> ScoringService::State::take_turn() {
  const std::scoped_lock next(waiting);
  return std::unique_lock(rescoring);
}

Result<ScoringService::ScoredPage> ScoringService::score_page(const query::Query& query, std::string_view cause) {
  const auto system = store::Caller::system();
  ScoredPage page;
  page.narrow_passes = state_->narrow_passes;
  const auto snapshot = TRY(store_.snapshot());
  page.models = TRY(in_force(*snapshot, query.table));
  if (!query.cursor) page.total = TRY(snapshot->count(query.table, query.filter, system));
  const store::Page rows = TRY(snapshot->select(query, system));
  page.next = rows.next;
  page.read = static_cast<std::int64_t>(rows.rows.size());
  std::vector<const Record*> records;
  for (const store::Row& row : rows.rows) records.push_back(&row.record);
  const ScoredTable& scored = *find_scored_table(query.table);
  const auto reasons = cause == kTime ? std::map<Uuid, std::string>() : TRY(reasons_of(*snapshot, scored, rows));
  auto scores = TRY(evaluate_many(*snapshot, *page.models, records, cause, clock_.now()));
  for (size_t i = 0; i < records.size(); ++i) {
    if (is_told_already(*records[i], scores[i], reasons)) continue;
    page.changed.push_back({records[i]->id, records[i]->version, std::move(scores[i])});
  }
  return page;
}

Result<bool> ScoringService::keep_page(std::string_view table, const ScoredPage& page) {
  const auto system = store::Caller::system();
  bool all = true;
  const std::span<const ScoredPage::Changed> changed(page.changed);
  for (size_t first = 0; first < changed.size(); first += kWrittenAtOnce) {
    bool in_time = true, written = true;
    TRY(store_.write([&](store::Transaction& tx) -> Result<void> {
      written = true;
      in_time = *TRY(in_force(tx, table)) == *page.models;
      if (!in_time) return {};
      const auto some = changed.subspan(first, std::min(kWrittenAtOnce, changed.size() - first));
      std::vector<store::RowChange> changes;
      for (const auto& each : some) changes.push_back({each.id, each.score.columns, each.version});
      const auto outcomes = TRY(tx.update_many(table, std::move(changes), system));
      std::vector<NewScore> kept;
      for (size_t i = 0; i < some.size(); ++i) {
        if (outcomes[i] == store::UpdateOutcome::Done) kept.push_back(some[i].score);
        // What it stands among may have been read too early as well.
        if (outcomes[i] == store::UpdateOutcome::ChangedMeanwhile) written = false;
      }
      return keep_many(tx, std::move(kept));
    }));
    if (!in_time) return false;
    all = all && written;
  }
  return all;
}

Result<std::int64_t> ScoringService::rescore_all(std::string_view table, std::string_view cause,
                                                 const ProgressFn& progress, const query::FilterPtr& only) {
  query::Query query;
  query.table = table;
  query.filter = only ? query::all_of({Outcome().open_filter(), only}) : Outcome().open_filter();
  query.limit = kReadAtOnce;
  std::int64_t done = 0;
  std::unique_lock<std::mutex> turn;
  if (only) {
    turn = state_->take_turn();
    ++state_->narrow_passes;
  }
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
    if (!only && !page.changed.empty()) {
      turn = state_->take_turn();
      if (state_->narrow_passes != page.narrow_passes) page = TRY(score_page(query, cause));
    }
    const bool kept = TRY(keep_page(table, page));
    if (!only) turn = {};
    if (!kept) {
      // Records, or the models in force, were changed since the page was read: the same page once more.
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
