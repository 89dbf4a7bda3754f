// A list as a file: what a spreadsheet opens, with the names people know and the reasons of a score.
#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "connect/csv/writer.h"
#include "core/condition/names.h"
#include "server/api/operations.h"
#include "server/odata/options.h"
#include "service/scoring/definition.h"

namespace leadlight::api {
namespace {

using odata::Parameter;
using record::Field;
using record::Record;
using record::TableSchema;
using record::Value;
using enum odata::Operation::Kind;

constexpr int kExportPage = 1'000;
constexpr std::size_t kMostRows = 100'000;
/// The answer is one body, so it is kept small enough to hold several at once.
constexpr std::size_t kMostBytes = 64 * 1024 * 1024;
constexpr std::size_t kReasonsShown = 5;
constexpr std::string_view kScoreLookup = "msdyn_predictivescoreid";
constexpr std::string_view kScoreTable = "msdyn_predictivescore";
constexpr std::string_view kScoreReasons = "msdyn_scorereasons";
constexpr std::string_view kScoreRow = "~score";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view label_in(const record::Labels& labels, std::string_view language) {
  constexpr std::pair<std::string_view, std::string_view record::Labels::*> kLanguages[] = {
      {"nl", &record::Labels::nl},
      {"de", &record::Labels::de},
      {"zh", &record::Labels::zh},
      {"th", &record::Labels::th}};
  for (const auto& [name, member] : kLanguages) {
    if (name == language && !(labels.*member).empty()) return labels.*member;
  }
  return labels.en;
}

/// A column of the file: of the row itself, or of the row that one of its lookups points to.
struct Column {
  const Field* field;
  std::string_view lookup = {};
};

/// The row that a lookup points to, as the query names it; no client's navigation begins so.
std::string navigation_of(std::string_view lookup) {
  return fmt::format("~row~{}", lookup);
}

/// What is asked for, and how a row of it looks.
struct Export {
  const record::Schema& schema;
  const TableSchema& table;
  std::string language;
  query::Query query;
  std::vector<Column> columns;  ///< In the order of the file.
  bool reasons = false;

  std::vector<std::string> header() const;
  std::vector<std::string> cells(const store::Row& row) const;

