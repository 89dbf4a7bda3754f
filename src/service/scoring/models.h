// The models there are: kept, copied, paused, deleted, and how they share the records of a table among them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "service/scoring/definition.h"
#include "storage/store/store.h"

namespace leadlight::scoring {

/// Closed records of either outcome below which figures are to be taken with care (spec: 40).
inline constexpr std::int64_t kClosingsNeeded = 40;

struct ModelSettings {
  std::optional<Uuid> id;  ///< Absent: a new one.
  std::string name;
  std::string table;
  std::int64_t priority = 100;  ///< The smallest is tried first.
  Definition definition;
};

struct SavedModel {
  Uuid model;
  bool order_changed = false;  ///< Another model may be the first now: the scores are to follow.
};

/// Makes or changes a model. Versions trained before keep what they learned from: a changed definition shows with the
/// next training.
/// @errors InvalidInput naming the member; Conflict: the name is taken; Denied, NotFound
Result<SavedModel> save_model(store::Store& store, const ModelSettings& settings, const store::Caller& caller);

/// A draft with the same definition, tried right after it.
Result<Uuid> clone_model(store::Store& store, const Uuid& model, std::string name, const store::Caller& caller);

/// A paused model keeps its published version but scores nothing until it is resumed. What happens to the scores there
/// are is a separate step (ScoringService::rescore_all).
/// @errors NotFound; Conflict: no version is published
Result<void> pause_model(store::Store& store, const Uuid& model, const store::Caller& caller);
Result<void> resume_model(store::Store& store, const Uuid& model, const store::Caller& caller);

/// Whether the training of a version with this `ll_state` came to its end; what came of it may still be no signal.
bool is_trained(std::int64_t state);

enum class ScoresOfDeleted { Clear, Keep };
/// Takes a model away. Its versions stay, for the ledger of scores names them. With Keep the scores it gave stay on
/// their records until another model is about them; otherwise they go with the next rescoring.
Result<void> delete_model(store::Store& store, const Uuid& model, ScoresOfDeleted scores, const store::Caller& caller);

/// Which records a definition is about, counted now.
struct RecordCounts {
  std::int64_t positive = 0, negative = 0, open = 0;
  std::int64_t too_young = 0;       ///< Open or closed, but younger than `negative_after_days`: they say nothing yet.
  std::int64_t outside_window = 0;  ///< Closed, but not created and closed within the window.
  struct Overlap {
    Uuid model;
    std::string name;
    std::int64_t priority = 0;
    std::int64_t open = 0;
    bool wins = false;  ///< Whether the other one is tried first.
  };
  std::vector<Overlap> overlaps;  ///< Published or paused models that are about some of the open records, too.
};
/// `self` is left out of the overlaps.
Result<RecordCounts> count_records(store::Snapshot& snapshot, const ModelSettings& settings, Timestamp now);

}  // namespace leadlight::scoring
