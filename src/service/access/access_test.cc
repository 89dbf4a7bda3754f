#include "service/access/access.h"

#include <gtest/gtest.h>

#include "service/access/roles.h"
#include "service/access/secret.h"
#include "storage/sqlite/temporary_store.h"

namespace leadlight::access {
namespace {

using store::Depth;
using store::Verb;

class AccessTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(access_.seed());
    const auto anna = access_.create_user({"anna", "Anna Bos", "salesperson", "North", "correct horse battery"});
    ASSERT_TRUE(anna) << anna.error().to_string();
    anna_ = anna->id;
  }

  base::FixedClock clock_{Timestamp(std::chrono::sys_days(std::chrono::year(2026) / 11 / 22))};
  sqlite::TemporaryStore store_{clock_};
  AccessService access_{*store_, clock_};
  Uuid anna_;
};

TEST_F(AccessTest, SignsInWithTheRightPasswordOnly) {
  const auto session = access_.sign_in("anna", "correct horse battery", "test");
  ASSERT_TRUE(session) << session.error().to_string();
  const auto identity = access_.by_session(session->token);
  ASSERT_TRUE(identity) << identity.error().to_string();
  EXPECT_EQ(identity->user.full_name, "Anna Bos");
  EXPECT_EQ(identity->user.roles, std::vector<std::string>{"Salesperson"});
  EXPECT_EQ(identity->csrf_token, session->csrf_token);
  EXPECT_FALSE(identity->caller.business_unit.is_nil());

  const auto wrong = access_.sign_in("anna", "correct horse batterx", "test");
  const auto unknown = access_.sign_in("nobody", "correct horse battery", "test");
  ASSERT_FALSE(wrong);
  ASSERT_FALSE(unknown);
  EXPECT_EQ(wrong.error(), unknown.error());
}

TEST_F(AccessTest, ASessionEndsBySigningOutAndByTime) {
  const auto first = access_.sign_in("anna", "correct horse battery", "test");
  const auto second = access_.sign_in("anna", "correct horse battery", "test");
  ASSERT_TRUE(first && second);
  ASSERT_TRUE(access_.sign_out(first->token));
  EXPECT_FALSE(access_.by_session(first->token));
  EXPECT_TRUE(access_.by_session(second->token));
  clock_.set(clock_.now() + std::chrono::hours(13));
  EXPECT_EQ(access_.by_session(second->token).error().code(), ErrorCode::Unauthenticated);
}

TEST_F(AccessTest, ANameIsLockedAfterFiveFailuresAndFreedByTime) {
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(access_.sign_in("anna", "wrong wrong wrong", "test"));
  clock_.set(clock_.now() + std::chrono::minutes(1));
  const auto locked = access_.sign_in("anna", "correct horse battery", "test");
  ASSERT_FALSE(locked);
  EXPECT_EQ(locked.error().code(), ErrorCode::TooMany);
  EXPECT_EQ(locked.error().retry_after(), std::chrono::minutes(4));
  clock_.set(clock_.now() + std::chrono::minutes(5));
  EXPECT_TRUE(access_.sign_in("anna", "correct horse battery", "test"));
}

TEST_F(AccessTest, ANameThatNobodyHasIsLockedInTheSameWay) {
  const auto attempt = [&](std::string_view name) {
    return access_.sign_in(name, "wrong wrong wrong", "test").error();
  };
  for (int attempts = 0; attempts < 13; ++attempts) {
    EXPECT_EQ(attempt("anna"), attempt("nobody")) << attempts << " attempts before";
    clock_.set(clock_.now() + std::chrono::seconds(100));
  }
}

TEST_F(AccessTest, ADisabledUserIsLockedInTheSameWay) {
  const store::Caller program = store::Caller::system();
  ASSERT_TRUE(store_->write([&](store::Transaction& tx) -> Result<void> {
    TRY(tx.update("systemuser", anna_, {{"isdisabled", true}}, std::nullopt, program));
    return {};
  }));
  for (int i = 0; i < 7; ++i) {
    EXPECT_EQ(access_.sign_in("anna", "correct horse battery", "test").error(),
              access_.sign_in("nobody", "correct horse battery", "test").error());
  }
}

