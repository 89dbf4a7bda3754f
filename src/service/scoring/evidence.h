// What became of closed records with a value: the counts behind a reason. Made at training, kept up by every closing.
//
// All closings share the counts. So that none waits for another, each only keeps what it counts (`ll_closingcount`),
// and now and then one adds up what waits (docs/decisions/0014-closings-counted-later.md). Whoever reads adds both.
#pragma once

#include <map>
#include <optional>
#include <string>
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

/// A closing as it is counted.
struct ClosingCount {
  int times = 0;  ///< 1: it is added; -1: taken back.
  bool positive = false;
  std::optional<double> days;
  std::map<std::string, std::uint32_t> buckets;  ///< Of its value, by attribute.
};
/// nullopt: the model is not about the record.
Result<std::optional<ClosingCount>> count_of(const LiveModel& live, const Closing& closing, Surroundings& surroundings,
                                             int times);

/// Changes of a version's counts, gathered: one for each attribute's bucket and one for the base rate.
class EvidenceChange {
 public:
  explicit EvidenceChange(const Uuid& version) : version_(version) {}
  void add(const ClosingCount& closing);
  /// To the count in the row `id`; absent: there is no such row.
  void apply(const Uuid& id, std::optional<ValueCount>& count) const;
  /// `counted_on`: until when the counts are whole now.
  /// @errors Conflict when others were added up at the same time: run the transaction again
  Result<void> write(store::Transaction& tx, Timestamp counted_on) const;

 private:
  struct Delta {
    std::string attribute;
    std::uint32_t bucket = 0;
    std::int64_t closed = 0, positives = 0;
    std::vector<std::pair<double, int>> days;
  };
  Uuid version_;
  std::map<Uuid, Delta> deltas_;  ///< by the row's id, so that rows are always locked in the same order
};

/// Keeps the closing until it is added up, which its caller's transaction does when it is its turn.
Result<void> keep_for_later(store::Transaction& tx, const Uuid& version, const ClosingCount& closing);
/// Adds up what waits. Answers until when the version's counts are whole; nullopt when it has none.
Result<std::optional<Timestamp>> add_up_evidence(store::Transaction& tx, const Uuid& version);

/// The counts of a version, with the closings that wait.
class Evidence {
 public:
  /// Both must outlive it.
  static Result<Evidence> read(store::Snapshot& snapshot, const LiveModel& live);
  /// The count of a bucket; nullopt when there is none. `attribute` absent: of all closed records, for the base rate.
  Result<std::optional<ValueCount>> find(std::optional<size_t> attribute, std::uint32_t bucket) const;

 private:
  Evidence(store::Snapshot& snapshot, const LiveModel& live)
      : snapshot_(snapshot), live_(live), waiting_(live.version_id) {}
  store::Snapshot& snapshot_;
  const LiveModel& live_;
  EvidenceChange waiting_;
};

/// How the closed records with a value did, against all of them, as ScoreDetails tells it.
OrderedJson evidence_json(const ValueCount& count, const std::optional<ValueCount>& all);

}  // namespace leadlight::scoring
