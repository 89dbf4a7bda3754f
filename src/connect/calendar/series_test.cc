#include "connect/calendar/series.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/random.h"
#include "connect/calendar/calendar_fixture.h"

namespace leadlight::calendar {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// One message as it comes: a method, and the lines of its event.
struct Message {
  std::string method, lines;
};

std::vector<CalendarEvent> read(const std::vector<Message>& messages) {
  std::string bytes;
  for (const Message& message : messages) {
    bytes += vcalendar("METHOD:" + message.method + "\n" + vevent("UID:1\n" + message.lines));
  }
  return read_bytes(bytes).events;
}

Merged merged(const std::vector<Message>& messages) {
  return merge(read(messages));
}

const CalendarEvent& master(const Merged& all) {
  return all.series.at(0).master.value();
}

const std::string kStart = "DTSTART:20240401T100000Z\nDTEND:20240401T110000Z\n";
const std::string kPeople =
    "ORGANIZER:mailto:anna@acme.com\nATTENDEE:mailto:bo@x.org\nATTENDEE;PARTSTAT=ACCEPTED:mailto:cy@x.org\n";

std::string version(int sequence, int hour, const std::string& summary) {
  return kStart + kPeople + "SEQUENCE:" + std::to_string(sequence) + "\nDTSTAMP:20240301T" + std::to_string(hour) +
         "0000Z\nSUMMARY:" + summary + "\n";
}

std::string answer(int sequence, int hour, const std::string& who, const std::string& said) {
  return "SEQUENCE:" + std::to_string(sequence) + "\nDTSTAMP:20240301T" + std::to_string(hour) +
         "0000Z\nATTENDEE;PARTSTAT=" + said + ":mailto:" + who + "\n";
}

TEST(MergedSeries, HaveTheVersionWithTheHighestSequence) {
  EXPECT_EQ(master(merged({{"REQUEST", version(2, 10, "new")}, {"REQUEST", version(1, 11, "old")}})).summary, "new");
}

TEST(MergedSeries, HaveTheLastSentOfEqualSequence) {
  EXPECT_EQ(master(merged({{"REQUEST", version(1, 12, "new")}, {"REQUEST", version(1, 11, "old")}})).summary, "new");
}

TEST(MergedSeries, AreCancelledByACancellationAsNewAsThey) {
  const std::string cancel = "SEQUENCE:1\nDTSTAMP:20240301T120000Z\n";
  const Merged all = merged({{"CANCEL", cancel}, {"REQUEST", version(1, 11, "x")}});
  EXPECT_EQ(master(all).status, Status::Cancelled);
  EXPECT_EQ(master(all).summary, "x");
}

TEST(MergedSeries, AreNotCancelledByAnOlderOne) {
  const Merged all = merged({{"CANCEL", "SEQUENCE:1\nDTSTAMP:20240301T120000Z\n"}, {"REQUEST", version(2, 11, "x")}});
  EXPECT_EQ(master(all).status, Status::Confirmed);
  EXPECT_THAT(all.skipped,
              ElementsAre(Skipped{{"test.ics", 4}, "it cancels an older version than the one that is known"}));
}

TEST(MergedSeries, OfACancellationAloneAreCancelled) {
  EXPECT_EQ(master(merged({{"CANCEL", kStart}})).status, Status::Cancelled);
  const Merged nothing = merged({{"CANCEL", "SEQUENCE:1\n"}});
  EXPECT_THAT(nothing.series, IsEmpty());
  EXPECT_THAT(nothing.skipped, SizeIs(1));
}

TEST(MergedSeries, HaveTheLastAnswerOfEach) {
  const Merged all = merged({{"REPLY", answer(1, 13, "BO@x.org", "ACCEPTED")},
                             {"REPLY", answer(1, 12, "bo@x.org", "DECLINED")},
                             {"REQUEST", version(1, 11, "x")}});
  EXPECT_EQ(master(all).attendees[0].answer, Answer::Accepted);
  EXPECT_EQ(master(all).attendees[0].answered_at, at("2024-03-01T13:00Z"));
  EXPECT_THAT(all.skipped, IsEmpty());
}

TEST(MergedSeries, AskAgainAfterAChange) {
  const Merged all = merged({{"REPLY", answer(1, 12, "bo@x.org", "ACCEPTED")}, {"REQUEST", version(2, 13, "x")}});
  EXPECT_EQ(master(all).attendees[0].answer, Answer::NeedsAction);
  EXPECT_THAT(all.skipped, ElementsAre(Skipped{{"test.ics", 4}, "it answers an older version than the one known"}));
}

TEST(MergedSeries, BelieveTheOrganizersListWhereItIsNewer) {
  const Merged all = merged({{"REPLY", answer(1, 12, "cy@x.org", "DECLINED")},
                             {"REPLY", answer(1, 12, "bo@x.org", "DECLINED")},
                             {"REQUEST", version(1, 13, "x")}});
  EXPECT_EQ(master(all).attendees[0].answer, Answer::Declined);  // The list asks, which says nothing.
  EXPECT_EQ(master(all).attendees[1].answer, Answer::Accepted);
}

TEST(MergedSeries, TakeInWhoAnswersUninvited) {
  const Merged all = merged({{"REPLY", answer(1, 12, "dee@x.org", "ACCEPTED")}, {"REQUEST", version(1, 11, "x")}});
  ASSERT_THAT(master(all).attendees, SizeIs(3));
  EXPECT_EQ(master(all).attendees[2].address, "dee@x.org");
}

TEST(MergedSeries, MakeAnExceptionOfWhatIsAnsweredOrCancelledAlone) {
  const Merged all = merged({{"REQUEST", version(1, 11, "x") + "RRULE:FREQ=DAILY;COUNT=4\n"},
                             {"REPLY", answer(1, 12, "bo@x.org", "DECLINED") + "RECURRENCE-ID:20240402T100000Z\n"},
                             {"CANCEL", "SEQUENCE:1\nDTSTAMP:20240301T130000Z\nRECURRENCE-ID:20240403T100000Z\n"},
                             {"CANCEL", "SEQUENCE:1\nDTSTAMP:20240301T130000Z\nRECURRENCE-ID:20240501T100000Z\n"}});
  const Occurrences found = expand_all(all.series);
  EXPECT_THAT(to_texts(found), ElementsAre("2024-04-01T10:00:00Z", "2024-04-02T10:00:00Z",
                                           "2024-04-03T10:00:00Z cancelled", "2024-04-04T10:00:00Z"));
  EXPECT_EQ(found.items[0].event->attendees[0].answer, Answer::NeedsAction);
  EXPECT_EQ(found.items[1].event->attendees[0].answer, Answer::Declined);
  EXPECT_EQ(found.items[1].end, at("2024-04-02T11:00Z"));
}

TEST(MergedSeries, EndEarlyByACancellationOfTheFuture) {
  const Merged all = merged({{"REQUEST", version(1, 11, "x") + "RRULE:FREQ=DAILY;COUNT=3\n"},
                             {"CANCEL",
                              "SEQUENCE:1\nDTSTAMP:20240301T130000Z\n"
                              "RECURRENCE-ID;RANGE=THISANDFUTURE:20240402T100000Z\n"}});
  EXPECT_THAT(to_texts(expand_all(all.series)),
              ElementsAre("2024-04-01T10:00:00Z", "2024-04-02T10:00:00Z cancelled", "2024-04-03T10:00:00Z cancelled"));
}

TEST(MergedSeries, GetWhatIsAdded) {
  const Merged all = merged({{"REQUEST", version(1, 11, "x")}, {"ADD", "SEQUENCE:2\nDTSTART:20240408T100000Z\n"}});
  EXPECT_THAT(to_texts(expand_all(all.series)), ElementsAre("2024-04-01T10:00:00Z", "2024-04-08T10:00:00Z"));
}

TEST(MergedSeries, AreNotChangedByProposals) {
  const Merged all = merged({{"REQUEST", version(1, 11, "x")}, {"COUNTER", version(2, 12, "y")}});
  EXPECT_EQ(master(all).summary, "x");
  EXPECT_THAT(all.skipped, ElementsAre(::testing::Field(&Skipped::reason, HasSubstr("proposes"))));
}

/// Everything that a series says, as text.
std::string describe(const CalendarEvent& event) {
  std::string text = fmt::format("{} {} {} {} {}", event.sequence, static_cast<int>(event.status), event.summary,
                                 base::to_string(event.start), event.origin.line);
  for (const Attendee& a : event.attendees) {
    text += fmt::format(" {}={}@{}", a.address, static_cast<int>(a.answer),
                        a.answered_at ? base::to_string(*a.answered_at) : "-");
  }
  return text + "\n";
}

std::string describe(const Merged& all) {
  std::string text;
  for (const Series& series : all.series) {
    text += series.uid + "\n" + (series.master ? describe(*series.master) : "no master\n");
    for (const CalendarEvent& event : series.exceptions) {
      text += base::to_string(event.recurrence_id->at) + " " + describe(event);
    }
  }
  for (const Skipped& skipped : all.skipped) text += fmt::format("{} {}\n", skipped.where.line, skipped.reason);
  return text;
}

/// Messages about one meeting as a bad day may bring them.
std::vector<Message> random_messages(Random& random) {
  static const char* kMethods[] = {"REQUEST", "REQUEST", "PUBLISH", "CANCEL", "REPLY", "REPLY", "ADD", "COUNTER"};
  static const char* kAnswers[] = {"ACCEPTED", "DECLINED", "TENTATIVE"};
  static const char* kPeopleKnown[] = {"bo@x.org", "cy@x.org", "dee@x.org"};
  std::vector<Message> messages;
  for (std::uint64_t n = 2 + random.below(8); n > 0; --n) {
    const std::string method = kMethods[random.below(8)];
    const int sequence = static_cast<int>(random.below(3)), hour = static_cast<int>(10 + random.below(3));
    std::string lines = method == "REPLY"
                            ? answer(sequence, hour, kPeopleKnown[random.below(3)], kAnswers[random.below(3)])
                            : version(sequence, hour, "v" + std::to_string(n));
    if (random.chance(0.3)) {
      const std::string day = "2024040" + std::to_string(1 + random.below(3));
      lines += random.chance(0.3) ? "RECURRENCE-ID;VALUE=DATE:" + day + "\n" : "RECURRENCE-ID:" + day + "T100000Z\n";
    } else if (method == "REQUEST") {
      lines += "RRULE:FREQ=DAILY;COUNT=3\n";
    }
    messages.push_back({method, lines});
  }
  return messages;
}

TEST(MergedSeries, AreTheSameInEveryOrder) {
  Random random(5546);
  for (int round = 0; round < 500; ++round) {
    std::vector<CalendarEvent> events = read(random_messages(random));
    const std::string expected = describe(merge(events));
    for (int shuffle = 0; shuffle < 6; ++shuffle) {
      for (std::size_t i = events.size() - 1; i > 0; --i) std::swap(events[i], events[random.below(i + 1)]);
      ASSERT_EQ(describe(merge(events)), expected) << "round " << round;
    }
  }
}

TEST(MergedSeries, OfTheSameMessagesTwiceAreThoseOfOnce) {
  Random random(2447);
  for (int round = 0; round < 200; ++round) {
    std::vector<CalendarEvent> events = read(random_messages(random));
    const std::vector<Series> once = merge(events).series;
    const std::vector<CalendarEvent> again = events;
    events.insert(events.end(), again.begin(), again.end());
    const std::vector<Series> twice = merge(events).series;
    EXPECT_EQ(describe({.series = once, .skipped = {}}), describe({.series = twice, .skipped = {}}));
  }
}

}  // namespace
}  // namespace leadlight::calendar
