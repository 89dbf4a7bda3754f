#include "service/scoring/definition.h"

#include "base/json.h"

namespace leadlight::scoring {

Result<Definition> Definition::parse(std::string_view text) {
  Definition definition;
  if (text.empty()) return definition;
  auto json = base::parse_json(text);
  if (!json) return fail(ErrorCode::Corrupt, "the model's definition: {}", json.error().message());
  try {
    const Json outcome = json->value("outcome", Json::object());
    definition.outcome.open = outcome.value("open", definition.outcome.open);
    definition.outcome.positive = outcome.value("positive", definition.outcome.positive);
    definition.outcome.negative = outcome.value("negative", definition.outcome.negative);
    const Json trend = json->value("trend", Json::object());
    definition.trend_days = trend.value("days", definition.trend_days);
    definition.trend_points = trend.value("points", definition.trend_points);
    definition.order_column = json->value("order_column", std::string());
  } catch (const Json::exception& error) {
    return fail(ErrorCode::Corrupt, "the model's definition: {}", error.what());
  }
  return definition;
}

std::string Definition::to_json() const {
  OrderedJson json;
  json["outcome"] = {{"open", outcome.open}, {"positive", outcome.positive}, {"negative", outcome.negative}};
  json["trend"] = {{"days", trend_days}, {"points", trend_points}};
  if (!order_column.empty()) json["order_column"] = order_column;
  return base::to_text(json);
}

const ScoredTable* find_scored_table(std::string_view table) {
  static constexpr ScoredTable kTables[] = {
      {"lead", "msdyn_leadscore", "msdyn_leadgrade", "msdyn_leadscoretrend", "msdyn_predictivescoreid", "ll_leadid",
       "ll_closedon"},
  };
  for (const ScoredTable& scored : kTables) {
    if (scored.table == table) return &scored;
  }
  return nullptr;
}

}  // namespace leadlight::scoring
