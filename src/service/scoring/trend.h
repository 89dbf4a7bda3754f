// Whether a score goes up or down, told against an earlier line of the ledger.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <vector>

#include "service/scoring/live_model.h"

namespace leadlight::scoring {

/// The stored code is the enum's value.
enum class Trend { Improving = 0, Steady = 1, Declining = 2, NotEnoughInfo = 3 };

/// One line of the ledger.
struct ScorePoint {
  Timestamp at;
  int score = 0;
  std::int64_t grade = 0;
  Uuid version;
};

/// What is compared with: the score in force `trend_days` ago, else the first one.
struct TrendBase {
  std::optional<ScorePoint> point;  ///< Absent: never scored before.
  std::optional<ScorePoint> last;   ///< The line in force until now.
};
/// Reads the ledger of one record.
Result<TrendBase> find_trend_base(store::Snapshot& snapshot, const ScoredTable& scored, int trend_days,
                                  const Uuid& record, Timestamp now);
/// Those of many records, in three queries; a record that was never scored is not among them.
Result<std::map<Uuid, TrendBase>> find_trend_bases(store::Snapshot& snapshot, const ScoredTable& scored, int trend_days,
                                                   std::span<const Uuid> records, Timestamp now);

/// A change of scores as a trend.
Trend trend_of_change(int change, int steady_points);

/// Tells trends, for one snapshot; of many records together where they were named before.
class Trends {
 public:
  /// `surroundings` outlive this.
  Trends(store::Snapshot& snapshot, const ScoredTable& scored, Surroundings& surroundings, Timestamp now)
      : snapshot_(snapshot), scored_(scored), surroundings_(surroundings), now_(now) {}

  /// Records as they are stored, every column of them, which outlive this.
  void read_together(std::span<const record::Record* const> records);

  Result<TrendBase> base(const Uuid& record, int trend_days);
  /// Improving or declining beyond the dead band. Where another version wrote the reference, that moment is scored
  /// again with this one from the record as it was then, so that a new model is no trend.
  Result<Trend> trend(const LiveModel& live, const Uuid& record, int score, const TrendBase& base);

 private:
  Result<std::optional<record::Record>> as_of_base(const Uuid& record, Timestamp moment);

  store::Snapshot& snapshot_;
  const ScoredTable& scored_;
  Surroundings& surroundings_;
  Timestamp now_;
  std::vector<Uuid> ids_;
  std::map<Uuid, const record::Record*> stored_;
  std::map<int, std::map<Uuid, TrendBase>> bases_;  ///< by days
  std::map<Uuid, std::vector<store::HistoryEntry>> histories_;
};

}  // namespace leadlight::scoring
