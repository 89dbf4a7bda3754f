// What people decide about people, and that imports keep to it.
#include "service/capture/people_decisions.h"

#include "service/capture/capture_fixture.h"
#include "service/capture/suggested_accounts.h"

namespace leadlight::capture {
namespace {

using testing::HasSubstr;

class PeopleDecisions : public CaptureTest {
 protected:
  store::Caller admin_ = store::Caller::system();
  int mails_ = 0;

  /// A mail from one of theirs to Ann.
  void mail_from(const std::string& from, const std::string& more = {}) {
    const std::string id = fmt::format("{}@mails", ++mails_);
    bring_in(wanted(ann_, write_file(id + ".eml", fmt::format("From: {}\nTo: ann@ours.example\nMessage-ID: <{}>\n{}"
                                                              "Date: Mon, 4 May 2026 10:00:00 +0000\n\nHi\n",
                                                              from, id, more))));
  }
  Record address(const std::string& wanted) {
    for (Record& row : rows("ll_personaddress")) {
      if (row.text("ll_address") == wanted) return std::move(row);
    }
    throw std::runtime_error("no " + wanted);
  }
  Uuid person_of(const std::string& wanted) { return address(wanted).target("ll_personid"); }
  Record person(const Uuid& id) { return *must(must(store_->snapshot())->find("ll_person", id, {}, system_)); }
  Certainty certainty_of(const std::string& wanted) {
    return static_cast<Certainty>(address(wanted).number("ll_certainty"));
  }
  bool are_one(const std::string& one, const std::string& other) { return person_of(one) == person_of(other); }
  /// Two who may be one: the same name and nothing else.
  void bring_in_two_carls() {
    mail_from("Carl Bos <carl@northwind.example>");
    mail_from("Carl Bos <c@globex.example>");
    ASSERT_FALSE(are_one("carl@northwind.example", "c@globex.example"));
  }
  std::string proposed() {
    for (const Record& row : rows("ll_personaddress")) {
      if (row.number("ll_certainty") == 1) return row.text("ll_address");
    }
    return {};
  }
};

TEST_F(PeopleDecisions, ConfirmedPeopleAreOne) {
  bring_in_two_carls();
  must(confirm_address(*store_, address(proposed()).id, admin_));
  EXPECT_TRUE(are_one("carl@northwind.example", "c@globex.example"));
  EXPECT_EQ(proposed(), "");
  mail_from("Carl Bos <c@globex.example>");
  for (int i = 0; i < 5; ++i) mail_from("Wholly Different <c@globex.example>");
  EXPECT_TRUE(are_one("carl@northwind.example", "c@globex.example"));
}

TEST_F(PeopleDecisions, TwoPeopleAreAskedAboutOnce) {
  mail_from("Carl Bos <carl@northwind.example>", "Cc: Carl Bos <c.bos@northwind.example>\n");
  mail_from("Carl Bos <carl@northwind.example>");
  mail_from("Carl Bos <c@globex.example>");
  EXPECT_EQ(std::ranges::count_if(rows("ll_personaddress"),
                                  [](const Record& row) { return row.number("ll_certainty") == 1; }),
            1);
}

TEST_F(PeopleDecisions, AQuestionIsNotLostWhenTheOneAskedAboutWritesMoreThanTheOther) {
  bring_in_two_carls();
  const std::string asked = proposed();
  mail_from(fmt::format("Carl Bos <{}>", asked), fmt::format("Cc: Carl Bos <{}>\n", asked));
  EXPECT_NE(proposed(), "");
  must(confirm_address(*store_, address(proposed()).id, admin_));
  EXPECT_TRUE(are_one("carl@northwind.example", "c@globex.example"));
}

TEST_F(PeopleDecisions, WithoutARefusalOneConversationMakesThemOne) {
  bring_in_two_carls();
  mail_from("Carl Bos <carl@northwind.example>", "Cc: Carl Bos <c@globex.example>\n");
  EXPECT_TRUE(are_one("carl@northwind.example", "c@globex.example"));
}

TEST_F(PeopleDecisions, RefusedPeopleStayTwoWhateverComesLater) {
  bring_in_two_carls();
  must(refuse_address(*store_, address(proposed()).id, admin_));
  EXPECT_EQ(proposed(), "");
  mail_from("Carl Bos <carl@northwind.example>", "Cc: Carl Bos <c@globex.example>\n");
  EXPECT_FALSE(are_one("carl@northwind.example", "c@globex.example"));
  EXPECT_EQ(proposed(), "");
}

TEST_F(PeopleDecisions, ARefusalHoldsForAddressesThatJoinLater) {
  bring_in_two_carls();
  must(refuse_address(*store_, address(proposed()).id, admin_));
  mail_from("Carl Bos <bos@northwind.example>", "Cc: Carl Bos <c@globex.example>\n");
  EXPECT_NE(are_one("bos@northwind.example", "carl@northwind.example"),
            are_one("bos@northwind.example", "c@globex.example"));
  EXPECT_FALSE(are_one("carl@northwind.example", "c@globex.example"));
}

TEST_F(PeopleDecisions, ASeparatedAddressStaysAlone) {
  mail_from("Carl Bos <carl@northwind.example>", "Cc: Carl Bos <carl.bos@gmail.com>\n");
  ASSERT_TRUE(are_one("carl@northwind.example", "carl.bos@gmail.com"));
  must(separate_address(*store_, address("carl.bos@gmail.com").id, admin_));
  mail_from("Carl Bos <carl@northwind.example>", "Cc: Carl Bos <carl.bos@gmail.com>\n");
  EXPECT_FALSE(are_one("carl@northwind.example", "carl.bos@gmail.com"));
  EXPECT_EQ(certainty_of("carl.bos@gmail.com"), Certainty::Separated);
  const auto alone = separate_address(*store_, address("carl.bos@gmail.com").id, admin_);
  ASSERT_FALSE(alone);
  EXPECT_EQ(alone.error().code(), ErrorCode::InvalidInput);
}

TEST_F(PeopleDecisions, AnAddressOfTheirRecordIsNotSeparated) {
  add("contact", {{"fullname", text("Carl Bos")}, {"emailaddress1", text("carl@northwind.example")}});
  mail_from("Carl Bos <carl@northwind.example>", "Cc: Carl Bos <carl.bos@gmail.com>\n");
  const auto refused = separate_address(*store_, address("carl@northwind.example").id, admin_);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), ErrorCode::Conflict);
  EXPECT_THAT(refused.error().message(), HasSubstr("carl@northwind.example"));
}

