#include "connect/mail/kind.h"

#include <gtest/gtest.h>

#include "connect/mail/author.h"
#include "connect/mail/domain.h"

namespace leadlight::mail {
namespace {

Message mail(std::string_view header) {
  return parse_message(std::string(header) + "\n\nHello\n");
}
Kind kind(std::string_view header) {
  return classify(mail(header)).kind;
}

TEST(Kind, MailBetweenPeopleIsAPersons) {
  EXPECT_EQ(kind("From: Ann <ann@acme.com>\nTo: bob@x.org\nSubject: Offer"), Kind::Person);
  EXPECT_EQ(kind("From: Jan Bot <jan.bot@acme.nl>\nSubject: Auto: Angebot"), Kind::Person);
  EXPECT_EQ(kind("From: abbot@acme.com\nSubject: Undeliverable promises\nAuto-Submitted: no"), Kind::Person);
}

TEST(Kind, ListsOfPeopleAndNewslettersDiffer) {
  EXPECT_EQ(kind("From: ann@acme.com\nList-Id: <dev.x.org>\nList-Post: <mailto:dev@x.org>\nPrecedence: bulk"),
            Kind::ListPost);
  EXPECT_EQ(kind("From: ann@acme.com\nList-Id: <dev.x.org>"), Kind::ListPost);
  EXPECT_EQ(kind("From: news@shop.com\nList-Id: <1.mailer>\nList-Unsubscribe: <https://shop.com/u>"), Kind::Bulk);
  EXPECT_EQ(kind("From: news@shop.com\nPrecedence: Bulk"), Kind::Bulk);
}

TEST(Kind, AutomaticRepliesAreNobodysAnswers) {
  EXPECT_EQ(kind("From: ann@acme.com\nAuto-Submitted: auto-replied (vacation)"), Kind::AutomaticReply);
  EXPECT_EQ(kind("From: ann@acme.com\nX-Autoreply: yes"), Kind::AutomaticReply);
  EXPECT_EQ(kind("From: ann@acme.com\nSubject: Automatic reply: Offer"), Kind::AutomaticReply);
  EXPECT_EQ(kind("From: ann@acme.com\nSubject: =?utf-8?q?R=C3=A9ponse_automatique_:_Offre?="), Kind::AutomaticReply);
  EXPECT_EQ(kind("From: ann@acme.com\nSubject: 자동 회신: x"), Kind::AutomaticReply);
  EXPECT_EQ(kind("From: ann@acme.com\nSubject: Out of office in May"), Kind::Person);
}

TEST(Kind, ReportsOnDeliveryAreToldFromTheirForm) {
  EXPECT_EQ(kind("From: x@y.z\nContent-Type: multipart/report; report-type=\"delivery-status\"; boundary=b"),
            Kind::DeliveryReport);
  EXPECT_EQ(kind("From: x@y.z\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b"),
            Kind::DeliveryReport);
  EXPECT_EQ(kind("From: MAILER-DAEMON@y.z\nSubject: Undelivered Mail Returned to Sender"), Kind::DeliveryReport);
  EXPECT_EQ(kind("From: ann@y.z\nSubject: Undelivered goods"), Kind::Person);
}

TEST(Kind, RobotsAreToldFromAddressAndField) {
  for (const char* from : {"no-reply@x.com", "Do.Not_Reply@x.com", "orders-noreply@x.com", "notifications@x.com",
                           "patchwork-bot+netdev@x.org", "bugzilla-daemon@x.org", "kernel test robot <lkp@x.com>"}) {
    EXPECT_EQ(kind(std::string("From: ") + from), Kind::Robot) << from;
  }
  EXPECT_EQ(kind("From: ann@x.com\nAuto-Submitted: auto-generated"), Kind::Robot);
  EXPECT_EQ(kind("From: no-reply@x.org\nList-Id: <dev.x.org>\nList-Post: <mailto:dev@x.org>"), Kind::Robot)
      << "a robot that writes to a list is still one";
}

TEST(Kind, InvitationsCarryACalendar) {
  EXPECT_EQ(kind("From: ann@acme.com\nContent-Type: text/calendar; method=REQUEST"), Kind::Invitation);
}

TEST(Kind, EveryAnswerHasAReason) {
  EXPECT_EQ(classify(mail("From: ann@acme.com\nPrecedence: list")).reason, "sent by a mailing list (Precedence)");
  EXPECT_EQ(classify(Message{}).reason, "nothing says otherwise");
}

Author author(std::string_view header) {
  return author_of(mail(header)).value_or(Author{});
}

TEST(Author, IsWhoeverStandsInFrom) {
  const Author found = author("From: Ann Lee <ann@acme.com>\nReply-To: office@acme.com\nSender: list@x.org");
  EXPECT_EQ(found, (Author{{"Ann Lee", "ann@acme.com"}, Author::Source::From, {}}));
}

TEST(Author, IsRecoveredWhereAListPutItselfIntoFrom) {
  const Author google = author(
      "From: \"'Ann Lee' via Sales\" <sales@x.org>\nX-Original-Sender: ann@acme.com\nReply-To: Ann Lee <ann@acme.com>\n"
      "List-Post: <https://groups.x.org/sales/post>, <mailto:sales@x.org>");
  EXPECT_EQ(google.who, (Address{"Ann Lee", "ann@acme.com"}));
  EXPECT_EQ(google.source, Author::Source::OriginalFrom);
  const Author mailman = author(
      "From: Ann Lee via Sales <sales@x.org>\nReply-To: sales@x.org, Ann <ann@acme.com>\nList-Id: Sales <sales.x.org>");
  EXPECT_EQ(mailman.who, (Address{"Ann", "ann@acme.com"}));
  EXPECT_EQ(mailman.source, Author::Source::ReplyTo);
  EXPECT_FALSE(mailman.reason.empty());
}

TEST(Author, AListIsToldFromOthersWithASimilarAddress) {
  const Author second = author(
      "From: Ann Lee <sales@x.org>\nReply-To: ann@acme.com\nList-Post: <mailto:presales@x.org>, <mailto:sales@x.org>");
  EXPECT_EQ(second.who.address, "ann@acme.com");
  const Author longer =
      author("From: Ann Lee <sales@x.org>\nReply-To: ann@acme.com\nList-Post: <mailto:sales@x.org.uk>");
  EXPECT_EQ(longer.who.address, "sales@x.org");
}

TEST(Author, IsRecoveredWhereARelayWritesUnderItsOwnAddress) {
  const Author relay = author("From: Ann Lee via B4 Relay <devnull+ann.acme.com@kernel.org>\nReply-To: ann@acme.com");
  EXPECT_EQ(relay.who, (Address{"Ann Lee", "ann@acme.com"}));
}

TEST(Author, IsNotAnAddressThatStandsForAConversation) {
  const Author forum = author("From: Ann Lee via Forum <mail@forum.com>\nReply-To: hit-reply@mail.forum.com");
  EXPECT_EQ(forum.who, (Address{"Ann Lee via Forum", "mail@forum.com"}));
  EXPECT_FALSE(forum.reason.empty());
}

TEST(Author, MayBeNobody) {
  EXPECT_EQ(author_of(Message{}), std::nullopt);
  EXPECT_EQ(author("Sender: ann@acme.com").who.address, "ann@acme.com");
}

TEST(Domain, IsWhatSomebodyRegistered) {
  EXPECT_EQ(registrable_domain("ann@mail.eu.Acme.co.uk"), "acme.co.uk");
  EXPECT_EQ(registrable_domain("acme.de"), "acme.de");
  EXPECT_EQ(registrable_domain("ann@acme.github.io"), "acme.github.io");
}

TEST(Domain, IsAbsentWhereNobodyRegisteredOne) {
  for (const char* address : {"", "ann", "ann@localhost", "ann@co.uk", "ann@10.0.0.1", "ann@[IPv6:::1]", "ann@"})
    EXPECT_EQ(registrable_domain(address), "") << address;
}

}  // namespace
}  // namespace leadlight::mail
