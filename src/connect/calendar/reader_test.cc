#include "connect/calendar/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/text.h"
#include "connect/calendar/calendar_fixture.h"

namespace leadlight::calendar {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string time(Timestamp t) {
  return base::to_string(t);
}

// Reads

TEST(CalendarReads, AnInvitation) {
  const ReadBack back = read_bytes(
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:a-1@acme.com\r\nSEQUENCE:3\r\n"
      "DTSTAMP:20240301T120000Z\r\nCREATED:20240201T080000Z\r\nLAST-MODIFIED:20240301T115900Z\r\n"
      "DTSTART;TZID=Europe/Amsterdam:20240402T100000\r\nDTEND;TZID=Europe/Amsterdam:20240402T113000\r\n"
      "SUMMARY:Offer\\, second round\r\nLOCATION:Main\r\n  hall\r\nSTATUS:TENTATIVE\r\nCLASS:PRIVATE\r\n"
      "ORGANIZER;CN=Anna Berg:mailto:anna@acme.com\r\n"
      "ATTENDEE;CN=\"Bo, Carl\";PARTSTAT=ACCEPTED;ROLE=CHAIR:MAILTO:bo@example.org\r\n"
      "ATTENDEE;PARTSTAT=DECLINED;ROLE=OPT-PARTICIPANT;CUTYPE=GROUP:mailto:team%2Bx@example.org\r\n"
      "ATTENDEE;CUTYPE=ROOM;CN=Room 4:mailto:room4@acme.com\r\n"
      "X-GOOGLE-CONFERENCE:https://meet.example.com/abc\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
  ASSERT_THAT(back.events, SizeIs(1));
  const CalendarEvent& event = back.events[0];
  EXPECT_THAT(event.problems, IsEmpty());
  EXPECT_EQ(event.origin, (Origin{"test.ics", 4}));
  EXPECT_EQ(event.uid, "a-1@acme.com");
  EXPECT_EQ(event.sequence, 3);
  EXPECT_EQ(event.method, Method::Request);
  EXPECT_EQ(event.status, Status::Tentative);
  EXPECT_TRUE(event.is_private);
  EXPECT_EQ(event.summary, "Offer, second round");
  EXPECT_EQ(event.location, "Main hall");
  EXPECT_EQ(time(event.start), "2024-04-02T08:00:00Z");
  EXPECT_EQ(time(event.end), "2024-04-02T09:30:00Z");
  EXPECT_EQ(event.time_zone, "Europe/Amsterdam");
  EXPECT_FALSE(event.all_day);
  EXPECT_EQ(event.stamp, at("2024-03-01T12:00Z"));
  EXPECT_EQ(event.created, at("2024-02-01T08:00Z"));
  EXPECT_EQ(event.last_modified, at("2024-03-01T11:59Z"));
  EXPECT_EQ(event.organizer, (Attendee{.address = "anna@acme.com", .name = "Anna Berg"}));
  EXPECT_THAT(event.conference_links, ElementsAre("https://meet.example.com/abc"));
  EXPECT_THAT(
      event.attendees,
      ElementsAre(Attendee{"bo@example.org", "Bo, Carl", Answer::Accepted, Role::Chair},
                  Attendee{"team+x@example.org", "", Answer::Declined, Role::Optional, AttendeeKind::Group},
                  Attendee{"room4@acme.com", "Room 4", Answer::NeedsAction, Role::Required, AttendeeKind::Room}));
  EXPECT_TRUE(event.attendees[0].is_person());
  EXPECT_FALSE(event.attendees[2].is_person());
}

TEST(CalendarReads, WholeDaysAsMidnightsOfTheZoneThatTheCalendarNames) {
  const ReadBack back = read_bytes(vcalendar(
      "X-WR-TIMEZONE:Asia/Bangkok\n" + vevent("UID:1\nDTSTART;VALUE=DATE:20240402\nDTEND;VALUE=DATE:20240404\n")));
  const CalendarEvent& event = back.events.at(0);
  EXPECT_TRUE(event.all_day);
  EXPECT_EQ(time(event.start), "2024-04-01T17:00:00Z");
  EXPECT_EQ(time(event.end), "2024-04-03T17:00:00Z");
  EXPECT_EQ(event.time_zone, "Asia/Bangkok");
  EXPECT_EQ(event.length, (Length{std::chrono::days(2)}));
  EXPECT_THAT(event.problems, IsEmpty());
}

TEST(CalendarReads, ADayOrNoTimeWhereNoEndIsGiven) {
  EXPECT_EQ(time(read_event_lines("UID:1\nDTSTART;VALUE=DATE:20240402\n").end), "2024-04-03T00:00:00Z");
  EXPECT_EQ(time(read_event_lines("UID:1\nDTSTART:20240402T100000Z\n").end), "2024-04-02T10:00:00Z");
}

TEST(CalendarReads, ADurationOfDaysByTheCalendarAndOfHoursByTheClock) {
  const std::string start = "UID:1\nDTSTART;TZID=Europe/Amsterdam:20240330T120000\nDURATION:";
  EXPECT_EQ(time(read_event_lines(start + "P1D\n").end), "2024-03-31T10:00:00Z");
  EXPECT_EQ(time(read_event_lines(start + "PT24H\n").end), "2024-03-31T11:00:00Z");
}

TEST(CalendarReads, TheZoneOfTheFileBeforeTheOneOfThatName) {
  const std::string zone =
      "BEGIN:VTIMEZONE\nTZID:Europe/Amsterdam\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:-0300\n"
      "TZOFFSETTO:-0300\nEND:STANDARD\nEND:VTIMEZONE\n";
  const std::string event = vevent("UID:1\nDTSTART;TZID=Europe/Amsterdam:20240402T100000\n");
  for (const std::string& inside : {zone + event, event + zone}) {
    const ReadBack back = read_bytes(vcalendar(inside));
    EXPECT_EQ(time(back.events.at(0).start), "2024-04-02T13:00:00Z");
  }
}

TEST(CalendarReads, AZoneOfTheFileWithRulesThatEnd) {
  const ReadBack back = read_bytes(vcalendar(
      "BEGIN:VTIMEZONE\nTZID:Here\nBEGIN:STANDARD\nDTSTART:20001029T020000\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\n"
      "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10;UNTIL=20061029T060000Z\nEND:STANDARD\nBEGIN:DAYLIGHT\n"
      "DTSTART:20000402T020000\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\n"
      "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=4;UNTIL=20060402T070000Z\nEND:DAYLIGHT\nEND:VTIMEZONE\n" +
      vevent("UID:1\nDTSTART;TZID=Here:20060701T120000\n") + vevent("UID:2\nDTSTART;TZID=Here:20080701T120000\n")));
  EXPECT_EQ(time(back.events.at(0).start), "2006-07-01T16:00:00Z");
  EXPECT_EQ(time(back.events.at(1).start), "2008-07-01T17:00:00Z");
}

TEST(CalendarReads, ANameOfWindowsThatTheFileDoesNotExplain) {
  const CalendarEvent event = read_event_lines("UID:1\nDTSTART;TZID=W. Europe Standard Time:20240702T100000\n");
  EXPECT_EQ(time(event.start), "2024-07-02T08:00:00Z");
  EXPECT_EQ(event.time_zone, "W. Europe Standard Time");
  EXPECT_EQ(event.zone->name(), "Europe/Berlin");
  EXPECT_THAT(event.problems, IsEmpty());
}

TEST(CalendarReads, CalendarsOneAfterTheOtherEachWithItsOwnZones) {
  const auto one = [](const std::string& offset) {
    return vcalendar(
        "BEGIN:VTIMEZONE\nTZID:Customized Time Zone\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:" + offset +
        "\nTZOFFSETTO:" + offset + "\nEND:STANDARD\nEND:VTIMEZONE\n" +
        vevent("UID:" + offset + "\nDTSTART;TZID=Customized Time Zone:20240402T100000\n"));
  };
  const ReadBack back = read_bytes(one("+0100") + one("+0900"));
  EXPECT_EQ(time(back.events.at(0).start), "2024-04-02T09:00:00Z");
  EXPECT_EQ(time(back.events.at(1).start), "2024-04-02T01:00:00Z");
}

TEST(CalendarReads, NothingFromAlarmsAndTasks) {
  const ReadBack back = read_bytes(vcalendar(
      "BEGIN:VTODO\nUID:t\nDTSTART:20240402T100000Z\nSUMMARY:a task\nEND:VTODO\n" +
      vevent("UID:1\nDTSTART:20240402T100000Z\nBEGIN:VALARM\nSUMMARY:an alarm\nATTENDEE:mailto:x@y.z\nEND:VALARM\n"
             "SUMMARY:the event\n")));
  ASSERT_THAT(back.events, SizeIs(1));
  EXPECT_EQ(back.events[0].summary, "the event");
  EXPECT_THAT(back.events[0].attendees, IsEmpty());
}

TEST(CalendarReads, TheFilesOfAFolderByName) {
  const std::filesystem::path folder = std::filesystem::path(::testing::TempDir()) / "leadlight-calendar-folder";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder / "b");
  const auto write = [&](const std::string& name, const std::string& text) { std::ofstream(folder / name) << text; };
  write("c.ics", vcalendar(vevent("UID:c\nDTSTART:20240402T100000Z\n")));
  write("a.ICS", vcalendar(vevent("UID:a\nDTSTART:20240402T100000Z\n")));
  write("b/z.ics", vcalendar(vevent("UID:z\nDTSTART:20240402T100000Z\n")));
  write("b/broken.ics", "PK\x03\x04 not a calendar");
  write("notes.txt", vcalendar(vevent("UID:no\nDTSTART:20240402T100000Z\n")));
  auto reader = Reader::open(folder.string());
  ASSERT_TRUE(reader) << reader.error().to_string();
  std::vector<std::string> uids;
  while (auto event = reader->next()) uids.push_back(event->uid);
  EXPECT_THAT(uids, ElementsAre("a", "z", "c"));
  EXPECT_EQ(reader->report().files, 4u);
  ASSERT_THAT(reader->report().skipped, SizeIs(1));
  EXPECT_EQ(reader->report().skipped[0].where, (Origin{(folder / "b" / "broken.ics").string(), 0}));
  EXPECT_THAT(reader->report().skipped[0].reason, HasSubstr("not a calendar file"));
  std::filesystem::remove_all(folder);
}

// Recovers

TEST(CalendarRecovers, FromTimesWithoutAZoneAndSaysSo) {
  const CalendarEvent event = read_event_lines("UID:1\nDTSTART:20240402T100000\n", {.time_zone = "Europe/Amsterdam"});
  EXPECT_EQ(time(event.start), "2024-04-02T08:00:00Z");
  EXPECT_EQ(event.time_zone, "Europe/Amsterdam");
  EXPECT_THAT(event.problems, ElementsAre("its times name no zone: taken as Europe/Amsterdam"));
}

TEST(CalendarRecovers, FromAZoneNobodyKnows) {
  const CalendarEvent event = read_event_lines("UID:1\nDTSTART;TZID=Nowhere:20240402T100000\n");
  EXPECT_EQ(time(event.start), "2024-04-02T10:00:00Z");
  EXPECT_THAT(event.problems, ElementsAre("time zone \"Nowhere\" is not known: taken as UTC"));
}

TEST(CalendarRecovers, FromAZoneThatIsBrokenButHasAName) {
  const ReadBack back = read_bytes(vcalendar("BEGIN:VTIMEZONE\nTZID:Europe/Paris\nEND:VTIMEZONE\n" +
                                             vevent("UID:1\nDTSTART;TZID=Europe/Paris:20240402T100000\n")));
  EXPECT_EQ(time(back.events.at(0).start), "2024-04-02T08:00:00Z");
}

TEST(CalendarRecovers, TheOtherEventsFromOneThatIsNeverEnded) {
  const ReadBack back = read_bytes(
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20240402T100000Z\nBEGIN:VALARM\n"
      "BEGIN:VEVENT\nUID:2\nDTSTART:20240402T100000Z\nEND:VEVENT\nBEGIN:VEVENT\nUID:3\nDTSTART:20240402T100000Z");
  ASSERT_THAT(back.events, SizeIs(3));
  EXPECT_THAT(back.events[0].problems, ElementsAre("it has no END:VEVENT"));
  EXPECT_THAT(back.events[1].problems, IsEmpty());
  EXPECT_EQ(back.events[2].uid, "3");
}

TEST(CalendarRecovers, FromEventsWithoutACalendarAroundThem) {
  const ReadBack back = read_bytes(vevent("UID:1\nDTSTART:20240402T100000Z\n"));
  EXPECT_THAT(back.events, SizeIs(1));
  EXPECT_THAT(back.report.skipped, IsEmpty());
}

TEST(CalendarRecovers, WhatIsNoUtf8AsWindows1252) {
  const CalendarEvent event =
      read_event_lines("UID:1\nDTSTART:20240402T100000Z\nSUMMARY:M\xfcller \xe2\x82\xac \x80\n");
  EXPECT_EQ(event.summary, "Müller € €");
}

TEST(CalendarRecovers, ACharacterThatAFoldCutsInTwo) {
  const CalendarEvent event = read_event_lines("UID:1\nDTSTART:20240402T100000Z\nSUMMARY:M\xc3\n \xbcller\n");
  EXPECT_EQ(event.summary, "Müller");
}

TEST(CalendarRecovers, AnEventWithoutUidAsTheSameEveryTime) {
  const std::string lines = "DTSTART:20240402T100000Z\nSUMMARY:Lunch\n";
  const CalendarEvent event = read_event_lines(lines);
  EXPECT_EQ(event.uid, read_event_lines(lines).uid);
  EXPECT_NE(event.uid, read_event_lines("DTSTART:20240402T110000Z\nSUMMARY:Lunch\n").uid);
  EXPECT_THAT(event.problems, ElementsAre(HasSubstr("no UID")));
}

TEST(CalendarRecovers, FromAnEndBeforeTheBeginning) {
  const CalendarEvent event = read_event_lines("UID:1\nDTSTART:20240402T100000Z\nDTEND:20240402T090000Z\n");
  EXPECT_EQ(event.end, event.start);
  EXPECT_THAT(event.problems, ElementsAre(HasSubstr("ends before it begins")));
}

TEST(CalendarRecovers, FromARuleThatIsNone) {
  const CalendarEvent event = read_event_lines("UID:1\nDTSTART:20240402T100000Z\nRRULE:FREQ=SOMETIMES\n");
  EXPECT_TRUE(event.recurrence.empty());
  EXPECT_THAT(event.problems, Contains(HasSubstr("RRULE")));
}

TEST(CalendarRecovers, FromAnEventWithoutBeginning) {
  const ReadBack back = read_bytes(vcalendar(vevent("UID:1\n") + vevent("UID:2\nDTSTART:20240402T100000Z\n")));
  EXPECT_THAT(back.events, SizeIs(1));
  EXPECT_THAT(back.report.skipped,
              ElementsAre(Skipped{{"test.ics", 3}, "it has no DTSTART that is a date: when it begins is not known"}));
}

TEST(CalendarRecovers, NoSeriesFromAnOccurrenceThatIsNotNamed) {
  const ReadBack back = read_bytes(vcalendar(vevent("UID:1\nDTSTART:20240402T100000Z\nRECURRENCE-ID:soon\n")));
  EXPECT_THAT(back.events, IsEmpty());
  ASSERT_THAT(back.report.skipped, SizeIs(1));
  EXPECT_THAT(back.report.skipped[0].reason, HasSubstr("which occurrence it is is not known"));
}

TEST(CalendarRecovers, FromPeopleWithoutAddress) {
  const CalendarEvent event = read_event_lines(
      "UID:1\nDTSTART:20240402T100000Z\nATTENDEE;CN=Eve;EMAIL=eve@acme.com:urn:uuid:1\nATTENDEE;CN=Ann:invalid:nomail\n"
      "ATTENDEE:dan@acme.com\n");
  ASSERT_THAT(event.attendees, SizeIs(3));
  EXPECT_EQ(event.attendees[0].address, "eve@acme.com");
  EXPECT_EQ(event.attendees[1].address, "");
  EXPECT_EQ(event.attendees[1].name, "Ann");
  EXPECT_EQ(event.attendees[2].address, "dan@acme.com");
  EXPECT_THAT(event.problems, ElementsAre("somebody who takes part has no e-mail address"));
}

// Refuses

TEST(CalendarRefuses, APathThatIsNotThereAndAZoneThatIsNone) {
  EXPECT_EQ(Reader::open("/no/such/path").error().code(), ErrorCode::NotFound);
  const auto reader = Reader::from_bytes("", "x", {.time_zone = "Mars"});
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().message(), "no time zone is named \"Mars\"");
  EXPECT_THAT(reader.error().hint(), HasSubstr("Europe/Amsterdam"));
}

