// The entity sets: reading and changing rows.
#pragma once

#include "core/record/schema.h"
#include "server/api/call.h"
#include "server/api/deps.h"
#include "server/odata/options.h"

namespace leadlight::api {

/// GET /leads
Result<http::Response> get_rows(const Deps& deps, const Call& call, const record::TableSchema& table);
/// GET /leads/$count
Result<http::Response> get_row_count(const Deps& deps, const Call& call, const record::TableSchema& table);
/// GET /leads(ID); with If-None-Match 304 when nothing changed.
Result<http::Response> get_row(const Deps& deps, const Call& call, const record::TableSchema& table, const Uuid& id);

/// POST /leads
Result<http::Response> create_row(const Deps& deps, const Call& call, const record::TableSchema& table);
/// PATCH /leads(ID), with If-Match, or If-None-Match: * to create under that id.
Result<http::Response> change_row(const Deps& deps, const Call& call, const record::TableSchema& table, const Uuid& id);
/// DELETE /leads(ID)
Result<http::Response> delete_row(const Deps& deps, const Call& call, const record::TableSchema& table, const Uuid& id);

/// The id that a key in an address stands for.
/// @errors InvalidInput: no key; NotFound: no row with this alternate key that the caller may see
Result<Uuid> resolve_key(const Deps& deps, const Call& call, const record::TableSchema& table,
                         std::string_view argument);

/// One row with what the query expands; NotFound when it is not there for this caller.
Result<store::Row> load_row(const Deps& deps, const Call& call, const record::TableSchema& table, const Uuid& id,
                            query::Query& query);
/// A row as an answer, with its ETag.
http::Response row_response(const Call& call, const record::TableSchema& table, const query::Query& query,
                            const store::Row& row, int status);
/// Whether formatted values of lookups were asked for: then the query must bring their names.
void prepare_annotations(const Call& call, const record::TableSchema& table, query::Query& query);

}  // namespace leadlight::api
