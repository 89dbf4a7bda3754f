#include "server/api/data_service.h"

#include "core/condition/names.h"
#include "server/api/batch.h"
#include "server/api/operations.h"
#include "server/api/rows.h"

namespace leadlight::api {
namespace {

http::Response method_not_allowed(std::string_view allowed) {
  http::Response response = http::error_response(405, "MethodNotAllowed", "this address does not take that method",
                                                 fmt::format("It takes {}.", allowed));
  response.headers.add("Allow", std::string(allowed));
  return response;
}

Error no_such_resource(std::string_view name) {
  return Error(ErrorCode::NotFound, fmt::format("there is no resource '{}'", name.substr(0, 80)),
               "GET /api/data/v9.2/ lists the entity sets.");
}

}  // namespace

Result<http::Response> DataService::handle(const http::Request& request, const access::Identity& identity,
                                           std::string_view rest, std::string& route) {
  if (rest != "$batch" && rest != "%24batch") {
    const auto schema = deps_.store.schema();
    auto response = handle_one(request, identity, rest, nullptr, route);
    if (!was_outdated(schema, request, response)) return response;
    return handle_one(request, identity, rest, nullptr, route);
  }
  route = "$batch";
  if (request.method != "POST") return method_not_allowed("POST");
  return batch(request, identity);
}

/// Another node may have changed the columns since this one last looked. Every transaction looks; a request that names
/// a column which is not known here is refused before there is one. Done again, it meets the columns as they are.
bool DataService::was_outdated(const std::shared_ptr<const record::Schema>& schema, const http::Request& request,
                               const Result<http::Response>& response) const {
  if (!response && response.error().code() == ErrorCode::InvalidInput) {
    [[maybe_unused]] const auto looked = deps_.store.snapshot();
  }
  return (!response || request.is_read()) && deps_.store.schema() != schema;
}

Result<http::Response> DataService::batch(const http::Request& request, const access::Identity& identity) {
  const RunPart run = [&](const http::Request& part, store::Transaction* tx) -> http::Response {
    std::string_view rest = part.path;
    if (!rest.starts_with(kServiceRoot)) return to_response(no_such_resource(rest));
    rest.remove_prefix(kServiceRoot.size());
    if (!rest.empty() && rest.front() == '/') rest.remove_prefix(1);
    std::string route;
    auto response = handle_one(part, identity, rest, tx, route);
    return response ? *std::move(response) : to_response(response.error());
  };
  return run_batch(deps_, request, TRY(parse_batch(request)), run);
}

Result<http::Response> DataService::handle_one(const http::Request& request, const access::Identity& identity,
                                               std::string_view rest, store::Transaction* tx, std::string& route) {
  Prepared ready = prepared();
  Call call{request, identity, std::move(ready.schema),       std::move(ready.shapes),
            {},      {},       parse_prefer(request.headers), service_root(request, deps_.options.public_url),
            tx};
  auto path = odata::parse_path(rest);
  if (!path) return fail(std::move(path).error().in("address"));
  call.path = *std::move(path);
  auto options = odata::parse_query_options(request.query);
  if (!options) return fail(std::move(options).error().in("address"));
  call.options = *std::move(options);
  return dispatch(call, route);
}

Result<http::Response> DataService::dispatch(const Call& call, std::string& route) {
  if (call.path.empty()) {
    route = "service";
    if (!call.request.is_read()) return method_not_allowed("GET, HEAD");
    return json_response(200, odata::service_document(*call.schema, call.root + "/$metadata"));
  }
  const odata::PathSegment& first = call.path.front();
  if (first.name == "$metadata") {
    route = "$metadata";
    if (!call.request.is_read()) return method_not_allowed("GET, HEAD");
    return metadata(call);
  }
  if (const record::TableSchema* table = call.schema->find_by_entity_set(first.name)) {
    return entity_set(call, *table, route);
  }
  if (find_operation(first.name) != nullptr) {
    // Actions begin transactions of their own.
    if (call.tx != nullptr) {
      return fail(Error(ErrorCode::Unsupported, fmt::format("the action {} inside a change set", first.name),
                        "Send it in the batch outside of the change set."));
    }
    return run_operation(call, route);
  }
  if (first.name == "$batch") return fail(ErrorCode::InvalidInput, "a batch inside a batch");
  return fail(no_such_resource(first.name));
}

Result<http::Response> DataService::run_operation(const Call& call, std::string& route) {
  const OperationRoute& found = *find_operation(call.path.front().name);
  route = found.operation.name;
  const bool is_function = found.operation.kind == odata::Operation::Kind::Function;
  if (is_function && !call.request.is_read()) return method_not_allowed("GET, HEAD");
  if (!is_function && call.request.method != "POST") return method_not_allowed("POST");
  if (call.path.size() > 1) return fail(no_such_resource(call.path[1].name));
  if (found.audience == Audience::Administrators) TRY(require_administrator(call));
  return found.run(deps_, call, TRY(Arguments::make(call, found.operation)));
}

Result<http::Response> DataService::entity_set(const Call& call, const record::TableSchema& table, std::string& route) {
  const odata::PathSegment& first = call.path.front();
  const std::string& method = call.request.method;
  route = table.table().entity_set;
  if (!first.argument) {
    if (call.path.size() == 2 && call.path[1].name == "$count") {
      route += "/$count";
      if (!call.request.is_read()) return method_not_allowed("GET, HEAD");
      return get_row_count(deps_, call, table);
    }
    if (call.path.size() > 1) return fail(no_such_resource(call.path[1].name));
    if (call.request.is_read()) return get_rows(deps_, call, table);
    if (method == "POST") return create_row(deps_, call, table);
    return method_not_allowed("GET, HEAD, POST");
  }
  route += "(id)";
  if (call.path.size() > 1) {
    return fail(Error(ErrorCode::Unsupported,
                      fmt::format("an address below a row ({})", call.path[1].name.substr(0, 80)),
                      "Read the row with $select or $expand."));
  }
  if (method == "PATCH") return change_row(deps_, call, table, *first.argument);
  const Uuid id = TRY(resolve_key(deps_, call, table, *first.argument));
  if (call.request.is_read()) return get_row(deps_, call, table, id);
  if (method == "DELETE") return delete_row(deps_, call, table, id);
  return method_not_allowed("GET, HEAD, PATCH, DELETE");
}

DataService::Prepared DataService::prepared() {
  auto schema = deps_.store.schema();
  std::lock_guard lock(prepared_mutex_);
  if (prepared_.schema != schema) prepared_ = {schema, std::make_shared<const odata::RowShapes>(schema), nullptr};
  return prepared_;
}

http::Response DataService::metadata(const Call& call) {
  std::shared_ptr<const std::string> text = prepared().metadata;
  if (text == nullptr) {
    text = std::make_shared<const std::string>(odata::metadata_xml(*call.schema, declared_operations()));
    std::lock_guard lock(prepared_mutex_);
    if (prepared_.schema == call.schema) prepared_.metadata = text;
  }
  http::Response response = http::text_response(200, "application/xml; charset=utf-8", *text);
  response.headers.add("OData-Version", "4.0");
  response.headers.add("Cache-Control", "no-cache");
  return response;
}

}  // namespace leadlight::api
