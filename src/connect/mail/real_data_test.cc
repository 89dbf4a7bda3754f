// Whole public data sets through the layer: everything is read, nothing crashes, and the counts stay what they are.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>

#include "connect/mail/author.h"
#include "connect/mail/domain.h"
#include "connect/mail/kind.h"
#include "connect/mail/mailbox.h"

namespace leadlight::mail {
namespace {

struct Read {
  MailboxReport report;
  std::map<std::string, int> problems;
  std::map<Kind, int> kinds;
  std::set<std::string> ids, senders, domains;
  int without_text = 0, without_date = 0, without_sender = 0;
};

class RealDataTest : public ::testing::Test {
 protected:
  /// False when the data set is absent.
  bool read(const std::string& data_set) {
    const char* given = std::getenv("LEADLIGHT_DATA");
    const std::string path = std::string(given == nullptr ? "../shared/data" : given) + "/" + data_set;
    if (!std::filesystem::exists(path)) return false;
    auto mailbox = Mailbox::open(path);
    EXPECT_TRUE(mailbox.has_value());
    while (const RawMessage* raw = mailbox->next()) add(parse_message(raw->bytes));
    read_.report = mailbox->report();
    return true;
  }
  void add(const Message& mail) {
    for (const std::string& problem : mail.problems) ++read_.problems[problem];
    ++read_.kinds[classify(mail).kind];
    read_.ids.insert(mail.id);
    read_.without_text += mail.text.empty() ? 1 : 0;
    read_.without_date += mail.date ? 0 : 1;
    const auto author = author_of(mail);
    read_.without_sender += author ? 0 : 1;
    if (!author) return;
    read_.senders.insert(author->who.address);
    read_.domains.insert(registrable_domain(author->who.address));
  }

  Read read_;
};

TEST_F(RealDataTest, TheWholeMailingListIsRead) {
  if (!read("ksummit-list")) GTEST_SKIP() << "LEADLIGHT_DATA has no ksummit-list";
  EXPECT_EQ(read_.report.files, 6u);
  EXPECT_EQ(read_.report.messages, 3'108u);
  EXPECT_EQ(read_.report.left_out_count, 0u);
  EXPECT_EQ(read_.ids.size(), 3'105u) << "three came in twice";
  EXPECT_TRUE(read_.problems.empty());
  EXPECT_EQ(read_.without_text + read_.without_date + read_.without_sender, 0);
  EXPECT_EQ(read_.senders.size(), 283u);
  EXPECT_EQ(read_.domains.size(), 132u);
  EXPECT_EQ(read_.kinds, (std::map<Kind, int>{{Kind::ListPost, 3'103}, {Kind::DeliveryReport, 5}}));
}

TEST_F(RealDataTest, OddMessagesAreReadAsFarAsPossible) {
  if (!read("mime-mikel")) GTEST_SKIP() << "LEADLIGHT_DATA has no mime-mikel";
  EXPECT_EQ(read_.report.messages, 104u);
  EXPECT_EQ(read_.report.left_out_count, 10u) << "pictures, a licence, an empty file";
  EXPECT_EQ(read_.without_sender, 3);
  EXPECT_EQ(read_.without_date, 10);
  EXPECT_EQ(read_.kinds[Kind::DeliveryReport], 6);
  EXPECT_EQ(read_.problems["there is no Message-ID; an id was made from the content"], 9);
}

TEST_F(RealDataTest, BrokenMessagesAreReadAsFarAsPossible) {
  if (!read("mime-notmuch")) GTEST_SKIP() << "LEADLIGHT_DATA has no mime-notmuch";
  EXPECT_EQ(read_.report.messages, 321u);
  EXPECT_EQ(read_.report.left_out_count, 2u) << "a licence and a text about the messages";
  EXPECT_EQ(read_.without_sender, 0);
  EXPECT_EQ(read_.kinds[Kind::ListPost], 225);
  EXPECT_EQ(read_.kinds[Kind::Invitation], 1);
}

}  // namespace
}  // namespace leadlight::mail
