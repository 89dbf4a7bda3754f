#include "storage/store/change_follower.h"

#include <algorithm>
#include <limits>

namespace leadlight::store {
namespace {

/// No transaction of ours takes so long.
constexpr auto kLatest = std::chrono::minutes(2);
constexpr std::size_t kMostGaps = 200;
/// How far back a transaction may have begun that is not committed when the following begins.
constexpr std::int64_t kLookBack = 1'000;

}  // namespace

Result<void> ChangeFollower::start(Snapshot& snapshot, Timestamp now) {
  gaps_.clear();
  const std::int64_t last = TRY(snapshot.last_change(Caller::system()));
  high_ = std::max<std::int64_t>(0, last - kLookBack);
  const auto seen = TRY(snapshot.changes({{high_ + 1, last}}, static_cast<int>(kLookBack), Caller::system()));
  for (const Change& change : seen) see(change.sequence, now);
  return {};
}

void ChangeFollower::see(std::int64_t sequence, Timestamp now) {
  if (sequence > high_) {
    if (sequence > high_ + 1) gaps_.push_back({{high_ + 1, sequence - 1}, now});
    high_ = sequence;
    return;
  }
  const auto gap = std::ranges::find_if(
      gaps_, [&](const Gap& each) { return each.range.first <= sequence && sequence <= each.range.last; });
  if (gap == gaps_.end()) return;
  const Gap after{{sequence + 1, gap->range.last}, gap->since};
  gap->range.last = sequence - 1;
  const bool nothing_before = gap->range.first > gap->range.last;
  const bool something_after = after.range.first <= after.range.last;
  if (nothing_before && something_after) {
    *gap = after;
  } else if (nothing_before) {
    gaps_.erase(gap);
  } else if (something_after) {
    gaps_.insert(gap + 1, after);
  }
}

Result<std::vector<Change>> ChangeFollower::next(Snapshot& snapshot, Timestamp now, int limit) {
  std::erase_if(gaps_, [&](const Gap& gap) { return now - gap.since > kLatest; });
  if (gaps_.size() > kMostGaps) gaps_.erase(gaps_.begin(), gaps_.end() - kMostGaps);
  std::vector<SequenceRange> ranges;
  for (const Gap& gap : gaps_) ranges.push_back(gap.range);
  ranges.push_back({high_ + 1, std::numeric_limits<std::int64_t>::max()});
  std::vector<Change> changes = TRY(snapshot.changes(ranges, limit, Caller::system()));
  for (const Change& change : changes) see(change.sequence, now);
  return changes;
}

}  // namespace leadlight::store
