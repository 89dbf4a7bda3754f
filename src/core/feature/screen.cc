#include "core/feature/screen.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "core/feature/encoder.h"
#include "core/feature/names.h"

namespace leadlight::feature {
namespace {

struct Facts {
  size_t rows = 0;
  size_t filled = 0;
  size_t distinct = 0;
  size_t most_common = 0;
  bool whole = true;  ///< numbers without a fraction
  bool rising = true;
  bool falling = true;
  double low = INFINITY, high = -INFINITY;
};

Facts facts_of(const Column& column) {
  Facts facts;
  facts.rows = column.size();
  if (!column.is_numeric()) {
    std::vector<size_t> counts(column.levels.size());
    for (const auto code : column.codes) {
      if (code < 0) continue;
      ++facts.filled;
      if (counts[code]++ == 0) ++facts.distinct;
      facts.most_common = std::max(facts.most_common, counts[code]);
    }
    return facts;
  }
  std::vector<double> values;
  for (const double v : column.numbers) {
    if (std::isnan(v)) continue;
    if (!values.empty()) {
      facts.rising &= v > values.back();
      facts.falling &= v < values.back();
    }
    facts.whole &= v == std::floor(v);
    values.push_back(v);
  }
  facts.filled = values.size();
  std::sort(values.begin(), values.end());
  size_t run = 0;
  for (size_t i = 0; i < values.size(); ++i) {
    run = i > 0 && values[i] == values[i - 1] ? run + 1 : 1;
    if (run == 1) ++facts.distinct;
    facts.most_common = std::max(facts.most_common, run);
  }
  if (!values.empty()) {
    facts.low = values.front();
    facts.high = values.back();
  }
  return facts;
}

bool has_no_blanks(const Column& column) {
  return std::none_of(column.levels.begin(), column.levels.end(),
                      [](const std::string& level) { return level.find(' ') != std::string::npos; });
}

bool is_identifier(const Column& column, const Facts& facts, NameRole role) {
  const double unique = static_cast<double>(facts.distinct) / static_cast<double>(facts.filled);
  if (role == NameRole::Identifier && (unique > 0.9 || !column.is_numeric()))
    return unique > 0.5 || facts.distinct > 100;
  if (facts.filled < 30 || unique < 1 || column.kind == ColumnKind::Time) return false;
  if (column.kind != ColumnKind::Number) return has_no_blanks(column);
  // A counter: whole numbers, none twice, rising row by row or so dense that chance would have repeated one.
  const double dense = static_cast<double>(facts.filled) / (facts.high - facts.low + 1);
  return facts.whole && (facts.rising || facts.falling || dense > 0.02);
}

}  // namespace

std::optional<Exclusion> screen(const Column& column, bool lone_date, bool ignores_empty) {
  const auto facts = facts_of(column);
  const auto role = name_role(column.name);
  const auto out = [&](std::string_view key, std::string reason) {
    return Exclusion{column.name, key, std::move(reason)};
  };
  if (facts.filled == 0) return out("empty", "not filled in on any record");
  const double share = static_cast<double>(facts.filled) / static_cast<double>(facts.rows);
  if (share < 0.01) {
    return out("too_empty", fmt::format("filled in on only {} of {} records", facts.filled, facts.rows));
  }
  if (role == NameRole::Owner) return out("owner", "says who handles the record, not what the record is like");
  if (role == NameRole::PersonName) return out("person_name", "a person's name");
  const auto use = use_of(column);
  if (use != Use::MailDomain && use != Use::NameValidity && role != NameRole::Phone &&
      is_identifier(column, facts, role)) {
    return out("identifier", "identifies the record: a different value on every one");
  }
  if (use == Use::Days && lone_date) {
    return out("lone_date", "a date on its own is never used, and there is no other to measure it against");
  }
  const bool always_filled = facts.filled == facts.rows;
  if (use == Use::Presence && always_filled) {
    return column.kind == ColumnKind::Text
               ? out("free_text", "free text, which is not read, and there is some on every record")
               : out("constant", "filled in on every record");
  }
  if (ignores_empty && can_ignore_empty(use) && facts.distinct == 1) {
    return out("constant", "the same wherever it is filled in, and blanks are ignored");
  }
  if (always_filled && facts.distinct == 1) return out("constant", "the same on every record");
  const size_t unlike = always_filled
                            ? facts.rows - facts.most_common
                            : std::min(facts.filled, facts.rows - facts.filled) + (facts.filled - facts.most_common);
  if (unlike < 3 && facts.rows >= 100) {
    return out("constant", fmt::format("the same on all but {} records", unlike));
  }
  if (use == Use::Levels && facts.filled >= 30 && facts.distinct * 10 > facts.filled * 9 && share > 0.99) {
    return out("too_many_values", "nearly every record has a value of its own");
  }
  return std::nullopt;
}

}  // namespace leadlight::feature
