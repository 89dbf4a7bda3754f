// What the whole demo company has in common: its size, its time, its people, and the random numbers of each story.
// Everything follows from (seed, leads, now), so any lead can be told without the others.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/time.h"
#include "base/uuid.h"
#include "core/record/record.h"
#include "service/demo/calendar.h"
#include "service/demo/culture.h"

namespace leadlight::demo {

struct Employee {
  Uuid id;
  std::string sign_in;
  std::string first_name, last_name, full_name;
  std::string mail;
  std::string language;
};

/// A business unit with its team, its manager and its sellers.
struct Unit {
  Uuid id;
  Uuid team;
  std::string name;
  Employee manager;
  std::vector<Employee> sellers;
};

struct Plan {
  std::uint64_t seed = 1;
  std::int64_t leads = 0;
  Timestamp now;
  Calendar calendar;
  std::vector<Unit> units;

  Timestamp start() const { return calendar.start(); }
  const Unit& unit_of(const Culture& culture) const;
  /// Accounts that were customers before the first lead; lead stories refer to them by number.
  std::int64_t standing_accounts() const;
};

/// Two and a half years up to `now`.
Plan make_plan(std::uint64_t seed, std::int64_t leads, Timestamp now);

/// What a series of random numbers is for, so that a change in one story leaves the others as they are.
enum class Story : std::uint64_t { Organisation = 1, Account, Lead, Activities, Opportunity, OpportunityActivities };
Random random_for(const Plan& plan, Story story, std::int64_t number);

/// The id of the currency with this code, the same in every demo.
Uuid currency_id(std::string_view code);

record::Value text(std::string_view value);
record::Value user(const Employee& employee);

}  // namespace leadlight::demo
