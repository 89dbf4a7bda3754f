// What ignore lists say of what was captured before: marked on the rows (`ll_ignored`), which is what all who read go
// by, and taken back when an entry is removed.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <vector>

#include "service/capture/ignore_list.h"

namespace leadlight::capture {

struct IgnoreMarks {
  std::vector<record::Reference> changed;  ///< Activities that are held back now or no more, or whose parties are.
  std::int64_t regarding = 0;              ///< Of these: those that somebody put on a record.
  std::map<Uuid, std::int64_t> held;       ///< Of those asked about, by the entry that holds them back.
};

/// Marks these activities, their parties and mailbox items as the lists have it. An activity is held back when every
/// mailbox that has it does so; somebody in it is left out when every mailbox that does not hold it back leaves them
/// out. What lies in no mailbox was entered by hand and is not looked at.
Result<IgnoreMarks> mark_ignored(store::Transaction& tx, const std::shared_ptr<const IgnoreRules>& rules,
                                 std::span<const Uuid> activities);

/// Told how many activities are done of how many; false cancels.
using IgnoreProgress = std::function<bool(std::int64_t done, std::int64_t total)>;

struct IgnoreApplied {
  std::int64_t looked_at = 0;  ///< Activities that an entry could concern, or did.
  std::int64_t changed = 0;
  std::int64_t regarding = 0;  ///< Of those changed: scores of their records are no longer true.
};
/// All lists on all that was captured; list columns of relationships follow.
/// @errors Unavailable: cancelled
Result<IgnoreApplied> apply_ignore_lists(store::Store& store, const IgnoreProgress& progress);

}  // namespace leadlight::capture
