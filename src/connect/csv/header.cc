#include "connect/csv/header.h"

#include <fmt/ranges.h>

#include <unordered_map>

#include "base/text.h"

namespace leadlight::csv {
namespace {

/// Enough of a name for a message.
std::string shortened(const std::string& name) {
  constexpr std::size_t kShown = 60;
  if (name.size() <= kShown) return name;
  std::size_t end = kShown;
  while ((static_cast<unsigned char>(name[end]) & 0xc0) == 0x80) --end;
  return name.substr(0, end) + "...";
}

Error same_name(const std::string& first, std::size_t first_at, const std::string& second, std::size_t second_at) {
  const std::string what =
      first == second ? fmt::format("columns {} and {} are both named \"{}\"", first_at, second_at, shortened(first))
                      : fmt::format("columns {} and {} have names that count as the same: \"{}\" and \"{}\"", first_at,
                                    second_at, shortened(first), shortened(second));
  return Error(ErrorCode::InvalidInput, what,
               "Rename one of them in the first line of the file, or remove that column.");
}

}  // namespace

Result<Header> name_columns(const std::vector<std::string>& cells) {
  Header header;
  std::unordered_map<std::string, std::size_t> seen;
  std::vector<std::size_t> nameless;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    header.columns.emplace_back(base::trim(cells[i]));
    std::string folded = base::fold(header.columns.back());
    if (folded.empty()) {
      nameless.push_back(i);
      continue;
    }
    const auto [other, is_new] = seen.emplace(std::move(folded), i);
    if (!is_new) {
      return fail(same_name(header.columns[other->second], other->second + 1, header.columns.back(), i + 1));
    }
  }
  std::vector<std::string> given;
  for (const std::size_t i : nameless) {
    std::string name = fmt::format("column_{}", i + 1);
    while (!seen.emplace(name, i).second) name += '_';
    if (given.size() < 10) given.push_back(name);
    header.columns[i] = std::move(name);
  }
  if (!nameless.empty()) {
    header.note = fmt::format("columns without a name: {}, called {}{}", nameless.size(), fmt::join(given, ", "),
                              given.size() < nameless.size() ? ", ..." : "");
  }
  return header;
}

}  // namespace leadlight::csv
