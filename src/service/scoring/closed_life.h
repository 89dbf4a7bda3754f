// A closed record as a model learns from it: as it was known before its close, and once earlier.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "service/scoring/as_known.h"
#include "service/scoring/surroundings.h"

namespace leadlight::scoring {

using History = std::vector<store::HistoryEntry>;

/// What is in it points at its own parts: it stays where it was made.
struct ClosedLife {
  Life life;
  record::Record last;                    ///< before the close; of a model with a horizon, as the record was made
  std::optional<Timestamp> last_at;       ///< the moment after `last`
  std::optional<record::Record> earlier;  ///< of a model with a horizon later than `last`
  Timestamp earlier_at;
  std::optional<record::Record> at_close;  ///< before the close, of a model with a horizon
  /// With what surrounded the record then; absent where the model is not about one that stood so.
  std::optional<Subject> last_subject, earlier_subject;

  bool positive = false;
  bool as_imported = false;  ///< came in closed
  bool one_of_two = false;   ///< weighs half even where the other moment is not asked about
  double order = feature::kNoNumber;
  double days_to_close = feature::kNoNumber;
};

/// Works out lives for one training. @threads any
class LifeReader {
 public:
  LifeReader(const ScoredTable& scored, const Definition& definition, std::uint64_t seed)
      : scored_(scored), definition_(definition), seed_(seed) {}

  /// `history`: of its first entry the outcome's column is enough.
  Result<void> read(const record::Record& record, const History& history, Surroundings& surroundings,
                    ClosedLife& closed) const;

 private:
  void look_before_close(const record::Record& record, const History& history, ClosedLife& closed) const;
  void look_at_ages(const record::Record& record, const History& history, ClosedLife& closed) const;

  const ScoredTable& scored_;
  const Definition& definition_;
  const std::uint64_t seed_;
};

}  // namespace leadlight::scoring
