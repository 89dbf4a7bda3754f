#include "core/relation/health.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "core/relation/health_explanation.h"
#include "core/relation/shares.h"
#include "core/relation/testing.h"
#include "core/relation/warmth.h"

namespace leadlight::relation {
namespace {

using namespace testing;
using enum Direction;

Health health_of(const std::vector<Interaction>& history, double as_of, const HealthSettings& settings = {},
                 const DealProgress* deal = nullptr) {
  return health(history, on_day(-1000), deal, on_day(as_of), settings);
}

/// A mail every `days` days for years, until day 0.
std::vector<Interaction> rhythm(double days) {
  std::vector<Interaction> history;
  for (int i = 600; i >= 0; --i) history.push_back(sent(-days * i));
  return history;
}
/// With each mail a task.
std::vector<Interaction> doubled(std::vector<Interaction> history) {
  for (std::size_t i = history.size(); i-- > 0;) {
    Interaction other = history[i];
    other.channel = Channel::Task;
    history.push_back(other);
  }
  return in_order(std::move(history));
}

TEST(Warmth, OneMoreContactMakesOfAScoreWhatAddingItDoes) {
  const HealthSettings settings;
  for (const bool meets : {false, true}) {
    Warmth warmth(settings);
    for (const double day : {0.0, 3.0, 9.0}) warmth.add(sent(day));
    const double before = warmth.score(on_day(12));
    warmth.add(meets ? meeting(12) : sent(12));
    EXPECT_NEAR(warmth.score(on_day(12)), score_with(before, meets ? kExchange : 1), 1e-9);
  }
  EXPECT_DOUBLE_EQ(score_with(100, 1), 100);
}

TEST(Health, MeetingTheExpectationGives60AndHalfOfIt37AndTwice84) {
  EXPECT_EQ(health_of(rhythm(7), 0).score, 60);
  EXPECT_EQ(health_of(rhythm(7), 0, {.influence = {-0.5}}).score, 37);
  EXPECT_EQ(health_of(doubled(rhythm(7)), 0).score, 84);
  EXPECT_EQ(health_of(rhythm(30), 0, {.expected_days = 30}).score, 60);
}

TEST(Health, ALongerIntervalExpectsLess) {
  const auto history = rhythm(14);
  EXPECT_LT(*health_of(history, 3).score, *health_of(history, 3, {.expected_days = 14}).score);
}

TEST(Health, AnExchangeCountsMoreThanMailsThatNobodyAnswers) {
  EXPECT_GT(health_of(in_order({sent(0), received(1), sent(2), received(3)}), 4).value,
            health_of(in_order({sent(0), sent(1), sent(2), sent(3)}), 4).value);
}

TEST(Health, ManyMailsOnOneDayAreNotManyContacts) {
  const std::vector<Interaction> busy(50, sent(0));
  EXPECT_LT(health_of(busy, 0.5).value, health_of({sent(-6), sent(-4), sent(-2), sent(0)}, 0.5).value);
  auto with_meeting = busy;
  with_meeting.push_back(meeting(0.1));
  EXPECT_GT(health_of(with_meeting, 0.5).value, health_of(busy, 0.5).value + 10) << "a meeting is one, mails or not";
}

TEST(Health, ACallThatNobodyTookIsLessThanOneThatIsTaken) {
  const auto with = [](const Interaction& i) { return health_of(in_order({sent(0), i}), 3).value; };
  EXPECT_GT(with(missed_call(2, Outgoing)), health_of({sent(0)}, 3).value);
  EXPECT_LT(with(missed_call(2, Outgoing)), with(call(2, Outgoing)));
}

TEST(Health, OfOldFriendsStillDiffers) {
  EXPECT_GT(health_of({sent(0), sent(1)}, 900).value, health_of({sent(0), sent(1)}, 1000).value);
  EXPECT_GT(health_of({sent(0), sent(1)}, 1000).value, 0);
}

TEST(Health, InfluenceOfAChannelIsItsOwn) {
  const auto history = in_order({sent(0), sent(5), meeting(9)});
  const double neutral = health_of(history, 10).value;
  EXPECT_GT(health_of(history, 10, {.influence = {0, 0.5}}).value, neutral);
  EXPECT_EQ(health_of(history, 10, {.influence = {0, 0, 0.5, 0.5, 0.5}}).value, neutral);
  EXPECT_EQ(health_of(history, 10, {.influence = {0, 0, 0, 0, 0}}).value, neutral);
}

TEST(Health, SaysWhereItKnowsNothing) {
  EXPECT_EQ(health_of({}, 0).state, HealthState::NoClosedActivities);
  EXPECT_EQ(health_of({planned(meeting(2), 0), automatic(received(0))}, 5).state, HealthState::NoClosedActivities);
  EXPECT_EQ(health_of({sent(0), received(1)}, 3).state, HealthState::NotEnoughInfo);
  EXPECT_EQ(health_of({sent(0), received(1)}, 3).score, std::nullopt);
  EXPECT_EQ(health_of({sent(0), received(1)}, 9).state, HealthState::Poor) << "a week of little is something";
  EXPECT_EQ(health_of({sent(0), received(1.5), sent(3)}, 3.5).state, HealthState::Good);
  EXPECT_EQ(health_of({sent(0), sent(1), sent(2)}, 800).state, HealthState::TooOld);
  EXPECT_EQ(health_of({sent(0), sent(1), sent(700)}, 800).state, HealthState::Poor) << "old, but alive";
  EXPECT_EQ(health({}, on_day(0), nullptr, on_day(1), {}).state, HealthState::NoClosedActivities);
}

TEST(Health, BandsBeginAtTheirBounds) {
  const HealthSettings settings{.good = 50, .fair = 20};
  EXPECT_EQ(band(50, settings), HealthState::Good);
  EXPECT_EQ(band(49, settings), HealthState::Fair);
  EXPECT_EQ(band(20, settings), HealthState::Fair);
  EXPECT_EQ(band(19, settings), HealthState::Poor);
}

TEST(HealthTrend, FollowsTheSlopeOfFourIntervals) {
  EXPECT_EQ(health_of(rhythm(7), 0).trend, HealthTrend::Steady);
  EXPECT_EQ(health_of(rhythm(7), 3.5).trend, HealthTrend::Steady) << "between two contacts";
  EXPECT_EQ(health_of(rhythm(7), 28).trend, HealthTrend::Declining);
  EXPECT_EQ(health_of(rhythm(7), 400).trend, HealthTrend::Steady) << "there is nothing left to lose";
  EXPECT_EQ(health_of(in_order({sent(0), received(1), meeting(2), call(3, Outgoing)}), 4).trend,
            HealthTrend::Improving);
  EXPECT_EQ(health_of({sent(0), sent(1)}, 2).trend, HealthTrend::NotEnoughInfo);
}

TEST(HealthSettings, RefuseWhatIsOutOfBounds) {
  EXPECT_TRUE(checked(HealthSettings{}));
  EXPECT_FALSE(checked(HealthSettings{.expected_days = 0}));
  EXPECT_FALSE(checked(HealthSettings{.expected_days = std::nan("")}));
  EXPECT_EQ(checked(HealthSettings{.influence = {0.6}}).error().message(),
            "an influence is 0.6; it may be -0.5 to 0.5");
  EXPECT_FALSE(checked(HealthSettings{.good = 40, .fair = 40}));
  EXPECT_FALSE(checked(HealthSettings{.deal_points = -1}));
}

int sum_of(const std::vector<HealthTerm>& terms) {
  return std::accumulate(terms.begin(), terms.end(), 0,
                         [](int sum, const HealthTerm& term) { return sum + term.points; });
}

TEST(HealthExplanation, TellsContactsByMonthAndTheSilenceSince) {
  const auto history = in_order({meeting(-20), sent(0), meeting(1), meeting(3), planned(meeting(30), 2)});
  const auto terms = explain_health(history, on_day(-30), nullptr, on_day(15.5), {});
  ASSERT_EQ(terms.size(), 4);
  EXPECT_EQ(terms[0].kind, HealthTerm::Kind::Contacts);
  EXPECT_EQ(terms[0].channel, Channel::Meeting);
  EXPECT_EQ(terms[0].month, std::chrono::year(2026) / 6);
  EXPECT_EQ(terms[0].contacts, 2);
  EXPECT_GT(terms[0].points, terms[1].points);
  EXPECT_EQ(terms[1].channel, Channel::Email);
  EXPECT_EQ(terms[2].month, std::chrono::year(2026) / 5);
  EXPECT_EQ(terms[3].kind, HealthTerm::Kind::Silence);
  EXPECT_EQ(terms[3].days, 12);
  EXPECT_LT(terms[3].points, 0);
  EXPECT_EQ(sum_of(terms), health(history, on_day(-30), nullptr, on_day(15.5), {}).score);
}

TEST(HealthExplanation, OfADealHasTermsOfItsOwn) {
  const auto history = in_order({sent(0), received(1), sent(2)});
  const DealProgress deal{on_day(3), Date(std::chrono::year(2026) / 6 / 1)};
  const auto terms = explain_health(history, on_day(0), &deal, on_day(20), {});
  ASSERT_GE(terms.size(), 3);
  EXPECT_EQ(terms[terms.size() - 2].kind, HealthTerm::Kind::Stage);
  EXPECT_EQ(terms[terms.size() - 2].days, 17);
  EXPECT_GT(terms[terms.size() - 2].points, 0);
  EXPECT_EQ(terms.back().kind, HealthTerm::Kind::Overdue);
  EXPECT_LT(terms.back().points, 0);
  const Health with = health_of(history, 20, {}, &deal);
  EXPECT_EQ(sum_of(terms), with.score);
  EXPECT_EQ(health_of(history, 20, {.deal_points = 0}, &deal), health_of(history, 20)) << "a deal may count nothing";
}

TEST(HealthExplanation, IsEmptyWithoutAScore) {
  EXPECT_TRUE(explain_health({}, on_day(0), nullptr, on_day(1), {}).empty());
}

TEST(HealthExplanation, AddsUpForEveryHistory) {
  Random random(22);
  for (int round = 0; round < 100'000; ++round) {
    const auto history = random_history(random);
    HealthSettings settings{.expected_days = 1 + 30 * random.uniform(), .deal_points = 50 * random.uniform()};
    for (double& influence : settings.influence) influence = random.uniform() - 0.5;
    DealProgress deal;
    if (random.chance(0.7)) deal.stage_moved = on_day(200 * random.uniform());
    if (random.chance(0.7))
      deal.estimated_close = std::chrono::floor<std::chrono::days>(on_day(200 * random.uniform()));
    const DealProgress* given = random.chance(0.5) ? &deal : nullptr;
    const Timestamp as_of = on_day(250 * random.uniform());
    const Health whole = health(history, on_day(0), given, as_of, settings);
    const auto terms = explain_health(history, on_day(0), given, as_of, settings);
    ASSERT_EQ(sum_of(terms), whole.score.value_or(0));
    ASSERT_TRUE(whole.value >= 0 && whole.value <= 100);
    for (const HealthTerm& term : terms) {
      const bool takes = term.kind == HealthTerm::Kind::Silence || term.kind == HealthTerm::Kind::Overdue;
      ASSERT_GT(takes ? -term.points : term.points, 0);
    }
  }
}

TEST(WholeShares, AddUpAndFollowTheLargestRemainder) {
  EXPECT_EQ(whole_shares(std::vector{1.0, 1.0, 1.0}, 10), (std::vector{4, 3, 3}));
  EXPECT_EQ(whole_shares(std::vector{0.0, 3.0, 1.0}, 2), (std::vector{0, 2, 0}));
  EXPECT_EQ(whole_shares(std::vector{0.0}, 0), (std::vector{0}));
  EXPECT_TRUE(whole_shares({}, 5).empty());
}

}  // namespace
}  // namespace leadlight::relation