TEST_F(AccessTest, EveryAttemptStandsInTheLog) {
  EXPECT_TRUE(access_.sign_in("anna", "correct horse battery", "Firefox", "10.0.0.1"));
  clock_.set(clock_.now() + std::chrono::seconds(1));
  EXPECT_FALSE(access_.sign_in("nobody \xF0\x9F\x98\x80", "x", std::string(600, 'x'), "10.0.0.2"));
  EXPECT_FALSE(access_.sign_in(std::string(5'000, 'x'), "x", "", ""));
  EXPECT_FALSE(access_.sign_in("\xFF", "x", "", ""));
  query::Query query{.table = "ll_signin"};
  query.order = {{{{}, {}, "createdon"}, query::Direction::Ascending}};
  const auto page = (*store_->snapshot())->select(query, store::Caller::system());
  ASSERT_TRUE(page) << page.error().to_string();
  ASSERT_EQ(page->rows.size(), 3u);
  const auto text = [&](std::size_t row, const char* column) {
    const auto* value = page->rows[row].record.get_as<std::string>(column);
    return value ? *value : std::string();
  };
  EXPECT_EQ(text(0, "ll_address"), "10.0.0.1");
  EXPECT_EQ(text(0, "ll_useragent"), "Firefox");
  EXPECT_FALSE(record::is_null(page->rows[0].record.get("systemuserid")));
  EXPECT_TRUE(record::is_null(page->rows[1].record.get("systemuserid")));
}

TEST_F(AccessTest, TheLogForgetsSignInsAfterAYear) {
  const auto lines = [&] { return *(*store_->snapshot())->count("ll_signin", nullptr, store::Caller::system()); };
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(access_.sign_in("anna", "correct horse battery", "", ""));
  clock_.set(clock_.now() + std::chrono::days(200));
  EXPECT_TRUE(access_.sign_in("anna", "correct horse battery", "", ""));
  EXPECT_EQ(lines(), 4);
  clock_.set(clock_.now() + std::chrono::days(200));
  EXPECT_TRUE(access_.sign_in("anna", "correct horse battery", "", ""));
  EXPECT_EQ(lines(), 2);
}

TEST_F(AccessTest, ANewPasswordEndsOldSessions) {
  const auto session = access_.sign_in("anna", "correct horse battery", "test");
  ASSERT_TRUE(session);
  ASSERT_TRUE(access_.set_password("anna", "another long secret"));
  EXPECT_FALSE(access_.by_session(session->token));
  EXPECT_FALSE(access_.sign_in("anna", "correct horse battery", "test"));
  EXPECT_TRUE(access_.sign_in("anna", "another long secret", "test"));
}

TEST_F(AccessTest, TokensStandForTheirUserUntilTheyExpire) {
  const auto token = access_.create_token("anna", "import", clock_.now() + std::chrono::hours(1));
  ASSERT_TRUE(token) << token.error().to_string();
  const auto identity = access_.by_bearer(*token);
  ASSERT_TRUE(identity);
  EXPECT_EQ(identity->user.id, anna_);
  EXPECT_TRUE(identity->csrf_token.empty());
  EXPECT_FALSE(access_.by_bearer(*token + "x"));
  clock_.set(clock_.now() + std::chrono::hours(2));
  EXPECT_FALSE(access_.by_bearer(*token));
  EXPECT_EQ(access_.create_token("nobody", "x", std::nullopt).error().code(), ErrorCode::NotFound);
}

TEST_F(AccessTest, RefusesBadNewUsers) {
  EXPECT_EQ(access_.create_user({"anna", "", "Salesperson", "", ""}).error().code(), ErrorCode::Conflict);
  EXPECT_EQ(access_.create_user({"bob", "", "Emperor", "", ""}).error().code(), ErrorCode::InvalidInput);
  EXPECT_EQ(access_.create_user({"bob", "", "Salesperson", "", "short"}).error().code(), ErrorCode::InvalidInput);
  EXPECT_EQ(access_.create_user({"  ", "", "Salesperson", "", ""}).error().code(), ErrorCode::InvalidInput);
}

TEST_F(AccessTest, SecretsNeverStandInTheHistory) {
  const auto snapshot = store_->snapshot();
  ASSERT_TRUE(snapshot);
  const auto history = (*snapshot)->history("systemuser", anna_, store::Caller::system());
  ASSERT_TRUE(history);
  ASSERT_FALSE(history->empty());
  for (const auto& entry : *history) EXPECT_FALSE(entry.changes.contains("ll_passwordhash"));
}

TEST(Roles, SurviveTheirTextForm) {
  for (const std::string_view role : built_in_roles()) {
    const store::Privileges privileges = built_in_privileges(role);
    const auto read = privileges_from_json(to_json_text(privileges));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->by_table(), privileges.by_table()) << role;
  }
}

TEST(Roles, ReachAsFarAsTheirNamesSay) {
  const auto seller = built_in_privileges(kSalesperson), manager = built_in_privileges(kSalesManager),
             admin = built_in_privileges(kAdministrator);
  EXPECT_EQ(seller.depth("lead", Verb::Read), Depth::Own);
  EXPECT_EQ(manager.depth("lead", Verb::Read), Depth::BusinessUnit);
  EXPECT_EQ(admin.depth("lead", Verb::Delete), Depth::Organisation);
  EXPECT_EQ(seller.depth("ll_model", Verb::Write), Depth::None);
  EXPECT_EQ(admin.depth("ll_session", Verb::Read), Depth::None);
}

TEST(Secret, PasswordsVerifyAndTokensDiffer) {
  const auto hash = hash_password("a long password");
  ASSERT_TRUE(hash);
  EXPECT_TRUE(verify_password(*hash, "a long password"));
  EXPECT_FALSE(verify_password(*hash, "a long passwore"));
  EXPECT_FALSE(verify_password("not a hash", "a long password"));
  EXPECT_NE(random_token(), random_token());
  EXPECT_EQ(random_password().size(), 19u);
  EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
  EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
  EXPECT_FALSE(equal_in_constant_time("abc", "ab"));
}

}  // namespace
}  // namespace leadlight::access
