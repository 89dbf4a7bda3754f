// How alike two deals are: a distance over attributes of mixed type, weighed by what each tells of winning.
//
// The distance is Gower's (1971): the weighted mean, over the attributes that both deals have, of the difference in
// each. Numbers differ by |a - b| over the range from the 5th to the 95th percentile, at most by 1, categories by 0 or
// 1. What one of the two lacks is left out of sum and weight: that nobody knows it makes no two deals alike.
//
// The weight of an attribute is what a deal of the history tells by it, on average:
//
//   weight = n / N * max(0, G - q / 2n)
//
// G is the information gain, in nats, of won or lost by the attribute, over the n deals of N that have it; numbers are
// cut at quantiles. Where an attribute tells nothing, 2nG follows a chi-squared distribution with (bins - 1) degrees
// of freedom (Wilks 1938), and q is its quantile at 1 - 0.1 / attributes: nine histories of ten give noise no weight at
// all, however many columns there are, and few deals give little weight to anything.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace leadlight::relation {

enum class AttributeKind : std::uint8_t { Number, Category };

/// A cell that nobody knows.
inline constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// Deals by their attributes. @shape cells: deals x attributes, deal by deal; of a category the number of its level
struct DealTable {
  std::vector<AttributeKind> attributes;
  std::vector<double> cells;

  std::size_t count() const { return attributes.empty() ? 0 : cells.size() / attributes.size(); }
  std::span<const double> deal(std::size_t place) const {
    return std::span(cells).subspan(place * attributes.size(), attributes.size());
  }
};

/// How one attribute is measured.
struct Yardstick {
  AttributeKind kind = AttributeKind::Number;
  double range = 1;   ///< of numbers, above 0
  double weight = 0;  ///< all of them sum to 1, or to 0 where nothing tells won from lost
};
using Measure = std::vector<Yardstick>;

/// Attributes that fewer than 30 deals or a fifth of them have get no weight, nor do categories most of whose levels
/// are rare: those name deals.
/// @shape won: one a deal @cost sorts each attribute once
Measure learn_measure(const DealTable& history, const std::vector<bool>& won);

struct Distance {
  double value = 0;     ///< 0..1
  double compared = 0;  ///< weight of the attributes that both have, 0..1
};
/// nullopt where they have no attribute of weight in common.
std::optional<Distance> distance(const Measure& measure, std::span<const double> a, std::span<const double> b);

/// The attributes of weight in which two deals are equal or within a tenth of the range, the weightiest first.
std::vector<std::size_t> matched_attributes(const Measure& measure, std::span<const double> a,
                                            std::span<const double> b);

struct Neighbour {
  std::size_t place = 0;  ///< in the table
  double distance = 0;
};
/// The nearest of `candidates` (places in the table), at most so many. Those that share less than half the weight of
/// what `deal` has are passed over: one equal attribute makes no neighbour. Of equally near ones, as there are many
/// where a single category tells, comes first who shares more, then who differs less in all that both have, of weight
/// or not, then who stands first among the candidates.
std::vector<Neighbour> nearest(const Measure& measure, std::span<const double> deal, const DealTable& table,
                               std::span<const std::size_t> candidates, std::size_t most);

}  // namespace leadlight::relation
