// A list as a file: what a spreadsheet opens, with the names people know and the reasons of a score.
#include <algorithm>
#include <array>

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

/// What is asked for, and how a row of it looks.
struct Export {
  const record::Schema& schema;
  const TableSchema& table;
  std::string language;
  query::Query query;
  std::vector<const Field*> columns;  ///< In the order of the file.
  bool reasons = false;

  std::vector<std::string> header() const;
  std::vector<std::string> cells(const store::Row& row) const;

 private:
  std::string cell(const Field& field, const store::Row& row) const;
  void add_reasons(const store::Row& row, std::vector<std::string>& cells) const;
  std::string reason(const Json& json) const;
};

std::vector<std::string> Export::header() const {
  std::vector<std::string> names;
  for (const Field* field : columns) names.emplace_back(label_in(field->label, language));
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

std::string Export::cell(const Field& field, const store::Row& row) const {
  const Value& value = row.record.get(field.name);
  if (record::is_null(value)) {
    return field.type == record::FieldType::Id ? row.record.id.to_string() : std::string();
  }
  if (field.type == record::FieldType::Lookup) return name_of(schema, field, value, row);
  if (const std::string_view label = odata::label_of(field, value, language); !label.empty()) return std::string(label);
  return record::to_string(value);
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
  for (const Field* field : columns) cells.push_back(cell(*field, row));
  if (reasons) add_reasons(row, cells);
  return cells;
}

/// The columns of the file: those asked for, then score and grade where the reasons tell of them.
Result<void> choose_columns(Export& wanted, bool reasons) {
  std::vector<std::string>& names = wanted.query.columns;
  const scoring::ScoredTable* scored = scoring::find_scored_table(wanted.table.name());
  wanted.reasons = reasons && scored != nullptr && wanted.table.find(kScoreLookup) != nullptr;
  if (wanted.reasons) {
    for (const std::string_view name : {scored->score, scored->grade}) {
      if (std::ranges::find(names, name) == names.end()) names.emplace_back(name);
    }
  }
  for (const std::string& name : names) {
    const Field* field = wanted.table.find(name);
    if (field == nullptr) return fail(condition::unknown_property(wanted.table, name));
    wanted.columns.push_back(field);
  }
  odata::expand_lookup_names(wanted.query, wanted.schema, wanted.table);
  if (wanted.reasons) {
    if (std::ranges::find(names, kScoreLookup) == names.end()) names.emplace_back(kScoreLookup);
    query::Expand expand;
    expand.navigation = kScoreRow;
    expand.table = kScoreTable;
    expand.lookup = kScoreLookup;
    expand.columns = {std::string(kScoreReasons)};
    wanted.query.expand.push_back(std::move(expand));
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
  std::vector<odata::QueryOption> options{{"$select", columns}};
  for (const auto& [option, argument] :
       {std::pair{"$filter", "Filter"}, std::pair{"$orderby", "Order"}, std::pair{"$search", "Search"}}) {
    std::string text = TRY(arguments.optional_text(argument));
    if (!base::trim(text).empty()) options.push_back({option, std::move(text)});
  }
  auto read = TRY(odata::parse_read_options(options, *call.schema, *table, odata::Shape::Collection));
  Export wanted{*call.schema, *table, call.identity.user.language, std::move(read.query), {}, false};
  TRY(choose_columns(wanted, TRY(arguments.flag("Reasons", false))));
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
