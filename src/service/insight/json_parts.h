// What the answers of this folder are made of.
#pragma once

#include <optional>
#include <string_view>

#include "base/json.h"
#include "core/record/value.h"
#include "core/relation/kpi_table.h"

namespace leadlight::insight {

template <class T>
OrderedJson or_null(const std::optional<T>& value) {
  return value ? OrderedJson(*value) : OrderedJson();
}

/// Names are filled in by whoever knows what the caller may read.
OrderedJson reference_json(const record::Reference& reference);

/// `count`, `minutes`, ...: docs/api.md, `Relationship`, `kpis`.
std::string_view unit_name(relation::Unit unit);

}  // namespace leadlight::insight