// Pathological

TEST(CalendarPathological, ValuesOfTheWrongKindAreNotRead) {
  // libical's own getters read a string where a number stands.
  for (const char* kind :
       {"INTEGER", "DATE", "RECUR", "PERIOD", "UTC-OFFSET", "DURATION", "BINARY", "BOOLEAN", "FLOAT"}) {
    std::string lines = "UID:1\nDTSTART:20240402T100000Z\n";
    for (const char* name : {"SUMMARY", "LOCATION", "UID", "ATTENDEE", "DTEND", "RRULE", "RDATE", "EXDATE", "DURATION",
                             "SEQUENCE", "STATUS", "DTSTAMP", "RECURRENCE-ID", "CLASS", "ORGANIZER", "CONFERENCE"}) {
      for (const char* value : {"1", "20240402T100000Z", "20240402T100000Z/PT1H", "FREQ=DAILY", "+0100", "PT1H", "x"}) {
        lines += std::string(name) + ";VALUE=" + kind + ":" + value + "\n";
      }
    }
    EXPECT_THAT(read_bytes(vcalendar(vevent(lines))).events, SizeIs(1)) << kind;
  }
}

TEST(CalendarPathological, LongLinesAreLeftOutAndLongTextIsCut) {
  const CalendarEvent event = read_event_lines("UID:1\nDTSTART:20240402T100000Z\nSUMMARY:" + std::string(1 << 20, 'x') +
                                               "\nLOCATION:" + std::string(10'000, 'y') + "\n");
  EXPECT_EQ(event.summary, "");
  EXPECT_EQ(event.location.size(), 4096u);
  EXPECT_THAT(event.problems, Contains("SUMMARY is longer than 65536 bytes and left out"));
  EXPECT_THAT(event.problems, Contains("the place is cut to 4096 bytes"));
}

TEST(CalendarPathological, MessagesThatLibicalCutsWithinACharacterAreStillText) {
  for (std::size_t shift = 0; shift < 2; ++shift) {
    std::string lines = "UID:1\nDTSTART:20240402T100000Z\nDTEND:" + std::string(shift, 'x');
    for (int i = 0; i < 1'000; ++i) lines += "ä";
    const CalendarEvent event = read_event_lines(lines + "\n");
    ASSERT_THAT(event.problems, SizeIs(1));
    EXPECT_TRUE(base::is_valid_utf8(event.problems[0]));
  }
}

TEST(CalendarPathological, ThousandsOfPeopleAndDatesAreCounted) {
  std::string people, dates;
  for (int i = 0; i < 6'000; ++i) {
    people += "ATTENDEE:mailto:p" + std::to_string(i) + "@x.org\n";
    dates += "EXDATE:20240402T100000Z\n";
  }
  const CalendarEvent event = read_event_lines("UID:1\nDTSTART:20240402T100000Z\nRRULE:FREQ=DAILY\n" + people + dates);
  EXPECT_THAT(event.attendees, SizeIs(2'000));
  EXPECT_THAT(event.recurrence.excluded, SizeIs(5'000));
  EXPECT_THAT(event.problems, SizeIs(2));
}

TEST(CalendarPathological, AHundredThousandBeginningsAreReadOnce) {
  std::string nested, zones;
  for (int i = 0; i < 100'000; ++i) nested += "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nBEGIN:X\n";
  for (int i = 0; i < 100'000; ++i) zones += "BEGIN:VTIMEZONE\n";
  EXPECT_THAT(read_bytes(nested).events, IsEmpty());
  EXPECT_THAT(read_bytes("BEGIN:VCALENDAR\n" + zones).events, IsEmpty());
}

TEST(CalendarPathological, ZeroBytesAndControlCharactersAreDropped) {
  std::string lines =
      "UID:1\nDTSTART:20240402T100000Z\nSUMMARY:a_b\x01\x02\x7f"
      "c\n";
  lines[lines.find('_')] = '\0';
  EXPECT_EQ(read_event_lines(lines).summary, "abc");
}

}  // namespace
}  // namespace leadlight::calendar