TEST_F(PeopleDecisions, JoinedPeopleOfDifferentNamesStayOne) {
  mail_from("Robert Bos <robert@northwind.example>");
  mail_from("Bobby Tables <bobby@globex.example>");
  must(join_people(*store_, person_of("robert@northwind.example"), person_of("bobby@globex.example"), admin_));
  EXPECT_TRUE(are_one("robert@northwind.example", "bobby@globex.example"));
  mail_from("Bobby Tables <bobby@globex.example>", "Cc: robert@northwind.example\n");
  EXPECT_TRUE(are_one("robert@northwind.example", "bobby@globex.example"));
  EXPECT_EQ(certainty_of("bobby@globex.example"), Certainty::Confirmed);
  const Uuid same = person_of("robert@northwind.example");
  EXPECT_FALSE(join_people(*store_, same, same, admin_));
}

TEST_F(PeopleDecisions, PeopleWithRecordsOfTheirOwnAreNotJoined) {
  add("contact", {{"fullname", text("Carl Bos")}, {"emailaddress1", text("carl@northwind.example")}});
  add("contact", {{"fullname", text("Carl Bos")}, {"emailaddress1", text("c@globex.example")}});
  bring_in_two_carls();
  const auto refused = join_people(*store_, person_of("carl@northwind.example"), person_of("c@globex.example"), admin_);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), ErrorCode::Conflict);
}

