#include "core/relation/similarity.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace leadlight::relation {
namespace {

constexpr std::size_t kFewestKnown = 30;
constexpr double kLeastKnown = 0.2;
/// A bin of fewer deals tells of those deals.
constexpr std::size_t kFewestInBin = 5;
constexpr std::size_t kMostBins = 8;
constexpr std::size_t kDealsPerBin = 20;
/// Of how many histories one may give weight to noise.
constexpr double kNoiseGetsThrough = 0.1;
constexpr double kNear = 0.1;
constexpr double kLeastShared = 0.5;

struct KnownCell {
  double value;
  bool won;
};

struct Bin {
  std::size_t won = 0, lost = 0;
  std::size_t deals() const { return won + lost; }
  void add(const Bin& other) {
    won += other.won;
    lost += other.lost;
  }
};

double entropy(const Bin& bin) {
  const auto all = static_cast<double>(bin.deals());
  double sum = 0;
  for (const std::size_t part : {bin.won, bin.lost}) {
    const double share = static_cast<double>(part) / all;
    if (part > 0) sum -= share * std::log(share);
  }
  return sum;
}

/// The point that a standard normal variable exceeds with this probability, below a half (Abramowitz, Stegun 26.2.23).
double normal_beyond(double probability) {
  const double t = std::sqrt(-2 * std::log(probability));
  return t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
}

/// The same of a chi-squared variable (Wilson, Hilferty 1931).
double chi_squared_beyond(double degrees, double probability) {
  const double spread = 2 / (9 * degrees);
  return degrees * std::pow(1 - spread + normal_beyond(probability) * std::sqrt(spread), 3);
}

/// Where numbers are cut: a cut is the first value of its bin. Most deals may have one and the same value.
std::vector<double> cuts_of(const std::vector<KnownCell>& sorted) {
  const std::size_t bins = std::clamp(sorted.size() / kDealsPerBin, std::size_t{2}, kMostBins);
  std::vector<double> cuts;
  for (std::size_t bin = 1; bin < bins; ++bin) {
    double cut = sorted[bin * sorted.size() / bins].value;
    if (cut == sorted.front().value) {
      const auto next = std::ranges::upper_bound(sorted, cut, {}, &KnownCell::value);
      if (next == sorted.end()) break;
      cut = next->value;
    }
    if (cuts.empty() || cut > cuts.back()) cuts.push_back(cut);
  }
  return cuts;
}

/// Rare ones in one bin together, which is left out where it is rare itself; empty for a category that names deals.
std::vector<Bin> bins_of(AttributeKind kind, const std::vector<KnownCell>& sorted) {
  std::map<double, Bin> found;
  const std::vector<double> cuts = kind == AttributeKind::Number ? cuts_of(sorted) : std::vector<double>();
  for (const KnownCell& cell : sorted) {
    const double level = kind == AttributeKind::Category
                             ? cell.value
                             : static_cast<double>(std::ranges::upper_bound(cuts, cell.value) - cuts.begin());
    ++(cell.won ? found[level].won : found[level].lost);
  }
  std::vector<Bin> bins;
  Bin rare;
  for (const auto& [_, bin] : found) {
    if (bin.deals() < kFewestInBin) {
      rare.add(bin);
    } else {
      bins.push_back(bin);
    }
  }
  if (rare.deals() * 2 > sorted.size()) return {};
  if (rare.deals() >= kFewestInBin) bins.push_back(rare);
  return bins;
}

/// Information gain beyond what noise reaches, by deal that has the attribute.
double gain_beyond_noise(const std::vector<Bin>& bins, std::size_t attributes) {
  if (bins.size() < 2) return 0;
  Bin all;
  for (const Bin& bin : bins) all.add(bin);
  const auto n = static_cast<double>(all.deals());
  double gain = entropy(all);
  for (const Bin& bin : bins) gain -= static_cast<double>(bin.deals()) / n * entropy(bin);
  const double noise =
      chi_squared_beyond(static_cast<double>(bins.size() - 1), kNoiseGetsThrough / static_cast<double>(attributes));
  return std::max(0.0, gain - noise / (2 * n));
}

double range_of(const std::vector<KnownCell>& sorted) {
  const auto at = [&](double share) {
    return sorted[static_cast<std::size_t>(std::lround(share * static_cast<double>(sorted.size() - 1)))].value;
  };
  if (at(0.95) > at(0.05)) return at(0.95) - at(0.05);
  return at(1) > at(0) ? at(1) - at(0) : 1;
}

Yardstick learn_yardstick(const DealTable& history, std::size_t attribute, const std::vector<bool>& won) {
  Yardstick yardstick{.kind = history.attributes[attribute]};
  std::vector<KnownCell> known;
  for (std::size_t place = 0; place < history.count(); ++place) {
    const double value = history.deal(place)[attribute];
    if (!std::isnan(value)) known.push_back({value, won[place]});
  }
  std::ranges::sort(known, {}, &KnownCell::value);
  if (yardstick.kind == AttributeKind::Number && !known.empty()) yardstick.range = range_of(known);
  const double share = static_cast<double>(known.size()) / static_cast<double>(std::max<std::size_t>(won.size(), 1));
  if (known.size() < kFewestKnown || share < kLeastKnown) return yardstick;
  yardstick.weight = share * gain_beyond_noise(bins_of(yardstick.kind, known), history.attributes.size());
  return yardstick;
}

/// NaN where one of them is unknown.
double difference(const Yardstick& yardstick, double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return kUnknown;
  if (yardstick.kind == AttributeKind::Category) return a == b ? 0 : 1;
  return std::min(1.0, std::abs(a - b) / yardstick.range);
}

/// Mean difference in what both have, whatever its weight.
double unweighted(const Measure& measure, std::span<const double> a, std::span<const double> b) {
  double sum = 0;
  std::size_t compared = 0;
  for (std::size_t i = 0; i < measure.size(); ++i) {
    const double apart = difference(measure[i], a[i], b[i]);
    if (std::isnan(apart)) continue;
    sum += apart;
    ++compared;
  }
  return compared == 0 ? 1 : sum / static_cast<double>(compared);
}

double known_weight(const Measure& measure, std::span<const double> deal) {
  double sum = 0;
  for (std::size_t i = 0; i < measure.size(); ++i) {
    if (!std::isnan(deal[i])) sum += measure[i].weight;
  }
  return sum;
}

}  // namespace

