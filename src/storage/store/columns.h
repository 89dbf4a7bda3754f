// How a field's value lies in the columns of a database: the id and the table of a lookup, the folded shadow of a text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/record/record.h"
#include "core/record/schema.h"
#include "storage/store/connection.h"

namespace leadlight::store {

/// The column that holds a table's folded search text.
inline constexpr std::string_view kSearchColumn = "search_folded";

CellType cell_type(record::FieldType type);
bool is_text(const record::Field& field);
/// Whether the field has a folded column beside it and so can be compared: every Text; Memo unless it is internal or
/// computed (JSON that nobody filters).
bool has_folded(const record::Field& field);
std::string folded_column(std::string_view field);
/// Whether a second column tells the table a lookup points to.
bool has_type_column(const record::Field& field);
std::string type_column(std::string_view field);
bool has_search(const record::TableSchema& table);

struct PhysicalColumn {
  std::string name;
  CellType type;
  bool folded = false;
};
/// One to three: value, table of the lookup, folded text.
std::vector<PhysicalColumn> physical_columns(const record::Field& field);
/// Every column of the table but its row number, the search column last.
std::vector<PhysicalColumn> physical_columns(const record::TableSchema& table);

/// The value as the field keeps it (an int64 for a Double field becomes a double, an id a Reference).
/// @errors InvalidInput: another type, invalid UTF-8 or a zero byte in a text
Result<record::Value> normalized(const record::Field& field, record::Value value);

/// The cells of a normalized value, one for each of physical_columns(field).
void append_cells(const record::Field& field, const record::Value& value, std::vector<Cell>& cells);

/// The folded search text of a row; null when nothing is searchable.
Cell search_cell(const record::TableSchema& table, const record::Values& values);

/// The SELECT list of a field (`t."ownerid", t."owneridtype"`).
void append_select(const record::Field& field, std::string_view alias, std::string& list);
/// Reads a field at `column` and moves on by the columns it took.
/// @errors Corrupt
Result<record::Value> read_value(const record::Field& field, const Rows& rows, int& column);

}  // namespace leadlight::store
