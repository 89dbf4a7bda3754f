// A version of a model, decoded and tied to the columns of this database: what scores. And all of those in force.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "core/feature/model.h"
#include "core/feature/values.h"
#include "core/record/schema.h"
#include "service/scoring/definition.h"
#include "service/scoring/scoring.h"
#include "service/scoring/sources.h"
#include "service/scoring/subject.h"
#include "service/scoring/surroundings.h"

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
  bool provisional = false;  ///< Learned from fewer closed records of an outcome than the minimum (kClosingsNeeded).
  std::optional<Timestamp> trained_on;
  std::vector<Factor> factors;  ///< most influential first

  std::shared_ptr<const record::Schema> schema;
  const ScoredTable* scored = nullptr;
  std::shared_ptr<const feature::ScoringModel> model;
  /// Where each attribute's value comes from; nullopt for a column that is gone, which reads as not filled in.
  std::vector<std::optional<Source>> sources;
  Surrounding wanted;       ///< What must be known around a record.
  query::FilterPtr filter;  ///< Of the definition; nullptr: all records.

  feature::Scored score(const Subject& subject) const;
  /// 0..1; much cheaper than a score with its reasons.
  double probability(const Subject& subject) const;
  /// Score only.
  int score_number(const Subject& subject) const;
  learn::Grade grade(int score) const { return learn::grade(score, bounds); }
  /// What a person reads for a reason's value.
  std::string shown(const feature::Reason& reason) const;
  /// The attributes, by index, in which the subject is blank and whose blanks tell nothing.
  std::vector<size_t> ignored_blanks(const Subject& subject) const;
  /// Whether the model is about this record, open or closed.
  Result<bool> covers(const Subject& subject, Surroundings& surroundings) const;
};

/// The cells of a subject in the order of a model's attributes; views into the subject and into this.
class SubjectCells {
 public:
  SubjectCells(const LiveModel& live, const Subject& subject);
  std::span<const feature::Cell> cells() const { return cells_; }

 private:
  std::vector<feature::Cell> cells_;
  std::vector<std::string> buffers_;
};

/// A model outside of Leadlight, whose scores are pushed (external.h). It is about the records it gave a score.
struct ExternalModel {
  Uuid id, version;
  std::string name;
  size_t place = 0;  ///< So many of the published models are tried before it.
  friend bool operator==(const ExternalModel&, const ExternalModel&) = default;
};

/// The models of a table that are in force, in the order in which they are tried: the first that is about a record
/// scores it.
struct ModelsInForce {
  std::vector<std::shared_ptr<const LiveModel>> models;
  std::vector<ExternalModel> external;
  Surrounding wanted;  ///< Of any of them.

  void add(std::shared_ptr<const LiveModel> model);
  bool empty() const { return models.empty() && external.empty(); }
  /// nullptr when none is about this record.
  Result<const LiveModel*> model_for(const Subject& subject, Surroundings& surroundings) const;
  friend bool operator==(const ModelsInForce& a, const ModelsInForce& b) {
    return a.models == b.models && a.external == b.external;
  }
};

/// The bounds of a version's grades by a row of its model: its own where the organisation set some, else by lift.
learn::GradeBounds bounds_of(const LiveModel& live, const record::Record& model_row);

using feature::kSecondsADay;
/// Seconds since 1970 UTC, as the feature layer counts time.
double seconds_of(Timestamp time);

/// Reads a version with its model row.
/// @errors NotFound; Corrupt: damaged bytes, or none (training, failed); InvalidInput: its condition names a column
/// that is gone; Unsupported: written by a newer program
Result<std::shared_ptr<const LiveModel>> load_live_model(store::Snapshot& snapshot, const record::Record& model_row,
                                                         const Uuid& version,
                                                         std::shared_ptr<const record::Schema> schema);

}  // namespace leadlight::scoring
