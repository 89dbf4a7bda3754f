// What the parts of the scoring service share: the model states, the cache of decoded models, small queries.
#pragma once

#include <atomic>
#include <compare>
#include <memory>
#include <mutex>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "service/scoring/live_model.h"
#include "service/scoring/scoring.h"

namespace leadlight::scoring {

// ll_modelstate
inline constexpr std::int64_t kDraft = 0, kTraining = 1, kReady = 2, kNoSignal = 3, kFailed = 4, kPublished = 5,
                              kRetired = 6, kPaused = 7, kDeleted = 8, kDeletedScoresKept = 9, kExternal = 10;

inline constexpr std::string_view kModel = "ll_model";
inline constexpr std::string_view kVersion = "ll_modelversion";
inline constexpr std::string_view kScoreTable = "msdyn_predictivescore";
inline constexpr std::string_view kLedger = "ll_scorepoint";
inline constexpr std::string_view kModelScore = "msdyn_predictivemodelscore";
/// Decoded models. A model is read anew when its row changed (another version published, other grades), when its
/// version is another one, or when the table got other columns; so any number of nodes are right without telling each
/// other.
struct ScoringService::State {
  struct Key {
    Uuid version;
    std::int64_t model_row_version;
    std::int64_t schema_version;
    friend bool operator==(const Key&, const Key&) = default;
  };
  std::mutex mutex;
  /// Oldest first. Also what cannot be decoded: nobody reads a damaged file anew for every save.
  std::vector<std::pair<Key, Result<std::shared_ptr<const LiveModel>>>> cache;
  std::set<std::pair<Uuid, std::int64_t>> logged;  ///< Damaged versions, with the version of their model's row.

  Result<std::shared_ptr<const LiveModel>> load(store::Snapshot& snapshot, const record::Record& model,
                                                const Uuid& version, std::shared_ptr<const record::Schema> schema);

  /// Passes over scores take turns, so that none writes what it made of an earlier state after another one looked at a
  /// later one. One over a few records is a turn; one over all takes a turn for each page that it writes, and looks at
  /// the page again where one over a few began meanwhile. Who waits comes before who had the last turn.
  std::unique_lock<std::mutex> take_turn();
  std::atomic<std::int64_t> narrow_passes = 0;
  std::mutex waiting, rescoring;
};

/// Priority of a model that was given none.
inline constexpr std::int64_t kLastPriority = 1'000'000;
std::int64_t priority_of(const record::Record& model);
std::string name_of(const record::Record& model);
bool is_deleted(const record::Record& model);
/// Whether its scores are pushed from outside: it has one version, without a forest, and is never trained.
bool is_external(const record::Record& model);

enum class ModelSet {
  All,          ///< but deleted ones
  WithVersion,  ///< that have a published version, paused ones included
  InForce,
};
/// The models of a table in the order in which they are tried.
Result<std::vector<record::Record>> models_of(store::Snapshot& snapshot, std::string_view table, ModelSet which);

/// Whether a model itself is at fault, not the database.
bool is_damage(const Error& error);

/// The model that is there from the beginning: trained as soon as there is enough to learn from.
Uuid ready_made_model(std::string_view table);

/// Counts of the whole organisation are told only to who may read models.
bool may_read_models(const store::Caller& caller);
/// A model's row; one that was deleted is none. @errors NotFound; Denied: the caller may not read models
Result<record::Record> readable_model(store::Snapshot& snapshot, const Uuid& model, const store::Caller& caller);
/// Figures of the whole organisation are told only to who may read models. @errors Denied
Result<void> require_model_reader(const store::Caller& caller);

/// The one score row of a record.
Uuid score_row_id(std::string_view table, const Uuid& record);

/// Counts the closings that a version has not counted yet, because another one was in force (evidence.cc).
Result<void> catch_up_evidence(store::Transaction& tx, const LiveModel& live);
Result<void> count_closings_since(store::Transaction& tx, const LiveModel& live, Timestamp since);

}  // namespace leadlight::scoring
