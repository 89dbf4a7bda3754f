#include "service/access/secret_box.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "base/temporary_folder.h"

namespace leadlight::access {
namespace {

using testing::HasSubstr;

class SecretBoxTest : public testing::Test {
 protected:
  std::string content() const {
    std::ifstream in(file_);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void rewrite(const std::string& text) const { std::ofstream(file_) << text; }

  const base::TemporaryFolder folder_;
  const std::string file_ = (folder_.path() / "secret.key").string();
};

TEST_F(SecretBoxTest, OpensWhatItSealed) {
  const SecretBox box(file_);
  const auto sealed = box.seal("pass word", "mailbox 1");
  ASSERT_TRUE(sealed) << sealed.error().to_string();
  EXPECT_THAT(sealed->text, Not(HasSubstr("pass")));
  EXPECT_EQ(*SecretBox(file_).open(*sealed, "mailbox 1"), "pass word");
  EXPECT_NE(box.seal("pass word", "mailbox 1")->text, sealed->text) << "equal passwords do not show";
}

TEST_F(SecretBoxTest, MakesAFileForItsOwnerAlone) {
  ASSERT_TRUE(SecretBox(file_).seal("a", "b"));
  struct stat about {};
  ASSERT_EQ(::stat(file_.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600U);
  EXPECT_EQ(content().size(), 65U);
  std::filesystem::permissions(file_, std::filesystem::perms(0644));
  EXPECT_EQ(SecretBox(file_).seal("a", "b").error().code(), ErrorCode::Denied);
}

TEST_F(SecretBoxTest, ManyWhoNeedTheFirstKeyAtOnceAgreeOnOne) {
  for (int round = 0; round < 20; ++round) {
    std::filesystem::remove(file_);
    std::vector<Result<Sealed>> sealed(8, Sealed{});
    std::vector<std::thread> makers;
    for (Result<Sealed>& each : sealed) makers.emplace_back([&] { each = SecretBox(file_).seal("pass word", "x"); });
    for (std::thread& each : makers) each.join();
    for (const Result<Sealed>& each : sealed) {
      ASSERT_TRUE(each) << each.error().to_string();
      EXPECT_EQ(*SecretBox(file_).open(*each, "x"), "pass word");
    }
  }
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_.path()), {}), 1) << "no drafts are left";
}

TEST_F(SecretBoxTest, OpensNothingAsSomebodyElses) {
  const SecretBox box(file_);
  const auto sealed = *box.seal("pass word", "mailbox 1");
  EXPECT_EQ(box.open(sealed, "mailbox 2").error().code(), ErrorCode::Corrupt);
  Sealed harmed = sealed;
  harmed.text[40] = harmed.text[40] == 'A' ? 'B' : 'A';
  EXPECT_EQ(box.open(harmed, "mailbox 1").error().code(), ErrorCode::Corrupt);
  EXPECT_EQ(box.open({sealed.key_id, ""}, "mailbox 1").error().code(), ErrorCode::Corrupt);
}

TEST_F(SecretBoxTest, OpensWithOldKeysAndSealsWithTheNew) {
  const SecretBox box(file_);
  const auto old = *box.seal("pass word", "x");
  rewrite(std::string(64, 'a') + "\n" + content());
  EXPECT_EQ(*box.open(old, "x"), "pass word");
  EXPECT_NE(box.seal("pass word", "x")->key_id, old.key_id);
}

TEST_F(SecretBoxTest, SaysThatTheKeyIsGone) {
  const SecretBox box(file_);
  const auto sealed = *box.seal("pass word", "x");
  std::filesystem::remove(file_);
  const auto opened = box.open(sealed, "x");
  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.error().message(), HasSubstr("there is no key file"));
  EXPECT_THAT(opened.error().to_string(), HasSubstr("give the password again"));
  EXPECT_FALSE(std::filesystem::exists(file_)) << "opening makes no keys";
  rewrite(std::string(64, 'b') + "\n");
  std::filesystem::permissions(file_, std::filesystem::perms(0600));
  EXPECT_THAT(box.open(sealed, "x").error().message(), HasSubstr("is not in")) << "of another machine";
  rewrite("no key\n");
  std::filesystem::permissions(file_, std::filesystem::perms(0600));
  EXPECT_EQ(box.open(sealed, "x").error().code(), ErrorCode::Corrupt);
  EXPECT_THAT(SecretBox("").seal("a", "b").error().to_string(), HasSubstr("LEADLIGHT_KEY_FILE"));
}

}  // namespace
}  // namespace leadlight::access
