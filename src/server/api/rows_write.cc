#include "base/text.h"
#include "server/api/rows.h"
#include "server/odata/row_reader.h"
#include "server/odata/row_writer.h"
#include "service/scoring/external.h"

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
      auto snapshot = Reading::open(deps, call);
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

/// `"x@odata.bind": "/accounts(ll_externalkey='A')"` becomes the id. A row that the caller may not see is not there.
Result<void> resolve_binds(const Deps& deps, const Call& call, Json& body) {
  for (auto& [name, value] : body.items()) {
    if (!name.ends_with("@odata.bind") || !value.is_string()) continue;
    const std::string address = value.get<std::string>();
    const std::size_t open = address.find('(');
    if (open == std::string::npos || !address.ends_with(')')) continue;
    const std::size_t slash = address.rfind('/', open);
    const std::size_t begin = slash == std::string::npos ? 0 : slash + 1;
    const record::TableSchema* target = call.schema->find_by_entity_set(address.substr(begin, open - begin));
    if (target == nullptr || address.find('=', open) == std::string::npos) continue;
    const auto key = odata::parse_key(std::string_view(address).substr(open + 1, address.size() - open - 2),
                                      target->table().primary_id);
    if (!key || key->id) continue;
    const auto found = TRY(find_by_key(deps, call, *target, *key));
    if (!found) {
      return fail(ErrorCode::InvalidInput, "{}: there is no {} with {}", name, target->name(), key->to_string());
    }
    value = fmt::format("/{}({})", target->table().entity_set, found->to_string());
  }
  return {};
}

Result<odata::RowBody> body_of(const Deps& deps, const Call& call, const TableSchema& table) {
  Json json = TRY(json_body(call.request));
  if (json.is_object()) TRY(resolve_binds(deps, call, json));
  return odata::read_row(json, *call.schema, table);
}

Result<record::Record> create(const Deps& deps, const Call& call, const TableSchema& table, const Uuid& id,
                              record::Values values) {
  if (call.tx != nullptr) return deps.records.create_in(*call.tx, table.name(), id, std::move(values), call.caller());
  return deps.records.create(table.name(), id, std::move(values), call.caller());
}

Result<record::Record> update(const Deps& deps, const Call& call, const TableSchema& table, const Uuid& id,
                              record::Values values, std::optional<std::int64_t> version) {
  if (call.tx != nullptr) {
    return deps.records.update_in(*call.tx, table.name(), id, std::move(values), version, call.caller());
  }
  return deps.records.update(table.name(), id, std::move(values), version, call.caller());
}

/// Whether a row with this id is there at all, seen or not.
bool is_taken(const Deps& deps, const Call& call, const TableSchema& table, const Uuid& id) {
  const auto snapshot = Reading::open(deps, call);
  if (!snapshot) return false;
  const auto row =
      (*snapshot)->find(table.name(), id, {std::string(table.table().primary_id)}, store::Caller::system());
  return row && *row;
}

enum class Intent { Upsert, ChangeOnly, CreateOnly };

Intent intent_of(const http::Request& request) {
  if (base::trim(request.headers.get("If-None-Match")) == "*") return Intent::CreateOnly;
  return base::trim(request.headers.get("If-Match")).empty() ? Intent::Upsert : Intent::ChangeOnly;
}

struct Written {
  record::Record record;
  bool created = false;
};

/// Changes the row with this id, or creates it. A row that is there and may not be seen stays as hidden as ever.
Result<Written> upsert(const Deps& deps, const Call& call, const TableSchema& table, const Uuid& id,
                       const record::Values& values) {
  for (int attempt = 1;; ++attempt) {
    auto changed = update(deps, call, table, id, values, std::nullopt);
    if (changed) return Written{*std::move(changed), false};
    if (changed.error().code() != ErrorCode::NotFound) return fail(std::move(changed).error());
    auto created = create(deps, call, table, id, values);
    if (created) return Written{*std::move(created), true};
    if (created.error().code() != ErrorCode::Conflict) return fail(std::move(created).error());
    // Another alternate key is taken, another request was first (then there is a row to change), or it is hidden.
    if (!is_taken(deps, call, table, id)) return fail(std::move(created).error());
    if (attempt == 2) return fail(no_such_row(table, id.to_string()));
  }
}

