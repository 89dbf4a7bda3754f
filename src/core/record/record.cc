#include "core/record/record.h"

namespace leadlight::record {

const Value& Record::get(std::string_view column) const {
  static const Value null;
  const auto found = values.find(column);
  return found == values.end() ? null : found->second;
}

std::string Record::text(std::string_view column) const {
  const auto* text = get_as<std::string>(column);
  return text == nullptr ? std::string() : *text;
}

std::int64_t Record::number(std::string_view column, std::int64_t otherwise) const {
  const auto* number = get_as<std::int64_t>(column);
  return number == nullptr ? otherwise : *number;
}

Uuid Record::target(std::string_view column) const {
  const auto* reference = get_as<Reference>(column);
  return reference == nullptr ? Uuid{} : reference->id;
}

std::optional<Timestamp> Record::time(std::string_view column) const {
  const auto* time = get_as<Timestamp>(column);
  return time == nullptr ? std::nullopt : std::optional(*time);
}

bool Record::is_true(std::string_view column) const {
  const auto* value = get_as<bool>(column);
  return value != nullptr && *value;
}

}  // namespace leadlight::record
