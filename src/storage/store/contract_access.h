// Contract: who may do what. Every table of rights, every verb, from every side.
#pragma once

#include "storage/store/contract_fixture.h"

namespace leadlight::store::contract {

/// Read as wide as possible, the verb in question at one depth.
inline Caller with_depth(Caller caller, std::string_view table, Verb verb, Depth depth) {
  Privileges privileges;
  for (const auto& [name, depths] : caller.privileges.by_table()) {
    privileges.grant(name, Verb::Read, Depth::Organisation);
    for (int other = 0; other < kVerbCount; ++other) {
      const bool asked = name == table && other == static_cast<int>(verb);
      privileges.grant(name, static_cast<Verb>(other), asked ? depth : depths[other]);
    }
  }
  caller.privileges = privileges;
  return caller;
}

/// May user 0 (unit 0, member of no team) do something at this depth to a record of `owner`?
inline bool reaches(Depth depth, int owner) {
  return depth == Depth::Organisation || (depth >= Depth::Own && owner == 0) ||
         (depth == Depth::BusinessUnit && owner == 1);
}

constexpr Depth kDepths[] = {Depth::None, Depth::Own, Depth::BusinessUnit, Depth::Organisation};

TEST_P(StoreContract, ReadingFollowsTheDepth) {
  std::vector<Uuid> leads;
  for (int owner : {0, 1, 2}) leads.push_back(insert("lead", {{"ownerid", to("systemuser", users_[owner])}}));
  for (const Depth depth : kDepths) {
    const Caller caller = person(0, depth);
    const auto snapshot = must(store().snapshot());
    std::int64_t count = 0;
    for (int owner : {0, 1, 2}) {
      const bool may = reaches(depth, owner);
      count += may ? 1 : 0;
      EXPECT_EQ(must(snapshot->find("lead", leads[owner], {}, caller)).has_value(), may);
      const auto past = snapshot->history("lead", leads[owner], caller);
      EXPECT_EQ(past.has_value(), may);
      if (!may) {
        EXPECT_EQ(past.error().code(), ErrorCode::NotFound);
      }
    }
    EXPECT_EQ(must(snapshot->count("lead", nullptr, caller)), count);
    EXPECT_EQ(must(snapshot->select({.table = "lead"}, caller)).rows.size(), static_cast<std::size_t>(count));
  }
}

TEST_P(StoreContract, ATeamsRecordsAreItsMembersOwn) {
  const Uuid lead = insert("lead", {{"ownerid", to("team", team_)}});
  Caller caller = person(0, Depth::Own);
  EXPECT_FALSE(find("lead", lead, caller));
  caller.teams = {team_};
  EXPECT_TRUE(find("lead", lead, caller));
  caller = person(0, Depth::BusinessUnit);
  caller.teams = {team_};
  EXPECT_TRUE(find("lead", lead, caller)) << "a wider right includes the narrower";
}

TEST_P(StoreContract, ChangingAndRemovingFollowTheirOwnDepth) {
  for (const Verb verb : {Verb::Write, Verb::Delete}) {
    for (const Depth depth : kDepths) {
      const Caller caller = with_depth(person(0, Depth::None), "lead", verb, depth);
      for (int owner : {0, 1, 2}) {
        const Uuid lead = insert("lead", {{"ownerid", to("systemuser", users_[owner])}});
        Result<void> done = verb == Verb::Delete ? remove("lead", lead, caller) : Result<void>();
        if (verb == Verb::Write) {
          const auto changed = update("lead", lead, {{"fullname", text("x")}}, caller);
          if (!changed) done = fail(changed.error());
        }
        ASSERT_EQ(done.has_value(), reaches(depth, owner));
        if (!done) {
          EXPECT_EQ(done.error().code(), ErrorCode::Denied);
        }
      }
    }
  }
}

TEST_P(StoreContract, WhatCannotBeReadIsNotThereOnAnyVerb) {
  const Uuid lead = insert("lead", {{"ownerid", to("systemuser", users_[2])}});
  Caller caller = person(0, Depth::Organisation);
  Privileges privileges;
  for (const Verb verb : {Verb::Write, Verb::Delete, Verb::Assign}) privileges.grant("lead", verb, Depth::Organisation);
  privileges.grant("lead", Verb::Read, Depth::Own);
  caller.privileges = privileges;
  EXPECT_EQ(code_of(update("lead", lead, {{"fullname", text("x")}}, caller)), ErrorCode::NotFound);
  EXPECT_EQ(code_of(update("lead", lead, {{"fullname", text("x")}}, caller, 99)), ErrorCode::NotFound);
  EXPECT_EQ(code_of(remove("lead", lead, caller)), ErrorCode::NotFound);
  EXPECT_EQ(code_of(remove("lead", Uuid::from_name("none"), caller)), ErrorCode::NotFound);
}

TEST_P(StoreContract, CreatingFollowsTheDepthOfWhoWillOwnIt) {
  for (const Depth depth : kDepths) {
    const Caller caller = with_depth(person(0, Depth::None), "lead", Verb::Create, depth);
    for (int owner : {0, 1, 2}) {
      const auto done = store().write([&](Transaction& tx) -> Result<void> {
        TRY(tx.insert("lead", {}, {{"ownerid", to("systemuser", users_[owner])}}, caller));
        return {};
      });
      EXPECT_EQ(done.has_value(), reaches(depth, owner));
      if (!done) {
        EXPECT_EQ(done.error().code(), ErrorCode::Denied);
      }
    }
  }
}

TEST_P(StoreContract, GivingARecordAwayNeedsTheRightToAssign) {
  for (const Depth depth : kDepths) {
    const Uuid lead = insert("lead", {{"ownerid", to("systemuser", users_[1])}});
    Caller caller = with_depth(person(0, Depth::None), "lead", Verb::Assign, depth);
    caller.privileges.grant("lead", Verb::Write, Depth::Organisation);
    const auto done = update("lead", lead, {{"ownerid", to("systemuser", users_[2])}}, caller);
    EXPECT_EQ(done.has_value(), reaches(depth, 1));
    if (!done) {
      EXPECT_EQ(done.error().code(), ErrorCode::Denied);
    } else {
      EXPECT_EQ(done->get("owningbusinessunit"), to("businessunit", units_[1])) << "follows the owner";
    }
  }
}

TEST_P(StoreContract, APrivateMailIsReachedByItsOwnerAndWhoHasItInAMailbox) {
  const auto mail = [&](int owner, bool is_private) {
    return insert(
        "email",
        {{"subject", text("Offer")}, {"ownerid", to("systemuser", users_[owner])}, {"ll_private", is_private}});
  };
  const Uuid open = mail(2, false);
  const Uuid hidden = mail(2, true);
  const Uuid shared = mail(2, true);
  const Uuid own = mail(0, true);
  const Uuid mailbox = insert(
      "ll_mailbox", {{"ll_name", text("Mail")}, {"ll_kind", whole(0)}, {"ownerid", to("systemuser", users_[0])}});
  insert("ll_mailboxitem", {{"ll_mailboxid", to("ll_mailbox", mailbox)}, {"activityid", to("email", shared)}});
  const Uuid party = insert("activityparty", {{"activityid", to("email", hidden)},
                                              {"participationtypemask", whole(1)},
                                              {"addressused", text("ann@example.com")}});
  const Caller all = person(0, Depth::Organisation);
  EXPECT_TRUE(find("email", open, all));
  EXPECT_FALSE(find("email", hidden, all)) << "whatever the right";
  EXPECT_FALSE(find("activityparty", party, all)) << "nor who wrote it";
  EXPECT_EQ(code_of(update("email", hidden, {{"subject", text("x")}}, all)), ErrorCode::NotFound);
  EXPECT_EQ(code_of(remove("email", hidden, all)), ErrorCode::NotFound);
  EXPECT_FALSE(must(must(store().snapshot())
                        ->could_read("email", {{"ownerid", to("systemuser", users_[2])}, {"ll_private", true}}, all)));
  const Caller narrow = person(0, Depth::Own);
  EXPECT_FALSE(find("email", open, narrow));
  EXPECT_TRUE(find("email", shared, narrow)) << "in a mailbox of the caller's";
  EXPECT_TRUE(find("email", own, narrow));
  EXPECT_TRUE(find("email", own, all));
  EXPECT_FALSE(find("email", own, person(0, Depth::None)));
}

TEST_P(StoreContract, WhatAnIgnoreListHoldsBackIsReachedByNobody) {
  const Uuid lead = insert("lead", {{"ownerid", to("systemuser", users_[0])}});
  const Uuid mail = insert("email", {{"subject", text("Lunch")},
                                     {"ownerid", to("systemuser", users_[0])},
                                     {"regardingobjectid", to("lead", lead)},
                                     {"ll_tracked", true},
                                     {"ll_private", true}});
  const Uuid mailbox = insert(
      "ll_mailbox", {{"ll_name", text("Mail")}, {"ll_kind", whole(0)}, {"ownerid", to("systemuser", users_[0])}});
  insert("ll_mailboxitem", {{"ll_mailboxid", to("ll_mailbox", mailbox)}, {"activityid", to("email", mail)}});
  const auto party = [&](bool ignored) {
    return insert("activityparty",
                  {{"activityid", to("email", mail)}, {"participationtypemask", whole(2)}, {"ll_ignored", ignored}});
  };
  const Uuid kept = party(false), left_out = party(true);
  const Caller owner = person(0, Depth::Organisation);
  EXPECT_TRUE(find("email", mail, owner));
  EXPECT_TRUE(find("activityparty", kept, owner));
  EXPECT_FALSE(find("activityparty", left_out, owner)) << "the others of the mail stay";
  must(update("email", mail, {{"ll_ignored", true}}, Caller::system()));
  EXPECT_FALSE(find("email", mail, owner)) << "neither by owning it, nor by a mailbox, nor by what it is regarding";
  EXPECT_FALSE(find("activityparty", kept, owner));
  EXPECT_EQ(code_of(update("email", mail, {{"subject", text("x")}}, owner)), ErrorCode::NotFound);
  must(update("email", mail, {{"ll_ignored", false}}, Caller::system()));
  EXPECT_TRUE(find("email", mail, owner));
}

TEST_P(StoreContract, ATrackedMailIsReadByWhoReadsWhatItIsRegarding) {
  const Uuid mine = insert("lead", {{"ownerid", to("systemuser", users_[0])}});
  const Uuid other = insert("lead", {{"ownerid", to("systemuser", users_[1])}});
  const auto mail = [&](const Uuid& lead, bool is_private, bool is_tracked) {
    return insert("email", {{"subject", text("Offer")},
                            {"ownerid", to("systemuser", users_[2])},
                            {"regardingobjectid", to("lead", lead)},
                            {"ll_private", is_private},
                            {"ll_tracked", is_tracked}});
  };
  const Caller narrow = person(0, Depth::Own);
  const Uuid tracked = mail(mine, true, true);
  EXPECT_TRUE(find("email", tracked, narrow));
  EXPECT_TRUE(find("email", mail(mine, false, true), narrow));
  EXPECT_FALSE(find("email", mail(mine, true, false), narrow)) << "nobody tracked it";
  EXPECT_FALSE(find("email", mail(other, true, true), narrow)) << "the lead is not theirs to read";
  EXPECT_EQ(code_of(update("email", tracked, {{"subject", text("x")}}, narrow)), ErrorCode::Denied);
  EXPECT_FALSE(find("email", tracked, person(0, Depth::None))) << "without any right to mail";
  const auto could_read = [&](const Uuid& lead, bool is_tracked) {
    return must(must(store().snapshot())
                    ->could_read("email",
                                 {{"ownerid", to("systemuser", users_[2])},
                                  {"regardingobjectid", to("lead", lead)},
                                  {"ll_private", true},
                                  {"ll_tracked", is_tracked}},
                                 narrow));
  };
  EXPECT_TRUE(could_read(mine, true));
  EXPECT_FALSE(could_read(mine, false));
  EXPECT_FALSE(could_read(other, true));
}

TEST_P(StoreContract, ADerivedRowIsReadAndChangedByWhoReadsAndChangesItsParent) {
  const Uuid mine = insert("lead", {{"ownerid", to("systemuser", users_[0])}});
  const Uuid other = insert("lead", {{"ownerid", to("systemuser", users_[2])}});
  const Uuid my_note = insert("annotation", {{"objectid", to("lead", mine)}, {"subject", text("a")}});
  const Uuid other_note = insert("annotation", {{"objectid", to("lead", other)}, {"subject", text("b")}});
  Caller caller = person(0, Depth::Own);
  EXPECT_TRUE(find("annotation", my_note, caller));
  EXPECT_FALSE(find("annotation", other_note, caller));
  EXPECT_EQ(code_of(update("annotation", other_note, {{"subject", text("x")}}, caller)), ErrorCode::NotFound);
  must(update("annotation", my_note, {{"subject", text("x")}}, caller));
  caller.privileges.grant("lead", Verb::Read, Depth::Organisation);
  EXPECT_TRUE(find("annotation", other_note, caller));
  EXPECT_EQ(code_of(update("annotation", other_note, {{"subject", text("x")}}, caller)), ErrorCode::Denied);
  EXPECT_EQ(code_of(remove("annotation", other_note, caller)), ErrorCode::Denied);
  EXPECT_EQ(code_of(update("annotation", my_note, {{"objectid", to("lead", other)}}, caller)), ErrorCode::Denied)
      << "moving it under a record that may not be changed";
  const auto attach = [&](const Uuid& lead) {
    return store().write([&](Transaction& tx) -> Result<void> {
      TRY(tx.insert("annotation", {}, {{"objectid", to("lead", lead)}}, caller));
      return {};
    });
  };
  EXPECT_TRUE(attach(mine).has_value());
  EXPECT_EQ(code_of(attach(other)), ErrorCode::Denied);
  EXPECT_EQ(code_of(store().write([&](Transaction& tx) -> Result<void> {
              TRY(tx.insert("annotation", {}, {{"subject", text("of nothing")}}, caller));
              return {};
            })),
            ErrorCode::Denied);
}

TEST_P(StoreContract, ADerivedRowOfADerivedRowAsksTheFirstThatIsFilled) {
  const Uuid lead = insert("lead", {{"ownerid", to("systemuser", users_[2])}});
  const Uuid deal = insert("opportunity", {{"name", text("d")}, {"ownerid", to("systemuser", users_[0])}});
  const auto score_of = [&](record::Values values) {
    values["msdyn_entityid"] = text(Uuid::from_name(std::to_string(values.size()) + "x").to_string());
    values["msdyn_entitytype"] = text("lead");
    return insert("msdyn_predictivescore", values);
  };
  const Uuid of_both = score_of({{"ll_leadid", to("lead", lead)}, {"ll_opportunityid", to("opportunity", deal)}});
  const Uuid of_deal = score_of({{"ll_opportunityid", to("opportunity", deal)}});
  const Uuid of_none = score_of({});
  const Caller caller = person(0, Depth::Own);
  EXPECT_FALSE(find("msdyn_predictivescore", of_both, caller)) << "the lead decides";
  EXPECT_TRUE(find("msdyn_predictivescore", of_deal, caller));
  EXPECT_FALSE(find("msdyn_predictivescore", of_none, caller));
  const Uuid task = insert("task", {{"subject", text("t")}, {"ownerid", to("systemuser", users_[0])}});
  const Uuid party = insert("activityparty", {{"activityid", to("task", task)}, {"participationtypemask", whole(1)}});
  EXPECT_TRUE(find("activityparty", party, caller));
  EXPECT_FALSE(find("activityparty", party, person(1, Depth::Own)));
}

TEST_P(StoreContract, OrganisationRowsNeedAnyDepthAndSystemRowsNobody) {
  EXPECT_FALSE(find("systemuser", users_[0], person(0, Depth::None)));
  EXPECT_TRUE(find("systemuser", users_[0], person(0, Depth::Own)));
  const Uuid setting = insert("ll_setting", {{"ll_key", text("r")}});
  const Caller caller = person(0, Depth::Organisation);
  EXPECT_FALSE(find("ll_setting", setting, caller));
  EXPECT_EQ(must(must(store().snapshot())->count("ll_setting", nullptr, caller)), 0);
  EXPECT_EQ(code_of(update("ll_setting", setting, {{"ll_key", text("x")}}, caller)), ErrorCode::NotFound);
  EXPECT_EQ(code_of(store().write([&](Transaction& tx) -> Result<void> {
              TRY(tx.insert("ll_setting", {}, {{"ll_key", text("mine")}}, caller));
              return {};
            })),
            ErrorCode::Denied);
}

TEST_P(StoreContract, SecretsCannotBeNamedByUsers) {
  const Caller caller = person(0, Depth::Organisation);
  const auto snapshot = must(store().snapshot());
  query::Query query{.table = "systemuser", .columns = {"ll_passwordhash"}};
  EXPECT_EQ(code_of(snapshot->select(query, caller)), ErrorCode::InvalidInput);
  query.columns = {"fullname"};
  query.filter = query::equals("ll_passwordhash", text("x"));
  EXPECT_EQ(code_of(snapshot->select(query, caller)), ErrorCode::InvalidInput);
  query.filter = nullptr;
  query.order = {{{"", "", "ll_passwordhash"}}};
  EXPECT_EQ(code_of(snapshot->select(query, caller)), ErrorCode::InvalidInput);
  query = {.table = "lead", .order = {{{"ownerid", "", "ll_passwordhash"}}}};
  EXPECT_EQ(code_of(snapshot->select(query, caller)), ErrorCode::InvalidInput);
}

TEST_P(StoreContract, ALookupToARowThatMayNotBeReadIsAsIfItWereNotThere) {
  const Uuid hidden = insert("account", {{"name", text("secret")}, {"ownerid", to("systemuser", users_[2])}});
  const Caller caller = person(0, Depth::Own);
  const auto attempt = [&](const Uuid& account) {
    return store().write([&](Transaction& tx) -> Result<void> {
      TRY(tx.insert("lead", {}, {{"parentaccountid", to("account", account)}}, caller));
      return {};
    });
  };
  const auto of_hidden = attempt(hidden), of_none = attempt(Uuid::from_name("none"));
  EXPECT_EQ(code_of(of_hidden), ErrorCode::InvalidInput);
  EXPECT_EQ(code_of(of_none), ErrorCode::InvalidInput);
  const Uuid lead =
      insert("lead", {{"ownerid", to("systemuser", users_[0])}, {"parentaccountid", to("account", hidden)}});
  EXPECT_EQ(find("lead", lead, caller)->get("parentaccountid"), to("account", hidden)) << "the id itself stays";
}

}  // namespace leadlight::store::contract
