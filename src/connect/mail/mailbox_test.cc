#include "connect/mail/mailbox.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "base/temporary_folder.h"
#include "connect/mail/mbox.h"

namespace leadlight::mail {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class MailboxTest : public ::testing::Test {
 protected:
  std::string write(const std::string& path, std::string_view content) {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path, std::ios::binary) << content;
    return root_ / path;
  }
  struct Seen {
    std::string bytes, folder;
    std::uint64_t size_bytes, offset;
    Flags flags;
  };
  std::vector<Seen> read(const fs::path& path, size_t max_message_bytes = 1 << 20) {
    std::vector<Seen> seen;
    auto mailbox = Mailbox::open(path, max_message_bytes);
    if (!mailbox) {
      ADD_FAILURE() << mailbox.error().to_string();
      return seen;
    }
    while (const RawMessage* raw = mailbox->next())
      seen.push_back({std::string(raw->bytes), raw->folder, raw->size_bytes, raw->offset, raw->flags});
    report_ = mailbox->report();
    EXPECT_EQ(report_.messages, seen.size());
    return seen;
  }
  std::vector<std::string> bytes(const fs::path& path) {
    std::vector<std::string> out;
    for (const Seen& one : read(path)) out.push_back(one.bytes);
    return out;
  }

  const base::TemporaryFolder folder_;
  const fs::path root_ = folder_.path();
  MailboxReport report_;
};

constexpr std::string_view kFromLine = "From ann@acme.com Tue Mar  3 10:00:00 2026\n";

TEST_F(MailboxTest, ReadsTheMessagesOfAnMbox) {
  const std::string mbox =
      std::string(kFromLine) + "Subject: 1\n\none\n\n" + std::string(kFromLine) + "Subject: 2\n\ntwo\n";
  const auto seen = read(write("inbox", mbox));
  ASSERT_EQ(seen.size(), 2u);
  EXPECT_EQ(seen[0].bytes, "Subject: 1\n\none\n");
  EXPECT_EQ(seen[1].bytes, "Subject: 2\n\ntwo\n");
  EXPECT_EQ(seen[1].offset, mbox.find("Subject: 2"));
  EXPECT_EQ(seen[1].folder, "inbox");
}

TEST_F(MailboxTest, ReadsAnMboxWithCrlf) {
  EXPECT_THAT(bytes(write("inbox",
                          "From - Tue Mar  3 10:00:00 2026\r\nSubject: 1\r\n\r\none\r\n\r\n"
                          "From - Tue Mar  3 10:00:00 2026\r\nSubject: 2\r\n\r\ntwo\r\n")),
              ElementsAre("Subject: 1\r\n\r\none\r\n", "Subject: 2\r\n\r\ntwo\r\n"));
}

TEST_F(MailboxTest, TakesTheQuotesFromFromLinesAndLeavesTextAlone) {
  const auto found =
      bytes(write("inbox", std::string(kFromLine) + "Subject: 1\n\n>From here\n>>From there\n> From far\nx >From y\n"
                                                    "From 10:30 on, in May 2026\nwe met.\n"));
  EXPECT_THAT(found, ElementsAre("Subject: 1\n\nFrom here\n>From there\n> From far\nx >From y\n"
                                 "From 10:30 on, in May 2026\nwe met.\n"));
}

TEST_F(MailboxTest, FindsFromLinesWithoutABlankLineBefore) {
  EXPECT_EQ(
      bytes(write("inbox", std::string(kFromLine) + "A: 1\n\none\n" + std::string(kFromLine) + "A: 2\n\n")).size(), 2u);
}

TEST_F(MailboxTest, TheCutOfReadsDoesNotMatter) {
  // From_ lines at every place around the size of a read.
  for (const size_t shift : {0, 1, 2, 3, 4, 5, 6, 7, 43, 44, 45, 100}) {
    const std::string first = "Subject: 1\n\n" + std::string((64 << 10) - 120 + shift, 'x') + "\n";
    const auto found =
        bytes(write("inbox", std::string(kFromLine) + first + "\n" + std::string(kFromLine) + "Subject: 2\n\n"));
    ASSERT_EQ(found.size(), 2u) << shift;
    EXPECT_EQ(found[0], first);
  }
}

