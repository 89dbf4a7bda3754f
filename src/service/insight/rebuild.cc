// Every row at once: what is needed is read once, in columns, and each record's history is put together from there.
// Record by record the same parties would be asked for again and again (docs/decisions/0029-relations-in-bulk.md).
#include <algorithm>
#include <atomic>
#include <future>
#include <unordered_map>

#include "service/insight/bulk_histories.h"
#include "service/insight/kpi_rows.h"
#include "service/insight/make_rows.h"
#include "service/insight/row_values.h"

namespace leadlight::insight {
namespace {

using record::Record;
using record::Reference;
using record::Values;
using relation::RecordType;

/// Records of one transaction: what others write waits no longer than for that.
constexpr std::size_t kRecordsAtOnce = 1000;
constexpr std::size_t kThreads = 2;

/// Records of one type, by their numbers in BulkAround.
struct Part {
  RecordType type;
  std::size_t first, last;
};

/// Whether a row as it stands says something else. When it was worked out tells nothing, and a row that will be due by
/// itself may stay so until then.
bool says_otherwise(const Record& stored, const Values& values, Timestamp now) {
  const auto due = stored.time("ll_dueon");
  const bool will_be_due = !record::is_null(values.at("ll_dueon"));
  if (due.has_value() != will_be_due || (due && *due <= now)) return true;
  return std::ranges::any_of(values, [&](const auto& value) {
    return value.first != "ll_dueon" && value.first != "msdyn_acilastupdatetimestamp" &&
           stored.get(value.first) != value.second;
  });
}

/// Reads everything, then works out and writes part by part: one is worked out while the one before is written.
class Rebuild {
 public:
  Rebuild(store::Store& store, Timestamp now, const RebuildProgress& progress)
      : store_(store), now_(now), progress_(progress) {}

  /// How many records have a row.
  Result<std::int64_t> run() {
    TRY(read());
    std::future<Result<std::vector<WorkedOut>>> next;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      auto worked = i == 0 ? work_out_all(parts_[i]) : next.get();
      if (i + 1 < parts_.size()) {
        next = std::async(std::launch::async, [this, &part = parts_[i + 1]] { return work_out_all(part); });
      }
      TRY(write(parts_[i], TRY(std::move(worked))));
      done_ += static_cast<std::int64_t>(parts_[i].last - parts_[i].first);
      TRY(tick());
    }
    return rows_;
  }

 private:
  Result<void> tick() {
    if (progress_(done_, std::max<std::int64_t>(total_, 1))) return {};
    return fail(ErrorCode::Unavailable, "the rebuild of relationships was cancelled after {} records", done_);
  }

  /// Versions first: what is touched after that is left to who works out what was touched.
  Result<void> read() {
    schema_ = store_.schema();
    const auto snapshot = TRY(store_.snapshot());
    TRY(read_versions(*snapshot));
    settings_ = TRY(read_settings(*snapshot));
    around_ = TRY(BulkAround::read(*snapshot));
    UuidNumbers records;
    for (const RecordType type : kRecordTypes) {
      const std::size_t count = around_.count(type);
      for (std::size_t i = 0; i < count; ++i) records.add(around_.id(type, i));
      for (std::size_t i = 0; i < count; i += kRecordsAtOnce) {
        parts_.push_back({type, i, std::min(i + kRecordsAtOnce, count)});
      }
      total_ += static_cast<std::int64_t>(count);
    }
    auto [activities, parties] = TRY(read_activities_and_parties(*snapshot, records));
    BulkPeople people = TRY(read_bulk_people(*snapshot, around_, settings_.our_domains, parties));
    histories_.emplace(std::move(activities), std::move(parties), std::move(people), std::move(records));
    for (std::size_t i = 0; i < kThreads; ++i) readers_.emplace_back(*histories_);
    return {};
  }

  /// Side by side, from snapshots of different moments (docs/decisions/0029-relations-in-bulk.md).
  Result<std::pair<BulkActivities, BulkParties>> read_activities_and_parties(store::Snapshot& snapshot,
                                                                             const UuidNumbers& records) {
    const auto other_snapshot = TRY(store_.snapshot());
    std::atomic<bool> stopped = false;
    auto reading = std::async(std::launch::async, [&] {
      return read_parties(*other_snapshot, [&]() -> Result<void> {
        return stopped ? fail(ErrorCode::Unavailable, "stopped") : Result<void>();
      });
    });
    Result<BulkActivities> activities = read_bulk_activities(snapshot, records, [this] { return tick(); });
    Result<void> wanted;
    while (activities && wanted && reading.wait_for(std::chrono::seconds(1)) != std::future_status::ready) {
      wanted = tick();
    }
    stopped = !activities || !wanted;
    Result<ReadParties> parties = reading.get();
    BulkActivities found = TRY(std::move(activities));
    TRY(std::move(wanted));
    BulkParties placed = by_activity(TRY(std::move(parties)), found);
    return std::pair(std::move(found), std::move(placed));
  }

