// Invitations as calendars send them: where in a mail they stand and what makes them one.
#include <gtest/gtest.h>

#include <algorithm>

#include "connect/mail/kind.h"

namespace leadlight::mail {
namespace {

std::string calendar(const std::string& method) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\n" +
         (method.empty() ? "" : "METHOD:" + method + "\r\n") +
         "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:METHOD:REPLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
}

std::string part(const std::string& type, const std::string& text, const std::string& more = {}) {
  return "--b\r\nContent-Type: " + type + "\r\n" + more + "\r\n" + text + "\r\n";
}

Message mail_of(const std::string& parts, const std::string& container = "alternative") {
  return parse_message("From: ann@acme.example\r\nContent-Type: multipart/" + container + "; boundary=b\r\n\r\n" +
                       part("text/plain", "Please come") + parts + "--b--\r\n");
}

TEST(Invitation, OfOutlookIsOneFormOfItsText) {
  const Message mail = mail_of(part("text/calendar; charset=\"utf-8\"; method=REQUEST", calendar("REQUEST")));
  ASSERT_EQ(mail.calendars.size(), 1U);
  EXPECT_TRUE(mail.calendars[0].is_invitation());
  EXPECT_TRUE(mail.attachments.empty());
  EXPECT_EQ(mail.text, "Please come");
  EXPECT_EQ(classify(mail).kind, Kind::Invitation);
}

TEST(Invitation, OfGoogleStandsThereTwiceAndCountsOnce) {
  const Message mail = mail_of(part("text/calendar; charset=\"UTF-8\"; method=REQUEST", calendar("REQUEST")) +
                                   part("application/ics; name=\"invite.ics\"", calendar("REQUEST"),
                                        "Content-Disposition: attachment; filename=\"invite.ics\"\r\n"),
                               "mixed");
  ASSERT_EQ(mail.calendars.size(), 1U);
  ASSERT_EQ(mail.attachments.size(), 1U);
  EXPECT_EQ(mail.attachments[0].name, "invite.ics");
}

TEST(Invitation, MayBeAFileAlone) {
  const Message mail = mail_of(part("application/ics; name=\"invite.ics\"", calendar("REPLY")), "mixed");
  ASSERT_EQ(mail.calendars.size(), 1U);
  EXPECT_EQ(mail.calendars[0].method, "");
  EXPECT_EQ(mail.calendars[0].text_method, "reply");
  EXPECT_EQ(classify(mail).kind, Kind::Invitation);
}

TEST(Invitation, IsNotACalendarToLookAt) {
  for (const char* method : {"PUBLISH", "", "SOMETHING"}) {
    const Message mail = mail_of(part("text/calendar", calendar(method)));
    ASSERT_EQ(mail.calendars.size(), 1U) << method;
    EXPECT_FALSE(mail.calendars[0].is_invitation()) << method;
    EXPECT_EQ(classify(mail).kind, Kind::Person) << method;
  }
}

TEST(Invitation, ThatSaysTwoThingsIsNone) {
  const Message mail = mail_of(part("text/calendar; method=REPLY", calendar("CANCEL")));
  ASSERT_EQ(mail.calendars.size(), 1U);
  EXPECT_FALSE(mail.calendars[0].is_invitation());
  EXPECT_TRUE(mail_of(part("text/calendar; method=reply", calendar(""))).calendars[0].is_invitation());
}

TEST(Invitation, AHundredOfThemAreReadInPart) {
  std::string parts;
  for (int i = 0; i < 100; ++i)
    parts += part("text/calendar; method=REQUEST", calendar("REQUEST") + "X-NUMBER:" + std::to_string(i) + "\r\n");
  const Message mail = mail_of(parts, "mixed");
  EXPECT_EQ(mail.calendars.size(), 10U);
  EXPECT_EQ(std::ranges::count(mail.problems, "more than 10 calendars; the rest was left out"), 1);
}

}  // namespace
}  // namespace leadlight::mail
