// What really decides whether a lead of the demo company qualifies: one table of effects in log-odds. The generator
// draws every outcome from it, docs/demo-company.md shows it, and tests ask whether scores and reasons find it again.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/record/record.h"

namespace leadlight::demo {

/// A question to one column of a lead.
struct Condition {
  enum class Test {
    Always,
    Equals,      ///< The value as text (record::to_string): an option's number, `true`, a job title.
    Between,     ///< low <= number < high.
    Empty,       ///< Nothing there.
    MailDomain,  ///< `free` or `disposable`; everything else counts as a company's own.
    JunkName,    ///< `asdf`, `test` and their like.
  };
  Test test = Test::Always;
  std::string_view attribute = {};
  std::string_view value = {};
  double low = 0, high = 0;

  bool holds(const record::Values& lead) const;
  std::string to_string() const;  ///< `numberofemployees 250-999`, for the documentation.
};

/// Adds `log_odds` when `when` holds, and `also` too (an interaction when that is not Always).
struct Effect {
  Condition when;
  double log_odds = 0;
  Condition also = {};
};

std::span<const Effect> causal_effects();
/// Columns that look like factors and are drawn from nothing at all.
std::span<const std::string_view> noise_columns();
/// Log-odds of a lead to which no effect applies.
double causal_intercept();
/// What no column tells: added to each lead's log-odds as a normal deviate of this size.
double unobserved_spread();

/// Log-odds of qualifying given the columns of a lead, without what is unobserved.
double causal_margin(const record::Values& lead);

/// The tables above as Markdown, for docs/demo-company.md.
std::string effects_markdown();

bool is_junk_name(std::string_view name);
std::span<const std::string_view> free_mail_domains();
std::span<const std::string_view> disposable_mail_domains();
std::span<const std::string_view> junk_names();

}  // namespace leadlight::demo
