// The built-in tables: one description that drives SQL, OData metadata, CSV matching, TypeScript types and the
// reference documentation. Terms in five languages follow the sellers' own documentation (spec/sources).
#pragma once

#include <span>

#include "core/record/field.h"

namespace leadlight::record {

/// Every built-in table, in the order of docs and metadata.
std::span<const Table> built_in_tables();

/// Columns that Schema adds to every table: created, modified, version.
std::span<const Field> standard_fields();
/// Columns that Schema adds to tables of Ownership::User: owner and business unit.
std::span<const Field> owner_fields();
/// Label of every table's id column.
const Labels& id_label();

}  // namespace leadlight::record
