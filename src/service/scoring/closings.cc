// Closings counted in the evidence: each as it happens, and those that a version missed.
#include "service/scoring/as_known.h"
#include "service/scoring/evidence.h"
#include "service/scoring/service_state.h"

namespace leadlight::scoring {
namespace {

using record::Record;

/// A closed record as it was known before, from its history.
Closing closing_of(const Record& record, std::span<const store::HistoryEntry> history, const LiveModel& live) {
  const Life life = life_of(record, history, live.definition.outcome);
  Closing closing;
  closing.known = before_entries(record, history, life.first_after);
  closing.positive = live.definition.outcome.of(record).value_or(false);
  closing.lived = life.closing.has_value();
  closing.closed = record.time(live.scored->closed_on);
  if (!closing.closed && life.closing) closing.closed = history[*life.closing].at;
  const auto created = record.time("createdon");
  if (created && closing.closed && life.closing) {
    closing.days = (seconds_of(*closing.closed) - seconds_of(*created)) / kSecondsADay;
  }
  return closing;
}

}  // namespace

Result<void> catch_up_evidence(store::Transaction& tx, const LiveModel& live) {
  const auto counted_on = TRY(add_up_evidence(tx, live.version_id));
  return counted_on ? count_closings_since(tx, live, *counted_on) : Result<void>();
}

Result<void> count_closings_since(store::Transaction& tx, const LiveModel& live, Timestamp since) {
  const auto system = store::Caller::system();
  const Outcome& outcome = live.definition.outcome;
  query::Query query;
  query.table = live.scored->table;
  query.filter = query::all_of({query::compare("modifiedon", query::CompareOp::Ge, since), outcome.closed_filter()});
  query.order = {{{"", "", "modifiedon"}, query::Direction::Ascending}};  // by its index; by ids all would be looked at
  query.limit = 500;
  EvidenceChange change(live.version_id);
  Surroundings surroundings(tx, *live.scored, live.wanted);
  do {
    const store::Page page = TRY(tx.select(query, system));
    const auto histories = TRY(histories_of(tx, page, live.scored->table, {outcome.column}));
    for (size_t i = 0; i < page.rows.size(); ++i) {
      const store::Row& row = page.rows[i];
      const auto& history = histories[i];
      const size_t entry = life_of(row.record, history, outcome).closing.value_or(0);
      if (entry >= history.size() || history[entry].at <= since) continue;
      const auto count = TRY(count_of(live, closing_of(row.record, history, live), surroundings, 1));
      if (count) change.add(*count);
    }
    query.cursor = page.next;
  } while (query.cursor);
  return change.write(tx, tx.now());
}

Result<void> ScoringService::refresh_evidence(std::string_view table) {
  return store_.write([&](store::Transaction& tx) -> Result<void> {
    const auto all = TRY(in_force(tx, table));
    for (const auto& model : all->models) TRY(catch_up_evidence(tx, *model));
    return {};
  });
}

Result<void> ScoringService::outcome_changed(store::Transaction& tx, std::string_view table, const Record& before,
                                             const Record& after) {
  const auto models = TRY(in_force(tx, table));
  if (models->empty()) return {};
  std::optional<std::vector<store::HistoryEntry>> history;
  Surroundings surroundings(tx, *find_scored_table(table), models->wanted);
  for (const auto& model : models->models) {
    const Outcome& outcome = model->definition.outcome;
    const auto was = outcome.of(before), is = outcome.of(after);
    if (was == is) continue;
    if (!history) history = TRY(tx.history(table, after.id, store::Caller::system()));
    const auto keep = [&](const Closing& closing, int times) -> Result<void> {
      const auto count = TRY(count_of(*model, closing, surroundings, times));
      return count ? keep_for_later(tx, model->version_id, *count) : Result<void>();
    };
    if (was) {
      // What this very change wrote stands in the history already; before it, the record was as `before` says.
      std::span<const store::HistoryEntry> until(*history);
      if (!until.empty()) until = until.first(until.size() - 1);
      TRY(keep(closing_of(before, until, *model), -1));
    }
    if (is) TRY(keep(closing_of(after, *history, *model), 1));
  }
  return {};
}

}  // namespace leadlight::scoring
