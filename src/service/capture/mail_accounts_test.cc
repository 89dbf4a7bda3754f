#include "service/capture/mail_accounts.h"

#include "service/capture/capture_fixture.h"
#include "service/capture/mail_account.h"
#include "service/jobs/jobs.h"

namespace leadlight::capture {
namespace {

using testing::HasSubstr;

class MailAccountsTest : public CaptureTest {
 protected:
  void SetUp() override {
    CaptureTest::SetUp();
    secrets_ = std::make_unique<access::SecretBox>((folder_ / "secret.key").string());
    accounts_ = std::make_unique<MailAccounts>(*store_, *secrets_, clock_);
  }
  static MailAccountSettings settings() {
    return {.host = "Imap.Example.com ", .user = "ann@example.com", .password = "secret word"};
  }
  Uuid connect() { return must(accounts_->connect(settings(), {ann_, true})); }
  OrderedJson state(bool all = false) { return must(accounts_->list({ann_, false}, all)).front(); }
  /// As if the queue had done what waits.
  void finish_jobs() {
    for (const Record& job : rows("ll_job")) {
      must(store_->write([&](store::Transaction& tx) -> Result<void> {
        TRY(tx.update("ll_job", job.id, {{"ll_state", std::int64_t{jobs::kDone}}}, std::nullopt, system_));
        return {};
      }));
    }
  }

