#include "service/scoring/training_query.h"

namespace leadlight::scoring {
namespace {

using query::CompareOp;
using query::FilterPtr;

FilterPtr joined(std::vector<FilterPtr> parts) {
  std::erase(parts, nullptr);
  return query::all_of(std::move(parts));
}

}  // namespace

Result<TrainingQuery> training_query(const Definition& definition, const record::Schema& schema,
                                     const ScoredTable& scored, Timestamp now) {
  const Outcome& outcome = definition.outcome;
  const FilterPtr condition = TRY(filter_of(definition, schema, scored));
  const bool can_be_merged = schema.find(scored.table)->find("merged") != nullptr;
  const FilterPtr not_merged = can_be_merged ? query::compare("merged", CompareOp::Ne, true) : nullptr;
  const FilterPtr about = joined({condition, not_merged});

  FilterPtr in_window;
  if (definition.window_months > 0) {
    constexpr double kDaysAMonth = 365.25 / 12;
    const auto days = static_cast<int>(definition.window_months * kDaysAMonth);
    in_window = query::compare("createdon", CompareOp::Ge, now - std::chrono::days(days));
  }
  TrainingQuery result;
  result.open = joined({condition, outcome.open_filter()});
  FilterPtr old_enough;
  if (outcome.negative_after_days) {
    const Timestamp until = now - std::chrono::days(*outcome.negative_after_days);
    old_enough = query::compare("createdon", CompareOp::Le, until);
    result.too_young = joined({about, query::compare("createdon", CompareOp::Gt, until)});
  }
  std::vector<FilterPtr> endings{outcome.positive_filter()};
  if (!outcome.negative.empty()) endings.push_back(outcome.negative_filter());
  if (outcome.negative_after_days) endings.push_back(outcome.open_filter());
  const FilterPtr ended = query::any_of(std::move(endings));
  result.closed = joined({about, ended, old_enough, in_window});
  result.positive = joined({result.closed, outcome.positive_filter()});
  result.negative = joined({result.closed, query::negate(outcome.positive_filter())});
  if (in_window) result.outside_window = joined({about, ended, old_enough, query::negate(in_window)});
  return result;
}

}  // namespace leadlight::scoring