TEST_F(PeopleDecisions, CanBeTakenBack) {
  bring_in_two_carls();
  const std::string doubtful = proposed();
  const Record before = address(doubtful);
  for (const auto& decision : {confirm_address, refuse_address}) {
    const Uuid made = must(decision(*store_, address(doubtful).id, admin_));
    EXPECT_EQ(proposed(), "");
    must(undo_decision(*store_, made));
    EXPECT_EQ(person_of(doubtful), before.target("ll_personid"));
    EXPECT_EQ(proposed(), doubtful);
    EXPECT_EQ(address(doubtful).text("ll_reason"), before.text("ll_reason"));
    EXPECT_EQ(rows("ll_person").size(), 3U);
    EXPECT_TRUE(rows("ll_peopledecision").empty());
  }
  mail_from("Carl Bos <carl@northwind.example>", "Cc: Carl Bos <c@globex.example>\n");
  EXPECT_TRUE(are_one("carl@northwind.example", "c@globex.example"));
}

TEST_F(PeopleDecisions, ASeparationIsTakenBackWithItsReason) {
  mail_from("Carl Bos <carl@northwind.example>", "Cc: Carl Bos <carl.bos@gmail.com>\n");
  const std::string reason = address("carl.bos@gmail.com").text("ll_reason");
  const Uuid decision = must(separate_address(*store_, address("carl.bos@gmail.com").id, admin_));
  must(undo_decision(*store_, decision));
  EXPECT_TRUE(are_one("carl@northwind.example", "carl.bos@gmail.com"));
  EXPECT_EQ(address("carl.bos@gmail.com").text("ll_reason"), reason);
  EXPECT_EQ(rows("ll_person").size(), 2U);
}

TEST_F(PeopleDecisions, WhatWasDecidedAnewIsNotTakenBack) {
  mail_from("Robert Bos <robert@northwind.example>");
  mail_from("Bobby Tables <bobby@globex.example>");
  const Uuid joined =
      must(join_people(*store_, person_of("robert@northwind.example"), person_of("bobby@globex.example"), admin_));
  const Uuid separated = must(separate_address(*store_, address("bobby@globex.example").id, admin_));
  const auto refused = undo_decision(*store_, joined);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), ErrorCode::Conflict);
  must(undo_decision(*store_, separated));
  must(undo_decision(*store_, joined));
  EXPECT_FALSE(are_one("robert@northwind.example", "bobby@globex.example"));
}

TEST_F(PeopleDecisions, OfDecisionsAboutTheSameTheLastIsTakenBackFirst) {
  mail_from("Robert Bos <robert@northwind.example>");
  mail_from("Bobby Tables <bobby@globex.example>", "Cc: Bobby Tables <b@globex.example>\n");
  ASSERT_TRUE(are_one("bobby@globex.example", "b@globex.example"));
  const Uuid bobby = person_of("bobby@globex.example");
  const Uuid joined = must(join_people(*store_, person_of("robert@northwind.example"), bobby, admin_));
  clock_.set(clock_.now() + std::chrono::seconds(1));
  const Uuid separated = must(separate_address(*store_, address("b@globex.example").id, admin_));
  const auto refused = undo_decision(*store_, joined);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), ErrorCode::Conflict);
  EXPECT_THAT(refused.error().message(), HasSubstr("a later decision is about the same people: b@globex.example"));
  must(undo_decision(*store_, separated));
  must(undo_decision(*store_, joined));
  EXPECT_EQ(person_of("bobby@globex.example"), bobby);
  EXPECT_EQ(person_of("b@globex.example"), bobby);
  EXPECT_FALSE(are_one("robert@northwind.example", "bobby@globex.example"));
}

TEST_F(PeopleDecisions, ALaterLinkIsNotTakenBackWithAnEarlierOne) {
  mail_from("Carl Bos <carl.bos@gmail.com>");
  const Uuid carl = person_of("carl.bos@gmail.com");
  const Uuid one = add("contact", {{"fullname", text("Carl")}}), other = add("contact", {{"fullname", text("Bos")}});
  const Uuid first = must(link_person(*store_, carl, Reference{"contact", one}, admin_));
  clock_.set(clock_.now() + std::chrono::seconds(1));
  const Uuid second = must(link_person(*store_, carl, Reference{"contact", other}, admin_));
  EXPECT_EQ(undo_decision(*store_, first).error().code(), ErrorCode::Conflict);
  EXPECT_EQ(person(carl).target("ll_recordid"), other);
  must(undo_decision(*store_, second));
  EXPECT_EQ(person(carl).target("ll_recordid"), one);
  must(undo_decision(*store_, first));
  EXPECT_TRUE(record::is_null(person(carl).get("ll_recordid")));
}

