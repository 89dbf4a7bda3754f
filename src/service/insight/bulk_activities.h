// Every activity and everybody who took part, in columns.
#pragma once

#include <deque>
#include <functional>

#include "service/insight/interaction_of.h"
#include "service/insight/numbers.h"
#include "storage/store/store.h"

namespace leadlight::insight {

/// All activities that may count. Their numbers ascend with their ids.
struct BulkActivities {
  UuidNumbers ids;
  std::vector<ActivityFacts> facts;      ///< `thread` is a number among all conversations, from 1; 0: none
  std::vector<std::uint32_t> regarding;  ///< number of a record; kNoNumber: none
  std::uint32_t conversations = 0;
};

/// Somebody who took part: a person, or an address that stands for itself.
struct BulkParty {
  std::uint32_t who;  ///< number of a person, or of an address
  relation::Role role;
  relation::Side side;  ///< of a person; of an address BulkPeople tells it
  bool is_address;
  bool answer_known;
};

/// By activity. Who they are is told by numbers that ids and folded addresses have from here on.
struct BulkParties {
  std::vector<std::uint64_t> begins;  ///< of each activity, and the end of the last
  std::vector<BulkParty> list;
  std::vector<std::pair<std::uint64_t, Timestamp>> answered;  ///< by place in the list
  UuidNumbers people;
  TextNumbers addresses;

  std::span<const BulkParty> of(std::uint32_t activity) const {
    return std::span(list).subspan(begins[activity], begins[activity + 1] - begins[activity]);
  }
};

/// Called once for so many rows that are read; an error ends it.
inline constexpr std::size_t kTickEvery = 1 << 16;
using Tick = std::function<Result<void>()>;

/// Private activities are left out, save where one of their mailboxes was opened for analytics.
/// @param records ids of what activities may be regarding
Result<BulkActivities> read_bulk_activities(store::Snapshot& snapshot, const UuidNumbers& records, const Tick& tick);

/// Everybody who took part, as they come.
struct ReadParties {
  struct Row {
    Uuid activity;
    BulkParty party;
  };
  std::deque<Row> rows;
  std::vector<std::pair<std::uint32_t, Timestamp>> answered;  ///< by place among the rows
  UuidNumbers people;
  TextNumbers addresses;
};
Result<ReadParties> read_parties(store::Snapshot& snapshot, const Tick& tick);
/// The same by activity. @threads two at work
BulkParties by_activity(ReadParties read, const BulkActivities& activities);

}  // namespace leadlight::insight
