// What every KPI promises: what comes later changes nothing, and neither does the order in which things came in.
#include <gtest/gtest.h>

#include "core/relation/activity_chart.h"
#include "core/relation/kpi_table.h"
#include "core/relation/testing.h"
#include "core/relation/top_people.h"

namespace leadlight::relation {
namespace {

using namespace testing;

/// All numbers of the table, and the two moments.
std::vector<std::optional<double>> numbers_of(const std::vector<Interaction>& history, Timestamp as_of) {
  static const WorkingHours hours =
      *WorkingHours::make({}, Date(std::chrono::year(2026) / 1 / 1), Date(std::chrono::year(2026) / 12 / 31));
  KpiSettings settings;
  settings.response.working_hours = &hours;
  ResponseScratch scratch;
  const RecordKpis kpis = record_kpis({on_day(0), history, {}, nullptr}, until(as_of), settings, scratch);
  std::vector<std::optional<double>> numbers;
  for (const Kpi& kpi : kpi_table()) numbers.push_back(kpi.value ? kpi.value(kpis) : std::nullopt);
  numbers.push_back(kpis.health.value);
  for (const auto& place : {kpis.last_next.last, kpis.last_next.next}) {
    numbers.push_back(place ? std::optional(static_cast<double>(history[*place].time.time_since_epoch().count()))
                            : std::nullopt);
  }
  return numbers;
}

void shuffle(std::vector<Interaction>& history, Random& random) {
  for (std::size_t n = history.size(); n > 1; --n) std::swap(history[n - 1], history[random.below(n)]);
}

TEST(AsOf, WhatComesLaterChangesNothing) {
  Random random(1);
  for (int round = 0; round < 5000; ++round) {
    const auto history = random_history(random);
    const Timestamp as_of = on_day(200 * random.uniform());
    auto with_later = history;
    for (int i = 0; i < 10; ++i) {
      Interaction later = random_interaction(random);
      const auto known = as_of + std::chrono::seconds(1 + random.below(1'000'000));
      later.known = known;
      later.time = std::max(later.time, known);
      with_later.push_back(later);
    }
    with_later = in_order(std::move(with_later));
    ASSERT_EQ(numbers_of(history, as_of), numbers_of(with_later, as_of));
    const auto midnights = midnights_until(as_of + std::chrono::days(5), 60);
    ASSERT_EQ(activity_chart(history, midnights, as_of).silences,
              activity_chart(with_later, midnights, as_of).silences);
  }
}

TEST(AsOf, WhatBecomesOfAPlanLaterChangesNothing) {
  Random random(2);
  for (int round = 0; round < 5000; ++round) {
    auto history = random_history(random);
    const Timestamp as_of = on_day(200 * random.uniform());
    const auto before = numbers_of(history, as_of);
    for (Interaction& i : history) {
      if (i.time <= as_of) continue;
      i.closed = !i.closed;
      if (i.answered_after != Interaction::kNoAnswer && i.known + std::chrono::seconds(i.answered_after) > as_of)
        i.answered_after = Interaction::kNoAnswer;
    }
    ASSERT_EQ(before, numbers_of(in_order(std::move(history)), as_of));
  }
}

TEST(AsOf, TheOrderInWhichThingsCameInChangesNothing) {
  Random random(3);
  for (int round = 0; round < 5000; ++round) {
    auto history = random_history(random, 60);
    // Everything of a week at once.
    for (Interaction& i : history) i.time = std::chrono::floor<std::chrono::weeks>(i.time);
    history = in_order(std::move(history));
    const auto expected = numbers_of(history, on_day(150));
    shuffle(history, random);
    ASSERT_EQ(expected, numbers_of(in_order(std::move(history)), on_day(150)));
  }
}

}  // namespace
}  // namespace leadlight::relation
