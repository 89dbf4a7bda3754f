// How much an attribute moves scores, in a word.
#pragma once

#include <span>
#include <string_view>

namespace leadlight::scoring {

/// From this share of all movement of the margin on.
struct InfluenceWord {
  double from;
  std::string_view word;
};
/// The published cut-offs (docs/api.md), the strongest first. Forty equal factors are each "low", ten "high".
inline constexpr InfluenceWord kInfluenceWords[] = {
    {0.20, "very_high"}, {0.08, "high"}, {0.03, "medium"}, {0.01, "low"}, {0.0, "very_low"}};

constexpr std::string_view influence_word(double share) {
  for (const InfluenceWord& each : kInfluenceWords) {
    if (share >= each.from) return each.word;
  }
  return "very_low";
}

}  // namespace leadlight::scoring
