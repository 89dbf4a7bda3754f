// The changes of a row as the JSON text that the field history keeps: {"subject":["old","new"], ...}.
#pragma once

#include <string>

#include "base/result.h"
#include "core/record/schema.h"
#include "storage/store/store.h"

namespace leadlight::store {

/// Whether the history keeps a column: not the id and what the program derives (version, modified on/by, business unit,
/// scores), no secrets, no files.
bool is_in_history(const record::Field& field);

/// Adds one column's change to a text that started empty; finish with close_changes().
void append_change(std::string& json, const record::Field& field, const record::Value& before,
                   const record::Value& after);
void close_changes(std::string& json);

/// Columns that are no longer there are left out.
/// @errors Corrupt
Result<std::map<std::string, HistoryEntry::Change>> read_changes(const record::TableSchema& table,
                                                                 std::string_view json);
/// Only those of some columns; all the others are passed over unread.
/// @errors Corrupt
Result<std::map<std::string, HistoryEntry::Change>> read_changes_of(const record::TableSchema& table,
                                                                    std::string_view json,
                                                                    const std::vector<std::string>& columns);

}  // namespace leadlight::store
