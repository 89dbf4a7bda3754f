// One fit: everything that is learned from one set of rows.
#pragma once

#include "core/feature/training.h"

namespace leadlight::feature {

struct Fitted {
  ScoringModel model;
  std::vector<std::string> columns;  ///< that the model may use
  std::vector<Suspect> suspects;
  std::vector<Exclusion> excluded;
  learn::Choice choice;  ///< without rounds when nothing could be chosen
  bool provisional = false;
  bool no_signal = false;
  learn::Calibration calibration = learn::Calibration::identity();
};

using StepProgress = std::function<bool(double share)>;

/// Screens, guards, selects, chooses, calibrates and grows on `set` alone. With `decided` its columns are taken as they
/// are.
Result<Fitted> fit(const TrainingSet& set, const TrainOptions& options, const StepProgress& progress,
                   const Fitted* decided = nullptr);

/// Grows `chosen` anew on more rows: its columns, shape and calibration stay.
Result<Fitted> refit(const TrainingSet& set, const Fitted& chosen, const TrainOptions& options,
                     const StepProgress& progress);

/// [attribute][bucket] over the set's rows.
std::vector<std::vector<Evidence>> count_evidence(const TrainingSet& set, const Encoder& encoder);

}  // namespace leadlight::feature
