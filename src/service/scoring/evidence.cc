#include "service/scoring/evidence.h"

#include <algorithm>
#include <cmath>

#include "service/scoring/as_known.h"
#include "service/scoring/service_state.h"

namespace leadlight::scoring {
namespace {

using record::Record;
using record::Value;
using record::Values;

constexpr std::string_view kTable = "ll_valuestatistic";

/// One id for one count, so that it is found without a search and never made twice.
Uuid count_id(const Uuid& version, std::string_view attribute, std::uint32_t bucket) {
  return Uuid::from_name(fmt::format("evidence {} {} {}", version.to_string(), attribute, bucket));
}

Values count_values(const Uuid& version, std::string_view attribute, std::uint32_t bucket, const ValueCount& count) {
  Values values{
      {"ll_modelversionid", record::Reference{"ll_modelversion", version}},
      {"ll_attribute", std::string(attribute)},
      {"ll_bucket", std::to_string(bucket)},
      {"ll_closed", count.closed},
      {"ll_positives", count.positives},
      {"ll_days", count.days.to_text()},
  };
  Value& median = values["ll_mediandays"];
  if (const auto days = count.days.median()) median = *days;
  return values;
}

ValueCount read_count(const Record& row) {
  ValueCount count;
  if (const auto* closed = row.get_as<std::int64_t>("ll_closed")) count.closed = *closed;
  if (const auto* positives = row.get_as<std::int64_t>("ll_positives")) count.positives = *positives;
  if (const auto* days = row.get_as<std::string>("ll_days")) count.days = DayCounts::parse(*days);
  return count;
}

void add(ValueCount& count, bool positive, std::optional<double> days, int times) {
  count.closed = std::max<std::int64_t>(0, count.closed + times);
  if (!positive) return;
  count.positives = std::max<std::int64_t>(0, count.positives + times);
  if (days) count.days.add(*days, times);
}

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

Result<void> write_evidence(store::Transaction& tx, const Uuid& version, const feature::ScoringModel& model,
                            const TrainingRows& rows) {
  const feature::TrainingSet& set = rows.set;
  const auto& attributes = model.attributes();
  std::vector<std::vector<ValueCount>> counts(attributes.size());
  std::vector<const feature::Column*> columns;
  for (size_t a = 0; a < attributes.size(); ++a) {
    counts[a].resize(model.encoder().bucket_count(a));
    columns.push_back(set.frame.find(attributes[a].name));
  }
  ValueCount all;
  std::vector<feature::Cell> cells(attributes.size());
  for (size_t row = 0; row < set.outcome.size(); ++row) {
    if (!rows.is_last[row]) continue;
    std::optional<double> days;
    if (!set.days_to_close.empty() && !std::isnan(set.days_to_close[row])) days = set.days_to_close[row];
    const double as_of = set.frame.as_of.empty() ? feature::kNoNumber : set.frame.as_of[row];
    for (size_t a = 0; a < attributes.size(); ++a) cells[a] = columns[a] ? columns[a]->cell(row) : feature::Cell{};
    for (size_t a = 0; a < attributes.size(); ++a) {
      add(counts[a][model.bucket_of(a, cells, as_of).id], set.outcome[row] != 0, days, 1);
    }
    add(all, set.outcome[row] != 0, days, 1);
  }
  std::vector<std::pair<Uuid, Values>> lines{{count_id(version, "", 0), count_values(version, "", 0, all)}};
  for (size_t a = 0; a < attributes.size(); ++a) {
    for (std::uint32_t b = 0; b < counts[a].size(); ++b) {
      lines.emplace_back(count_id(version, attributes[a].name, b),
                         count_values(version, attributes[a].name, b, counts[a][b]));
    }
  }
  return tx.insert_many(kTable, std::move(lines), store::Caller::system());
}

Result<void> EvidenceChange::add(const Closing& closing, Surroundings& surroundings, int times) {
  const Subject subject =
      TRY(surroundings.before(closing.known, closing.closed, closing.lived ? Past::Lived : Past::CameIn));
  if (!TRY(live_.covers(subject, surroundings))) return {};
  const auto change = [&](std::string_view attribute, std::uint32_t bucket) {
    Delta& delta = deltas_[count_id(live_.version_id, attribute, bucket)];
    delta.attribute = attribute;
    delta.bucket = bucket;
    delta.closed += times;
    if (!closing.positive) return;
    delta.positives += times;
    if (closing.days) delta.days.emplace_back(*closing.days, times);
  };
  const SubjectCells cells(live_, subject);
  for (size_t a = 0; a < live_.sources.size(); ++a) {
    change(live_.model->attributes()[a].name, live_.model->bucket_of(a, cells.cells(), subject.as_of).id);
  }
  change("", 0);
  return {};
}

Result<void> EvidenceChange::write(store::Transaction& tx) const {
  const auto system = store::Caller::system();
  for (const auto& [id, delta] : deltas_) {
    const auto row = TRY(tx.find(kTable, id, {}, system));
    ValueCount count = row ? read_count(*row) : ValueCount();
    count.closed = std::max<std::int64_t>(0, count.closed + delta.closed);
    count.positives = std::max<std::int64_t>(0, count.positives + delta.positives);
    for (const auto& [days, times] : delta.days) count.days.add(days, times);
    Values values = count_values(live_.version_id, delta.attribute, delta.bucket, count);
    if (row) {
      // Two closings at once must both count: the second sees another version and is done again.
      TRY(tx.update(kTable, id, std::move(values), row->version, system));
    } else {
      TRY(tx.insert(kTable, id, std::move(values), system));
    }
  }
  return {};
}

Result<std::optional<ValueCount>> find_evidence(store::Snapshot& snapshot, const LiveModel& live,
                                                std::optional<size_t> attribute, std::uint32_t bucket) {
  const std::string_view name = attribute ? std::string_view(live.model->attributes()[*attribute].name) : "";
  const auto row = TRY(snapshot.find(kTable, count_id(live.version_id, name, bucket),
                                     {"ll_closed", "ll_positives", "ll_days"}, store::Caller::system()));
  if (!row) return std::nullopt;
  return read_count(*row);
}

Result<void> catch_up_evidence(store::Transaction& tx, const LiveModel& live) {
  const auto system = store::Caller::system();
  // Every closing touches the count of all, so its date is when this version was last kept up.
  const auto base = TRY(tx.find(kTable, count_id(live.version_id, "", 0), {"modifiedon"}, system));
  if (!base) return {};
  const auto* since = base->get_as<Timestamp>("modifiedon");
  if (since == nullptr) return {};
  return count_closings_since(tx, live, *since);
}

Result<void> count_closings_since(store::Transaction& tx, const LiveModel& live, Timestamp since) {
  const auto system = store::Caller::system();
  const Outcome& outcome = live.definition.outcome;
  query::Query query;
  query.table = live.scored->table;
  query.filter = query::all_of({query::compare("modifiedon", query::CompareOp::Ge, since), outcome.closed_filter()});
  query.limit = 500;
  EvidenceChange change(live);
  Surroundings surroundings(tx, *live.scored, live.wanted);
  do {
    const store::Page page = TRY(tx.select(query, system));
    for (const store::Row& row : page.rows) {
      const auto history = TRY(tx.history(live.scored->table, row.record.id, system));
      const size_t entry = life_of(row.record, history, outcome).closing.value_or(0);
      if (entry >= history.size() || history[entry].at < since) continue;
      TRY(change.add(closing_of(row.record, history, live), surroundings, 1));
    }
    query.cursor = page.next;
  } while (query.cursor);
  return change.write(tx);
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
    EvidenceChange change(*model);
    if (was) {
      // What this very change wrote stands in the history already; before it, the record was as `before` says.
      std::span<const store::HistoryEntry> until(*history);
      if (!until.empty()) until = until.first(until.size() - 1);
      TRY(change.add(closing_of(before, until, *model), surroundings, -1));
    }
    if (is) TRY(change.add(closing_of(after, *history, *model), surroundings, 1));
    TRY(change.write(tx));
  }
  return {};
}

}  // namespace leadlight::scoring
