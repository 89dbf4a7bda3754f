#include "service/access/secret_box.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

namespace leadlight::access {
namespace {

using testing::HasSubstr;

class SecretBoxTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "leadlight-key-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    file_ = (folder_ / "secret.key").string();
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string content() const {
    std::ifstream in(file_);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void rewrite(const std::string& text) const { std::ofstream(file_) << text; }

  std::filesystem::path folder_;
  std::string file_;
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
  EXPECT_THAT(opened.error().to_string(), HasSubstr("give the password again"));
  EXPECT_FALSE(std::filesystem::exists(file_)) << "opening makes no keys";
  rewrite("no key\n");
  std::filesystem::permissions(file_, std::filesystem::perms(0600));
  EXPECT_EQ(box.open(sealed, "x").error().code(), ErrorCode::Corrupt);
  EXPECT_THAT(SecretBox("").seal("a", "b").error().to_string(), HasSubstr("LEADLIGHT_KEY_FILE"));
}

}  // namespace
}  // namespace leadlight::access
