// Which separator a table has, from its first records.
#include <algorithm>
#include <cmath>

#include "connect/csv/splitter.h"

namespace leadlight::csv {
namespace {

constexpr std::size_t kRecordsLookedAt = 100;

using Measure = std::size_t (Splitter::*)() const;

/// A measure of each of the first records that are not blank, read with one separator.
std::vector<std::size_t> measure_records(std::string_view text, char separator, Tail tail, Measure measure) {
  Splitter splitter(separator, 0);
  std::vector<std::size_t> found;
  while (!text.empty() && found.size() < kRecordsLookedAt) {
    std::size_t bytes = 0;
    switch (splitter.split(text, tail)) {
      case Splitter::Found::NeedMore:
        return found;
      case Splitter::Found::Record:
        if (!splitter.all_blank()) found.push_back((splitter.*measure)());
        bytes = splitter.bytes();
        break;
      case Splitter::Found::Unclosed:
        bytes = std::min(text.find_first_of("\r\n", splitter.bytes()), text.size() - 1) + 1;
        break;
    }
    splitter.drop(bytes);
    text.remove_prefix(bytes);
  }
  return found;
}

}  // namespace

char detect_separator(std::string_view text, Tail tail) {
  char best = ',';
  double best_score = 0;
  for (const char candidate : {',', ';', '\t', '|'}) {
    const std::vector<std::size_t> found = measure_records(text, candidate, tail, &Splitter::count);
    double score = 0;
    if (found.empty()) {  // A header longer than what was read.
      score = 1e-9 * static_cast<double>(std::count(text.begin(), text.end(), candidate));
    } else {
      const auto same = std::count(found.begin(), found.end(), found.front());
      score =
          std::log2(static_cast<double>(found.front())) * static_cast<double>(same) / static_cast<double>(found.size());
    }
    if (score > best_score) {
      best_score = score;
      best = candidate;
    }
  }
  return best;
}

std::size_t widest_record(std::string_view text, char separator, Tail tail) {
  const std::vector<std::size_t> found = measure_records(text, separator, tail, &Splitter::width);
  return found.empty() ? 0 : *std::max_element(found.begin(), found.end());
}

}  // namespace leadlight::csv
