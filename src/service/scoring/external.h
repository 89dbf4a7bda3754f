// Scores that models outside of Leadlight give. They are pushed as rows of `msdyn_predictivescore` (what a record
// shows) or of `msdyn_predictivemodelscore` (what one model gave it); either way the latter keeps one row for each
// record and model, and which of them the record shows is decided as among our own models: by priority.
#pragma once

#include <optional>
#include <string_view>

#include "service/scoring/live_model.h"
#include "storage/store/store.h"

namespace leadlight::scoring {

/// Whether rows of this table are scores, which are written by ScoringService::push_score alone.
bool takes_scores(std::string_view table);

/// The row of `msdyn_predictivemodelscore` for a record and a model.
Uuid model_score_id(const Uuid& model, const Uuid& record);

struct GivenScore {
  const ExternalModel* model = nullptr;
  record::Record row;  ///< Of `msdyn_predictivemodelscore`.
};
/// Of the external models that are tried before `covering` (nullptr: of all), the first that gave the record a score.
Result<std::optional<GivenScore>> find_given_score(store::Snapshot& snapshot, const ModelsInForce& models,
                                                   const LiveModel* covering, const Uuid& record);

}  // namespace leadlight::scoring
