// A newly trained version against the one in force: both asked about the same held-out records, and whether the new one
// takes over by itself (spec/predictive-scoring.md section 9).
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "base/json.h"
#include "core/feature/training.h"
#include "service/scoring/live_model.h"
#include "service/scoring/training_rows.h"

namespace leadlight::scoring {

/// The new version's AUC must reach this share of the AUC of the one in force ...
inline constexpr double kShareToReach = 0.95;
/// ... unless that one is older than three months. Below the quality floor (verdict "not ready") nothing takes over.
inline constexpr std::chrono::days kOldChampion{91};

enum class Ruling {
  GoodEnough,   ///< takes over
  ChampionOld,  ///< takes over
  BelowFloor,
  NotGoodEnough,
};
std::string_view to_string(Ruling ruling);
bool takes_over(Ruling ruling);

/// `champion_auc` NaN: the one in force could not be judged, or not be read; then the floor alone decides.
Ruling rule(feature::Verdict verdict, double auc, double champion_auc, std::chrono::days champion_age);

struct Challenge {
  Uuid champion;  ///< the version in force
  std::int64_t champion_number = 0;
  double champion_auc = feature::kNoNumber, auc = feature::kNoNumber;
  size_t rows = 0;  ///< they were compared on
  /// Whether all of those closed after the champion was trained. There may be too few of them; then it is asked about
  /// all held-out records, of which it has learned from some: that flatters it.
  bool unseen = false;
  Ruling ruling = Ruling::BelowFloor;

  OrderedJson to_json() const;
};

/// `champion` trained at an earlier time on the same table; its columns are looked up by name.
Challenge challenge(const LiveModel& champion, const TrainingRows& rows, const feature::TrainedModel& trained,
                    Timestamp now);

}  // namespace leadlight::scoring
