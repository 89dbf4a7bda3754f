#include "connect/mail/message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"

namespace leadlight::mail {
namespace {

using namespace std::string_view_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::string_view kPlain =
    "Received: from a by b; Tue, 3 Mar 2026 10:00:05 +0100\n"
    "Date: Tue, 3 Mar 2026 10:00:00 +0100\n"
    "From: =?utf-8?q?Ann_L=C3=A9e?= <ann@acme.com>\n"
    "To: \"Bob, Jr.\" <bob@x.org>, carl@y.org\n"
    "Cc: Team: dora@y.org, emil@y.org;\n"
    "Subject: Re: =?iso-8859-1?q?Gr=FC=DFe?=\n"
    "Message-ID: <2@acme.com>\n"
    "In-Reply-To: <1@x.org>\n"
    "References: <0@x.org> <1@x.org>\n"
    "\n"
    "See you.\n";

TEST(Message, ReadsHeaderAndText) {
  const Message mail = parse_message(kPlain);
  EXPECT_EQ(mail.id, "2@acme.com");
  EXPECT_THAT(mail.references, ElementsAre("0@x.org", "1@x.org"));
  EXPECT_THAT(mail.in_reply_to, ElementsAre("1@x.org"));
  EXPECT_EQ(base::to_string(*mail.date), "2026-03-03T09:00:00Z");
  EXPECT_EQ(mail.subject, "Re: Grüße");
  EXPECT_THAT(mail.from, ElementsAre(Address{"Ann Lée", "ann@acme.com"}));
  EXPECT_THAT(mail.to, ElementsAre(Address{"Bob, Jr.", "bob@x.org"}, Address{"", "carl@y.org"}));
  EXPECT_THAT(mail.cc, ElementsAre(Address{"", "dora@y.org"}, Address{"", "emil@y.org"}));
  EXPECT_EQ(mail.text, "See you.\n");
  EXPECT_THAT(mail.problems, IsEmpty());
}

TEST(Message, OfWhichThereIsOnlyTheHeaderLacksNothing) {
  Options options;
  options.header_only = true;
  const Message mail = parse_message(
      "From: ann@acme.com\nDate: Tue, 3 Mar 2026 10:00:00 +0100\nMessage-ID: <1@acme.com>\nContent-Type: "
      "multipart/report; report-type=delivery-status; "
      "boundary=x\n\n",
      options);
  EXPECT_EQ(mail.report_type, "delivery-status");
  EXPECT_THAT(mail.attachments, IsEmpty());
  EXPECT_THAT(mail.problems, IsEmpty());
}

TEST(Message, ReadsTheSameWithCrlf) {
  std::string crlf;
  for (const char c : kPlain) crlf += c == '\n' ? "\r\n" : std::string(1, c);
  const Message mail = parse_message(crlf);
  EXPECT_EQ(mail.subject, "Re: Grüße");
  EXPECT_EQ(mail.text, "See you.\n");
  EXPECT_THAT(mail.problems, IsEmpty());
}

std::string multipart(std::string_view subtype, std::vector<std::string> parts) {
  std::string out = "Message-ID: <1@x>\nDate: Tue, 3 Mar 2026 10:00:00 +0100\nFrom: a@x.org\nContent-Type: multipart/";
  out.append(subtype).append("; boundary=b\n\n");
  for (const std::string& part : parts) out += "--b\n" + part + "\n";
  return out + "--b--\n";
}

TEST(Message, PrefersPlainTextToHtml) {
  const Message both = parse_message(
      multipart("alternative", {"Content-Type: text/html\n\n<b>rich</b>", "Content-Type: text/plain\n\nplain"}));
  EXPECT_EQ(both.text, "plain");
  EXPECT_EQ(both.text_source, TextSource::Plain);
  const Message html = parse_message(
      multipart("alternative", {"Content-Type: text/plain\n\n \n", "Content-Type: text/html\n\n<p>rich</p>"}));
  EXPECT_EQ(html.text, "rich");
  EXPECT_EQ(html.text_source, TextSource::Html);
}

TEST(Message, NamesAttachmentsWithTypeAndDecodedSize) {
  const Message mail = parse_message(
      multipart("mixed", {"\nSee the file.",
                          "Content-Type: Application/PDF; name=\"=?utf-8?q?=C3=A4.pdf?=\"\n"
                          "Content-Transfer-Encoding: base64\n\nSGVsbG8=",
                          "Content-Type: text/x-patch\nContent-Disposition: inline; filename=a.patch\n\n+1",
                          "Content-Type: message/rfc822\n\nTo: g:g:g:\nSubject: inner\n\nHello"}));
  EXPECT_EQ(mail.text, "See the file.");
  EXPECT_THAT(mail.attachments,
              ElementsAre(Attachment{"ä.pdf", "application/pdf", 5}, Attachment{"a.patch", "text/x-patch", 2},
                          Attachment{"", "message/rfc822", 32}));
}

TEST(Message, KeepsInvitationsForTheReaderOfCalendars) {
  const Message mail = parse_message(multipart("alternative", {"Content-Type: text/plain\n\nJoin",
                                                               "Content-Type: text/calendar; method=REQUEST\n\n"
                                                               "BEGIN:VCALENDAR\nEND:VCALENDAR"}));
  ASSERT_EQ(mail.calendars.size(), 1u);
  EXPECT_EQ(mail.calendars[0].method, "request");
  EXPECT_EQ(mail.calendars[0].text, "BEGIN:VCALENDAR\nEND:VCALENDAR");
  EXPECT_EQ(mail.text, "Join");
}

TEST(Message, KeepsFieldsThatTellItsKind) {
  const Message mail = parse_message("From: a@x.org\nLIST-ID: Sales\n <sales.x.org>\nX-Other: y\n\n");
  ASSERT_NE(mail.field("list-id"), nullptr);
  EXPECT_EQ(*mail.field("list-id"), "Sales <sales.x.org>");
  EXPECT_EQ(mail.field("x-other"), nullptr);
}

TEST(Message, WithoutTextStillNamesWhatIsAttached) {
  const std::string raw = multipart("mixed", {"\nSee the file.", "Content-Type: a/b; name=c\n\nxyz"});
  const Message mail = parse_message(raw, {.with_text = false});
  EXPECT_EQ(mail.text, "");
  EXPECT_THAT(mail.attachments, ElementsAre(Attachment{"c", "a/b", 3}));
}

TEST(MessageRecovers, AnIdFromTheContentIsTheSameForEveryCopy) {
  const std::string_view header = "From: a@x.org\nDate: Tue, 3 Mar 2026 10:00:00 +0100\nSubject: s\n";
  const Message one = parse_message(std::string(header) + "\nFrom here on\nmore\n");
  const Message copy = parse_message("Received: by z\n" + std::string(header) + "\n>From here on\r\nmore\r\n\r\n");
  EXPECT_EQ(one.id, copy.id);
  EXPECT_EQ(one.id_source, IdSource::Content);
  EXPECT_THAT(one.id, ::testing::EndsWith("@missing.invalid"));
  EXPECT_THAT(one.problems, ElementsAre("there is no Message-ID; an id was made from the content"));
  EXPECT_NE(one.id, parse_message(std::string(header) + "\nother\n").id);
  EXPECT_EQ(one.id, parse_message(std::string(header) + "\nFrom here on\nmore\n", {.with_text = false}).id);
}

TEST(MessageRecovers, ABrokenDateGivesWayToTheArrival) {
  const auto date = [](std::string_view line) {
    return parse_message("Received: by x; 3 Mar 2026 10:00:00 +0000\nMessage-ID: <1@x>\nFrom: a@x.org\n" +
                         std::string(line) + "\n\n");
  };
  for (const char* line : {"Date: yesterday", "Date: Thu, 1 Jan 1970 00:00:00 +0000", "X: no date",
                           "Date: Tue, 3 Mar 2037 10:00:00 +0000"}) {
    const Message mail = date(line);
    ASSERT_TRUE(mail.date) << line;
    EXPECT_EQ(base::to_string(*mail.date), "2026-03-03T10:00:00Z") << line;
    EXPECT_EQ(mail.date_source, DateSource::Received);
    EXPECT_EQ(mail.problems.size(), 1u);
  }
  EXPECT_EQ(date("Date: Mon, 2 Mar 26 10:00 EST").date_source, DateSource::Date);
  EXPECT_EQ(parse_message("From: a@x.org\nDate: soon\n\n").date, std::nullopt);
}

TEST(MessageRecovers, WrongCharsetsBecomeValidUtf8) {
  const Message mail = parse_message(
      "From: M\xfcller <m@x.de>\nSubject: \xff\x00?\nMessage-ID: <1@x>\n"
      "Content-Type: text/plain; charset=utf-8\n\nGr\xfc\xdf\n"sv);
  EXPECT_EQ(mail.from[0].name, "Müller");
  EXPECT_EQ(mail.text, "Gr\uFFFD\uFFFD\n");
  EXPECT_TRUE(base::is_valid_utf8(mail.subject));
}

TEST(MessageRecovers, ATextThatIsCutKeepsItsCharset) {
  const std::string_view mails[] = {"From: a@x.org\n\nääää", "From: a@x.org\nContent-Type: text/html\n\n<p>ääää"};
  for (const std::string_view mail : mails) {
    EXPECT_EQ(parse_message(mail, {.max_text_bytes = 5}).text, "ää") << mail;
    EXPECT_THAT(parse_message(mail, {.max_text_bytes = 5}).problems, ::testing::Contains(HasSubstr("more text")))
        << mail;
  }
}

TEST(MessageRecovers, PartsThatNothingDividesAreText) {
  const Message mail = parse_message("From: a@x.org\nContent-Type: multipart/mixed\n\nwords\n");
  EXPECT_THAT(mail.text, HasSubstr("words"));
  EXPECT_THAT(mail.problems, ::testing::Contains(HasSubstr("nothing divides")));
}

TEST(MessageRecovers, AnyBytesGiveAMessageWithAnId) {
  for (const std::string& bytes : {std::string(), std::string("\n\n"), std::string(100, '\0'), std::string("no header"),
                                   std::string(": x\n\n"), std::string("\xef\xbb\xbf\nFrom: a@x.org\n\nb")}) {
    EXPECT_FALSE(parse_message(bytes).id.empty());
  }
  EXPECT_EQ(parse_message("\xef\xbb\xbf\nFrom: a@x.org\n\nb").from.size(), 1u);
}

TEST(MessagePathological, GroupsWithinGroupsAreRefused) {
  for (const int count : {600, 2'000, 50'000}) {
    std::string to = "Message-ID: <1@x>\nFrom: a@x.org\nTo: ";
    for (int i = 0; i < count; ++i) to += "g:";
    const Message mail = parse_message(to + "\nSubject: s\n\ntext\n");
    EXPECT_EQ(mail.subject, "s");
    EXPECT_EQ(mail.text, "text\n");
    EXPECT_EQ(mail.problems.size(), 2u) << "the missing date is the other";
  }
}

TEST(MessagePathological, LongFieldsAndHeadersAreRefusedTheRestIsRead) {
  const Message field = parse_message("From: a@x.org\nX: " + std::string(100'000, 'x') + "\nSubject: s\n\ntext\n");
  EXPECT_EQ(field.subject, "s");
  EXPECT_THAT(field.problems, ::testing::Contains(HasSubstr("\"X\" is 100004 bytes long")));
  std::string many = "From: a@x.org\nSubject: s\n";
  for (int i = 0; i < 200'000; ++i) many += "To: a@b.c\n";
  const Message header = parse_message(many + "\ntext\n");
  EXPECT_EQ(header.subject, "s");
  EXPECT_EQ(header.text, "text\n");
  EXPECT_THAT(header.problems, ::testing::Contains(HasSubstr("header is longer")));
}

TEST(MessagePathological, AddressesReferencesAndPartsAreCounted) {
  std::string to = "From: a@x.org\nTo: a@x.org";
  for (int i = 0; i < 6'000; ++i) to += ",a@b.c";
  EXPECT_EQ(parse_message(to + "\n\n").to.size(), 4'999u);
  std::string references = "References:";
  for (int i = 0; i < 3'000; ++i) references += " <" + std::to_string(i) + "@x>";
  const Message answer = parse_message(references + "\n\n");
  EXPECT_EQ(answer.references.size(), 1'000u);
  EXPECT_EQ(answer.references.back(), "2999@x");
  const Message parts = parse_message(multipart("mixed", std::vector<std::string>(5'000, "Content-Type: a/b\n\nx")));
  EXPECT_LE(parts.attachments.size(), 1'000u);
}

TEST(MessagePathological, ManyPartsAndFieldsOfPartsAreReadAsFarAsTheyDoNoHarm) {
  const std::string front =
      "From: a@x.org\nMessage-ID: <1@x>\nContent-Type: Multipart (of) / Mixed; boundary=b\n\n--b\n\ntext\n--b\n";
  std::string dividers, fields;
  for (int i = 0; i < 100'000; ++i) dividers += "--b\n";
  for (int i = 0; i < 400'000; ++i) fields += "A:\n";
  for (const std::string& harm :
       {dividers, fields + "\nx", "Content-Type: a/b; c=" + std::string(100'000, 'x') + "\n\nx"}) {
    const Message mail = parse_message(front + harm);
    EXPECT_EQ(mail.text, "text");
    EXPECT_THAT(mail.problems, ::testing::Contains(HasSubstr("only the first"))) << harm.substr(0, 20);
  }
  EXPECT_THAT(parse_message("From: a@x.org\nContent-Type: multipart/mixed; boundary=b\n" + dividers).problems,
              ::testing::Contains(HasSubstr("only the first")))
      << "no blank line ends this header";
}

TEST(MessagePathological, TextThatLooksLikePartsIsReadToItsEnd) {
  std::string patch = "From: a@x.org\nMessage-ID: <1@x>\n\n";
  for (int i = 0; i < 30'000; ++i) patch += "--- a/x\n";
  EXPECT_EQ(parse_message(patch + "end\n").text.substr(240'000), "end\n");
}

TEST(MessagePathological, EndlessNestingEndsSoon) {
  std::string nested = "From: a@x.org\n";
  for (int i = 0; i < 5'000; ++i) {
    const std::string b = "b" + std::to_string(i);
    nested += "Content-Type: multipart/mixed; boundary=" + b + "\n\n--" + b + "\n";
  }
  for (int i = 0; i < 1'000'000; ++i) nested += "--x\n";
  const Message mail = parse_message(nested);
  EXPECT_THAT(mail.problems, ::testing::Contains(HasSubstr("within one another")));
}

TEST(MessagePathological, HtmlWithoutTextIsReadNoFurtherInManyPartsThanInOne) {
  std::string tags = "Content-Type: text/html\n\n";
  for (int i = 0; i < 10; ++i) tags += "<b></b>";
  std::vector<std::string> parts(100, tags);
  parts.push_back("Content-Type: text/html\n\nend");
  EXPECT_EQ(parse_message(multipart("mixed", parts)).text, "end");
  const Message mail = parse_message(multipart("mixed", parts), {.max_text_bytes = 100});
  EXPECT_EQ(mail.text, "");
  EXPECT_THAT(mail.problems, ElementsAre(HasSubstr("more text")));
}

TEST(MessagePathological, AHundredMegabytesAreReadAsFarAsTheyFit) {
  std::string large =
      "From: a@x.org\nMessage-ID: <1@x>\nSubject: s\nContent-Type: multipart/mixed; boundary=b\n\n"
      "--b\n\ntext\n--b\nContent-Type: a/b\nContent-Transfer-Encoding: base64\n\n";
  const std::string line = std::string(76, 'A') + "\n";
  while (large.size() < 100'000'000) large += line;
  const Message mail = parse_message(large);
  EXPECT_EQ(mail.subject, "s");
  EXPECT_EQ(mail.text, "text");
  EXPECT_THAT(mail.problems, ::testing::Contains(HasSubstr("only the first 67108864 of")));
  const Message text = parse_message("From: a@x.org\n\n" + std::string(5'000'000, 'x'));
  EXPECT_EQ(text.text.size(), size_t{1} << 20);
}

}  // namespace
}  // namespace leadlight::mail