TEST_F(MailboxTest, KeepsTheFrontOfMessagesThatAreTooLong) {
  const std::string mbox = std::string(kFromLine) + "Subject: 1\n\n" + std::string(3'000'000, 'x') + "\n\n" +
                           std::string(kFromLine) + "Subject: 2\n\n";
  const auto seen = read(write("inbox", mbox), 1'000);
  ASSERT_EQ(seen.size(), 2u);
  EXPECT_EQ(seen[0].bytes.size(), 1'000u);
  EXPECT_GE(seen[0].size_bytes, 3'000'000u);
  const auto single = read(write("one.eml", "Subject: 1\n\n" + std::string(5'000, 'x')), 1'000);
  ASSERT_EQ(single.size(), 1u);
  EXPECT_EQ(single[0].size_bytes, 5'012u);
}

TEST_F(MailboxTest, ReadsAMaildirWithFlagsAndPassesOverTmp) {
  write("cur/2.host:2,RS", "Subject: 2\n\n");
  write("cur/1.host:2,", "Subject: 1\n\n");
  write("new/3.host", "Subject: 3\n\n");
  write("tmp/4.host", "Subject: 4\n\n");
  write(".Sent/cur/5.host:2,S", "Subject: 5\n\n");
  fs::create_directories(root_ / ".Sent/new");
  const auto seen = read(root_);
  ASSERT_EQ(seen.size(), 4u);
  EXPECT_EQ(seen[0].bytes, "Subject: 5\n\n");
  EXPECT_EQ(seen[0].folder, ".Sent");
  EXPECT_EQ(seen[1].bytes, "Subject: 1\n\n");
  EXPECT_EQ(seen[2].flags, (Flags{.seen = true, .answered = true}));
  EXPECT_EQ(seen[3].folder, "");
  EXPECT_THAT(report_.left_out, IsEmpty());
}

TEST_F(MailboxTest, ReadsFoldersOfEverythingInOrderOfNames) {
  write("b/mail.eml", "From: a@x.org\nSubject: eml\n\n");
  write("b/a/mbox", std::string(kFromLine) + "Subject: mbox\n\n");
  write("a/17", "Received: x\nSubject: mh\n\n");
  EXPECT_THAT(bytes(root_), ElementsAre(HasSubstr("mh"), HasSubstr("mbox"), HasSubstr("eml")));
}

TEST_F(MailboxTest, NamesWhatIsNoMailAndGoesOn) {
  write("a.txt", "Shopping: milk\nand bread\n");
  write("b.eml", "");
  write("c.mbox.gz", "\x1f\x8b\x08 and so on");
  write("d.msg", "\xd0\xcf\x11\xe0 and so on");
  write("e.eml", "Subject: e\n\n");
  ASSERT_EQ(::mkfifo((root_ / "f").c_str(), 0600), 0);
  fs::create_directory_symlink(root_, root_ / "g");
  EXPECT_EQ(read(root_).size(), 1u);
  std::vector<std::string> reasons;
  for (const auto& one : report_.left_out)
    reasons.push_back(one.path.substr(root_.string().size() + 1) + ": " + one.reason);
  EXPECT_THAT(reasons, ElementsAre("a.txt: this is no mail: neither a From_ line nor a mail header stands at its front",
                                   "b.eml: the file is empty", "c.mbox.gz: this is a compressed file",
                                   "d.msg: this is a file of Outlook", "f: neither a file nor a folder",
                                   "g: a link to a folder, which is not followed; name that folder itself"));
}

TEST_F(MailboxTest, RefusesAPlaceThatIsNotThereOrHoldsNoMail) {
  EXPECT_EQ(Mailbox::open(root_ / "none").error().code(), ErrorCode::NotFound);
  EXPECT_EQ(Mailbox::open(write("a.txt", "words")).error().code(), ErrorCode::InvalidInput);
  EXPECT_TRUE(read(root_).empty());
}

TEST(Mbox, AFromLineHasADateAndAFieldAfterIt) {
  EXPECT_TRUE(starts_with_from_line("From a@b Tue Mar  3 10:00:00 2026\nA: b\n"));
  EXPECT_TRUE(starts_with_from_line("From a@b Tue, 3 Mar 2026 10:00 +0100\nA: b\n"));
  EXPECT_FALSE(starts_with_from_line("From a@b Tue Mar  3 10:00:00 2026\nno field\n"));
  EXPECT_FALSE(starts_with_from_line("From 10:30 on\nAgenda: all\n"));
  EXPECT_FALSE(starts_with_from_line("From a@b Tue Mar  3 10:00:00 2026"));
}

TEST(Mbox, UnquotingIsLinear) {
  std::string quoted;
  for (int i = 0; i < 1'000'000; ++i) quoted += ">>From \n";
  EXPECT_EQ(unquote_from_lines(quoted + std::string(1'000'000, '>')).size(), quoted.size());
}

}  // namespace
}  // namespace leadlight::mail
