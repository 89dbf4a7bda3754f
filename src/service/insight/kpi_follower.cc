#include "service/insight/kpi_follower.h"

#include <algorithm>

#include "service/insight/around.h"
#include "service/insight/kpi_rows.h"

namespace leadlight::insight {
namespace {

using record::Reference;

constexpr const char* kStamp = "msdyn_acilastupdatetimestamp";
/// Longer than it takes to work out one row, and than clocks of several nodes differ.
constexpr auto kOverlap = std::chrono::seconds(5);
/// Rows of a table that were worked out within that, before anybody followed: of more some are told needlessly.
constexpr int kMostBefore = 10'000;

}  // namespace

Result<void> KpiFollower::start(store::Snapshot& snapshot, Timestamp now) {
  places_.fill({now - kOverlap, {}});
  TRY(next(snapshot, now, kMostBefore));
  return {};
}

Result<std::vector<Reference>> KpiFollower::next(store::Snapshot& snapshot, Timestamp now, int limit) {
  std::vector<Reference> worked_out;
  for (std::size_t i = 0; i < places_.size(); ++i) {
    Place& place = places_[i];
    const KpiTable& table = kpi_table_of(kRecordTypes[i]);
    query::Query query{.table = std::string(table.table),
                       .columns = {std::string(table.of_record), kStamp},
                       .filter = query::compare(kStamp, query::CompareOp::Ge, place.from),
                       .order = {{query::Path{{}, {}, kStamp}, query::Direction::Ascending}}};
    query.limit = limit;
    const store::Page page = TRY(snapshot.select(query, store::Caller::system()));
    Seen seen;
    bool any_new = false;
    for (const store::Row& row : page.rows) {
      const std::pair key{row.record.id, *row.record.time(kStamp)};
      seen.insert(key);
      if (place.seen.contains(key)) continue;
      any_new = true;
      if (const auto* record = row.record.get_as<Reference>(table.of_record)) worked_out.push_back(*record);
    }
    const bool is_full = page.next.has_value();
    const Timestamp last = is_full ? page.rows.back().record.time(kStamp).value_or(now) : now - kOverlap;
    // A page full of what is known, all of one moment, would be read again and again.
    place.from = std::max(place.from, is_full && !any_new ? last + std::chrono::microseconds(1) : last);
    place.seen = std::move(seen);
  }
  return worked_out;
}

}  // namespace leadlight::insight
