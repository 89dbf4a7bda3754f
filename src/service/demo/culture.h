// Where the demo company sells: names, places and words of each country, all invented.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/random.h"

namespace leadlight::demo {

/// A name and how it is written in a mail address; empty `latin`: the folded name.
struct NamePart {
  std::string_view native;
  std::string_view latin = {};
};

struct Place {
  std::string_view city;
  std::string_view province;
  std::string_view postal_code;
};

struct Culture {
  std::string_view language;  ///< en, nl, de, zh, th, fr
  std::string_view country;
  std::string_view unit;  ///< Business unit that sells there.
  std::string_view currency;
  double euro_rate;  ///< Units of the currency per euro.
  std::string_view dialling_code;
  std::chrono::hours utc_offset;
  double weight;  ///< Share of all leads.
  std::span<const NamePart> women, men, families;
  bool family_first;
  std::span<const NamePart> stems;           ///< First word of a company's name.
  std::span<const std::string_view> trades;  ///< Second word, by industries().
  std::span<const std::string_view> legal;   ///< Last word.
  std::span<const Place> places;
  std::span<const std::string_view> streets;
};

std::span<const Culture> cultures();

/// Industries of the demo's customers: `industrycode` and how many of a hundred leads have it.
struct Industry {
  std::int64_t code;
  double weight;
};
std::span<const Industry> industries();

/// One element, every one as likely as another.
template <class T>
const T& pick(std::span<const T> list, Random& random) {
  return list[random.below(list.size())];
}

/// An index drawn by the weights of `list` (any range of things with a `weight`).
template <class List>
std::size_t pick_weighted(const List& list, Random& random) {
  double total = 0;
  for (const auto& each : list) total += each.weight;
  double left = random.uniform() * total;
  std::size_t index = 0;
  for (const auto& each : list) {
    left -= each.weight;
    if (left < 0) return index;
    ++index;
  }
  return index - 1;
}

}  // namespace leadlight::demo
