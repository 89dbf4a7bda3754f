// The closed records of a table as a training set: each as it was known before its close.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/feature/training.h"
#include "service/scoring/definition.h"
#include "storage/store/store.h"

namespace leadlight::scoring {

/// What the field history says of a column, over the records whose whole life it holds.
struct ColumnBehaviour {
  std::string column;
  std::int64_t records = 0;         ///< closings seen
  std::int64_t filled_before = 0;   ///< filled in before the close
  std::int64_t filled_at_end = 0;   ///< empty before, filled in at the close or after
  std::int64_t changed_at_end = 0;  ///< changed in any way at the close or after
};

struct TrainingRows {
  feature::TrainingSet set;
  /// [row] whether it is the record's last moment before the close, or, of a model with a horizon, the first of its
  /// life; each record has exactly one.
  std::vector<std::uint8_t> is_last;
  std::vector<feature::Exclusion> left_out;  ///< columns not offered to the learner
  std::vector<ColumnBehaviour> behaviour;

  std::int64_t records = 0;
  std::int64_t with_life = 0;    ///< looked at through their history, with an earlier moment beside the last
  std::int64_t as_imported = 0;  ///< came in closed: one row, as they came
  std::int64_t without_dates = 0;
  std::int64_t elsewhere = 0;  ///< not in the process or stages the model is about
  std::string fingerprint;     ///< of the records and their versions
  Timestamp read_at;           ///< closings from here on are not in it
};

struct TrainingSource {
  std::string table;
  Definition definition;
  std::uint64_t seed = 1;
};

/// `definition.attributes.keep` and `drop` decide beside the model's own rules. Reads in pages, each its own snapshot.
/// A record with its whole life in the history gives two rows of half weight: the last moment before the close, and one
/// seeded moment between its beginning and that. A model with a horizon asks when the record was made and at one seeded
/// age within it, so that neither the moment nor the order tells how it ended.
/// @errors InvalidInput: the definition does not fit the tables; Unavailable when `progress` (share of the records
/// read) answers false
Result<TrainingRows> read_training_rows(store::Store& store, const TrainingSource& source, Timestamp now,
                                        const std::function<bool(std::int64_t done, std::int64_t total)>& progress);

/// What behaviour alone says against columns: filled in only at the close (refused), changed at or after it (check).
std::vector<feature::Suspect> suspects_by_history(const std::vector<ColumnBehaviour>& behaviour);

}  // namespace leadlight::scoring
