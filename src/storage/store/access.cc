#include "storage/store/access.h"

#include <algorithm>

namespace leadlight::store {

Depth Privileges::depth(std::string_view table, Verb verb) const {
  const auto found = by_table_.find(table);
  return found == by_table_.end() ? Depth::None : found->second[static_cast<std::size_t>(verb)];
}

void Privileges::grant(std::string_view table, Verb verb, Depth depth) {
  auto found = by_table_.find(table);
  if (found == by_table_.end()) found = by_table_.emplace(table, std::array<Depth, kVerbCount>{}).first;
  Depth& current = found->second[static_cast<std::size_t>(verb)];
  current = std::max(current, depth);
}

void Privileges::merge(const Privileges& other) {
  for (const auto& [table, depths] : other.by_table_) {
    for (int verb = 0; verb < kVerbCount; ++verb) grant(table, static_cast<Verb>(verb), depths[verb]);
  }
}

void Privileges::replace(const Privileges& other) {
  for (const auto& [table, depths] : other.by_table_) by_table_.insert_or_assign(table, depths);
}

Caller Caller::system() {
  Caller caller;
  caller.is_system = true;
  return caller;
}

}  // namespace leadlight::store
