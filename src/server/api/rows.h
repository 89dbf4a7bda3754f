// The entity sets: reading and changing rows.
#pragma once

#include "core/record/schema.h"
#include "server/api/call.h"
#include "server/api/deps.h"
#include "server/odata/options.h"
#include "server/odata/url.h"

namespace leadlight::api {

/// GET /leads
Result<http::Response> get_rows(const Deps& deps, const Call& call, const record::TableSchema& table);
/// GET /leads?$apply=...
Result<http::Response> get_groups(const Deps& deps, const Call& call, const record::TableSchema& table);
/// GET /leads/$count
Result<http::Response> get_row_count(const Deps& deps, const Call& call, const record::TableSchema& table);
/// GET /leads(ID); with If-None-Match 304 when nothing changed.
Result<http::Response> get_row(const Deps& deps, const Call& call, const record::TableSchema& table, const Uuid& id);

/// POST /leads
Result<http::Response> create_row(const Deps& deps, const Call& call, const record::TableSchema& table);
/// PATCH /leads(KEY): changes the row, or creates it under that id or alternate key. `If-Match` never creates,
/// `If-None-Match: *` never changes.
Result<http::Response> change_row(const Deps& deps, const Call& call, const record::TableSchema& table,
                                  std::string_view argument);
/// DELETE /leads(ID)
Result<http::Response> delete_row(const Deps& deps, const Call& call, const record::TableSchema& table, const Uuid& id);

/// What a request reads from: the transaction it is a step of, else a snapshot of its own.
class Reading {
 public:
  static Result<Reading> open(const Deps& deps, const Call& call) {
    Reading reading;
    if (call.tx == nullptr) reading.own_ = TRY(deps.store.snapshot());
    reading.snapshot_ = call.tx != nullptr ? call.tx : reading.own_.get();
    return reading;
  }
  store::Snapshot* operator->() const { return snapshot_; }
  store::Snapshot& operator*() const { return *snapshot_; }

 private:
  std::unique_ptr<store::Snapshot> own_;
  store::Snapshot* snapshot_ = nullptr;
};

/// The row with this alternate key that the caller may see.
/// @errors InvalidInput: its columns are no alternate key
Result<std::optional<Uuid>> find_by_key(const Deps& deps, const Call& call, const record::TableSchema& table,
                                        const odata::Key& key);
Error no_such_row(const record::TableSchema& table, std::string_view key);

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
/// What the client asked to be told beside the values, in its user's language.
odata::Annotations annotations_of(const Call& call);
/// Whether formatted values of lookups were asked for: then the query must bring their names.
void prepare_annotations(const Call& call, const record::TableSchema& table, query::Query& query);

}  // namespace leadlight::api
