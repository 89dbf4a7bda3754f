// Which records a definition is about, as conditions a database can answer.
#pragma once

#include "service/scoring/definition.h"

namespace leadlight::scoring {

/// nullptr: there are none by definition.
struct TrainingQuery {
  query::FilterPtr closed;    ///< Everything that teaches: success or failure, in the window.
  query::FilterPtr positive;  ///< Of those the successes ...
  query::FilterPtr negative;  ///< ... and the failures.
  query::FilterPtr open;      ///< What is to be scored.
  query::FilterPtr too_young;
  query::FilterPtr outside_window;
};

/// The process and stages of a definition are not part of it: a database cannot tell where a record stood.
/// @errors InvalidInput: its condition names a column that is gone
Result<TrainingQuery> training_query(const Definition& definition, const record::Schema& schema,
                                     const ScoredTable& scored, Timestamp now);

}  // namespace leadlight::scoring
