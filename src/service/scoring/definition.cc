#include "service/scoring/definition.h"

#include <algorithm>

#include "core/condition/filter.h"
#include "service/scoring/counterfactual.h"
#include "service/scoring/sources.h"

namespace leadlight::scoring {
namespace {

constexpr std::string_view kState = "statecode";
constexpr std::int64_t kOpenState = 0;

bool contains(const std::vector<std::int64_t>& values, std::int64_t value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

query::FilterPtr one_of(const std::string& column, const std::vector<std::int64_t>& values) {
  std::vector<query::FilterPtr> parts;
  for (const std::int64_t value : values) parts.push_back(query::equals(column, value));
  return parts.size() == 1 ? parts.front() : query::any_of(std::move(parts));
}

/// An id that is none is of no process or stage there is, which check_definition says.
Uuid read_id(const Json& json) {
  return Uuid::parse(json.get<std::string>()).value_or(Uuid());
}

void read_outcome(const Json& json, Outcome& outcome) {
  outcome.column = json.value("column", outcome.column);
  outcome.positive = json.value("positive", outcome.positive);
  outcome.negative = json.value("negative", outcome.negative);
  if (const auto days = json.find("negative_after_days"); days != json.end() && !days->is_null()) {
    outcome.negative_after_days = days->get<int>();
  }
}

void read_attributes(const Json& json, AttributeChoice& attributes) {
  for (const auto& [member, list] :
       {std::pair("include", &attributes.include), std::pair("actionable", &attributes.actionable)}) {
    const auto given = json.find(member);
    if (given != json.end() && !given->is_null()) *list = given->get<std::vector<std::string>>();
  }
  attributes.ignore_empty = json.value("ignore_empty", attributes.ignore_empty);
  attributes.keep = json.value("keep", attributes.keep);
  attributes.drop = json.value("drop", attributes.drop);
}

void read_members(const Json& json, Definition& definition) {
  read_outcome(json.value("outcome", Json::object()), definition.outcome);
  definition.filter = json.value("filter", definition.filter);
  if (const auto process = json.find("process"); process != json.end() && !process->is_null()) {
    definition.process = read_id(*process);
  }
  for (const Json& stage : json.value("stages", Json::array())) definition.stages.push_back(read_id(stage));
  definition.window_months = json.value("window_months", definition.window_months);
  read_attributes(json.value("attributes", Json::object()), definition.attributes);
  const Json trend = json.value("trend", Json::object());
  definition.trend_days = trend.value("days", definition.trend_days);
  definition.trend_points = trend.value("points", definition.trend_points);
  const Json retrain = json.value("retrain", Json::object());
  definition.retrain = retrain.value("on", definition.retrain);
  definition.retrain_days = retrain.value("days", definition.retrain_days);
  definition.order_column = json.value("order_column", definition.order_column);
}

OrderedJson list_or_null(const std::optional<std::vector<std::string>>& list) {
  return list ? OrderedJson(*list) : OrderedJson();
}

Error wrong(std::string_view member, std::string message) {
  return Error(ErrorCode::InvalidInput, std::move(message)).in(member);
}

Result<void> check_range(std::string_view member, int value, int low, int high) {
  if (value >= low && value <= high) return {};
  return fail(wrong(member, fmt::format("must be from {} to {}, not {}", low, high, value)));
}

Result<void> check_outcome(const Outcome& outcome, const record::TableSchema& table) {
  const record::Field* field = table.find(outcome.column);
  if (field == nullptr || field->choices == nullptr) {
    return fail(wrong("outcome.column", fmt::format("{} has no choice column \"{}\"", table.name(), outcome.column)));
  }
  if (outcome.positive.empty()) return fail(wrong("outcome.positive", "at least one value must count as success"));
  if (outcome.negative.empty() && !outcome.negative_after_days) {
    return fail(wrong("outcome.negative",
                      "at least one value must count as failure, or a number of days after which an open record does"));
  }
  for (const auto* values : {&outcome.positive, &outcome.negative}) {
    for (const std::int64_t value : *values) {
      if (field->choices->find(value) == nullptr) {
        return fail(wrong("outcome", fmt::format("{} is no value of {}", value, outcome.column)));
      }
      if (outcome.column == kState && value == kOpenState) {
        return fail(wrong("outcome", "an open record has not ended"));
      }
    }
  }
  for (const std::int64_t value : outcome.positive) {
    if (contains(outcome.negative, value)) {
      return fail(wrong("outcome", fmt::format("{} counts as success and as failure", value)));
    }
  }
  return outcome.negative_after_days ? check_range("outcome.negative_after_days", *outcome.negative_after_days, 1, 3650)
                                     : Result<void>();
}

Result<void> check_attributes(const AttributeChoice& choice, const record::Schema& schema, const ScoredTable& scored) {
  const std::vector<std::string> none;
  for (const auto* names : {choice.include ? &*choice.include : &none, &choice.ignore_empty, &choice.keep}) {
    for (const std::string& name : *names) {
      if (!find_source(schema, scored, name)) {
        return fail(wrong("attributes", fmt::format("{} has no attribute \"{}\"", scored.table, name)));
      }
    }
  }
  for (const std::string& name : choice.actionable.value_or(none)) {
    if (auto allowed = check_actionable(schema, scored, name); !allowed) {
      return fail(std::move(allowed).error().in("attributes.actionable"));
    }
  }
  for (const std::string& name : choice.ignore_empty) {
    if (ignore_empty_bar(*find_source(schema, scored, name)).empty()) continue;
    return fail(
        wrong("attributes.ignore_empty",
              fmt::format("of {} only whether it is filled in is used, or it is never blank by neglect", name)));
  }
  return {};
}

}  // namespace

bool Outcome::is_ending(const record::Value& value) const {
  const auto* number = record::as<std::int64_t>(value);
  return number != nullptr && (contains(positive, *number) || contains(negative, *number));
}

bool Outcome::is_success(const record::Value& value) const {
  const auto* number = record::as<std::int64_t>(value);
  return number != nullptr && contains(positive, *number);
}

bool Outcome::is_open(const record::Record& record) const {
  return record.number(kState, kOpenState) == kOpenState && !is_ending(record.get(column));
}

std::optional<bool> Outcome::of(const record::Record& record) const {
  if (record.is_true("merged")) return std::nullopt;
  const auto* value = record.get_as<std::int64_t>(column);
  if (value && contains(positive, *value)) return true;
  if (value && contains(negative, *value)) return false;
  return std::nullopt;
}

query::FilterPtr Outcome::positive_filter() const {
  return one_of(column, positive);
}

query::FilterPtr Outcome::negative_filter() const {
  return one_of(column, negative);
}

query::FilterPtr Outcome::closed_filter() const {
  std::vector<std::int64_t> values = positive;
  values.insert(values.end(), negative.begin(), negative.end());
  return one_of(column, values);
}

query::FilterPtr Outcome::open_filter() const {
  const auto open = query::equals(std::string(kState), kOpenState);
  return column == kState ? open : query::all_of({open, query::negate(closed_filter())});
}

Result<Definition> Definition::parse(std::string_view text) {
  Definition definition;
  if (text.empty()) return definition;
  auto json = base::parse_json(text);
  if (!json) return fail(ErrorCode::Corrupt, "the model's definition: {}", json.error().message());
  if (!json->is_object()) return fail(ErrorCode::Corrupt, "the model's definition is no object");
  try {
    read_members(*json, definition);
  } catch (const Json::exception& error) {
    return fail(ErrorCode::Corrupt, "the model's definition: {}", error.what());
  }
  return definition;
}

bool Definition::is_about(const Uuid& in_process, const Uuid& in_stage) const {
  if (!process) return true;
  return in_process == *process && (stages.empty() || std::ranges::find(stages, in_stage) != stages.end());
}

std::string Definition::to_json() const {
  const auto days = outcome.negative_after_days;
  OrderedJson stage_ids = OrderedJson::array();
  for (const Uuid& stage : stages) stage_ids.push_back(stage.to_string());
  const OrderedJson json{{"outcome",
                          {{"column", outcome.column},
                           {"positive", outcome.positive},
                           {"negative", outcome.negative},
                           {"negative_after_days", days ? OrderedJson(*days) : OrderedJson()}}},
                         {"filter", filter},
                         {"process", process ? OrderedJson(process->to_string()) : OrderedJson()},
                         {"stages", std::move(stage_ids)},
                         {"window_months", window_months},
                         {"attributes",
                          {{"include", list_or_null(attributes.include)},
                           {"ignore_empty", attributes.ignore_empty},
                           {"keep", attributes.keep},
                           {"drop", attributes.drop},
                           {"actionable", list_or_null(attributes.actionable)}}},
                         {"trend", {{"days", trend_days}, {"points", trend_points}}},
                         {"retrain", {{"on", retrain}, {"days", retrain_days}}},
                         {"order_column", order_column}};
  return base::to_text(json);
}

std::span<const ScoredTable> scored_tables() {
  static constexpr ScoredTable kTables[] = {
      {"lead", "msdyn_leadscore", "msdyn_leadgrade", "msdyn_leadscoretrend", "msdyn_predictivescoreid", "ll_leadid",
       "ll_closedon"},
      {"opportunity", "msdyn_opportunityscore", "msdyn_opportunitygrade", "msdyn_opportunityscoretrend",
       "msdyn_predictivescoreid", "ll_opportunityid", "ll_closedon"},
  };
  return kTables;
}

const ScoredTable* find_scored_table(std::string_view table) {
  const auto tables = scored_tables();
  const auto found = std::find_if(tables.begin(), tables.end(), [&](const auto& each) { return each.table == table; });
  return found == tables.end() ? nullptr : &*found;
}

Result<query::FilterPtr> filter_of(const Definition& definition, const record::Schema& schema,
                                   const ScoredTable& scored) {
  if (definition.filter.empty()) return nullptr;
  return condition::parse_filter(definition.filter, schema, *schema.find(scored.table));
}

Result<void> check_definition(const Definition& definition, const record::Schema& schema, const ScoredTable& scored) {
  const record::TableSchema& table = *schema.find(scored.table);
  TRY(check_outcome(definition.outcome, table));
  if (auto filter = filter_of(definition, schema, scored); !filter) {
    return fail(std::move(filter).error().in("filter"));
  }
  if (definition.window_months != 0) TRY(check_range("window_months", definition.window_months, 3, 240));
  if (definition.process && definition.process->is_nil()) return fail(wrong("process", "is not the id of a process"));
  if (std::ranges::find(definition.stages, Uuid()) != definition.stages.end()) {
    return fail(wrong("stages", "one of them is not the id of a stage"));
  }
  if (!definition.process && !definition.stages.empty()) {
    return fail(wrong("stages", "stages need the process they belong to"));
  }
  TRY(check_attributes(definition.attributes, schema, scored));
  TRY(check_range("trend.days", definition.trend_days, 1, 365));
  TRY(check_range("trend.points", definition.trend_points, 0, 50));
  TRY(check_range("retrain.days", definition.retrain_days, 1, 365));
  if (!definition.order_column.empty() && table.find(definition.order_column) == nullptr) {
    return fail(wrong("order_column", fmt::format("{} has no column \"{}\"", table.name(), definition.order_column)));
  }
  return {};
}

}  // namespace leadlight::scoring
