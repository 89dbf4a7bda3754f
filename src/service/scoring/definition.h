// What a scoring model is about: which table, what success means, how a trend is told. The JSON text in
// `ll_model.ll_definition`; absent members take their defaults.
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "core/record/record.h"
#include "service/scoring/as_known.h"

namespace leadlight::scoring {

struct Definition {
  Outcome outcome;
  /// A trend compares with the score in force so many days ago ...
  int trend_days = 7;
  /// ... and a change of at most so many points is steady.
  int trend_points = 3;
  /// A numeric column that grows with time, for closed records without dates. Empty: none.
  std::string order_column;

  /// @errors Corrupt: not JSON, or a member of another type
  static Result<Definition> parse(std::string_view json);
  std::string to_json() const;
};

/// A table that can be scored, and where on the record its score stands.
struct ScoredTable {
  std::string_view table;
  std::string_view score, grade, trend, score_row;
  /// The lookup of score rows and ledger lines that points at the record.
  std::string_view parent;
  std::string_view closed_on;
};
/// nullptr when records of this table have no scores.
const ScoredTable* find_scored_table(std::string_view table);

}  // namespace leadlight::scoring