Measure learn_measure(const DealTable& history, const std::vector<bool>& won) {
  Measure measure;
  double sum = 0;
  for (std::size_t attribute = 0; attribute < history.attributes.size(); ++attribute) {
    measure.push_back(learn_yardstick(history, attribute, won));
    sum += measure.back().weight;
  }
  if (sum > 0) {
    for (Yardstick& yardstick : measure) yardstick.weight /= sum;
  }
  return measure;
}

std::optional<Distance> distance(const Measure& measure, std::span<const double> a, std::span<const double> b) {
  double sum = 0, compared = 0;
  for (std::size_t i = 0; i < measure.size(); ++i) {
    const double apart = difference(measure[i], a[i], b[i]);
    if (std::isnan(apart)) continue;
    sum += measure[i].weight * apart;
    compared += measure[i].weight;
  }
  if (compared <= 0) return std::nullopt;
  return Distance{std::min(1.0, sum / compared), std::min(1.0, compared)};
}

std::vector<std::size_t> matched_attributes(const Measure& measure, std::span<const double> a,
                                            std::span<const double> b) {
  std::vector<std::size_t> matched;
  for (std::size_t i = 0; i < measure.size(); ++i) {
    if (measure[i].weight > 0 && difference(measure[i], a[i], b[i]) <= kNear) matched.push_back(i);
  }
  std::ranges::stable_sort(matched, std::greater(), [&](std::size_t i) { return measure[i].weight; });
  return matched;
}

std::vector<Neighbour> nearest(const Measure& measure, std::span<const double> deal, const DealTable& table,
                               std::span<const std::size_t> candidates, std::size_t most) {
  struct Found {
    Neighbour neighbour;
    double compared;
    double in_all;
  };
  const double least = kLeastShared * known_weight(measure, deal);
  std::vector<Found> found;
  for (const std::size_t place : candidates) {
    const auto apart = distance(measure, deal, table.deal(place));
    if (!apart || apart->compared < least) continue;
    found.push_back({{place, apart->value}, apart->compared, unweighted(measure, deal, table.deal(place))});
  }
  std::ranges::stable_sort(found, [](const Found& a, const Found& b) {
    if (a.neighbour.distance != b.neighbour.distance) return a.neighbour.distance < b.neighbour.distance;
    if (a.compared != b.compared) return a.compared > b.compared;
    return a.in_all < b.in_all;
  });
  std::vector<Neighbour> out;
  for (std::size_t i = 0; i < std::min(most, found.size()); ++i) out.push_back(found[i].neighbour);
  return out;
}

}  // namespace leadlight::relation