  std::unique_ptr<access::SecretBox> secrets_;
  std::unique_ptr<MailAccounts> accounts_;
};

TEST_F(MailAccountsTest, StandPrivateAndWithoutTextsUnlessSomebodyChooses) {
  connect();
  const OrderedJson box = state();
  EXPECT_EQ(box["host"], "imap.example.com");
  EXPECT_EQ(box["port"], 993);
  EXPECT_EQ(box["security"], "tls");
  EXPECT_EQ(box["private"], true);
  EXPECT_EQ(box["bodies"], false);
  EXPECT_EQ(box["analytics"], true);
  EXPECT_EQ(box["state"], "waiting");
  EXPECT_EQ(box["under_way"], true);
}

TEST_F(MailAccountsTest, TellTheirPasswordOnlyToWhoReadsThem) {
  const Uuid mailbox = connect();
  EXPECT_EQ(must(accounts_->find(mailbox)).server.password, "secret word");
  EXPECT_THAT(state().dump(), Not(HasSubstr("secret")));
  for (const Record& row : rows("ll_mailaccount")) EXPECT_FALSE(row.values.contains("ll_password"));
  for (const char* table : {"ll_mailbox", "ll_job"}) {
    for (const Record& row : rows(table)) {
      for (const auto& [column, value] : row.values) {
        const auto* words = record::as<std::string>(value);
        EXPECT_THAT(words == nullptr ? std::string() : *words, Not(HasSubstr("secret word"))) << table << '.' << column;
      }
    }
  }
}

TEST_F(MailAccountsTest, ConnectedAgainAreTheSame) {
  const Uuid first = connect();
  auto again = settings();
  again.password = "another";
  again.name = "Work";
  EXPECT_EQ(must(accounts_->connect(again, {ann_, true})), first);
  EXPECT_EQ(rows("ll_mailaccount").size(), 1U);
  EXPECT_EQ(rows("ll_job").size(), 1U) << "the reading that waits will do";
  EXPECT_EQ(must(accounts_->find(first)).server.password, "another");
  EXPECT_EQ(state()["name"], "Work");
  EXPECT_NE(must(accounts_->connect(settings(), {bert_, true})), first);
}

TEST_F(MailAccountsTest, AreTheirOwners) {
  const Uuid mailbox = connect();
  const MailboxCaller bert{bert_, false}, admin{bert_, true};
  EXPECT_TRUE(must(accounts_->list(bert, true)).empty());
  EXPECT_EQ(accounts_->pause(mailbox, true, bert).error().code(), ErrorCode::NotFound);
  EXPECT_EQ(accounts_->sync_now(mailbox, bert).error().code(), ErrorCode::NotFound);
  EXPECT_EQ(accounts_->remove(mailbox, bert).error().code(), ErrorCode::NotFound);
  EXPECT_EQ(accounts_->change(mailbox, {.bodies = true}, admin).error().code(), ErrorCode::NotFound);
  EXPECT_TRUE(must(accounts_->list(admin, false)).empty());
  const OrderedJson seen = must(accounts_->list(admin, true)).front();
  EXPECT_EQ(seen["state"], "waiting");
  EXPECT_FALSE(seen.contains("folder_states")) << "names of folders are content";
  EXPECT_FALSE(seen.contains("folders"));
  EXPECT_TRUE(accounts_->pause(mailbox, true, admin));
}

TEST_F(MailAccountsTest, ChangeTheirServerOnlyTogetherWithThePassword) {
  const Uuid mailbox = connect();
  const auto refused = accounts_->change(mailbox, {.host = "evil.example.com"}, {ann_});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message(), HasSubstr("together with the password"));
  must(accounts_->change(mailbox, {.password = "new word", .security = "starttls"}, {ann_}));
  const MailAccount account = must(accounts_->find(mailbox));
  EXPECT_EQ(account.server.port, 143);
  EXPECT_EQ(account.server.password, "new word");
  EXPECT_EQ(account.server.user, "ann@example.com");
}

TEST_F(MailAccountsTest, OfAnotherServerAreReadAnew) {
  const Uuid mailbox = connect();
  add("ll_mailfolder", {{"ll_mailaccountid", Reference{"ll_mailaccount", mail_account_id(mailbox)}},
                        {"ll_name", text("INBOX")},
                        {"ll_uidvalidity", Value(std::int64_t{1})},
                        {"ll_lastuid", Value(std::int64_t{900})}});
  const auto numbering = [&] { return rows("ll_mailfolder").front().number("ll_uidvalidity"); };
  must(accounts_->change(mailbox, {.password = "new word"}, {ann_}));
  EXPECT_EQ(numbering(), 1);
  must(accounts_->change(mailbox, {.host = "other.example.com", .password = "new word"}, {ann_}));
  EXPECT_EQ(numbering(), 0) << "its numbers may be the same and mean other mails";
}

TEST_F(MailAccountsTest, LeadToThisMachineOnlyForAdministrators) {
  auto own = settings();
  for (const char* host : {"localhost", "127.0.0.1", "::1"}) {
    own.host = host;
    EXPECT_EQ(accounts_->connect(own, {ann_, false}).error().code(), ErrorCode::Denied) << host;
  }
  const Uuid mailbox = must(accounts_->connect(own, {ann_, true}));
  EXPECT_TRUE(accounts_->change(mailbox, {.password = "new word"}, {ann_, false})) << "the server stays";
  EXPECT_EQ(accounts_->change(mailbox, {.host = "localhost", .password = "x"}, {ann_, false}).error().code(),
            ErrorCode::Denied);
}

TEST_F(MailAccountsTest, RefuseWhatCannotBe) {
  const auto code_of = [&](auto change) {
    auto wrong = settings();
    change(wrong);
    const auto result = accounts_->connect(wrong, {ann_, true});
    return result ? ErrorCode::Internal : result.error().code();
  };
  EXPECT_EQ(code_of([](auto& s) { s.password.reset(); }), ErrorCode::InvalidInput);
  EXPECT_EQ(code_of([](auto& s) { s.password = ""; }), ErrorCode::InvalidInput);
  EXPECT_EQ(code_of([](auto& s) { s.host = "a b"; }), ErrorCode::InvalidInput);
  EXPECT_EQ(code_of([](auto& s) { s.port = 70'000; }), ErrorCode::InvalidInput);
  EXPECT_EQ(code_of([](auto& s) { s.security = "ssl"; }), ErrorCode::InvalidInput);
  EXPECT_EQ(code_of([](auto& s) { s.security = "none"; }), ErrorCode::InvalidInput);
  EXPECT_EQ(code_of([](auto& s) { s.user = "a\r\nb"; }), ErrorCode::InvalidInput);
  EXPECT_EQ(code_of([](auto& s) { s.folders = std::vector<std::string>{""}; }), ErrorCode::InvalidInput);
  EXPECT_EQ(code_of([](auto& s) { s.folders = std::vector<std::string>(501, "a"); }), ErrorCode::TooLarge);
  EXPECT_TRUE(rows("ll_mailaccount").empty());
}

TEST_F(MailAccountsTest, AreDueEveryFiveMinutesAndLessOftenTheMoreTheyFail) {
  const Uuid mailbox = connect();
  EXPECT_EQ(must(accounts_->queue_due()), 0);
  finish_jobs();
  const auto wait_after = [&](MailAccountState state, const Error* failure) {
    must(accounts_->note(mailbox, state, failure));
    return *rows("ll_mailaccount").front().time("ll_nextsyncon") - clock_.now();
  };
  EXPECT_EQ(wait_after(MailAccountState::Current, nullptr), std::chrono::minutes(5));
  const Error down(ErrorCode::Unavailable, "down");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(wait_after(MailAccountState::Retrying, &down), std::chrono::minutes(5));
  EXPECT_EQ(wait_after(MailAccountState::Retrying, &down), std::chrono::minutes(10));
  for (int i = 0; i < 20; ++i) wait_after(MailAccountState::Retrying, &down);
  EXPECT_EQ(wait_after(MailAccountState::Retrying, &down), std::chrono::hours(6));
  EXPECT_EQ(wait_after(MailAccountState::Current, nullptr), std::chrono::minutes(5));
  clock_.set(clock_.now() + std::chrono::minutes(6));
  EXPECT_EQ(must(accounts_->queue_due()), 1);
  EXPECT_EQ(rows("ll_job").size(), 2U);
  must(accounts_->queue_due());
  EXPECT_EQ(rows("ll_job").size(), 2U) << "one at a time";
}

TEST_F(MailAccountsTest, ArePausedWithWhatWasUnderWay) {
  const Uuid mailbox = connect();
  must(accounts_->pause(mailbox, true, {ann_}));
  EXPECT_EQ(state()["state"], "paused");
  EXPECT_EQ(state()["under_way"], false);
  EXPECT_EQ(accounts_->sync_now(mailbox, {ann_}).error().code(), ErrorCode::Conflict);
  must(accounts_->note(mailbox, MailAccountState::Current, nullptr));
  EXPECT_EQ(state()["state"], "paused");
  clock_.set(clock_.now() + std::chrono::hours(48));
  EXPECT_EQ(must(accounts_->queue_due()), 0);
  must(accounts_->pause(mailbox, false, {ann_}));
  EXPECT_EQ(state()["under_way"], true);
}

TEST_F(MailAccountsTest, AreForgottenWithTheirPasswordAndLeaveTheirMails) {
  const Uuid mailbox = connect();
  must(accounts_->remove(mailbox, {ann_}));
  EXPECT_TRUE(rows("ll_mailaccount").empty());
  EXPECT_EQ(rows("ll_mailbox").size(), 1U);
  EXPECT_EQ(accounts_->find(mailbox).error().code(), ErrorCode::NotFound);
  EXPECT_EQ(connect(), mailbox);
}

}  // namespace
}  // namespace leadlight::capture
