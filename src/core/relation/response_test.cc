#include "core/relation/response.h"

#include <gtest/gtest.h>

#include "core/relation/testing.h"

namespace leadlight::relation {
namespace {

using namespace testing;
using enum Direction;

constexpr double kHour = 1 / 24.0;

Responses responses_of(std::vector<Interaction> history, double as_of = 100, ResponseSettings settings = {}) {
  ResponseScratch scratch;
  return responses(in_order(std::move(history)), until(on_day(as_of)), settings, scratch);
}

TEST(Response, GoesByTurnsWithinAThread) {
  const Response mail = responses_of({received(0, 1), received(1 * kHour, 1), sent(4 * kHour, 1), sent(5 * kHour, 1),
                                      received(10 * kHour, 1)})
                            .mail;
  EXPECT_EQ(mail.ours.asked, 2) << "their second mail belongs to the first; their last one asks again";
  EXPECT_EQ(mail.ours.answered, 1);
  EXPECT_NEAR(mail.ours.by_clock->mean.count(), 4, 1e-9);
  EXPECT_EQ(mail.theirs.asked, 1);
  EXPECT_NEAR(mail.theirs.by_clock->mean.count(), 6, 1e-9) << "from our first unanswered mail";
  EXPECT_EQ(mail.ours.share(), 0.5);
}

TEST(Response, KeepsThreadsApart) {
  const Response mail =
      responses_of({received(0, 1), sent(1 * kHour, 2), received(3 * kHour, 2), sent(8 * kHour, 1)}).mail;
  EXPECT_NEAR(mail.ours.by_clock->mean.count(), 8, 1e-9);
  EXPECT_NEAR(mail.theirs.by_clock->mean.count(), 2, 1e-9);
}

TEST(Response, HasMeanAndMedian) {
  std::vector<Interaction> history;
  const double hours[] = {1, 2, 3, 30};
  for (std::uint32_t thread = 0; thread < 4; ++thread) {
    history.push_back(received(thread * 3, 10 + thread));
    history.push_back(sent(thread * 3 + hours[thread] * kHour, 10 + thread));
  }
  const Answers ours = responses_of(history).mail.ours;
  EXPECT_NEAR(ours.by_clock->mean.count(), 9, 1e-9);
  EXPECT_NEAR(ours.by_clock->median.count(), 2.5, 1e-9);
}

TEST(Response, OfNothingIsNull) {
  const Responses none = responses_of({});
  EXPECT_EQ(none.all.ours.share(), std::nullopt);
  EXPECT_FALSE(none.all.ours.by_clock);
  const Answers unanswered = responses_of({sent(0, 1)}).mail.theirs;
  EXPECT_EQ(unanswered.share(), 0);
  EXPECT_FALSE(unanswered.by_clock);
}

TEST(Response, IgnoresAutomaticMailAndMailOfNoThread) {
  const Response mail = responses_of({sent(0, 1), automatic(received(kHour, 1)), sent(1), received(2)}).mail;
  EXPECT_EQ(mail.theirs.asked, 1);
  EXPECT_EQ(mail.theirs.answered, 0);
  EXPECT_EQ(mail.ours.asked, 0);
}

TEST(Response, TakesAMailAfterLongForSomethingNew) {
  const Response mail = responses_of({received(0, 1), sent(31, 1), received(32, 1)}).mail;
  EXPECT_EQ(mail.ours.answered, 0);
  EXPECT_EQ(mail.theirs.answered, 1);
  EXPECT_EQ(responses_of({received(0, 1), sent(31, 1)}, 100, {.longest = std::chrono::days(40)}).mail.ours.answered, 1);
}

TEST(Response, OfAMissedCallIsTheNextContactTheOtherWay) {
  const Responses by_call = responses_of(
      {missed_call(0, Incoming), missed_call(1 * kHour, Incoming), received(2 * kHour), call(3 * kHour, Outgoing)});
  EXPECT_EQ(by_call.mail.ours.asked, 0);
  EXPECT_EQ(by_call.all.ours.asked, 1) << "calling once more asks nothing new";
  EXPECT_NEAR(by_call.all.ours.by_clock->mean.count(), 3, 1e-9);
  EXPECT_EQ(responses_of({missed_call(0, Incoming), sent(kHour)}).all.ours.answered, 1);
  EXPECT_EQ(responses_of({missed_call(0, Incoming), meeting(kHour)}).all.ours.answered, 1);
  EXPECT_EQ(responses_of({missed_call(0, Incoming), task(kHour, 10)}).all.ours.answered, 0);
  EXPECT_EQ(responses_of({missed_call(0, Outgoing), received(kHour)}).all.theirs.answered, 1);
}

TEST(Response, OfAnInvitationIsItsFirstAnswer) {
  Interaction invitation = planned(meeting(20), 1);
  invitation.invited = true;
  EXPECT_EQ(responses_of({invitation}, 10).all.theirs.asked, 1);
  EXPECT_EQ(responses_of({invitation}, 10).all.theirs.answered, 0);
  EXPECT_EQ(responses_of({invitation}, 0.5).all.theirs.asked, 0) << "not yet sent";
  invitation.answered_after = 7200;
  EXPECT_NEAR(responses_of({invitation}, 10).all.theirs.by_clock->mean.count(), 2, 1e-9);
  EXPECT_EQ(responses_of({invitation}, 1 + kHour).all.theirs.answered, 0) << "not yet answered";
  EXPECT_EQ(responses_of({cancelled(invitation)}, 10).all.theirs.asked, 0);
}

TEST(Response, OfASeriesIsOneQuestion) {
  Interaction first = planned(meeting(20), 1), second = planned(meeting(27), 1), another = planned(meeting(27), 2);
  for (Interaction* each : {&first, &second, &another}) each->invited = true;
  EXPECT_EQ(responses_of({first, second}, 10).all.theirs.asked, 1) << "asked about at once";
  EXPECT_EQ(responses_of({first, second, another}, 10).all.theirs.asked, 2);
  second.answered_after = 7200;
  EXPECT_EQ(responses_of({first, second}, 10).all.theirs.answered, 1);
  first.answered_after = 3600;
  const Answers theirs = responses_of({first, second, another}, 10).all.theirs;
  EXPECT_EQ(theirs.answered, 1);
  EXPECT_NEAR(theirs.by_clock->mean.count(), 1, 1e-9) << "the first answer to any of them";
}

TEST(Response, BelongsToThePeriodInWhichItWasAsked) {
  ResponseScratch scratch;
  const auto history = in_order({received(0, 1), sent(2, 1), received(3, 1), sent(9, 1)});
  const Responses some = responses(history, {on_day(1), on_day(8)}, {}, scratch);
  EXPECT_EQ(some.mail.ours.asked, 1);
  EXPECT_EQ(some.mail.ours.answered, 0) << "answered only later";
  EXPECT_EQ(some.mail.theirs.answered, 1);
}

TEST(Response, OfAPeriodAndOfTheTimeBeforeAddUp) {
  Random random(6);
  for (int round = 0; round < 2000; ++round) {
    const auto history = random_history(random, 60);
    ResponseScratch scratch;
    const Timestamp middle = on_day(100);
    const auto asked = [&](Period period) { return responses(history, period, {}, scratch).all.ours.asked; };
    ASSERT_EQ(asked(until(on_day(200))), asked(until(middle)) + asked({middle + Timestamp::duration(1), on_day(200)}));
  }
}

TEST(Response, AskingOnceMoreInAPeriodAsksNothingNew) {
  ResponseScratch scratch;
  const auto history = in_order({received(0, 1), missed_call(0, Incoming), received(2, 1), missed_call(2, Incoming)});
  EXPECT_EQ(responses(history, {on_day(1), on_day(8)}, {}, scratch).all.ours.asked, 0);
}

TEST(Response, CountsWorkingHoursBesideThoseOfTheClock) {
  const auto hours =
      WorkingHours::make({}, Date(std::chrono::year(2026) / 6 / 1), Date(std::chrono::year(2026) / 6 / 30));
  ASSERT_TRUE(hours);
  // From Friday 15:00 to Monday 10:00.
  const Answers ours =
      responses_of({received(4 + 6 * kHour, 1), sent(7 + 1 * kHour, 1)}, 100, {.working_hours = &*hours}).mail.ours;
  EXPECT_NEAR(ours.by_clock->mean.count(), 67, 1e-9);
  EXPECT_NEAR(ours.by_working_hours->mean.count(), 3, 1e-9);
}

TEST(Response, IsTheSameWithUsedRoom) {
  Random random(5);
  ResponseScratch used;
  for (int round = 0; round < 2000; ++round) {
    auto history = random_history(random, 60);
    for (Interaction& i : history) i.thread = static_cast<std::uint32_t>(random.below(round % 7 == 0 ? 1000 : 5));
    history = in_order(std::move(history));
    ResponseScratch fresh;
    const Responses a = responses(history, until(on_day(150)), {}, used);
    const Responses b = responses(history, until(on_day(150)), {}, fresh);
    ASSERT_EQ(a.all.ours.asked, b.all.ours.asked);
    ASSERT_EQ(a.all.ours.answered, b.all.ours.answered);
    ASSERT_EQ(a.all.ours.by_clock.has_value(), b.all.ours.by_clock.has_value());
    if (a.all.ours.by_clock) {
      ASSERT_EQ(a.all.ours.by_clock->mean, b.all.ours.by_clock->mean);
    }
    ASSERT_LE(a.all.theirs.answered, a.all.theirs.asked);
  }
}

TEST(WorkingHours, FollowTheClocksOfTheirZone) {
  // Clocks in Amsterdam went forward on Sunday the 29th of March 2026.
  const auto hours = WorkingHours::make({.time_zone = "Europe/Amsterdam"}, Date(std::chrono::year(2026) / 3 / 1),
                                        Date(std::chrono::year(2026) / 4 / 30));
  ASSERT_TRUE(hours);
  const auto at = [](const char* text) { return *base::parse_timestamp(text); };
  EXPECT_EQ(hours->between(at("2026-03-27T08:00Z"), at("2026-03-27T09:00Z")).count(), 1);
  EXPECT_EQ(hours->between(at("2026-03-30T07:00Z"), at("2026-03-30T09:00Z")).count(), 2);
  EXPECT_EQ(hours->between(at("2026-03-27T15:00Z"), at("2026-03-30T08:00Z")).count(), 2);
  EXPECT_EQ(hours->between(at("2026-03-28T00:00Z"), at("2026-03-29T23:00Z")).count(), 0) << "a weekend";
  EXPECT_EQ(hours->between(at("2026-03-30T00:00Z"), at("2026-04-06T00:00Z")).count(), 40);
}

TEST(WorkingHours, RefuseWhatIsNoOffice) {
  const Date day(std::chrono::year(2026) / 1 / 1);
  EXPECT_FALSE(WorkingHours::make({.time_zone = "Mars/Olympus"}, day, day));
  EXPECT_FALSE(WorkingHours::make({.opens = std::chrono::hours(17), .closes = std::chrono::hours(9)}, day, day));
  EXPECT_EQ(WorkingHours::make({.works_on = {}}, day, day)
                ->between(Timestamp(day), Timestamp(day) + std::chrono::days(9))
                .count(),
            0);
}

}  // namespace
}  // namespace leadlight::relation
