#include "core/relation/activity_chart.h"

#include <gtest/gtest.h>

#include "core/relation/engagement.h"
#include "core/relation/last_next.h"
#include "core/relation/testing.h"
#include "core/relation/top_people.h"

namespace leadlight::relation {
namespace {

using namespace testing;
using enum Direction;

TEST(ActivityChart, CountsByDayAndShowsSilences) {
  const auto history = in_order({sent(0), received(0.1), call(9, Outgoing), sent(11)});
  const ActivityChart chart = activity_chart(history, midnights_until(on_day(20), 60), on_day(20));
  ASSERT_EQ(chart.days.size(), 60);
  EXPECT_EQ(chart.days[39].of(Channel::Email, Outgoing), 1);
  EXPECT_EQ(chart.days[39].of(Channel::Email, Incoming), 1);
  EXPECT_EQ(chart.days[48].of(Channel::Call), 1);
  EXPECT_EQ(chart.silences, (std::vector<Silence>{{0, 39}, {40, 8}, {51, 9}}));
}

TEST(ActivityChart, KnowsNothingOfLaterMomentsOfADay) {
  const auto history = in_order({sent(0), sent(0.2)});
  const auto midnights = midnights_until(on_day(3), 4);
  const ActivityChart chart = activity_chart(history, midnights, on_day(0.1), 1);
  EXPECT_EQ(chart.days[0].of(Channel::Email), 1);
  EXPECT_TRUE(chart.silences.empty()) << "days to come are not silent";
}

TEST(LastNext, AreTheLatestContactAndTheFirstPlanKnownByThen) {
  const auto history = in_order({sent(0), missed_call(1, Outgoing), automatic(received(2)), planned(meeting(3), 0),
                                 planned(meeting(8), 7), planned(meeting(9), 1), cancelled(planned(meeting(6), 1))});
  const LastNext now = last_and_next(history, on_day(5));
  EXPECT_EQ(now.last, 0) << "nobody took the call, a robot answered, and the meeting was not held";
  ASSERT_TRUE(now.next);
  EXPECT_EQ(history[*now.next].time, on_day(9)) << "the earlier one is planned later";
  EXPECT_EQ(last_and_next(history, on_day(-1)).last, std::nullopt);
  EXPECT_EQ(last_and_next({}, on_day(0)).next, std::nullopt);
}

TEST(LastNext, AMeetingThatWasHeldWasAPlanBefore) {
  Interaction held = meeting(5);
  held.known = on_day(2);
  EXPECT_EQ(last_and_next(std::vector{held}, on_day(3)).next, 0);
  EXPECT_EQ(last_and_next(std::vector{held}, on_day(6)).last, 0);
}

TEST(TopPeople, AreTheThreeWithMostContacts) {
  const auto history = in_order({sent(0), sent(1), meeting(2), received(3), automatic(received(4))});
  const std::vector<Participation> parties{
      {0, 7, Side::Them}, {0, 7, Side::Them}, {1, 7, Side::Them}, {1, 8, Side::Them}, {2, 8, Side::Them},
      {2, 9, Side::Them}, {3, 5, Side::Them}, {4, 5, Side::Them}, {2, 1, Side::Us},
  };
  TopScratch scratch;
  const auto top = top_people(history, parties, Side::Them, until(on_day(9)), scratch);
  ASSERT_EQ(top.size(), 3);
  EXPECT_EQ(top[0].person, 8) << "as many as 7, but later";
  EXPECT_EQ(top[1].person, 7);
  EXPECT_EQ(top[1].contacts, 2) << "named twice in one mail is there once";
  EXPECT_EQ(top[2].person, 5) << "later than 9; what is automatic counts nothing";
  EXPECT_EQ(top[0].by_channel[static_cast<std::size_t>(Channel::Meeting)], 1);
  EXPECT_EQ(history[top[0].last].time, on_day(2));
  const auto ours = top_people(history, parties, Side::Us, until(on_day(9)), scratch);
  ASSERT_EQ(ours.size(), 1);
  EXPECT_EQ(ours[0].person, 1);
}

TEST(TopPeople, OfEqualsTheLowerNumberComesFirst) {
  const auto history = in_order({meeting(0)});
  const std::vector<Participation> parties{
      {0, 4, Side::Them}, {0, 2, Side::Them}, {0, 9, Side::Them}, {0, 3, Side::Them}};
  TopScratch scratch;
  const auto top = top_people(history, parties, Side::Them, until(on_day(1)), scratch);
  ASSERT_EQ(top.size(), 3);
  EXPECT_EQ(top[0].person, 2);
  EXPECT_EQ(top[1].person, 3);
  EXPECT_EQ(top[2].person, 4);
}

TEST(Engagement, IsOverTheMailsForWhichItCouldHappen) {
  const std::vector<FollowedMail> mails{
      {.sent = on_day(0), .opened = on_day(1), .viewed = {}, .clicked = {}},
      {.sent = on_day(0), .opened = {}, .viewed = {}, .clicked = on_day(2), .has_links = true},
      {.sent = on_day(1), .opened = {}, .viewed = {}, .clicked = {}, .has_attachments = true, .has_links = true},
      {.sent = on_day(1), .opened = on_day(8), .viewed = {}, .clicked = {}},
      {.sent = on_day(6), .opened = {}, .viewed = {}, .clicked = {}},
  };
  const Engagement now = engagement(mails, Timestamp::min(), on_day(5));
  EXPECT_EQ(now.followed, 4);
  EXPECT_EQ(now.open_rate(), 0.5) << "who clicks has opened; what is opened later is not";
  EXPECT_EQ(now.click_rate(), 0.5);
  EXPECT_EQ(now.view_rate(), 0);
  EXPECT_EQ(engagement({}, Timestamp::min(), on_day(5)).open_rate(), std::nullopt);
}

}  // namespace
}  // namespace leadlight::relation
