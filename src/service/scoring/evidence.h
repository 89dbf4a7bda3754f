// What became of closed records with a value: the counts behind a reason. Made at training, kept up by every closing.
#pragma once

#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "service/scoring/day_counts.h"
#include "service/scoring/live_model.h"
#include "service/scoring/training_rows.h"

namespace leadlight::scoring {

struct ValueCount {
  std::int64_t closed = 0;
  std::int64_t positives = 0;
  DayCounts days;  ///< from creation to the close, of the positives
};

/// A record at its close, as the counts see it.
struct Closing {
  record::Record known;             ///< as it was before the close
  std::optional<Timestamp> closed;  ///< when it was
  bool lived = false;               ///< its close is in its history; otherwise it came in closed
  bool positive = false;
  std::optional<double> days;
};

/// The counts of all training records at their last moment, written for a new version.
Result<void> write_evidence(store::Transaction& tx, const Uuid& version, const feature::ScoringModel& model,
                            const TrainingRows& rows);

/// Changes of counts, gathered before they are written: one for each attribute's bucket and one for the base rate.
class EvidenceChange {
 public:
  explicit EvidenceChange(const LiveModel& live) : live_(live) {}
  /// `times`: 1 adds the closing, -1 takes it back. One that the model is not about counts for nothing.
  Result<void> add(const Closing& closing, Surroundings& surroundings, int times);
  /// @errors Conflict when another closing was counted at the same time: run the transaction again
  Result<void> write(store::Transaction& tx) const;

 private:
  struct Delta {
    std::string_view attribute;
    std::uint32_t bucket = 0;
    std::int64_t closed = 0, positives = 0;
    std::vector<std::pair<double, int>> days;
  };
  const LiveModel& live_;
  std::map<Uuid, Delta> deltas_;  ///< by the row's id, so that rows are always locked in the same order
};

/// The count of a bucket; nullopt when there is none. `attribute` absent: of all closed records, for the base rate.
Result<std::optional<ValueCount>> find_evidence(store::Snapshot& snapshot, const LiveModel& live,
                                                std::optional<size_t> attribute, std::uint32_t bucket);

/// How the closed records with a value did, against all of them, as ScoreDetails tells it.
OrderedJson evidence_json(const ValueCount& count, const std::optional<ValueCount>& all);

}  // namespace leadlight::scoring
