#include "core/record/type_names.h"

#include <array>

namespace leadlight::record {
namespace {

constexpr std::array<std::string_view, 15> kNames = {"Id",     "Text",     "Memo",     "Integer", "BigInteger",
                                                     "Double", "Money",    "Boolean",  "Choice",  "State",
                                                     "Status", "DateTime", "DateOnly", "Lookup",  "Binary"};
static_assert(kNames.size() == static_cast<std::size_t>(FieldType::Binary) + 1);

constexpr int kTextLength = 200;
constexpr int kMemoLength = 100'000;

}  // namespace

std::string_view type_name(FieldType type) {
  return kNames[static_cast<std::size_t>(type)];
}
std::span<const std::string_view> type_names() {
  return kNames;
}

int max_length(const Field& field) {
  if (field.type != FieldType::Text && field.type != FieldType::Memo) return 0;
  if (field.max_length > 0) return field.max_length;
  return field.type == FieldType::Text ? kTextLength : kMemoLength;
}

}  // namespace leadlight::record
