#include <algorithm>

#include "base/text.h"
#include "core/condition/names.h"
#include "server/api/rows.h"
#include "server/odata/apply.h"
#include "server/odata/json_text.h"
#include "server/odata/row_writer.h"

namespace leadlight::api {
namespace {

using record::TableSchema;

std::string context_of(const Call& call, const TableSchema& table, bool one) {
  return fmt::format("{}/$metadata#{}{}", call.root, table.table().entity_set, one ? "/$entity" : "");
}

/// Rows in this answer: what the client prefers, else what `$top` asks for, else the default; within the limits.
int page_size(const Deps& deps, const Call& call, std::optional<std::int64_t> top) {
  const std::int64_t most = deps.options.max_page;
  std::int64_t size = top ? *top : deps.options.default_page;
  if (call.prefer.max_page && *call.prefer.max_page > 0) size = *call.prefer.max_page;
  if (top) size = std::min(size, *top);
  return static_cast<int>(std::clamp<std::int64_t>(size, 1, most));
}

/// The same question from where this page ended.
std::string next_link(const Call& call, const TableSchema& table, std::string_view cursor,
                      std::optional<std::int64_t> top_left) {
  std::string link = fmt::format("{}/{}?", call.root, table.table().entity_set);
  for (const odata::QueryOption& option : call.options) {
    if (option.name == "$skiptoken" || option.name == "$top") continue;
    link += fmt::format("{}={}&", odata::percent_encode(option.name), odata::percent_encode(option.value));
  }
  if (top_left) link += fmt::format("$top={}&", *top_left);
  return link + "$skiptoken=" + odata::percent_encode(cursor);
}

void add_applied_preferences(const Call& call, http::Response& response, bool page_size_applied) {
  std::string applied;
  if (page_size_applied && call.prefer.max_page) applied = fmt::format("odata.maxpagesize={}", *call.prefer.max_page);
  if (call.prefer.annotations) {
    applied += (applied.empty() ? "" : ",") + fmt::format("odata.include-annotations={}", *call.prefer.annotations);
  }
  if (!applied.empty()) response.headers.add("Preference-Applied", std::move(applied));
}

}  // namespace

Error no_such_row(const TableSchema& table, std::string_view key) {
  return Error(ErrorCode::NotFound, fmt::format("there is no {} {}", table.name(), key),
               "It may have been deleted, or it may not be yours to see.");
}

odata::Annotations annotations_of(const Call& call) {
  if (!call.prefer.annotations) return {};
  odata::Annotations annotations = odata::parse_annotations(*call.prefer.annotations);
  annotations.language = call.identity.user.language;
  return annotations;
}

void prepare_annotations(const Call& call, const TableSchema& table, query::Query& query) {
  if (annotations_of(call).formatted) odata::expand_lookup_names(query, *call.schema, table);
}

Result<http::Response> get_rows(const Deps& deps, const Call& call, const TableSchema& table) {
  if (odata::asks_to_apply(call.options)) return get_groups(deps, call, table);
  auto [query, top] = TRY(odata::parse_read_options(call.options, *call.schema, table, odata::Shape::Collection));
  const int page = page_size(deps, call, top);
  query.limit = page;
  prepare_annotations(call, table, query);
  store::Page rows = TRY(TRY(deps.store.snapshot())->select(query, call.caller()));
  if (top == 0) {
    rows.rows.clear();
    rows.next.reset();
  }

  std::string body = "{\"@odata.context\":";
  odata::append_json_string(body, context_of(call, table, false));
  if (rows.total) body += fmt::format(",\"@odata.count\":{}", *rows.total);
  body += ",\"value\":[";
  const odata::RowWriter writer(*call.shapes, query, annotations_of(call));
  bool first = true;
  for (const store::Row& row : rows.rows) {
    if (!first) body.push_back(',');
    first = false;
    writer.write(body, row.record, row.related, row.collections);
  }
  body.push_back(']');
  if (rows.next && (!top || *top > page)) {
    const std::optional<std::int64_t> left = top ? std::optional(*top - page) : std::nullopt;
    body += ",\"@odata.nextLink\":";
    odata::append_json_string(body, next_link(call, table, *rows.next, left));
  }
  body.push_back('}');
  http::Response response = json_response(200, std::move(body));
  add_applied_preferences(call, response, true);
  return response;
}

Result<http::Response> get_row_count(const Deps& deps, const Call& call, const TableSchema& table) {
  const auto options = TRY(odata::parse_read_options(call.options, *call.schema, table, odata::Shape::Collection));
  const std::int64_t count = TRY(TRY(deps.store.snapshot())->count(table.name(), options.query.filter, call.caller()));
  http::Response response = http::text_response(200, "text/plain", fmt::to_string(count));
  response.headers.add("OData-Version", "4.0");
  response.headers.add("Cache-Control", "no-store");
  return response;
}

Result<store::Row> load_row(const Deps& deps, const Call& call, const TableSchema& table, const Uuid& id,
                            query::Query& query) {
  prepare_annotations(call, table, query);
  const Reading snapshot = TRY(Reading::open(deps, call));
  if (query.expand.empty()) {
    auto found = TRY(snapshot->find(table.name(), id, query.columns, call.caller()));
    if (!found) return fail(no_such_row(table, id.to_string()));
    return store::Row{*std::move(found), {}, {}};
  }
  query.filter = query::equals(std::string(table.table().primary_id), id);
  query.limit = 1;
  store::Page page = TRY(snapshot->select(query, call.caller()));
  if (page.rows.empty()) return fail(no_such_row(table, id.to_string()));
  return std::move(page.rows.front());
}

http::Response row_response(const Call& call, const TableSchema& table, const query::Query& query,
                            const store::Row& row, int status) {
  std::string body;
  body.reserve(2048);
  odata::RowWriter(*call.shapes, query, annotations_of(call))
      .write(body, row.record, row.related, row.collections, context_of(call, table, true));
  http::Response response = json_response(status, std::move(body));
  response.headers.add("ETag", odata::etag(row.record.version));
  add_applied_preferences(call, response, false);
  return response;
}

Result<http::Response> get_row(const Deps& deps, const Call& call, const TableSchema& table, const Uuid& id) {
  auto options = TRY(odata::parse_read_options(call.options, *call.schema, table, odata::Shape::SingleRow));
  const store::Row row = TRY(load_row(deps, call, table, id, options.query));
  // An expanded row may have changed while this one did not, so only a plain read can be answered by the version.
  const std::string etag = odata::etag(row.record.version);
  if (options.query.expand.empty() && call.request.headers.get("If-None-Match") == etag) {
    http::Response unchanged;
    unchanged.status = 304;
    unchanged.headers.add("ETag", etag);
    return unchanged;
  }
  return row_response(call, table, options.query, row, 200);
}

namespace {

/// Whether no two rows agree in these columns.
bool is_alternate_key(const TableSchema& table, const std::vector<const record::Field*>& fields) {
  const record::Field& first = *fields.front();
  if (fields.size() == 1) return first.has(record::kUnique) && first.type == record::FieldType::Text;
  const auto columns = base::split(table.table().alternate_key, ',');
  return columns.size() == fields.size() && std::ranges::all_of(fields, [&](const record::Field* field) {
           return std::ranges::find(columns, field->name) != columns.end();
         });
}

}  // namespace

Result<std::optional<Uuid>> find_by_key(const Deps& deps, const Call& call, const TableSchema& table,
                                        const odata::Key& key) {
  query::Query query;
  query.table = table.name();
  query.limit = 1;
  std::vector<const record::Field*> fields;
  std::vector<query::FilterPtr> filters;
  for (const odata::Key::Part& part : key.parts) {
    const record::Field* field = condition::find_property(table, part.column);
    if (field == nullptr) return fail(condition::unknown_property(table, part.column));
    fields.push_back(field);
    query.columns.emplace_back(field->name);
    filters.push_back(query::equals(std::string(field->name), part.text));
  }
  query.filter = query::all_of(std::move(filters));
  if (!is_alternate_key(table, fields)) {
    return fail(Error(ErrorCode::InvalidInput, fmt::format("{} is no key of {}", key.to_string(), table.name()),
                      "Use $filter=COLUMN eq '...'."));
  }
  const store::Page page = TRY(TRY(Reading::open(deps, call))->select(query, call.caller()));
  if (page.rows.empty()) return std::optional<Uuid>();
  return std::optional(page.rows.front().record.id);
}

Result<Uuid> resolve_key(const Deps& deps, const Call& call, const TableSchema& table, std::string_view argument) {
  const odata::Key key = TRY(odata::parse_key(argument, table.table().primary_id));
  if (key.id) return *key.id;
  const auto found = TRY(find_by_key(deps, call, table, key));
  if (!found) return fail(no_such_row(table, fmt::format("with {}", key.to_string())));
  return *found;
}

}  // namespace leadlight::api
