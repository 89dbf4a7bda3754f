// For tests: short words for values.
#pragma once

#include <string>
#include <utility>

#include "core/record/value.h"

namespace leadlight::record {

inline Value text(std::string words) {
  return words;
}
inline Value whole(std::int64_t number) {
  return number;
}

}  // namespace leadlight::record
