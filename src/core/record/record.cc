#include "core/record/record.h"

namespace leadlight::record {

const Value& Record::get(std::string_view column) const {
  static const Value null;
  const auto found = values.find(column);
  return found == values.end() ? null : found->second;
}

}  // namespace leadlight::record
