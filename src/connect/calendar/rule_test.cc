// Rules against libical's own iterator, and rules that want to hang the program.
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "base/random.h"
#include "base/text.h"
#include "connect/calendar/read_rule.h"

namespace leadlight::calendar {
namespace {

using std::chrono::local_days;
using std::chrono::year;

struct Parsed {
  icalrecurrencetype raw;
  Rule rule;
};

std::optional<Parsed> parse_rule(const std::string& text, StartKind start = StartKind::Time) {
  const icalrecurrencetype raw = icalrecurrencetype_from_string(text.c_str());
  const Result<Rule> rule = read_rule(raw, *utc_zone(), start);
  if (!rule) return std::nullopt;
  return Parsed{raw, *rule};
}

std::string to_text(LocalTime time) {
  return base::to_string(Timestamp(time.time_since_epoch()));
}

LocalTime from_ical(const icaltimetype& t) {
  using namespace std::chrono;
  return local_days(year(t.year) / t.month / t.day) + hours(t.hour) + minutes(t.minute) + seconds(t.second);
}

/// The first `how_many` by libical.
std::vector<std::string> by_libical(const icalrecurrencetype& raw, const icaltimetype& start, std::size_t how_many) {
  std::vector<std::string> out;
  icalrecur_iterator* it = icalrecur_iterator_new(raw, start);
  if (it == nullptr) return out;
  for (icaltimetype t = icalrecur_iterator_next(it); !icaltime_is_null_time(t) && out.size() < how_many;
       t = icalrecur_iterator_next(it)) {
    out.push_back(to_text(from_ical(t)));
  }
  icalrecur_iterator_free(it);
  return out;
}

std::vector<std::string> by_us(const Rule& rule, LocalTime start, std::size_t how_many) {
  Budget budget{.steps = 3'000'000, .occurrences = how_many};
  std::vector<std::string> out;
  for (const LocalTime t : expand(rule, start, {start, local_days(year(2100) / 1 / 1)}, budget)) {
    out.push_back(to_text(t));
  }
  return out;
}

/// Where the rule does not name its start, libical leaves it out and does not count it; RFC 5545, 3.8.5.3 does both.
void forget_start(std::vector<std::string>& ours, std::vector<std::string>& theirs) {
  if (ours.empty() || theirs.empty() || ours.front() == theirs.front()) return;
  ours.erase(ours.begin());
  if (theirs.size() > ours.size()) theirs.resize(ours.size());
}

/// Ascending and each once: libical follows lists in their order and walks back in time where they do.
std::string random_list(Random& random, int least, int most) {
  std::set<int> values;
  for (std::uint64_t n = 1 + random.below(3); n > 0; --n) {
    values.insert(least + static_cast<int>(random.below(static_cast<std::uint64_t>(most - least + 1))));
  }
  return fmt::format("{}", fmt::join(values, ","));
}

std::string random_days(Random& random, bool ordinals) {
  static const char* kDays[] = {"SU", "MO", "TU", "WE", "TH", "FR", "SA"};  // Without SU, as below.
  std::set<std::uint64_t> days;
  for (std::uint64_t n = 1 + random.below(3); n > 0; --n) days.insert(1 + random.below(6));
  std::vector<std::string> texts;
  for (const auto day : days) {
    const int ordinal =
        random.chance(0.3) ? -static_cast<int>(1 + random.below(4)) : static_cast<int>(1 + random.below(4));
    texts.push_back((ordinals ? std::to_string(ordinal) : "") + kDays[day]);
  }
  return fmt::format("{}", fmt::join(texts, ","));
}

/// Rules as the RFC's table of parts allows them, but for what libical reads otherwise than the RFC: BYSETPOS and
/// BYHOUR of a weekly rule as if weeks began on Sunday, BYSETPOS for days instead of times.
std::string random_rule(Random& random) {
  static const char* kFrequencies[] = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
  const auto frequency = random.below(4);
  const bool weekly = frequency == 1, month_or_year = frequency >= 2, in_months = random.chance(0.3);
  std::string rule = std::string("FREQ=") + kFrequencies[frequency];
  if (random.chance(0.4)) rule += ";INTERVAL=" + std::to_string(1 + random.below(5));
  if (in_months) rule += ";BYMONTH=" + random_list(random, 1, 12);
  if (!weekly && random.chance(0.3)) {
    const bool from_end = month_or_year && random.chance(0.3);
    rule += ";BYMONTHDAY=" + (from_end ? random_list(random, -31, -1) : random_list(random, 1, 31));
  }
  if (frequency == 3 && random.chance(0.15)) rule += ";BYYEARDAY=" + random_list(random, 1, 365);
  const bool on_days = random.chance(0.4);
  if (on_days) rule += ";BYDAY=" + random_days(random, month_or_year && random.chance(0.5));
  if (on_days && month_or_year && random.chance(0.2)) {
    rule += ";BYSETPOS=" + random_list(random, 1, 2);
  } else if (!weekly && random.chance(0.3)) {
    rule += ";BYHOUR=" + random_list(random, 0, 23) + ";BYMINUTE=" + random_list(random, 0, 59);
  }
  return rule + (random.chance(0.2) ? ";WKST=SU" : "");
}

TEST(RecurrenceRule, AgreesWithLibicalOnRandomRules) {
  Random random(20240229);
  int compared = 0;
  for (int i = 0; i < 600; ++i) {
    const std::string text = random_rule(random);
    const auto parsed = parse_rule(text);
    ASSERT_TRUE(parsed) << text;
    const icaltimetype start = icaltime_from_string(random.chance(0.5) ? "20240131T093000" : "20230302T220000");
    auto ours = by_us(parsed->rule, from_ical(start), 30);
    // One that names next to nothing in a century keeps libical busy for long.
    if (ours.size() < 5) continue;
    auto theirs = by_libical(parsed->raw, start, 30);
    forget_start(ours, theirs);
    const std::size_t n = std::min(ours.size(), theirs.size());
    ours.resize(n);
    theirs.resize(n);
    EXPECT_EQ(ours, theirs) << text << " from " << to_text(from_ical(start));
    ++compared;
  }
  EXPECT_GT(compared, 500);
}

struct Listed {
  std::string rule, start;
  std::vector<std::string> instances;
};

std::vector<Listed> read_list(const std::filesystem::path& path) {
  std::vector<Listed> all;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const auto value = [&] { return line.substr(line.find(':') + 1); };
    if (line.starts_with("RRULE:")) all.push_back({value(), "", {}});
    if (line.starts_with("DTSTART:")) all.back().start = value();
    if (!line.starts_with("INSTANCES:") || line.find("***") != std::string::npos) continue;
    const std::string values = value();
    for (const std::string_view one : base::split(values, ',')) {
      all.back().instances.push_back(to_text(from_ical(icaltime_from_string(std::string(one).c_str()))));
    }
  }
  return all;
}

TEST(RecurrenceRule, HasTheInstancesThatLibicalsTestsList) {
  const char* given = std::getenv("LEADLIGHT_DATA");
  const std::filesystem::path path =
      std::filesystem::path(given ? given : "../shared/data") / "ics-libical/src-test/icalrecur_test.txt";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "LEADLIGHT_DATA has no ics-libical/src-test/icalrecur_test.txt";
  int compared = 0;
  for (Listed& listed : read_list(path)) {
    const icaltimetype start = icaltime_from_string(listed.start.c_str());
    const auto parsed = parse_rule(listed.rule, start.is_date ? StartKind::Date : StartKind::Time);
    if (!parsed || listed.instances.empty()) continue;  // What libical itself refuses, or lists nothing for.
    auto ours = by_us(parsed->rule, from_ical(start), listed.instances.size() + 1);
    forget_start(ours, listed.instances);
    const bool ends = parsed->rule.count || parsed->rule.until;
    if (!ends && ours.size() > listed.instances.size()) ours.resize(listed.instances.size());
    EXPECT_EQ(ours, listed.instances) << listed.rule << " from " << listed.start;
    ++compared;
  }
  EXPECT_EQ(compared, 145);
}

// Pathological

/// What following a rule for a year took and came to.
struct Followed {
  std::size_t found, steps;
  bool complete;
};

Followed follow(const std::string& text, Budget budget = {}) {
  const auto parsed = parse_rule(text);
  if (!parsed) {
    ADD_FAILURE() << text << " is no rule";
    return {};
  }
  const std::size_t steps = budget.steps;
  const LocalTime start = local_days(year(2024) / 1 / 1);
  const auto found = expand(parsed->rule, start, {start, local_days(year(2025) / 1 / 1)}, budget);
  return {found.size(), steps - budget.steps, !budget.ended_at};
}

TEST(RecurrenceRulePathological, ADayThatNeverComesCostsOneLookADay) {
  for (const char* rule : {"FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=31", "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=31",
                           "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=31", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31"}) {
    const Followed followed = follow(rule);
    EXPECT_EQ(followed.found, 1u) << rule;  // The start.
    EXPECT_LT(followed.steps, 1'000u) << rule;
    EXPECT_TRUE(followed.complete) << rule;
  }
}

TEST(RecurrenceRulePathological, EverySecondEndsAtTheNumberOfOccurrences) {
  const Followed followed = follow("FREQ=SECONDLY");
  EXPECT_EQ(followed.found, 10'000u);
  EXPECT_FALSE(followed.complete);
}

TEST(RecurrenceRulePathological, ALongWayToTheWindowEndsAtTheNumberOfSteps) {
  const auto parsed = parse_rule("FREQ=SECONDLY;COUNT=2000000000");
  ASSERT_TRUE(parsed);
  Budget budget;
  const LocalTime start = local_days(year(1970) / 1 / 1);
  const auto found =
      expand(parsed->rule, start, {local_days(year(2024) / 1 / 1), local_days(year(2025) / 1 / 1)}, budget);
  EXPECT_TRUE(found.empty());
  EXPECT_TRUE(budget.ended_at);
}

TEST(RecurrenceRulePathological, APlaceAmongEverySecondOfTheYearIsFoundWithoutMakingThem) {
  std::string rule = "FREQ=YEARLY;BYSETPOS=-1;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;BYDAY=SU,MO,TU,WE,TH,FR,SA;BYHOUR=0";
  for (int hour = 1; hour < 24; ++hour) rule += "," + std::to_string(hour);
  for (const char* part : {";BYMINUTE=0", ";BYSECOND=0"}) {
    rule += part;
    for (int i = 1; i < 60; ++i) rule += "," + std::to_string(i);
  }
  const Followed followed = follow(rule);
  EXPECT_EQ(followed.found, 2u);       // The start and the last second.
  EXPECT_LT(followed.steps, 90'000u);  // 86,400 times of day, not of a year.
}

TEST(RecurrenceRulePathological, IntervalsBeyondTheCalendarEnd) {
  for (const char* rule : {"FREQ=YEARLY;INTERVAL=32767", "FREQ=MONTHLY;INTERVAL=32767", "FREQ=WEEKLY;INTERVAL=32767"}) {
    EXPECT_EQ(follow(rule).found, 1u) << rule;
    EXPECT_TRUE(follow(rule).complete) << rule;
  }
}

TEST(RecurrenceRulePathological, ListsOfWhatDoesNotExistNameNothing) {
  for (const char* rule : {"FREQ=DAILY;BYYEARDAY=-366,366;BYMONTH=3", "FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2",
                           "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=7", "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1"}) {
    EXPECT_EQ(follow(rule).found, 1u) << rule;
  }
}

}  // namespace
}  // namespace leadlight::calendar
