// A version of a model, decoded and tied to the columns of this database: what scores.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/json.h"
#include "core/feature/model.h"
#include "core/record/schema.h"
#include "service/scoring/definition.h"
#include "service/scoring/scoring.h"

namespace leadlight::scoring {

/// One thing a model weighs, for people.
struct Factor {
  std::string attribute;
  std::string label;
  double influence = 0;  ///< share, 0..1
};

/// Immutable; shared by all threads.
class LiveModel {
 public:
  Uuid model_id;
  std::string model_name;
  Definition definition;
  learn::GradeBounds bounds;  ///< The organisation's own where it set some, else by lift.

  Uuid version_id;
  std::int64_t number = 0;
  double auc = feature::kNoNumber;
  std::string verdict;
  std::optional<Timestamp> trained_on;
  std::vector<Factor> factors;  ///< most influential first

  std::shared_ptr<const record::Schema> schema;
  const ScoredTable* scored = nullptr;
  std::shared_ptr<const feature::ScoringModel> model;
  /// The column of each attribute; nullptr for one that is gone, which reads as not filled in.
  std::vector<const record::Field*> fields;

  feature::Scored score(const record::Record& record, double as_of) const;
  /// Probability and score only.
  int score_number(const record::Record& record, double as_of) const;
  learn::Grade grade(int score) const { return learn::grade(score, bounds); }
  /// What a person reads for a reason's value.
  std::string shown(const feature::Reason& reason) const;
};

/// The cells of a record in the order of a model's attributes; views into the record and into this.
class RecordCells {
 public:
  RecordCells(const LiveModel& live, const record::Record& record);
  std::span<const feature::Cell> cells() const { return cells_; }

 private:
  std::vector<feature::Cell> cells_;
  std::vector<std::string> buffers_;
};

/// Seconds since 1970 UTC, as the feature layer counts time.
double seconds_of(Timestamp time);

/// Reads a version with its model row.
/// @errors NotFound; Corrupt: damaged bytes; Conflict: a version without a model (training, failed)
Result<std::shared_ptr<const LiveModel>> load_live_model(store::Snapshot& snapshot, const record::Record& model_row,
                                                         const Uuid& version,
                                                         std::shared_ptr<const record::Schema> schema);

}  // namespace leadlight::scoring
