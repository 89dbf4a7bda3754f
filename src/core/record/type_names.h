// Names and defaults of field types, for everything that is generated from the field table.
#pragma once

#include <span>
#include <string_view>

#include "core/record/field.h"

namespace leadlight::record {

/// `Text`, `BigInteger`, ...
std::string_view type_name(FieldType type);
/// In the order of the enumeration.
std::span<const std::string_view> type_names();
/// Most characters of a Text or Memo, the default included; 0 for other types.
int max_length(const Field& field);

}  // namespace leadlight::record
