// Which columns are not for learning, and why: junk that has nothing to do with leaks.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/feature/frame.h"

namespace leadlight::feature {

/// A column that is out. `key` names the rule (stable, worded by the web application), `reason` is a sentence.
struct Exclusion {
  std::string column;
  std::string_view key;
  std::string reason;
};

/// Identifiers, constants, too empty, owners and people's names, free text that is always there, lone dates.
/// `lone_date`: no other date and no moment of the rows to measure this one against. `ignores_empty`: whether it is
/// filled in tells nothing.
std::optional<Exclusion> screen(const Column& column, bool lone_date, bool ignores_empty = false);

}  // namespace leadlight::feature