 private:
  std::string cell(const Column& column, const store::Row& row) const;
  std::string words(const Field& field, const Value& value) const;
  void add_reasons(const store::Row& row, std::vector<std::string>& cells) const;
  std::string reason(const Json& json) const;
};

std::vector<std::string> Export::header() const {
  std::vector<std::string> names;
  for (const Column& column : columns) names.emplace_back(label_in(column.field->label, language));
  if (!reasons) return names;
  const Field* shown = schema.find(kScoreTable)->find(kScoreReasons);
  for (std::size_t i = 1; i <= kReasonsShown; ++i) {
    names.push_back(fmt::format("{} {}", label_in(shown->label, language), i));
  }
  return names;
}

/// The name of the row that a lookup points to; empty when the caller may not see it.
std::string name_of(const record::Schema& schema, const Field& lookup, const Value& value, const store::Row& row) {
  const auto* reference = record::as<record::Reference>(value);
  if (reference == nullptr) return {};
  const auto found = row.related.find(odata::name_navigation(lookup, reference->table));
  const TableSchema* target = schema.find(reference->table);
  if (found == row.related.end() || found->second == nullptr || target == nullptr) return {};
  const auto* name = found->second->get_as<std::string>(target->table().primary_name);
  return name != nullptr ? *name : std::string();
}

std::string Export::words(const Field& field, const Value& value) const {
  if (record::is_null(value)) return {};
  if (const std::string_view label = odata::label_of(field, value, language); !label.empty()) return std::string(label);
  return record::to_string(value);
}

std::string Export::cell(const Column& column, const store::Row& row) const {
  const Field& field = *column.field;
  if (!column.lookup.empty()) {
    const auto found = row.related.find(navigation_of(column.lookup));
    return found != row.related.end() && found->second ? words(field, found->second->get(field.name)) : std::string();
  }
  const Value& value = row.record.get(field.name);
  if (record::is_null(value) && field.type == record::FieldType::Id) return row.record.id.to_string();
  return field.type == record::FieldType::Lookup ? name_of(schema, field, value, row) : words(field, value);
}

/// `Lead source: Web (+12)`
std::string Export::reason(const Json& json) const {
  const auto text_in = [](const Json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  const std::string attribute = text_in(json, "attribute");
  std::string value = text_in(json, "value");
  std::string label = attribute.empty() ? text_in(json, "label") : attribute;
  const TableSchema* of = schema.find(text_in(json, "table"));
  if (const Field* field = of != nullptr ? of->find(attribute) : nullptr) {
    label = label_in(field->label, language);
    const auto params = json.find("params");
    const auto option = params != json.end() && params->is_object() ? params->find("option") : json.end();
    if (params != json.end() && params->is_object() && option != params->end() && option->is_number_integer()) {
      const Value number = field->type == record::FieldType::Boolean ? Value(option->get<std::int64_t>() != 0)
                                                                     : Value(option->get<std::int64_t>());
      if (const auto shown = odata::label_of(*field, number, language); !shown.empty()) value = shown;
    }
  }
  // Facts that have no value of their own are told by their key: `empty`, `filled`.
  if (value.empty()) value = text_in(json, "key");
  const auto points = json.find("points");
  // What a score from outside comes with may be words alone.
  const std::string words = label.empty() ? value : fmt::format("{}: {}", label, value);
  if (points == json.end() || !points->is_number_integer()) return words;
  return fmt::format("{} ({:+})", words, points->get<std::int64_t>());
}

void Export::add_reasons(const store::Row& row, std::vector<std::string>& cells) const {
  const auto found = row.related.find(kScoreRow);
  const auto* text =
      found != row.related.end() && found->second ? found->second->get_as<std::string>(kScoreReasons) : nullptr;
  std::size_t shown = 0;
  if (const auto json = text != nullptr ? base::parse_json(*text) : Result<Json>(Json::object()); json) {
    const auto list = json->is_object() ? json->find("reasons") : json->end();
    if (json->is_object() && list != json->end() && list->is_array()) {
      for (const Json& each : *list) {
        if (shown == kReasonsShown) break;
        if (!each.is_object()) continue;
        cells.push_back(reason(each));
        ++shown;
      }
    }
  }
  cells.resize(cells.size() + kReasonsShown - shown);
}

std::vector<std::string> Export::cells(const store::Row& row) const {
  std::vector<std::string> cells;
  cells.reserve(columns.size() + kReasonsShown);
  for (const Column& column : columns) cells.push_back(cell(column, row));
  if (reasons) add_reasons(row, cells);
  return cells;
}

/// Adds the row behind a lookup to what is asked for.
void expand_row(query::Query& query, std::string navigation, std::string_view table, std::string_view lookup,
                std::vector<std::string> columns) {
  if (std::ranges::find(query.columns, lookup) == query.columns.end()) query.columns.emplace_back(lookup);
  query::Expand expand;
  expand.navigation = std::move(navigation);
  expand.table = table;
  expand.lookup = lookup;
  expand.columns = std::move(columns);
  query.expand.push_back(std::move(expand));
}

/// `msdyn_leadkpiid/msdyn_emailssent`: a column of the row that a lookup to one table points to.
Result<Column> related_column(const record::Schema& schema, const TableSchema& table, std::string_view path) {
  const std::size_t slash = path.find('/');
  const Field* lookup = TRY(odata::find_selected(path.substr(0, slash), table));
  const auto targets = record::lookup_targets(*lookup);
  const TableSchema* target = targets.size() == 1 ? schema.find(targets.front()) : nullptr;
  if (target == nullptr || !condition::has_entity_set(*target)) {
    return fail(Error(ErrorCode::InvalidInput, fmt::format("'{}' does not lead to rows of one table", lookup->name),
                      "Only lookups to one table have columns behind them."));
  }
  const Field* field = TRY(odata::find_selected(path.substr(slash + 1), *target));
  if (field->type == record::FieldType::Lookup) {
    return fail(Error(ErrorCode::InvalidInput, fmt::format("'{}' is a lookup behind a lookup", path.substr(0, 80)),
                      "Name the lookup of the list's own table, or a value behind it."));
  }
  return Column{field, lookup->name};
}

/// The columns of the file: those asked for, then score and grade where the reasons tell of them.
Result<void> choose_columns(Export& wanted, std::string_view asked, bool reasons) {
  std::vector<std::string>& names = wanted.query.columns;
  const auto add = [&](const Column& column) {
    const auto same = [&](const Column& other) { return other.field == column.field && other.lookup == column.lookup; };
    if (std::ranges::any_of(wanted.columns, same)) return;
    wanted.columns.push_back(column);
    if (column.lookup.empty()) names.emplace_back(column.field->name);
  };
  for (const std::string_view part : base::split(asked, ',')) {
    const std::string_view name = base::trim(part);
    if (name.find('/') != std::string_view::npos) {
      add(TRY(related_column(wanted.schema, wanted.table, name)));
    } else {
      add({TRY(odata::find_selected(name, wanted.table))});
    }
  }
  const scoring::ScoredTable* scored = scoring::find_scored_table(wanted.table.name());
  wanted.reasons = reasons && scored != nullptr && wanted.table.find(kScoreLookup) != nullptr;
  if (wanted.reasons) {
    for (const std::string_view name : {scored->score, scored->grade}) add({wanted.table.find(name)});
  }
  if (names.empty()) names.emplace_back(wanted.table.table().primary_id);
  odata::expand_lookup_names(wanted.query, wanted.schema, wanted.table);
  std::map<std::string_view, std::vector<std::string>> behind;
  for (const Column& column : wanted.columns) {
    if (!column.lookup.empty()) behind[column.lookup].emplace_back(column.field->name);
  }
  for (auto& [lookup, columns] : behind) {
    const std::string_view table = record::lookup_targets(*wanted.table.find(lookup)).front();
    expand_row(wanted.query, navigation_of(lookup), table, lookup, std::move(columns));
  }
  if (wanted.reasons) {
    expand_row(wanted.query, std::string(kScoreRow), kScoreTable, kScoreLookup, {std::string(kScoreReasons)});
  }
  return {};
}

Result<Export> parse_export(const Call& call, const Arguments& arguments) {
  const std::string name = TRY(arguments.text("Table"));
  const TableSchema* table = call.schema->find(name);
  if (table == nullptr || !condition::has_entity_set(*table)) {
    return fail(ErrorCode::NotFound, "there is no table {}", name.substr(0, 80));
  }
  const std::string columns = TRY(arguments.text("Columns"));
  if (base::trim(columns).empty() || base::trim(columns) == "*") {
    return fail(Error(ErrorCode::InvalidInput, "Columns names no column", "Name them, with commas between."));
  }
  std::vector<odata::QueryOption> options;
  for (const auto& [option, argument] :
       {std::pair{"$filter", "Filter"}, std::pair{"$orderby", "Order"}, std::pair{"$search", "Search"}}) {
    std::string text = TRY(arguments.optional_text(argument));
    if (!base::trim(text).empty()) options.push_back({option, std::move(text)});
  }
  auto read = TRY(odata::parse_read_options(options, *call.schema, *table, odata::Shape::Collection));
  Export wanted{*call.schema, *table, call.identity.user.language, std::move(read.query), {}, false};
  TRY(choose_columns(wanted, columns, TRY(arguments.flag("Reasons", false))));
  wanted.query.limit = kExportPage;
  return wanted;
}

Answer export_list(const Deps& deps, const Call& call, const Arguments& arguments) {
  Export wanted = TRY(parse_export(call, arguments));
  csv::Writer writer(',', csv::Formulas::Disarm);
  std::string body(kByteOrderMark);
  writer.write(wanted.header());
  const auto snapshot = TRY(deps.store.snapshot());
  std::size_t rows = 0;
  bool more = false;
  while (true) {
    const store::Page page = TRY(snapshot->select(wanted.query, call.caller()));
    for (const store::Row& row : page.rows) writer.write(wanted.cells(row));
    body += writer.take();
    rows += page.rows.size();
    more = page.next.has_value();
    if (!more || rows >= kMostRows || body.size() >= kMostBytes) break;
    wanted.query.cursor = page.next;
  }
  // A file that looks whole and is not would mislead: the last line says so, too.
  if (more) {
    const std::string note = fmt::format("... the first {} rows; narrow the list for the others", rows);
    writer.write(std::array{note});
    body += writer.take();
  }
  http::Response response = http::text_response(200, "text/csv; charset=utf-8", std::move(body));
  response.headers.add("Content-Disposition",
                       fmt::format("attachment; filename=\"{}.csv\"", wanted.table.table().entity_set));
  response.headers.add("Cache-Control", "no-store");
  response.headers.add("Leadlight-Rows", std::to_string(rows));
  response.headers.add("Leadlight-More", more ? "true" : "false");
  return response;
}

constexpr Parameter kExportIn[] = {{"Table", "Edm.String"}, {"Columns", "Edm.String"}, {"Filter", "Edm.String"},
                                   {"Order", "Edm.String"}, {"Search", "Edm.String"},  {"Reasons", "Edm.Boolean"}};
constexpr OperationRoute kExportRoutes[] = {
    {{Function, "ExportList", kExportIn, {}}, Audience::Everybody, export_list},
};

}  // namespace

std::span<const OperationRoute> export_operations() {
  return kExportRoutes;
}

}  // namespace leadlight::api
