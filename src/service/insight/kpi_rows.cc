#include "service/insight/kpi_rows.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <map>
#include <mutex>

#include "base/log.h"
#include "service/insight/activities.h"
#include "service/insight/around_in_store.h"
#include "service/insight/make_rows.h"
#include "service/insight/row_values.h"
#include "service/insight/rows.h"
#include "service/insight/settings.h"

namespace leadlight::insight {
namespace {

using record::Record;
using record::Reference;
using record::Value;
using record::Values;
using relation::RecordType;

constexpr std::array<KpiTable, 4> kTables = {{
    {"msdyn_accountkpiitem", "msdyn_accountid", "msdyn_accountkpiid"},
    {"msdyn_contactkpiitem", "msdyn_contactid", "msdyn_contactkpiid"},
    {"msdyn_leadkpiitem", "msdyn_leadid", "msdyn_leadkpiid"},
    {"msdyn_opportunitykpiitem", "msdyn_opportunityid", "msdyn_opportunitykpiid"},
}};

/// Wakes who keeps the rows up to date: without it they would follow by the next look.
struct Marks {
  std::mutex mutex;
  std::condition_variable made;
  bool any = false;
};
Marks& marks_made() {
  static Marks marks;
  return marks;
}
void tell_marked() {
  {
    const std::lock_guard lock(marks_made().mutex);
    marks_made().any = true;
  }
  marks_made().made.notify_one();
}

/// A row as it stands, of a record.
struct Stored {
  const KpiTable* table;
  Uuid id;
  std::int64_t version;
  Reference record;
};

Result<std::vector<Stored>> due_rows(store::Snapshot& snapshot, Timestamp now, int most) {
  std::vector<std::pair<Timestamp, Stored>> due;
  for (const RecordType type : kRecordTypes) {
    const KpiTable& table = kpi_table_of(type);
    query::Query query{.table = std::string(table.table),
                       .columns = {std::string(table.of_record), "ll_dueon"},
                       .filter = query::compare("ll_dueon", query::CompareOp::Le, now)};
    query.order = {{query::Path{{}, {}, "ll_dueon"}, query::Direction::Ascending}};
    query.limit = most;
    for (const store::Row& row : TRY(snapshot.select(query, store::Caller::system())).rows) {
      const auto* record = row.record.get_as<Reference>(table.of_record);
      const auto at = row.record.time("ll_dueon");
      if (record != nullptr && at) due.push_back({*at, {&table, row.record.id, row.record.version, *record}});
    }
  }
  std::ranges::stable_sort(due, {}, [](const auto& each) { return each.first; });
  if (due.size() > static_cast<std::size_t>(most)) due.resize(static_cast<std::size_t>(most));
  std::vector<Stored> rows;
  for (auto& [_, row] : due) rows.push_back(std::move(row));
  return rows;
}

/// What is shown of a record whose figures cannot be worked out; tried again later, so that it does not keep the others
/// waiting.
Values failed_values(Timestamp now) {
  constexpr std::chrono::hours kAgain{1};
  return {{"msdyn_relationshiphealthscorevalue", Value()},
          {"msdyn_relationshiphealthscorestate", static_cast<std::int64_t>(relation::HealthState::SomethingWrong)},
          {"msdyn_relationshiphealthtrend", static_cast<std::int64_t>(relation::HealthTrend::SomethingWrong)},
          {"ll_dueon", now + kAgain}};
}

/// Logged is why it could not be.
WorkedOut work_out_or_say(store::Snapshot& snapshot, const Reference& record, const RelationshipSettings& settings,
                          Timestamp now) {
  Result<WorkedOut> worked = work_out(snapshot, record, settings, now);
  if (worked) return std::move(*worked);
  base::log(base::LogLevel::Error, "insight", "a relationship could not be worked out",
            {{"table", record.table}, {"id", record.id.to_string()}, {"error", worked.error().to_string()}});
  return {failed_values(now), true};
}

/// A row that was touched meanwhile keeps its mark: it is worked out again.
Result<void> refresh(store::Store& store, store::Snapshot& snapshot, const Stored& row,
                     const RelationshipSettings& settings, Timestamp now) {
  const WorkedOut worked = work_out_or_say(snapshot, row.record, settings, now);
  return store.write([&](store::Transaction& tx) -> Result<void> {
    TRY(tx.update_many(row.table->table, {{row.id, worked.values, row.version}}, store::Caller::system()));
    return {};
  });
}

}  // namespace

const KpiTable& kpi_table_of(RecordType type) {
  return kTables[static_cast<std::size_t>(type)];
}

Uuid kpi_row_id(const Reference& record) {
  return Uuid::from_name("kpi/" + record.table + "/" + record.id.to_string());
}

Result<WorkedOut> work_out(store::Snapshot& snapshot, const Reference& record, const RelationshipSettings& settings,
                           Timestamp now) {
  AroundInStore source(snapshot, settings.privacy);
  const Around around = TRY(read_around(source, record, now));
  Activities activities;
  if (around.left_out == LeftOut::No) {
    activities = TRY(read_activities(snapshot, {around, settings.our_domains}, store::Caller::system()));
  }
  const record::TableSchema& table = *snapshot.schema().find(kpi_table_of(around.type).table);
  const auto row_at = [&](std::uint32_t place) { return activities.list[place].row; };
  return WorkedOut{TRY(row_values(source, {table, around, activities.history, row_at}, settings, now)),
                   !activities.list.empty()};
}

Result<void> mark_due(store::Transaction& tx, std::span<const Reference> records) {
  const auto system = store::Caller::system();
  for (const RecordType type : kRecordTypes) {
    const KpiTable& table = kpi_table_of(type);
    std::map<Uuid, Uuid> of_record;  // row to record
    std::vector<store::RowChange> marks;
    for (const Reference& record : records) {
      if (record.table != table_of(type)) continue;
      const Uuid row = kpi_row_id(record);
      if (of_record.emplace(row, record.id).second) marks.push_back({row, {{"ll_dueon", tx.now()}}, std::nullopt});
    }
    if (marks.empty()) continue;
    const auto outcomes = TRY(tx.update_many(table.table, marks, system));
    std::map<Uuid, Values> lacking;
    for (std::size_t i = 0; i < marks.size(); ++i) {
      if (outcomes[i] == store::UpdateOutcome::Gone) lacking[of_record.at(marks[i].id)] = {{"ll_dueon", tx.now()}};
    }
    TRY(make_rows(tx, type, std::move(lacking)));
  }
  if (!records.empty()) tell_marked();
  return {};
}

bool wait_for_marks(std::chrono::milliseconds most) {
  Marks& marks = marks_made();
  std::unique_lock lock(marks.mutex);
  marks.made.wait_for(lock, most, [&] { return marks.any; });
  return std::exchange(marks.any, false);
}

Result<int> refresh_due(store::Store& store, const Clock& clock, int most) {
  const Timestamp now = clock.now();
  const auto snapshot = TRY(store.snapshot());
  const RelationshipSettings settings = TRY(read_settings(*snapshot));
  const std::vector<Stored> due = TRY(due_rows(*snapshot, now, most));
  // Each as of its own moment: who follows the rows looks back no further than one takes (kpi_follower.h).
  for (const Stored& row : due) TRY(refresh(store, *snapshot, row, settings, clock.now()));
  return static_cast<int>(due.size());
}

}  // namespace leadlight::insight
