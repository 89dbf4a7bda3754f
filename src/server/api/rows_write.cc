#include "base/text.h"
#include "server/api/rows.h"
#include "server/odata/row_reader.h"
#include "server/odata/row_writer.h"

namespace leadlight::api {
namespace {

using record::TableSchema;

/// The version an If-Match header names; nullopt for none and for `*` (any).
Result<std::optional<std::int64_t>> expected_version(const http::Request& request) {
  std::string_view tag = base::trim(request.headers.get("If-Match"));
  if (tag.empty() || tag == "*") return std::optional<std::int64_t>();
  const std::string whole(tag);
  if (tag.starts_with("W/")) tag.remove_prefix(2);
  std::optional<std::int64_t> version;
  if (tag.size() > 2 && tag.front() == '"' && tag.back() == '"')
    version = base::parse_int(tag.substr(1, tag.size() - 2));
  if (!version) {
    return fail(Error(ErrorCode::Conflict, fmt::format("If-Match: {} is no version of this row", whole.substr(0, 80)),
                      "Send the row's @odata.etag as it was read."));
  }
  return version;
}

std::string address_of(const Call& call, const TableSchema& table, const Uuid& id) {
  return fmt::format("{}/{}({})", call.root, table.table().entity_set, id.to_string());
}

/// The answer to a change: the row when it is wanted, else only where it stands.
Result<http::Response> answer_change(const Deps& deps, const Call& call, const TableSchema& table,
                                     record::Record record, odata::ReadOptions& options, int status,
                                     int status_without_row) {
  const std::string address = address_of(call, table, record.id);
  http::Response response;
  if (call.prefer.representation) {
    store::Row row{std::move(record), {}, {}};
    prepare_annotations(call, table, options.query);
    if (!options.query.expand.empty()) {
      query::Query query = options.query;
      query.filter = query::equals(std::string(table.table().primary_id), row.record.id);
      query.limit = 1;
      // Written and durable already: should this read fail, the change still stands and the row alone is the answer.
      auto snapshot = deps.store.snapshot();
      Result<store::Page> page = fail(ErrorCode::Unavailable, "not read");
      if (snapshot) page = (*snapshot)->select(query, call.caller());
      if (page && !page->rows.empty()) row = std::move(page->rows.front());
    }
    response = row_response(call, table, options.query, row, status);
    response.headers.add("Preference-Applied", "return=representation");
  } else {
    response = no_content();
    response.status = call.prefer.minimal ? 204 : status_without_row;
    response.headers.add("ETag", odata::etag(record.version));
  }
  response.headers.add("OData-EntityId", address);
  if (status == 201) response.headers.add("Location", address);
  return response;
}

Result<odata::RowBody> body_of(const Call& call, const TableSchema& table) {
  return odata::read_row(TRY(json_body(call.request)), *call.schema, table);
}

}  // namespace

Result<http::Response> create_row(const Deps& deps, const Call& call, const TableSchema& table) {
  auto options = TRY(odata::parse_read_options(call.options, *call.schema, table, odata::Shape::SingleRow));
  odata::RowBody body = TRY(body_of(call, table));
  record::Record record =
      TRY(deps.records.create(table.name(), body.id.value_or(Uuid{}), std::move(body.values), call.caller()));
  return answer_change(deps, call, table, std::move(record), options, 201, 201);
}

Result<http::Response> change_row(const Deps& deps, const Call& call, const TableSchema& table, const Uuid& id) {
  auto options = TRY(odata::parse_read_options(call.options, *call.schema, table, odata::Shape::SingleRow));
  const std::string_view none_match = base::trim(call.request.headers.get("If-None-Match"));
  const std::optional<std::int64_t> version = TRY(expected_version(call.request));
  odata::RowBody body = TRY(body_of(call, table));
  if (body.id && *body.id != id) {
    return fail(ErrorCode::InvalidInput, "the body names {}, the address {}", body.id->to_string(), id.to_string());
  }
  if (none_match == "*") {
    record::Record record = TRY(deps.records.create(table.name(), id, std::move(body.values), call.caller()));
    return answer_change(deps, call, table, std::move(record), options, 201, 201);
  }
  record::Record record = TRY(deps.records.update(table.name(), id, std::move(body.values), version, call.caller()));
  return answer_change(deps, call, table, std::move(record), options, 200, 204);
}

Result<http::Response> delete_row(const Deps& deps, const Call& call, const TableSchema& table, const Uuid& id) {
  const std::optional<std::int64_t> version = TRY(expected_version(call.request));
  TRY(deps.records.remove(table.name(), id, version, call.caller()));
  return no_content();
}

}  // namespace leadlight::api
