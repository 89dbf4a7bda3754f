// Invitations as the calendars that are most used send them, and as nobody should.
#include <gmock/gmock.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include "base/text.h"
#include "connect/mail/mailbox.h"
#include "service/capture/invitation_trust.h"
#include "service/capture/parsed_mail.h"

namespace leadlight::capture {
namespace {

using Act = ParsedInvitation::Act;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

Timestamp at(const char* text) {
  return *base::parse_timestamp(text);
}

std::string with_crlf(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

ParsedMail read(const std::string& raw) {
  const ParsedMail mail =
      parse_mail(with_crlf(raw), {}, invitation_reading("Europe/Amsterdam", at("2026-06-01T00:00:00Z")));
  // What the process hands on is what was read.
  const auto again = parsed_mail_from(to_bytes(mail));
  EXPECT_TRUE(again.has_value());
  EXPECT_EQ(to_bytes(*again), to_bytes(mail));
  return mail;
}

std::string mail_with(const std::string& from, const std::string& method, const std::string& event,
                      const std::string& header = {}) {
  return "From: " + from + "\nTo: ann@ours.example\nSubject: Talk\nMessage-ID: <1@x>\n" + header +
         "Date: Mon, 4 May 2026 10:00:00 +0000\nContent-Type: text/calendar; method=" + method +
         "\n\nBEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:" + method + "\nBEGIN:VEVENT\n" + event +
         "END:VEVENT\nEND:VCALENDAR\n";
}

const char* const kEvent =
    "UID:one\nDTSTAMP:20260504T095900Z\nSEQUENCE:0\nDTSTART:20260511T100000Z\nDTEND:20260511T110000Z\nSUMMARY:Talk\n"
    "ORGANIZER;CN=Carl:mailto:carl@northwind.example\n"
    "ATTENDEE;PARTSTAT=NEEDS-ACTION;CN=Ann:mailto:ann@ours.example\n";

TEST(ParsedInvitation, OfOutlook) {
  const ParsedMail mail = read(
      "From: Carl Bos <carl@northwind.example>\nTo: Ann <ann@ours.example>\nSubject: Talk\nThread-Topic: Talk\n"
      "Message-ID: <out@x>\nDate: Mon, 4 May 2026 10:00:00 +0000\nMIME-Version: 1.0\n"
      "Content-Type: multipart/alternative; boundary=\"_000_\"\n\n"
      "--_000_\nContent-Type: text/plain; charset=\"us-ascii\"\n\nHi\n"
      "--_000_\nContent-Type: text/calendar; charset=\"utf-8\"; method=REQUEST\n"
      "Content-Transfer-Encoding: 8bit\n\n"
      "BEGIN:VCALENDAR\nMETHOD:REQUEST\nPRODID:Microsoft Exchange Server 2010\nVERSION:2.0\n"
      "BEGIN:VTIMEZONE\nTZID:W. Europe Standard Time\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\n"
      "TZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\n"
      "DTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n"
      "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
      "BEGIN:VEVENT\nORGANIZER;CN=Carl Bos:mailto:carl@northwind.example\n"
      "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=Ann:mailto:Ann@ours.example\n"
      "ATTENDEE;ROLE=OPT-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=Bert:mailto:bert@ours.example\n"
      "ATTENDEE;CUTYPE=RESOURCE;ROLE=NON-PARTICIPANT;PARTSTAT=NEEDS-ACTION;CN=Room 1:mailto:room1@northwind.example\n"
      "DESCRIPTION;LANGUAGE=en-US:Hi\\n\nUID:040000008200E00074C5B7101A82E008\n 00000000A0B1\n"
      "SUMMARY;LANGUAGE=en-US:Talk\nDTSTART;TZID=W. Europe Standard Time:20260511T120000\n"
      "DTEND;TZID=W. Europe Standard Time:20260511T130000\nCLASS:PUBLIC\nDTSTAMP:20260504T095930Z\nSEQUENCE:0\n"
      "LOCATION;LANGUAGE=en-US:Room 1\nX-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE\n"
      "BEGIN:VALARM\nDESCRIPTION:REMINDER\nTRIGGER;RELATED=START:-PT15M\nACTION:DISPLAY\nEND:VALARM\n"
      "END:VEVENT\nEND:VCALENDAR\n--_000_--\n");
  ASSERT_TRUE(mail.invitation);
  EXPECT_EQ(mail.kind, mail::Kind::Invitation);
  EXPECT_EQ(mail.invitation->act, Act::Ask);
  EXPECT_EQ(mail.invitation->uid, "040000008200E00074C5B7101A82E00800000000A0B1");
  EXPECT_TRUE(mail.invitation->is_whole);
  ASSERT_EQ(mail.invitation->meetings.size(), 1U);
  const ParsedMeeting& meeting = mail.invitation->meetings[0];
  EXPECT_EQ(meeting.key, mail.invitation->key);
  EXPECT_EQ(meeting.start, at("2026-05-11T10:00:00Z"));
  EXPECT_EQ(meeting.attendees.size(), 2U) << "a room takes no part";
  EXPECT_EQ(meeting.organizer->address, "carl@northwind.example");
  EXPECT_EQ(meeting.version, at("2026-05-04T09:59:30Z"));
}

TEST(ParsedInvitation, OfAppleIsOfThePersonBehindTheService) {
  const std::string event =
      "UID:63D\nDTSTAMP:20260504T095900Z\nDTSTART;TZID=Europe/Amsterdam:20260511T120000\n"
      "DTEND;TZID=Europe/Amsterdam:20260511T130000\nSUMMARY:Talk\n"
      "ORGANIZER;CN=Dora;EMAIL=dora@icloud.com:mailto:2_ABCDEF@imip.me.com\n"
      "ATTENDEE;CN=Dora;CUTYPE=INDIVIDUAL;EMAIL=dora@icloud.com;PARTSTAT=ACCEPTED;ROLE=CHAIR:/a1/principal/\n"
      "ATTENDEE;CUTYPE=INDIVIDUAL;EMAIL=ann@ours.example;PARTSTAT=NEEDS-ACTION:mailto:ann@ours.example\n";
  const ParsedMail mail =
      read(mail_with("Dora <noreply@email.apple.com>", "REQUEST", event, "Reply-To: 2_ABCDEF@imip.me.com\n"));
  ASSERT_TRUE(mail.invitation);
  ASSERT_TRUE(mail.author);
  EXPECT_EQ(mail.author->address, "dora@icloud.com");
  ASSERT_EQ(mail.invitation->meetings.size(), 1U);
  EXPECT_EQ(mail.invitation->meetings[0].organizer->address, "dora@icloud.com");
  EXPECT_FALSE(read(mail_with("Dora <noreply@evil.example>", "REQUEST", event)).invitation);
}

TEST(ParsedInvitation, OfGoogleNamesItsAnswererByHisAddress) {
  const ParsedMail mail = read(
      mail_with("Carl Bos <carl@northwind.example>", "REPLY",
                "DTSTART:20260511T100000Z\nDTEND:20260511T110000Z\nDTSTAMP:20260504T120000Z\n"
                "ORGANIZER;CN=Ann:mailto:ann@ours.example\nUID:5k@google.com\n"
                "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Carl Bos;X-NUM-GUESTS=0:"
                "mailto:carl@northwind.example\nCREATED:20260504T080000Z\nLAST-MODIFIED:20260504T120000Z\nSEQUENCE:0\n"
                "STATUS:CONFIRMED\nSUMMARY:Talk\nTRANSP:OPAQUE\n",
                "Sender: Google Calendar <calendar-notification@google.com>\n"));
  ASSERT_TRUE(mail.invitation);
  EXPECT_EQ(mail.invitation->act, Act::Answer);
  EXPECT_EQ(mail.invitation->answer, calendar::Answer::Accepted);
  EXPECT_EQ(mail.invitation->key, "5k@google.com");
}

TEST(ParsedInvitation, ACounterProposalOfExchangeIsAnAnswerAndMovesNothing) {
  const ParsedMail mail =
      read(mail_with("carl@northwind.example", "COUNTER",
                     "ATTENDEE;PARTSTAT=TENTATIVE;CN=Carl Bos:mailto:carl@northwind.example\n"
                     "ORGANIZER:mailto:ann@ours.example\nUID:one\nDTSTART:20260512T100000Z\nDTEND:20260512T110000Z\n"
                     "DTSTAMP:20260504T095900Z\nSEQUENCE:0\nX-MS-OLK-ORIGINALSTART:20260511T100000Z\n"));
  ASSERT_TRUE(mail.invitation);
  EXPECT_EQ(mail.invitation->act, Act::Answer);
  EXPECT_EQ(mail.invitation->answer, calendar::Answer::Tentative);
  EXPECT_TRUE(mail.invitation->meetings.empty());
}

TEST(ParsedInvitation, OfSomebodyElsesMeetingIsNotTaken) {
  const std::pair<const char*, bool> senders[] = {{"carl@northwind.example", true},
                                                  {"Carl Bos <CARL@northwind.example>", true},
                                                  {"assistant@mail.northwind.example", true},
                                                  {"eve@evil.example", false},
                                                  {"carl@northwind.example.evil.example", false}};
  for (const char* method : {"REQUEST", "CANCEL"}) {
    for (const auto& [sender, may] : senders) {
      const ParsedMail mail = read(mail_with(sender, method, kEvent));
      EXPECT_EQ(mail.invitation.has_value(), may) << method << sender;
      const auto said = Contains(HasSubstr("carl@northwind.example's, who did not send it"));
      EXPECT_THAT(mail.problems, may ? testing::Matcher<std::vector<std::string>>(Not(said)) : said);
    }
    EXPECT_FALSE(read(mail_with("eve@evil.example", method, kEvent,
                                "Reply-To: carl@northwind.example\nSender: carl@northwind.example\n"))
                     .invitation)
        << "nobody checks these";
  }
}

TEST(ParsedInvitation, AnAnswerIsOfWhoSentIt) {
  const std::string answer =
      "UID:one\nDTSTAMP:20260504T095900Z\nORGANIZER:mailto:ann@ours.example\n"
      "ATTENDEE;PARTSTAT=DECLINED:mailto:carl@northwind.example\n";
  EXPECT_TRUE(read(mail_with("carl@northwind.example", "REPLY", answer)).invitation);
  EXPECT_TRUE(read(mail_with("carl.bos@northwind.example", "REPLY", answer)).invitation) << "another address of his";
  const ParsedMail forged = read(mail_with("eve@evil.example", "REPLY", answer));
  EXPECT_FALSE(forged.invitation);
  EXPECT_THAT(forged.problems, Contains(HasSubstr("not of who sent it")));
}

TEST(ParsedInvitation, AtFreeProvidersNobodyWritesForAnother) {
  EXPECT_FALSE(may_speak_for("eve@gmail.com", "carl@gmail.com"));
  EXPECT_TRUE(may_speak_for("carl@gmail.com", "carl@gmail.com"));
  EXPECT_FALSE(may_speak_for("", ""));
  EXPECT_FALSE(may_speak_for("eve@co.uk", "carl@co.uk")) << "a public suffix is no organisation";
}

TEST(ParsedInvitation, ThatSaysTwoThingsIsNotTaken) {
  std::string raw = mail_with("carl@northwind.example", "REQUEST", kEvent);
  raw.replace(raw.find("method=REQUEST"), 14, "method=CANCEL");
  const ParsedMail mail = read(raw);
  EXPECT_FALSE(mail.invitation);
  EXPECT_THAT(mail.problems, Contains(HasSubstr("two things at once")));
}

TEST(ParsedInvitation, ToASeriesIsMadeFromTheDayOfItsMailOn) {
  const ParsedMail mail = read(mail_with("carl@northwind.example", "REQUEST",
                                         std::string(kEvent) + "RRULE:FREQ=WEEKLY;UNTIL=20260615T100000Z\n"));
  ASSERT_TRUE(mail.invitation);
  EXPECT_EQ(mail.invitation->key, "one");
  ASSERT_EQ(mail.invitation->meetings.size(), 6U);
  EXPECT_EQ(mail.invitation->meetings[0].key, "one|2026-05-11T10:00:00Z");
}

TEST(ParsedInvitation, ToAMillionMeetingsIsToSomeOfThem) {
  const auto begin = std::chrono::steady_clock::now();
  const ParsedMail mail =
      read(mail_with("carl@northwind.example", "REQUEST", std::string(kEvent) + "RRULE:FREQ=HOURLY;COUNT=1000000\n"));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
  if (mail.invitation) {
    EXPECT_LE(mail.invitation->meetings.size(), kMostMailedMeetings);
  }
  EXPECT_FALSE(mail.problems.empty());
  std::string crowd = kEvent;
  for (int i = 0; i < 1'000; ++i) crowd += "ATTENDEE:mailto:guest" + std::to_string(i) + "@northwind.example\n";
  const ParsedMail many = read(mail_with("carl@northwind.example", "REQUEST", crowd + "RRULE:FREQ=DAILY\n"));
  ASSERT_TRUE(many.invitation);
  EXPECT_LE(many.invitation->meetings.size() * 1'000, kMostMailedParties);
  EXPECT_LT(many.invitation->complete_until, at("2026-07-01T00:00:00Z"));
}

TEST(ParsedInvitation, WithANumberTooLargeIsReadAllTheSame) {
  std::string event = kEvent;
  event.replace(event.find("SEQUENCE:0"), 10, "SEQUENCE:99999999999999999999");
  EXPECT_TRUE(read(mail_with("carl@northwind.example", "REQUEST", event)).invitation);
}

TEST(ParsedInvitation, ToSeveralMeetingsIsToTheFirst) {
  std::string raw = mail_with("carl@northwind.example", "REQUEST", kEvent);
  std::string other = kEvent;
  other.replace(other.find("UID:one"), 7, "UID:two");
  raw.replace(raw.find("END:VCALENDAR"), 0, "BEGIN:VEVENT\n" + other + "END:VEVENT\n");
  const ParsedMail mail = read(raw);
  ASSERT_TRUE(mail.invitation);
  EXPECT_EQ(mail.invitation->uid, "one");
  EXPECT_EQ(mail.invitation->meetings.size(), 1U);
  EXPECT_THAT(mail.problems, Contains(HasSubstr("several meetings")));
}

/// Every mail of the public sets; of 3,500 these carry a calendar: one of Exchange, two of libical's own.
TEST(ParsedInvitation, OfPublicMailsIsWhatTheySay) {
  const char* given = std::getenv("LEADLIGHT_DATA");
  const std::filesystem::path data = given == nullptr ? "../shared/data" : given;
  if (!std::filesystem::exists(data)) GTEST_SKIP() << "LEADLIGHT_DATA is absent";
  std::map<std::string, int> calendars;
  std::vector<ParsedMail> invitations;
  const auto take = [&](const std::string& set, std::string_view raw) {
    calendars[set] += static_cast<int>(mail::parse_message(raw).calendars.size());
    ParsedMail mail = parse_mail(raw, {}, invitation_reading("UTC", at("2026-06-01T00:00:00Z")));
    if (mail.invitation) invitations.push_back(std::move(mail));
  };
  for (const char* set : {"ksummit-list", "mime-mikel", "mime-notmuch"}) {
    auto mailbox = mail::Mailbox::open((data / set).string());
    ASSERT_TRUE(mailbox) << set;
    while (const mail::RawMessage* raw = mailbox->next()) take(set, raw->bytes);
  }
  for (const char* file : {"simple-mime.txt", "complex-mime.txt"}) {
    std::ifstream in(data / "ics-libical" / file, std::ios::binary);
    take("ics-libical", std::string(std::istreambuf_iterator<char>(in), {}));
  }
  EXPECT_EQ(calendars, (std::map<std::string, int>{
                           {"ics-libical", 3}, {"ksummit-list", 0}, {"mime-mikel", 0}, {"mime-notmuch", 1}}));
  ASSERT_EQ(invitations.size(), 3U);
  EXPECT_EQ(invitations[0].invitation->act, Act::Ask);
  EXPECT_EQ(invitations[0].invitation->meetings.size(), 93U) << "daily, of Exchange";
  EXPECT_EQ(invitations[0].invitation->meetings[0].organizer->address, invitations[0].author->address);
}

TEST(ParsedInvitation, NewslettersWithADateAreNone) {
  EXPECT_FALSE(read(mail_with("carl@northwind.example", "PUBLISH", kEvent)).invitation);
}

}  // namespace
}  // namespace leadlight::capture
