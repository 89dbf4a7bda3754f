#include "service/scoring/value_bars.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

#include "core/feature/contact.h"
#include "core/feature/encoder.h"
#include "core/feature/values.h"

namespace leadlight::scoring {
namespace {

using feature::Bucket;
using feature::Cell;
using feature::Use;

constexpr size_t kMostLevels = 12;
constexpr size_t kParts = 5;

/// 1, 2 or 5 times a power of ten, not above `value`.
double round_step(double value) {
  const double power = std::pow(10, std::floor(std::log10(value)));
  return value >= 5 * power ? 5 * power : value >= 2 * power ? 2 * power : power;
}

void count(ValueBar& bar, Ending ending) {
  if (ending == Ending::Open) {
    ++bar.open;
    return;
  }
  ++bar.closed;
  bar.positive += ending == Ending::Positive;
}

/// Counts of the parts of numbers and of ages in days; an infinite one is not known and counts nowhere.
std::vector<ValueBar> range_bars(const std::vector<double>& values, std::string_view key,
                                 const std::vector<Ending>& endings) {
  const std::vector<double> cuts = readable_cuts(values);
  std::vector<ValueBar> bars(cuts.size() + 2, ValueBar{.key = key});
  for (size_t i = 0; i < cuts.size(); ++i) bars[i].high = bars[i + 1].low = cuts[i];
  bars.back() = ValueBar{.key = "empty"};
  for (size_t row = 0; row < values.size(); ++row) {
    if (std::isinf(values[row])) continue;
    const auto at = std::ranges::upper_bound(cuts, values[row]) - cuts.begin();
    count(std::isnan(values[row]) ? bars.back() : bars[static_cast<size_t>(at)], endings[row]);
  }
  return bars;
}

/// In days; infinite where there is a date but no moment to measure it against.
std::vector<double> ages_of(const feature::Frame& frame) {
  std::vector<double> ages = frame.columns.front().numbers;
  for (size_t row = 0; row < ages.size(); ++row) {
    if (std::isnan(ages[row])) continue;
    ages[row] = std::isnan(frame.as_of[row]) ? INFINITY : (frame.as_of[row] - ages[row]) / kSecondsADay;
  }
  return ages;
}

/// Where the bucket of an encoder stands among its bars: what is not filled in last.
std::uint32_t place_of(const feature::Attribute& attribute, const Bucket& bucket) {
  constexpr auto kLast = std::numeric_limits<std::uint32_t>::max();
  const bool is_none = attribute.use == Use::MailDomain && bucket.id == 0;
  return is_none || bucket.key == "empty" ? kLast : bucket.id;
}

/// What a bucket of the encoder is called.
ValueBar named_bar(const feature::Attribute& attribute, const Bucket& bucket) {
  ValueBar bar{.key = bucket.key};
  if (attribute.use == Use::MailDomain) {
    const auto mail = static_cast<feature::MailClass>(bucket.id);
    bar.value = mail == feature::MailClass::Missing ? "none" : to_string(mail);
  } else if (attribute.use == Use::NameValidity) {
    constexpr std::array<std::string_view, 3> kNames{"yes", "no", "none"};
    bar.value = kNames[bucket.id];
  } else if (bucket.key == "value") {
    bar.value = attribute.levels[bucket.id];
  }
  return bar;
}

/// By the parts that the encoder itself has: levels, presence, mail domains, names.
std::vector<ValueBar> encoder_bars(const feature::Frame& frame, const std::vector<Ending>& endings) {
  constexpr std::uint32_t kOnly[] = {0};
  const auto encoder = feature::Encoder::fit(frame, kOnly);
  const feature::Attribute& attribute = encoder.attributes().front();
  const auto others = static_cast<std::uint32_t>(attribute.levels.size());
  std::map<std::uint32_t, ValueBar> bars;
  for (size_t row = 0; row < frame.rows; ++row) {
    const Cell cell = frame.columns.front().cell(row);
    Bucket bucket = encoder.bucket_of(0, {&cell, 1}, feature::kNoNumber);
    if (bucket.key == "value" && bucket.id >= kMostLevels) bucket = {others, "other_value"};
    const std::uint32_t place = place_of(attribute, bucket);
    auto at = bars.find(place);
    if (at == bars.end()) at = bars.emplace(place, named_bar(attribute, bucket)).first;
    count(at->second, endings[row]);
  }
  std::vector<ValueBar> list;
  for (auto& [place, bar] : bars) list.push_back(std::move(bar));
  return list;
}

}  // namespace

std::vector<double> readable_cuts(std::vector<double> values) {
  std::erase_if(values, [](double value) { return !std::isfinite(value); });
  if (values.empty()) return {};
  std::ranges::sort(values);
  std::vector<double> distinct;
  std::ranges::unique_copy(values, std::back_inserter(distinct));
  if (distinct.size() <= kParts + 1) return {distinct.begin() + 1, distinct.end()};
  const bool whole = std::ranges::all_of(distinct, [](double value) { return value == std::floor(value); });
  const double middle = values[values.size() * 9 / 10] - values[values.size() / 10];
  double step = middle > 0 ? round_step(middle / 10) : 0;
  if (whole) step = std::max(step, 1.0);
  std::vector<double> cuts;
  for (size_t k = 1; k < kParts; ++k) {
    const double exact = values[values.size() * k / kParts];
    const double cut = step > 0 ? std::round(exact / step) * step : exact;
    if (cut > values.front() && cut <= values.back() && (cuts.empty() || cut > cuts.back())) cuts.push_back(cut);
  }
  return cuts;
}

std::vector<ValueBar> bars_of(const feature::Frame& frame, const std::vector<Ending>& endings) {
  const feature::Column& column = frame.columns.front();
  const Use use = feature::use_of(column);
  std::vector<ValueBar> bars = use == Use::Number ? range_bars(column.numbers, "number", endings)
                               : use == Use::Days ? range_bars(ages_of(frame), "age_days", endings)
                                                  : encoder_bars(frame, endings);
  std::erase_if(bars, [](const ValueBar& bar) { return bar.open + bar.closed == 0; });
  return bars;
}

}  // namespace leadlight::scoring