  Result<void> read_versions(store::Snapshot& snapshot) {
    for (const RecordType type : kRecordTypes) {
      const KpiTable& table = kpi_table_of(type);
      TRY(snapshot.stream({std::string(table.table), {std::string(table.of_record), "versionnumber"}},
                          store::Caller::system(), [&](const store::Cells& row) -> Result<bool> {
                            versions_.emplace(row.id(0), row.whole(1));
                            return true;
                          }));
    }
    return {};
  }

  /// What the rows of a part say, in the order of its records.
  Result<std::vector<WorkedOut>> work_out_all(const Part& part) {
    std::vector<WorkedOut> out(part.last - part.first);
    std::vector<std::future<Result<void>>> others;
    for (std::size_t thread = 1; thread < kThreads; ++thread) {
      others.push_back(std::async(std::launch::async, [&, thread] { return work_out_some(part, thread, out); }));
    }
    Result<void> worked = work_out_some(part, 0, out);
    for (auto& other : others) {
      Result<void> its = other.get();
      if (worked) worked = std::move(its);
    }
    TRY(std::move(worked));
    return out;
  }

  /// Those whose turn is this thread's.
  Result<void> work_out_some(const Part& part, std::size_t thread, std::vector<WorkedOut>& out) {
    const record::TableSchema& table = *schema_->find(kpi_table_of(part.type).table);
    for (std::size_t i = part.first + thread; i < part.last; i += kThreads) {
      const Reference record{std::string(table_of(part.type)), around_.id(part.type, i)};
      const Around around = TRY(read_around(around_, record, now_));
      const BulkHistory& history = readers_[thread].read(around);
      const auto row_at = [&](std::uint32_t place) { return histories_->row(history.activities[place]); };
      out[i - part.first] = {TRY(row_values(around_, {table, around, history.interactions, row_at}, settings_, now_)),
                             !history.interactions.empty()};
    }
    return {};
  }

  Result<void> write(const Part& part, std::vector<WorkedOut> worked) {
    std::vector<Uuid> ids;
    for (std::size_t i = part.first; i < part.last; ++i) ids.push_back(around_.id(part.type, i));
    std::map<Uuid, Record> stored;
    if (!versions_.empty()) stored = TRY(rows_of(*TRY(store_.snapshot()), part.type, ids, {}));
    std::vector<store::RowChange> changes;
    std::map<Uuid, Values> lacking;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const auto version = versions_.find(ids[i]);
      const auto row = stored.find(ids[i]);
      if (version == versions_.end()) {
        if (worked[i].any) lacking.emplace(ids[i], std::move(worked[i].values));
      } else if (row != stored.end()) {
        ++rows_;
        if (row->second.version != version->second || !says_otherwise(row->second, worked[i].values, now_)) continue;
        changes.push_back({row->second.id, std::move(worked[i].values), version->second});
      }
    }
    rows_ += static_cast<std::int64_t>(lacking.size());
    return write_rows(part.type, changes, lacking);
  }

  Result<void> write_rows(RecordType type, const std::vector<store::RowChange>& changes,
                          const std::map<Uuid, Values>& lacking) {
    if (changes.empty() && lacking.empty()) return {};
    const auto write_once = [&] {
      return store_.write([&](store::Transaction& tx) -> Result<void> {
        TRY(tx.update_many(kpi_table_of(type).table, changes, store::Caller::system()));
        std::map<Uuid, Values> still = lacking;
        std::vector<Uuid> ids;
        for (const auto& [id, _] : lacking) ids.push_back(id);
        for (const auto& [id, _] : TRY(rows_of(tx, type, ids, {std::string(kpi_table_of(type).of_record)}))) {
          still.erase(id);
        }
        return make_rows(tx, type, std::move(still));
      });
    };
    // Another node may make the same row at this moment.
    constexpr int kTries = 5;
    Result<void> written = write_once();
    for (int attempt = 1; !written && written.error().code() == ErrorCode::Conflict && attempt < kTries; ++attempt) {
      written = write_once();
    }
    return written;
  }

  store::Store& store_;
  const Timestamp now_;
  const RebuildProgress& progress_;
  std::shared_ptr<const record::Schema> schema_;
  RelationshipSettings settings_;
  std::unordered_map<Uuid, std::int64_t> versions_;  ///< of the rows there are, by record
  BulkAround around_;
  std::optional<BulkHistories> histories_;
  std::vector<BulkHistoryReader> readers_;  ///< one for each thread
  std::vector<Part> parts_;
  std::int64_t total_ = 0, done_ = 0, rows_ = 0;
};

}  // namespace

Result<std::int64_t> rebuild(store::Store& store, const Clock& clock, const RebuildProgress& progress) {
  const std::int64_t rows = TRY(Rebuild(store, clock.now(), progress).run());
  // What was touched meanwhile.
  constexpr int kMost = 100;
  while (TRY(refresh_due(store, clock, kMost)) == kMost) {
  }
  return rows;
}

}  // namespace leadlight::insight