/// The same by an alternate key, which a new row gets.
Result<Written> write_by_key(const Deps& deps, const Call& call, const TableSchema& table, const odata::Key& key,
                             record::Values values, std::optional<std::int64_t> version) {
  const Intent intent = intent_of(call.request);
  const std::string named = fmt::format("with {}", key.to_string());
  for (int attempt = 1;; ++attempt) {
    const std::optional<Uuid> found = TRY(find_by_key(deps, call, table, key));
    if (found && intent == Intent::CreateOnly) {
      return fail(ErrorCode::Conflict, "there is a {} {} already", table.name(), named);
    }
    if (found) return Written{TRY(update(deps, call, table, *found, values, version)), false};
    if (intent == Intent::ChangeOnly) return fail(no_such_row(table, named));
    for (const odata::Key::Part& part : key.parts) {
      const auto given = values.try_emplace(part.column, part.text).first;
      const auto* text = record::as<std::string>(given->second);
      if (text == nullptr || base::fold(*text) != base::fold(part.text)) {
        return fail(ErrorCode::InvalidInput, "the body and the address name different values of {}", part.column);
      }
    }
    auto created = create(deps, call, table, {}, values);
    if (created) return Written{*std::move(created), true};
    if (created.error().code() != ErrorCode::Conflict || attempt == 2) return fail(std::move(created).error());
  }
}

/// Scores that are pushed are answered as Dataverse answers them: without the row in any case but when it is asked for.
int status_of_created(const TableSchema& table) {
  return scoring::takes_scores(table.name()) ? 204 : 201;
}

}  // namespace

Result<http::Response> create_row(const Deps& deps, const Call& call, const TableSchema& table) {
  auto options = TRY(odata::parse_read_options(call.options, *call.schema, table, odata::Shape::SingleRow));
  odata::RowBody body = TRY(body_of(deps, call, table));
  record::Record record = TRY(create(deps, call, table, body.id.value_or(Uuid{}), std::move(body.values)));
  return answer_change(deps, call, table, std::move(record), options, 201, status_of_created(table));
}

Result<http::Response> change_row(const Deps& deps, const Call& call, const TableSchema& table,
                                  std::string_view argument) {
  auto options = TRY(odata::parse_read_options(call.options, *call.schema, table, odata::Shape::SingleRow));
  const odata::Key key = TRY(odata::parse_key(argument, table.table().primary_id));
  const std::optional<std::int64_t> version = TRY(expected_version(call.request));
  odata::RowBody body = TRY(body_of(deps, call, table));
  if (body.id && key.id && *body.id != *key.id) {
    return fail(ErrorCode::InvalidInput, "the body names {}, the address {}", body.id->to_string(),
                key.id->to_string());
  }
  Written written;
  if (!key.id) {
    written = TRY(write_by_key(deps, call, table, key, std::move(body.values), version));
  } else if (const Intent intent = intent_of(call.request); intent == Intent::CreateOnly) {
    written = {TRY(create(deps, call, table, *key.id, std::move(body.values))), true};
  } else if (intent == Intent::ChangeOnly) {
    written = {TRY(update(deps, call, table, *key.id, std::move(body.values), version)), false};
  } else {
    written = TRY(upsert(deps, call, table, *key.id, body.values));
  }
  return written.created
             ? answer_change(deps, call, table, std::move(written.record), options, 201, status_of_created(table))
             : answer_change(deps, call, table, std::move(written.record), options, 200, 204);
}

Result<http::Response> delete_row(const Deps& deps, const Call& call, const TableSchema& table, const Uuid& id) {
  const std::optional<std::int64_t> version = TRY(expected_version(call.request));
  TRY(call.tx != nullptr ? deps.records.remove_in(*call.tx, table.name(), id, version, call.caller())
                         : deps.records.remove(table.name(), id, version, call.caller()));
  return no_content();
}

}  // namespace leadlight::api
