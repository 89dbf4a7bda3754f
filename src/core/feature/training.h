// From closed records to a model and an honest report.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "base/time.h"
#include "core/feature/guard.h"
#include "core/feature/model.h"
#include "core/feature/screen.h"
#include "core/learn/metrics.h"
#include "core/learn/trainer.h"

namespace leadlight::feature {

/// Closed records. All but `frame` and `outcome` may be empty.
struct TrainingSet {
  Frame frame;
  std::vector<std::uint8_t> outcome;  ///< 1 = positive
  std::vector<double> order;          ///< older is smaller, for example the close; NaN = oldest
  bool dated = false;                 ///< `order` is a time, in seconds since 1970
  std::vector<double> weight;
  std::vector<std::uint32_t> group;   ///< rows of one record
  std::vector<double> days_to_close;  ///< for the evidence; NaN = not known
  std::vector<Suspect> suspects;      ///< what is known against columns beside the rows: how they were filled in
};

struct TrainOptions {
  double holdout = 0.2;  ///< share judged on, 0 to 0.9; 0: nothing is judged
  std::uint64_t seed = 1;
  std::vector<std::string> drop{};          ///< columns left out by hand
  std::vector<std::string> keep{};          ///< columns used though the guard or the screen would leave them out
  std::vector<std::string> ignore_empty{};  ///< columns of which a blank tells nothing, where that can be
  int threads = 2;
  std::function<bool(double share, std::string_view step)> progress{};  ///< false cancels
};

/// AUC from which a model helps, and from which it may go live without a second look.
inline constexpr double kAucOk = 0.60, kAucReady = 0.75;

enum class Verdict { Ready, Ok, NotReady, NoSignal };
std::string_view to_string(Verdict verdict);

/// Figures on rows that nothing was learned from.
struct Quality {
  size_t rows = 0;
  double records = 0;  ///< the rows' summed weight
  size_t positives = 0;
  double auc = kNoNumber;
  learn::Interval auc_interval{kNoNumber, kNoNumber};
  double log_loss = kNoNumber;
  learn::Interval log_loss_interval{kNoNumber, kNoNumber};
  double brier = kNoNumber;
  learn::Interval brier_interval{kNoNumber, kNoNumber};
  double ece = kNoNumber;
  learn::Interval ece_interval{kNoNumber, kNoNumber};
  std::vector<learn::ReliabilityBin> reliability;
  learn::Confusion confusion;
  learn::Estimate lift_top_decile{kNoNumber, {kNoNumber, kNoNumber}};
  learn::Estimate average_precision{kNoNumber, {kNoNumber, kNoNumber}};
  double brier_of_rate = kNoNumber;     ///< of always answering the training rows' rate
  double log_loss_of_rate = kNoNumber;  ///< likewise
  std::vector<learn::CurvePoint> roc;
  std::vector<learn::CurvePoint> precision_recall;
  std::vector<learn::GainPoint> gain;
};
Quality judge_quality(learn::Probabilities probabilities, learn::Labels labels, learn::Weights weights, double rate);

struct Factor {
  std::string attribute;
  std::string label;
  double influence;  ///< share of all movement of the margin, 0..1
};

struct Report {
  size_t rows = 0;
  size_t positives = 0;
  double base_rate = 0;
  bool ordered = false;
  size_t train_rows = 0;
  double holdout = 0;
  std::optional<base::Date> holdout_from;  ///< day of the oldest row held out, and of the newest, where they have one
  std::optional<base::Date> holdout_to;
  std::uint64_t seed = 0;
  Quality quality;
  learn::Gain gain;  ///< out of fold, on the training rows
  Verdict verdict = Verdict::NotReady;
  std::string_view verdict_key;  ///< names the reason, for whoever words it
  std::string verdict_reason;
  bool provisional = false;
  std::vector<Suspect> suspects;
  std::vector<std::string> kept;  ///< of the suspects: by hand
  std::vector<Exclusion> excluded;
  std::vector<Factor> factors;
  learn::Shape shape;
  std::vector<learn::Trial> trials;
  size_t trees = 0;
  size_t features = 0;
  size_t attributes = 0;
  std::vector<std::string> notes;

  OrderedJson to_json() const;
};

struct TrainedModel {
  ScoringModel model;                          ///< learned from all rows
  Report report;                               ///< about the same procedure without the hold-out
  std::vector<std::uint32_t> held_out;         ///< rows of the set that were judged on
  std::vector<double> held_out_probabilities;  ///< of these, from the model that had not seen them
  TrainingSet set;                             ///< what was learned from, as it was given
};

/// What a model, of this set or of an earlier one, answers for some of the rows. Columns are found by name; one that
/// the set does not have counts as not filled in.
std::vector<double> probabilities_of(const ScoringModel& model, const TrainingSet& set,
                                     std::span<const std::uint32_t> rows);
/// For all of them.
std::vector<double> probabilities_of(const ScoringModel& model, const TrainingSet& set);

/// Guard, screen, choice of the forest's shape, calibration and encoder see only the rows that are not held out; then
/// the served model is learned from all rows in the same way. Takes the set and gives it back: a large one is better
/// not in memory twice.
///
/// @errors InvalidInput (sizes that differ, one outcome only, unknown columns in drop or keep), Conflict (cancelled)
Result<TrainedModel> train(TrainingSet set, const TrainOptions& options);

}  // namespace leadlight::feature
