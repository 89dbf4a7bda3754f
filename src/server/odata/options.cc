#include "server/odata/options.h"

#include <algorithm>

#include "base/text.h"
#include "core/condition/filter.h"
#include "core/condition/names.h"

namespace leadlight::odata {
namespace {

using record::Schema;
using record::TableSchema;

Result<std::vector<std::string>> parse_select(std::string_view text, const TableSchema& table) {
  std::vector<std::string> columns;
  if (base::trim(text) == "*") return columns;
  for (std::string_view part : base::split(text, ',')) {
    auto field = find_selected(part, table);
    if (!field) return fail(std::move(field).error().in("$select"));
    if (std::ranges::find(columns, (*field)->name) == columns.end()) columns.emplace_back((*field)->name);
  }
  return columns;
}

Result<std::int64_t> parse_count_of_rows(std::string_view option, std::string_view text) {
  const std::optional<std::int64_t> number = base::parse_int(base::trim(text));
  if (!number || *number < 0) {
    return fail(ErrorCode::InvalidInput, "{} takes a whole number from 0, not '{}'", option, text.substr(0, 40));
  }
  return *number;
}

Result<bool> parse_flag(std::string_view option, std::string_view text) {
  if (text == "true") return true;
  if (text == "false") return false;
  return fail(ErrorCode::InvalidInput, "{} takes true or false, not '{}'", option, text.substr(0, 40));
}

/// The options in the parentheses of an expand: `$select=fullname;$top=5`.
Result<void> parse_expand_options(std::string_view text, const Schema& schema, const TableSchema& target,
                                  query::Expand& expand) {
  for (std::string_view part : TRY(split_outside(text, ';'))) {
    if (part.empty()) continue;
    const size_t equals = part.find('=');
    const std::string_view name = base::trim(part.substr(0, equals));
    const std::string_view value = equals == std::string_view::npos ? std::string_view{} : part.substr(equals + 1);
    if (name == "$select") {
      expand.columns = TRY(parse_select(value, target));
      continue;
    }
    const bool rows_only = name == "$filter" || name == "$orderby" || name == "$top";
    if (rows_only && !expand.collection) {
      return fail(ErrorCode::InvalidInput, "{} leads to one row, which takes $select only, not {}", expand.navigation,
                  name);
    }
    if (name == "$filter") {
      expand.filter = TRY(condition::parse_filter(value, schema, target));
    } else if (name == "$orderby") {
      expand.order = TRY(condition::parse_orderby(value, schema, target));
    } else if (name == "$top") {
      const std::int64_t top = TRY(parse_count_of_rows(name, value));
      if (top == 0) return fail(ErrorCode::InvalidInput, "$top inside $expand takes a number from 1");
      expand.limit = static_cast<int>(std::min<std::int64_t>(top, kMaxExpandedRows));
    } else if (name == "$expand") {
      return fail(Error(ErrorCode::Unsupported, "$expand inside $expand",
                        "Read the related rows with a request of their own."));
    } else {
      return fail(ErrorCode::Unsupported, "{} inside $expand", name.substr(0, 40));
    }
  }
  return {};
}

Result<std::vector<query::Expand>> parse_expand(std::string_view text, const Schema& schema, const TableSchema& table) {
  std::vector<query::Expand> expands;
  for (std::string_view part : TRY(split_outside(text, ','))) {
    const size_t open = part.find('(');
    const std::string_view name = base::trim(part.substr(0, open));
    if (name == "*" || name.find('/') != std::string_view::npos) {
      return fail(
          Error(ErrorCode::Unsupported, fmt::format("expanding '{}'", name.substr(0, 80)), "Name one step at a time."));
    }
    std::optional<condition::Navigation> navigation = condition::find_navigation(schema, table, name);
    if (!navigation) {
      return fail(Error(ErrorCode::InvalidInput,
                        fmt::format("{} has no related rows '{}'", table.name(), name.substr(0, 80)),
                        "See $metadata for its navigation properties."));
    }
    if (std::ranges::find(expands, name, &query::Expand::navigation) != expands.end()) {
      return fail(ErrorCode::InvalidInput, "{} is expanded twice", name);
    }
    query::Expand expand;
    expand.navigation = navigation->name;
    expand.collection = navigation->collection;
    expand.table = navigation->target->name();
    expand.lookup = navigation->lookup->name;
    if (expand.collection) expand.limit = kMaxExpandedRows;
    if (open != std::string_view::npos) {
      if (!part.ends_with(')'))
        return fail(ErrorCode::InvalidInput, "unexpected text after the parentheses of {}", name);
      TRY(parse_expand_options(part.substr(open + 1, part.size() - open - 2), schema, *navigation->target, expand));
    }
    expands.push_back(std::move(expand));
    if (expands.size() > kMaxExpands) return fail(ErrorCode::InvalidInput, "more than {} navigations", kMaxExpands);
  }
  return expands;
}

Error unsupported_option(std::string_view name) {
  std::string hint;
  if (name == "$skip") hint = "Follow @odata.nextLink to the next page.";
  if (name == "fetchXml") hint = "Use $select, $filter, $orderby and $expand.";
  return Error(ErrorCode::Unsupported, fmt::format("the query option {}", name.substr(0, 40)), std::move(hint));
}

Result<void> apply(const QueryOption& option, const Schema& schema, const TableSchema& table, Shape shape,
                   ReadOptions& options, std::vector<query::FilterPtr>& filters) {
  query::Query& query = options.query;
  const std::string& name = option.name;
  if (name == "$select") {
    query.columns = TRY(parse_select(option.value, table));
    return {};
  }
  if (name == "$expand") {
    auto expand = parse_expand(option.value, schema, table);
    if (!expand) return fail(std::move(expand).error().in("$expand"));
    query.expand = *std::move(expand);
    return {};
  }
  const bool rows = name == "$filter" || name == "$orderby" || name == "$top" || name == "$count" ||
                    name == "$search" || name == "$skiptoken";
  if (!rows) {
    // Names without a dollar are for others (OData 4.0 part 2, 5.2), except what clients of the original know.
    if (name.starts_with('$') || name == "fetchXml" || name == "savedQuery" || name == "userQuery") {
      return fail(unsupported_option(name));
    }
    return {};
  }
  if (shape == Shape::SingleRow) {
    return fail(ErrorCode::InvalidInput, "{} is for many rows; this address names one", name);
  }
  if (name == "$filter") {
    filters.push_back(TRY(condition::parse_filter(option.value, schema, table)));
  } else if (name == "$orderby") {
    query.order = TRY(condition::parse_orderby(option.value, schema, table));
  } else if (name == "$top") {
    options.top = TRY(parse_count_of_rows(name, option.value));
  } else if (name == "$count") {
    query.count = TRY(parse_flag(name, option.value));
  } else if (name == "$skiptoken") {
    query.cursor = option.value;
  } else if (!base::trim(option.value).empty()) {
    filters.push_back(std::make_shared<query::Filter>(query::Filter{query::Search{option.value}}));
  }
  return {};
}

}  // namespace

Result<ReadOptions> parse_read_options(std::span<const QueryOption> given, const Schema& schema,
                                       const TableSchema& table, Shape shape) {
  ReadOptions options;
  options.query.table = table.name();
  std::vector<query::FilterPtr> filters;
  for (const QueryOption& option : given) TRY(apply(option, schema, table, shape, options, filters));
  if (filters.size() == 1) {
    options.query.filter = std::move(filters.front());
  } else if (!filters.empty()) {
    options.query.filter = query::all_of(std::move(filters));
  }
  return options;
}

std::string name_navigation(const record::Field& lookup, std::string_view target) {
  return fmt::format("~{}~{}", lookup.name, target);
}

Result<const record::Field*> find_selected(std::string_view text, const TableSchema& table) {
  const std::string_view name = base::trim(text);
  const record::Field* field = condition::find_property(table, name);
  if (field != nullptr) return field;
  const record::Field* lookup = table.find(name);
  if (lookup != nullptr && lookup->type == record::FieldType::Lookup) {
    field = condition::find_property(table, condition::property_name(*lookup));
  }
  if (field == nullptr) return fail(condition::unknown_property(table, name));
  return field;
}

void expand_lookup_names(query::Query& query, const Schema& schema, const TableSchema& table) {
  for (const record::Field* field : condition::visible_fields(table)) {
    if (field->type != record::FieldType::Lookup) continue;
    if (!query.columns.empty() && std::ranges::find(query.columns, field->name) == query.columns.end()) continue;
    for (std::string_view name : record::lookup_targets(*field)) {
      const TableSchema* target = schema.find(name);
      if (target == nullptr || !condition::has_entity_set(*target)) continue;
      const record::Field* shown = target->find(target->table().primary_name);
      if (shown == nullptr || shown->type == record::FieldType::Id) continue;
      query::Expand expand;
      expand.navigation = name_navigation(*field, name);
      expand.table = name;
      expand.lookup = field->name;
      expand.columns = {std::string(shown->name)};
      query.expand.push_back(std::move(expand));
    }
  }
}

}  // namespace leadlight::odata
