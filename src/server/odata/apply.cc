#include "server/odata/apply.h"

#include <algorithm>

#include "base/text.h"
#include "core/condition/names.h"

namespace leadlight::odata {
namespace {

using query::Method;
using record::FieldType;
using record::Schema;
using record::TableSchema;

constexpr std::pair<std::string_view, query::DatePart> kDateParts[] = {
    {"year", query::DatePart::Year}, {"month", query::DatePart::Month}, {"day", query::DatePart::Day}};
constexpr std::pair<std::string_view, Method> kMethods[] = {{"sum", Method::Sum},
                                                            {"average", Method::Average},
                                                            {"min", Method::Min},
                                                            {"max", Method::Max},
                                                            {"countdistinct", Method::CountDistinct}};
/// Steps of the aggregation extension (OData-Data-Agg 4.0, 3) that are not offered.
constexpr std::string_view kOtherSteps[] = {
    "topcount", "topsum", "toppercent", "bottomcount", "bottomsum", "bottompercent", "identity", "concat",
    "compute",  "expand", "search",     "orderby",     "top",       "skip",          "join",     "nest"};
constexpr std::size_t kMaxSteps = 10;
constexpr std::size_t kLongestAlias = 128;

/// What stands between the parentheses of `word(...)`; nullopt when the text is not that.
std::optional<std::string_view> inside(std::string_view text, std::string_view word) {
  if (!text.starts_with(word)) return std::nullopt;
  text = base::trim(text.substr(word.size()));
  if (text.size() < 2 || text.front() != '(' || text.back() != ')') return std::nullopt;
  return base::trim(text.substr(1, text.size() - 2));
}

bool is_identifier(std::string_view name) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  return !name.empty() && name.size() <= kLongestAlias && letter(name.front()) &&
         std::ranges::all_of(name, [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

Error malformed(std::string_view what, std::string_view text) {
  return Error(ErrorCode::InvalidInput, fmt::format("{} is not understood: '{}'", what, text.substr(0, 80)),
               "Write groupby((statecode),aggregate($count as n)) or aggregate(revenue with sum as total).");
}

class ApplyParser {
 public:
  ApplyParser(const Schema& schema, const TableSchema& table) : schema_(schema), table_(table) {
    options_.aggregate.table = table.name();
  }

  Result<ApplyOptions> parse(std::string_view text) {
    const auto steps = TRY(split_outside(text, '/'));
    if (steps.size() > kMaxSteps) return fail(ErrorCode::InvalidInput, "more than {} steps", kMaxSteps);
    std::vector<query::FilterPtr> filters;
    std::size_t at = 0;
    for (; at < steps.size(); ++at) {
      const auto condition = inside(steps[at], "filter");
      if (!condition) break;
      filters.push_back(TRY(condition::parse_filter(*condition, schema_, table_)));
    }
    if (at == steps.size()) {
      return fail(Error(ErrorCode::InvalidInput, "nothing is grouped or aggregated", "Filter rows with $filter."));
    }
    if (!filters.empty()) options_.aggregate.filter = query::all_of(std::move(filters));
    TRY(group_or_aggregate(steps[at++]));
    auto named = std::make_shared<std::vector<ApplyColumn>>(options_.columns);
    for (ApplyColumn& column : *named) {
      if (column.field.type != FieldType::Lookup) column.field.name = column.name;  // as messages call it
    }
    options_.result = std::move(named);
    for (; at < steps.size(); ++at) {
      const auto condition = inside(steps[at], "filter");
      if (!condition) return fail(unknown_step(steps[at], true));
      TRY(add_having(*condition));
    }
    return std::move(options_);
  }

  ApplyOptions& options() { return options_; }

 private:
  /// `grouped`: whether there was a group or an aggregate before it.
  static Error unknown_step(std::string_view step, bool grouped) {
    const std::string_view name = base::trim(step.substr(0, step.find('(')));
    if (std::ranges::find(kOtherSteps, name) != std::end(kOtherSteps)) {
      return Error(ErrorCode::Unsupported, fmt::format("the step {}", name),
                   "There are filter, groupby and aggregate, with $orderby and $top on the result.");
    }
    if (grouped && (name == "groupby" || name == "aggregate")) {
      return Error(ErrorCode::Unsupported, fmt::format("a second {}", name), "Group once.");
    }
    return malformed("a step", step);
  }

  Result<void> group_or_aggregate(std::string_view step) {
    if (const auto measures = inside(step, "aggregate")) return aggregate(*measures);
    const auto groupby = inside(step, "groupby");
    if (!groupby) return fail(unknown_step(step, false));
    const auto parts = TRY(split_outside(*groupby, ','));
    const auto columns = inside(parts.front(), "");
    if (!columns || columns->empty() || parts.size() > 2) return fail(malformed("groupby", step));
    for (const std::string_view column : TRY(split_outside(*columns, ','))) TRY(key(column));
    if (parts.size() == 1) return {};
    const auto measures = inside(parts[1], "aggregate");
    if (!measures) return fail(malformed("aggregate", parts[1]));
    return aggregate(*measures);
  }

  Result<condition::ResolvedPath> path(std::string_view text) {
    condition::Lexer lexer(text);
    const condition::Token first = TRY(lexer.next());
    if (first.kind != condition::TokenKind::Word) return fail(malformed("a column", text));
    condition::ResolvedPath resolved = TRY(condition::parse_path_from(first, lexer, schema_, table_));
    if (TRY(lexer.next()).kind != condition::TokenKind::End) return fail(malformed("a column", text));
    return resolved;
  }

  /// Takes ` as name` off the end of a text; empty when there is none.
  static Result<std::string> take_alias(std::string_view& text) {
    const std::size_t at = text.rfind(" as ");
    if (at == std::string_view::npos) return std::string();
    const std::string_view alias = base::trim(text.substr(at + 4));
    if (!is_identifier(alias)) return fail(ErrorCode::InvalidInput, "'{}' is no name", alias.substr(0, 60));
    text = base::trim(text.substr(0, at));
    return std::string(alias);
  }

  Result<void> key(std::string_view text) {
    std::string alias = TRY(take_alias(text));
    query::DatePart part = query::DatePart::Whole;
    for (const auto& [word, meaning] : kDateParts) {
      const auto column = inside(text, word);
      if (!column) continue;
      part = meaning;
      text = *column;
      break;
    }
    if (part == query::DatePart::Whole && !alias.empty()) {
      return fail(ErrorCode::InvalidInput, "only parts of dates are renamed by groupby, not {}", text.substr(0, 60));
    }
    const condition::ResolvedPath resolved = TRY(path(text));
    ApplyColumn column{std::string(text), {}, std::string(text), *resolved.field};
    if (part != query::DatePart::Whole) {
      if (resolved.field->type != FieldType::DateTime && resolved.field->type != FieldType::DateOnly) {
        return fail(ErrorCode::InvalidInput, "{} is no date", text.substr(0, 60));
      }
      std::string flat(text);
      std::ranges::replace(flat, '/', '_');
      column.name = alias.empty() ? fmt::format("{}_{}", flat, name_of(part)) : alias;
      column.inner = column.name;
      column.field = whole_number();
    } else if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
      column.outer = std::string(base::trim(text.substr(0, slash)));
      column.inner = std::string(base::trim(text.substr(slash + 1)));
      column.name = column.outer + "/" + column.inner;
    }
    options_.aggregate.keys.push_back({column.name, resolved.path, part});
    return add(std::move(column));
  }

  Result<void> aggregate(std::string_view text) {
    for (std::string_view part : TRY(split_outside(text, ','))) TRY(measure(part));
    return {};
  }

  Result<void> measure(std::string_view text) {
    const std::string_view whole = text;
    std::string alias = TRY(take_alias(text));
    if (alias.empty()) {
      return fail(Error(ErrorCode::InvalidInput, fmt::format("'{}' has no name", whole.substr(0, 80)),
                        "Write `revenue with sum as total` or `$count as n`."));
    }
    if (text == "$count") {
      options_.aggregate.measures.push_back({alias, Method::Count, {}});
      return add({alias, {}, alias, whole_number()});
    }
    const std::size_t with = text.find(" with ");
    if (with == std::string_view::npos) return fail(malformed("a measure", whole));
    const std::string_view word = base::trim(text.substr(with + 6));
    const auto method = std::ranges::find(kMethods, word, &std::pair<std::string_view, Method>::first);
    if (method == std::end(kMethods)) {
      return fail(Error(ErrorCode::InvalidInput, fmt::format("there is no method '{}'", word.substr(0, 60)),
                        "There are sum, average, min, max and countdistinct."));
    }
    const condition::ResolvedPath resolved = TRY(path(base::trim(text.substr(0, with))));
    if (!query::can_measure(method->second, resolved.field->type)) {
      return fail(Error(ErrorCode::InvalidInput, fmt::format("{} has no {}", resolved.field->name, word),
                        "sum and average take numbers; min and max also dates."));
    }
    options_.aggregate.measures.push_back({alias, method->second, resolved.path});
    return add({alias, {}, alias, type_of(method->second, *resolved.field)});
  }

  static record::Field whole_number() { return {"", FieldType::BigInteger, {}}; }
  static std::string_view name_of(query::DatePart part) {
    for (const auto& [word, meaning] : kDateParts) {
      if (meaning == part) return word;
    }
    return {};
  }
  static record::Field type_of(Method method, const record::Field& field) {
    if (method == Method::CountDistinct) return whole_number();
    const bool money = field.type == FieldType::Money;
    if (method == Method::Average && !money) return {"", FieldType::Double, {}};
    if (method == Method::Sum && !money && field.type != FieldType::Double) return whole_number();
    return {"", field.type, {}};
  }

  Result<void> add(ApplyColumn column) {
    const auto clashes = [&](const ApplyColumn& other) {
      return other.name == column.name || other.name == column.outer || other.outer == column.name;
    };
    for (const ApplyColumn& other : options_.columns) {
      if (clashes(other)) return fail(ErrorCode::InvalidInput, "{} is given twice", column.name.substr(0, 80));
    }
    options_.columns.push_back(std::move(column));
    return {};
  }

  Result<void> add_having(std::string_view condition);

  const Schema& schema_;
  const TableSchema& table_;
  ApplyOptions options_;
};

/// Names in conditions on the result.
condition::ResolveColumn columns_of_result(std::shared_ptr<const std::vector<ApplyColumn>> columns,
                                           const TableSchema& table) {
  return [columns = std::move(columns), &table](const condition::Token& first,
                                                condition::Lexer& lexer) -> Result<condition::ResolvedPath> {
    std::string name = first.text;
    if (TRY(lexer.peek()).kind == condition::TokenKind::Slash) {
      TRY(lexer.next());
      name += "/" + TRY(lexer.next()).text;
    }
    const auto found = std::ranges::find(*columns, name, &ApplyColumn::name);
    if (found == columns->end()) {
      std::string names;
      for (const ApplyColumn& column : *columns) names += (names.empty() ? "" : ", ") + column.name;
      return fail(Error(ErrorCode::InvalidInput,
                        fmt::format("position {}: the result has no column '{}'", first.position, name.substr(0, 80)),
                        fmt::format("It has {}. Conditions on rows go into $apply=filter(...)/...", names)));
    }
    return condition::ResolvedPath{{{}, {}, found->name}, &table, &found->field};
  };
}

query::FilterPtr both(query::FilterPtr a, query::FilterPtr b) {
  return a ? query::all_of({std::move(a), std::move(b)}) : b;
}

Result<void> ApplyParser::add_having(std::string_view condition) {
  options_.having = both(
      options_.having, TRY(condition::parse_filter_of(condition, columns_of_result(options_.result, table_), table_)));
  return {};
}

Result<void> apply_to_result(const QueryOption& option, const TableSchema& table, ApplyOptions& options) {
  const auto columns = columns_of_result(options.result, table);
  if (option.name == "$filter") {
    options.having = both(options.having, TRY(condition::parse_filter_of(option.value, columns, table)));
  } else if (option.name == "$orderby") {
    options.order = TRY(condition::parse_orderby_of(option.value, columns));
  } else if (option.name == "$top") {
    options.top = base::parse_int(base::trim(option.value));
    if (!options.top || *options.top < 0) {
      return fail(ErrorCode::InvalidInput, "$top takes a whole number from 0, not '{}'", option.value.substr(0, 40));
    }
  } else if (option.name == "$count" && (option.value == "true" || option.value == "false")) {
    options.count = option.value == "true";
  } else if (option.name != "$apply" && (option.name.starts_with('$') || option.name == "fetchXml")) {
    return fail(ErrorCode::Unsupported, "{} together with $apply", option.name.substr(0, 40));
  }
  return {};
}

}  // namespace

bool asks_to_apply(std::span<const QueryOption> options) {
  return std::ranges::find(options, "$apply", &QueryOption::name) != options.end();
}

Result<ApplyOptions> parse_apply_options(std::span<const QueryOption> given, const Schema& schema,
                                         const TableSchema& table) {
  const auto apply = std::ranges::find(given, "$apply", &QueryOption::name);
  if (apply == given.end()) return fail(ErrorCode::Internal, "no $apply to read");
  auto options = ApplyParser(schema, table).parse(apply->value);
  if (!options) return fail(std::move(options).error().in("$apply"));
  for (const QueryOption& option : given) TRY(apply_to_result(option, table, *options));
  return options;
}

}  // namespace leadlight::odata
