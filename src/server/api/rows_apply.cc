// `$apply`: groups and measures as an answer.
#include <algorithm>
#include <map>

#include "server/api/rows.h"
#include "server/odata/apply.h"
#include "server/odata/json_text.h"
#include "server/odata/row_writer.h"

namespace leadlight::api {
namespace {

using record::Record;
using record::Reference;

/// Names of the rows that lookups among the keys point to, as far as the caller may see them.
class KeyNames {
 public:
  Result<void> read(store::Snapshot& snapshot, const Call& call, const std::vector<Record>& rows) {
    std::map<std::string, std::vector<record::Value>> wanted;
    for (const Record& row : rows) {
      for (const auto& [name, value] : row.values) {
        if (const auto* reference = record::as<Reference>(value)) wanted[reference->table].push_back(reference->id);
      }
    }
    for (auto& [name, ids] : wanted) {
      const record::TableSchema* table = call.schema->find(name);
      const record::Field* shown = table ? table->find(table->table().primary_name) : nullptr;
      if (shown == nullptr || shown->type != record::FieldType::Text) continue;
      for (std::size_t at = 0; at < ids.size(); at += kAtOnce) {
        query::Query query{.table = name, .columns = {std::string(shown->name)}};
        query.filter = std::make_shared<query::Filter>(
            query::Filter{query::In{{{}, {}, std::string(table->table().primary_id)},
                                    {ids.begin() + static_cast<std::ptrdiff_t>(at),
                                     ids.begin() + static_cast<std::ptrdiff_t>(std::min(at + kAtOnce, ids.size()))}}});
        for (store::Row& row : TRY(snapshot.select(query, call.caller())).rows) {
          if (const auto* text = row.record.get_as<std::string>(shown->name)) names_[row.record.id] = *text;
        }
      }
    }
    return {};
  }

  std::string_view find(const Uuid& id) const {
    const auto found = names_.find(id);
    return found == names_.end() ? std::string_view() : std::string_view(found->second);
  }

 private:
  static constexpr std::size_t kAtOnce = 500;
  std::map<Uuid, std::string> names_;
};

/// Writes the members of one group.
class GroupWriter {
 public:
  GroupWriter(const odata::ApplyOptions& options, const odata::Annotations& annotations, const KeyNames& names)
      : options_(options), annotations_(annotations), names_(names) {}

  void write(std::string& out, const Record& row) const {
    out.push_back('{');
    std::vector<std::string_view> nested;
    bool first = true;
    for (const odata::ApplyColumn& column : options_.columns) {
      if (!column.outer.empty()) {
        if (std::ranges::find(nested, column.outer) != nested.end()) continue;
        nested.push_back(column.outer);
        if (!std::exchange(first, false)) out.push_back(',');
        odata::append_json_string(out, column.outer);
        out += ":{";
        bool first_inside = true;
        for (const odata::ApplyColumn& inner : options_.columns) {
          if (inner.outer == column.outer) member(out, inner, row, first_inside);
        }
        out.push_back('}');
        continue;
      }
      member(out, column, row, first);
    }
    out.push_back('}');
  }

 private:
  void member(std::string& out, const odata::ApplyColumn& column, const Record& row, bool& first) const {
    const record::Value& value = row.get(column.name);
    const auto* reference = record::as<Reference>(value);
    if (annotations_.formatted) {
      const std::string_view text =
          reference ? names_.find(reference->id) : odata::label_of(column.field, value, annotations_.language);
      if (!text.empty()) annotate(out, column, odata::kFormattedValue, text, first);
    }
    if (annotations_.lookup_tables && reference) annotate(out, column, odata::kLookupTable, reference->table, first);
    if (!std::exchange(first, false)) out.push_back(',');
    odata::append_json_string(out, column.inner);
    out.push_back(':');
    odata::append_value(out, value);
  }

  static void annotate(std::string& out, const odata::ApplyColumn& column, std::string_view annotation,
                       std::string_view text, bool& first) {
    if (!std::exchange(first, false)) out.push_back(',');
    odata::append_json_string(out, fmt::format("{}@{}", column.inner, annotation));
    out.push_back(':');
    odata::append_json_string(out, text);
  }

  const odata::ApplyOptions& options_;
  const odata::Annotations& annotations_;
  const KeyNames& names_;
};

std::vector<Record> result_rows(const odata::ApplyOptions& options, std::vector<query::Group> groups,
                                const record::TableSchema& table) {
  std::vector<Record> rows;
  for (query::Group& group : groups) {
    Record row = query::as_row(options.aggregate, std::move(group));
    if (!options.having || query::matches(*options.having, row, table, {})) rows.push_back(std::move(row));
  }
  if (!options.order.empty()) {
    std::ranges::stable_sort(
        rows, [&](const Record& a, const Record& b) { return query::compare_rows(a, b, options.order, {}) < 0; });
  }
  return rows;
}

}  // namespace

Result<http::Response> get_groups(const Deps& deps, const Call& call, const record::TableSchema& table) {
  const auto options = TRY(odata::parse_apply_options(call.options, *call.schema, table));
  const auto annotations = annotations_of(call);
  const auto snapshot = TRY(deps.store.snapshot());
  std::vector<Record> rows = result_rows(options, TRY(snapshot->aggregate(options.aggregate, call.caller())), table);
  const std::size_t total = rows.size();
  if (options.top) rows.resize(std::min(total, static_cast<std::size_t>(*options.top)));
  KeyNames names;
  if (annotations.formatted) TRY(names.read(*snapshot, call, rows));

  std::string body = "{\"@odata.context\":";
  std::string context = fmt::format("{}/$metadata#{}(", call.root, table.table().entity_set);
  for (const odata::ApplyColumn& column : options.columns) {
    if (&column != &options.columns.front()) context.push_back(',');
    context += column.name;
  }
  odata::append_json_string(body, context + ")");
  if (options.count) body += fmt::format(",\"@odata.count\":{}", total);
  body += ",\"value\":[";
  const GroupWriter writer(options, annotations, names);
  for (const Record& row : rows) {
    if (&row != &rows.front()) body.push_back(',');
    writer.write(body, row);
  }
  body += "]}";
  return json_response(200, std::move(body));
}

}  // namespace leadlight::api