TEST_F(PeopleDecisions, PeopleWhoWereMergedMeanwhileAreSaidToBe) {
  bring_in_two_carls();
  const Uuid one = person_of("carl@northwind.example"), other = person_of("c@globex.example");
  const Uuid linked =
      must(link_person(*store_, other, Reference{"contact", add("contact", {{"fullname", text("C")}})}, admin_));
  must(join_people(*store_, one, other, admin_));
  const auto gone = join_people(*store_, one, other, admin_);
  ASSERT_FALSE(gone);
  EXPECT_EQ(gone.error().code(), ErrorCode::NotFound);
  EXPECT_THAT(gone.error().to_string(), HasSubstr("read the list anew"));
  EXPECT_EQ(undo_decision(*store_, linked).error().code(), ErrorCode::Conflict);
  EXPECT_EQ(rows("ll_person").size(), 2U) << "nobody comes back without an address";
}

TEST_F(PeopleDecisions, ALinkedRecordCountsFromThereOn) {
  mail_from("Carl Bos <carl.bos@gmail.com>");
  const Uuid contact = add("contact", {{"fullname", text("Carl Bos")}});
  const Uuid carl = person_of("carl.bos@gmail.com");
  const auto is_due = [&] {
    return std::ranges::any_of(rows("msdyn_contactkpiitem"), [&](const Record& row) {
      return row.target("msdyn_contactid") == contact && row.time("ll_dueon").has_value();
    });
  };
  EXPECT_FALSE(is_due());
  const Uuid decision = must(link_person(*store_, carl, Reference{"contact", contact}, admin_));
  EXPECT_TRUE(is_due());
  mail_from("Carl Bos <carl.bos@gmail.com>");
  EXPECT_EQ(person(carl).target("ll_recordid"), contact);
  must(undo_decision(*store_, decision));
  EXPECT_TRUE(record::is_null(person(carl).get("ll_recordid")));
  EXPECT_FALSE(link_person(*store_, carl, Reference{"contact", Uuid::from_name("nobody")}, admin_));
  EXPECT_FALSE(link_person(*store_, carl, Reference{"account", contact}, admin_));
}

TEST_F(PeopleDecisions, SomebodyLinkedIsNotMergedWithSomebodyElsesRecord) {
  mail_from("Carl Bos <carl.bos@gmail.com>");
  const Uuid contact = add("contact", {{"fullname", text("Carl Bos")}});
  must(link_person(*store_, person_of("carl.bos@gmail.com"), Reference{"contact", contact}, admin_));
  add("contact", {{"fullname", text("Carl Bos")}, {"emailaddress1", text("carl@northwind.example")}});
  mail_from("Carl Bos <carl@northwind.example>", "Cc: Carl Bos <carl.bos@gmail.com>\n");
  EXPECT_FALSE(are_one("carl@northwind.example", "carl.bos@gmail.com"));
}

TEST_F(PeopleDecisions, AccountsAreSuggestedForDomainsNobodyStandsFor) {
  add("account", {{"name", text("Globex")}, {"websiteurl", text("https://www.globex.com/home")}});
  mail_from("Carl Bos <carl@northwind.com>", "Cc: d@globex.com, e@gmail.com, dora@eu.northwind.com\n");
  const auto suggested = [&] { return must(suggest_accounts(*must(store_->snapshot()), 10)); };
  ASSERT_EQ(suggested().size(), 1U);
  EXPECT_EQ(suggested()[0].domain, "northwind.com");
  EXPECT_EQ(suggested()[0].people, 2);
  EXPECT_EQ(suggested()[0].messages, 1);
  const Uuid dismissed = must(dismiss_domain(*store_, "Northwind.com", admin_));
  EXPECT_TRUE(suggested().empty());
  must(undo_decision(*store_, dismissed));
  EXPECT_EQ(suggested().size(), 1U);
  EXPECT_FALSE(dismiss_domain(*store_, "no domain", admin_));
}

}  // namespace
}  // namespace leadlight::capture
