#include "core/relation/counts.h"

#include <gtest/gtest.h>

#include "core/relation/ratio.h"
#include "core/relation/testing.h"
#include "core/relation/time_spent.h"

namespace leadlight::relation {
namespace {

using namespace testing;
using enum Direction;

TEST(Counts, AreByChannelAndByWhoBegan) {
  const auto history = in_order({sent(0), sent(1), received(2), meeting(3), meeting(4, 30, 1, Incoming),
                                 call(5, Outgoing), missed_call(6, Incoming), task(7, 30)});
  const Counts counts = count(history, until(on_day(10)));
  EXPECT_EQ(counts.of(Channel::Email, Outgoing), 2);
  EXPECT_EQ(counts.of(Channel::Email, Incoming), 1);
  EXPECT_EQ(counts.of(Channel::Meeting), 2);
  EXPECT_EQ(counts.of(Channel::Call, Incoming), 1) << "a missed call is a call made";
  EXPECT_EQ(counts.missed_calls[1], 1);
  EXPECT_EQ(counts.begun_by(Outgoing), 4) << "a task is begun by nobody";
  EXPECT_EQ(counts.begun_by(Incoming), 3);
}

TEST(Counts, LeaveOutWhatIsNoContact) {
  Interaction draft = sent(1);
  draft.closed = false;
  const auto history = in_order({automatic(received(0)), draft, cancelled(meeting(2)), planned(meeting(3), 0)});
  EXPECT_EQ(count(history, until(on_day(10))), Counts{});
}

TEST(Counts, LieInThePeriodWithBothEnds) {
  const auto history = in_order({sent(0), sent(1), sent(2), sent(3)});
  EXPECT_EQ(count(history, {on_day(1), on_day(2)}).of(Channel::Email), 2);
  EXPECT_EQ(count(history, last_days(2, on_day(3))).of(Channel::Email), 3);
  EXPECT_EQ(count(history, {on_day(5), on_day(2)}), Counts{});
  EXPECT_EQ(count({}, until(on_day(0))), Counts{});
}

TEST(TimeSpent, MultipliesMeetingsByOurPeopleOnly) {
  Interaction one = meeting(0, 30, 3);
  one.theirs = 2;
  EXPECT_EQ(time_spent(std::vector{one}, until(on_day(1))), (TimeSpent{90, 30}));
}

TEST(TimeSpent, TakesAMailAsWrittenByOneSideAndReadByTheOther) {
  EXPECT_EQ(time_spent(std::vector{sent(0)}, until(on_day(1))), (TimeSpent{5, 2.5}));
  EXPECT_EQ(time_spent(std::vector{received(0)}, until(on_day(1))), (TimeSpent{2.5, 5}));
  EXPECT_EQ(time_spent(std::vector{received(0)}, until(on_day(1)), {.minutes_to_write = 4, .minutes_to_read = 1}),
            (TimeSpent{1, 4}));
}

TEST(TimeSpent, OfATaskIsOursUnlessTheCustomerTookPart) {
  Interaction together = task(1, 20);
  together.theirs = 1;
  EXPECT_EQ(time_spent(in_order({task(0, 30), together}), until(on_day(2))), (TimeSpent{50, 20}));
}

TEST(TimeSpent, OfAMeetingWithoutNamedPeopleIsThatOfOne) {
  EXPECT_EQ(time_spent(std::vector{meeting(0, 45, 0)}, until(on_day(1))), (TimeSpent{45, 45}));
}

TEST(MailRatio, IsNullWhereTheOtherSideSentNothing) {
  const auto ratio = [](std::vector<Interaction> history) { return mail_ratio(count(history, until(on_day(9)))); };
  const MailRatio both = ratio({sent(0), sent(1), received(2), sent(3)});
  EXPECT_EQ(both.by_us(), 3);
  EXPECT_EQ(both.by_them(), 1 / 3.0);
  const MailRatio one_sided = ratio({sent(0)});
  EXPECT_EQ(one_sided.by_us(), std::nullopt);
  EXPECT_EQ(one_sided.by_them(), 0);
  EXPECT_EQ(one_sided.sent, 1);
  EXPECT_EQ(ratio({}).by_them(), std::nullopt);
}

}  // namespace
}  // namespace leadlight::relation
