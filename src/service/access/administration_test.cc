#include "service/access/administration.h"

#include <gtest/gtest.h>

#include "service/access/access.h"
#include "service/access/rows.h"
#include "storage/sqlite/temporary_store.h"

namespace leadlight::access {
namespace {

constexpr std::string_view kPassword = "correct horse battery";

class AdministrationTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(access_.seed());
    boss_ = made({"boss", "Boss", "Administrator", "", std::string(kPassword)});
    anna_ = made({"anna", "Anna Bos", "salesperson", "North", std::string(kPassword)});
  }

  Uuid made(const NewUser& user) {
    const auto created = access_.create_user(user);
    EXPECT_TRUE(created) << created.error().to_string();
    return created ? created->id : Uuid{};
  }
  Uuid role(const std::string& name) {
    const auto row = row_with(**store_->snapshot(), "role", "name", name, {"name"});
    return row && *row ? (*row)->id : Uuid{};
  }
  ErrorCode code(const Result<void>& result) { return result ? ErrorCode::Internal : result.error().code(); }

  base::FixedClock clock_{Timestamp(std::chrono::sys_days(std::chrono::year(2026) / 11 / 22))};
  sqlite::TemporaryStore store_{clock_};
  AccessService access_{*store_, clock_};
  Administration administration_{*store_, clock_};
  const store::Caller by_ = store::Caller::system();
  Uuid boss_, anna_;
};

TEST_F(AdministrationTest, ANewPasswordEndsSessionsAndLiftsALock) {
  const auto session = access_.sign_in("anna", kPassword, "test");
  ASSERT_TRUE(session);
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(access_.sign_in("anna", "wrong", "test"));
  const auto made = administration_.set_password(anna_, "");
  ASSERT_TRUE(made) << made.error().to_string();
  EXPECT_FALSE(access_.by_session(session->token));
  EXPECT_FALSE(access_.sign_in("anna", kPassword, "test"));
  EXPECT_TRUE(access_.sign_in("anna", *made, "test"));
  EXPECT_EQ(administration_.set_password(anna_, "short").error().code(), ErrorCode::InvalidInput);
  EXPECT_EQ(administration_.set_password(Uuid{}, "").error().code(), ErrorCode::NotFound);
}

TEST_F(AdministrationTest, GuessingTheCurrentPasswordLocksLikeGuessingAtTheDoor) {
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(administration_.set_own_password(anna_, "wrong", "another password").error().code(), ErrorCode::Denied);
  }
  EXPECT_EQ(administration_.set_own_password(anna_, kPassword, "another password").error().code(), ErrorCode::TooMany);
  ASSERT_TRUE(administration_.unlock(anna_, by_));
  EXPECT_TRUE(administration_.set_own_password(anna_, kPassword, "another password"));
  EXPECT_TRUE(access_.sign_in("anna", "another password", "test"));
}

TEST_F(AdministrationTest, ADisabledUsersSessionsEndAndTokensRest) {
  const auto session = access_.sign_in("anna", kPassword, "test");
  const auto token = administration_.create_token(anna_, "script", std::nullopt);
  ASSERT_TRUE(session && token);
  ASSERT_TRUE(administration_.set_disabled(anna_, true, by_));
  EXPECT_FALSE(access_.by_session(session->token));
  EXPECT_FALSE(access_.by_bearer(*token));
  EXPECT_FALSE(access_.sign_in("anna", kPassword, "test"));
  ASSERT_TRUE(administration_.set_disabled(anna_, false, by_));
  EXPECT_FALSE(access_.by_session(session->token));
  EXPECT_TRUE(access_.by_bearer(*token));
}

TEST_F(AdministrationTest, TheLastAdministratorStays) {
  EXPECT_EQ(code(administration_.set_disabled(boss_, true, by_)), ErrorCode::Conflict);
  EXPECT_EQ(code(administration_.set_roles(boss_, {role("Salesperson")}, by_)), ErrorCode::Conflict);
  ASSERT_TRUE(administration_.set_roles(anna_, {role("Administrator"), role("Salesperson")}, by_));
  ASSERT_TRUE(administration_.set_disabled(boss_, true, by_));
  EXPECT_EQ(code(administration_.set_roles(anna_, {}, by_)), ErrorCode::Conflict) << "the other one is disabled";
  EXPECT_EQ(access_.identity_of(anna_)->user.roles.size(), 2u);
}

TEST_F(AdministrationTest, TeamMembersAreThoseThatWereNamed) {
  Uuid team;
  ASSERT_TRUE(store_->write([&](store::Transaction& tx) -> Result<void> {
    const auto unit = TRY(row_with(tx, "businessunit", "name", std::string("North"), {"name"}));
    team = TRY(tx.insert("team", Uuid{},
                         {{"name", std::string("T")}, {"businessunitid", record::Reference{"businessunit", unit->id}}},
                         by_))
               .id;
    return {};
  }));
  ASSERT_TRUE(administration_.set_team_members(team, {anna_, boss_, anna_}, by_));
  EXPECT_EQ(access_.identity_of(anna_)->caller.teams, std::vector<Uuid>{team});
  ASSERT_TRUE(administration_.set_team_members(team, {boss_}, by_));
  EXPECT_TRUE(access_.identity_of(anna_)->caller.teams.empty());
  EXPECT_EQ(code(administration_.set_team_members(team, {Uuid::from_name("nobody")}, by_)), ErrorCode::InvalidInput);
  EXPECT_EQ(access_.identity_of(boss_)->caller.teams, std::vector<Uuid>{team}) << "nothing of a refused change stays";
}

TEST_F(AdministrationTest, TokensAreTheirOwners) {
  const auto token = administration_.create_token(anna_, "  script ", clock_.now() + std::chrono::hours(1));
  ASSERT_TRUE(token);
  ASSERT_TRUE(access_.by_bearer(*token));
  const auto listed = administration_.tokens(anna_);
  ASSERT_TRUE(listed);
  ASSERT_EQ(listed->size(), 1u);
  EXPECT_EQ(listed->front().name, "script");
  EXPECT_EQ(listed->front().last_used_on, clock_.now());
  EXPECT_EQ(code(administration_.revoke_token(listed->front().id, boss_)), ErrorCode::NotFound);
  ASSERT_TRUE(administration_.revoke_token(listed->front().id, anna_));
  EXPECT_FALSE(access_.by_bearer(*token));
  EXPECT_FALSE(administration_.create_token(anna_, " ", std::nullopt));
  EXPECT_FALSE(administration_.create_token(anna_, std::string(101, 'x'), std::nullopt));
  EXPECT_FALSE(administration_.create_token(anna_, "late", clock_.now()));
}

}  // namespace
}  // namespace leadlight::access
