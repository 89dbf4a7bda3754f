// Copies of a PostgreSQL schema through its own tools, pg_dump and pg_restore.
#pragma once

#include <optional>
#include <string>

#include "storage/store/facts.h"

namespace leadlight::postgres {

/// Writes our tables in `schema` into the new file `to` (pg_dump's custom format): the state of one moment, in which
/// the rows are also counted. Nobody waits for it.
/// @errors NotFound: there is no database of ours; Conflict: a newer program wrote it; Unavailable: no connection, or
/// pg_dump is missing or fails, with its words
Result<store::DatabaseFacts> dump_database(const std::string& url, const std::string& schema, const std::string& to);

/// What is in the schema; nullopt when we have no tables there.
Result<std::optional<store::DatabaseFacts>> examine_database(const std::string& url, const std::string& schema);

enum class Present { Refuse, Replace };

/// Brings the tables of such a file into the schema; ours that are there are dropped first when they may be. They come
/// in one transaction.
/// @errors Conflict: there are tables, or a program works with them; Unavailable as above
Result<void> restore_database(const std::string& url, const std::string& schema, const std::string& from,
                              Present present);

}  // namespace leadlight::postgres
