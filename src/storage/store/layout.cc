#include "storage/store/layout.h"

#include <utility>

namespace leadlight::store {

TableLayout::TableLayout(const record::TableSchema& table) : table_(&table), has_search_(has_search(table)) {
  for (const record::Field* field : table.fields()) {
    places_.emplace(field->name, std::pair(field, names_.size()));
    for (PhysicalColumn& column : physical_columns(*field)) {
      names_.push_back(std::move(column.name));
      nulls_.push_back(Cell::null(column.type));
    }
  }
  if (has_search_) {
    names_.emplace_back(kSearchColumn);
    nulls_.push_back(Cell::null(CellType::Text));
  }
}

std::vector<Cell> TableLayout::cells(const record::Values& values) const {
  std::vector<Cell> all = nulls_;
  std::vector<Cell> some;
  for (const auto& [name, value] : values) {
    const auto found = places_.find(name);
    if (found == places_.end() || record::is_null(value)) continue;
    some.clear();
    append_cells(*found->second.first, value, some);
    for (std::size_t i = 0; i < some.size(); ++i) all[found->second.second + i] = std::move(some[i]);
  }
  if (has_search_) all.back() = search_cell(*table_, values);
  return all;
}

}  // namespace leadlight::store
