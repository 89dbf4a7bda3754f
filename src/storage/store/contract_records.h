// Contract: one row at a time. Writing, reading back, versions, keys, lookups, history, removing.
#pragma once

#include <limits>

#include "storage/store/contract_fixture.h"

namespace leadlight::store::contract {

TEST_P(StoreContract, ARowOfEveryTypeReadsBackAsItWasWritten) {
  const Uuid account = insert("account", {{"name", text("Contoso")}});
  const record::Values values{{"fullname", text("Zoë \"O'Neil\"; DROP TABLE lead; --\x01\x7f 😀 ส้ม")},
                              {"description", text("line\r\nline\ttab\\")},
                              {"revenue", Amount{-123'456'789}},
                              {"numberofemployees", whole(-2'147'483'648)},
                              {"exchangerate", 0.1},
                              {"donotemail", true},
                              {"donotphone", false},
                              {"leadsourcecode", whole(8)},
                              {"estimatedclosedate", Date(std::chrono::days(-1))},
                              {"schedulefollowup_prospect", Timestamp(std::chrono::microseconds(-1))},
                              {"ownerid", to("team", team_)},
                              {"parentaccountid", to("account", account)}};
  const Uuid id = insert("lead", values);
  const auto row = find("lead", id);
  ASSERT_TRUE(row);
  EXPECT_EQ(row->id, id);
  EXPECT_EQ(row->version, 1);
  for (const auto& [name, value] : values) {
    EXPECT_EQ(row->get(name), value) << name << " " << record::to_string(row->get(name));
  }
  EXPECT_TRUE(record::is_null(row->get("subject")));
  EXPECT_EQ(row->get("createdon"), record::Value(clock_.now()));
  EXPECT_EQ(row->get("owningbusinessunit"), to("businessunit", units_[1])) << "of the owning team";
}

TEST_P(StoreContract, ExtremeNumbersAndTimesSurvive) {
  const std::vector<record::Values> rows{
      {{"revenue", Amount{std::numeric_limits<std::int64_t>::max()}}, {"exchangerate", 1.7976931348623157e308}},
      {{"revenue", Amount{std::numeric_limits<std::int64_t>::min()}}, {"exchangerate", -5e-324}},
      {{"schedulefollowup_prospect", instant(253'402'300'799)},
       {"estimatedclosedate", Date(std::chrono::days(2'932'896))}},
      {{"schedulefollowup_prospect", instant(-62'135'596'800)},
       {"estimatedclosedate", Date(std::chrono::days(-719'162))}},
      {{"fullname", text("")}, {"description", text(std::string(100'000, 'x'))}}};
  for (const record::Values& values : rows) {
    const auto row = find("lead", insert("lead", values));
    for (const auto& [name, value] : values) EXPECT_EQ(row->get(name), value) << name;
  }
}

TEST_P(StoreContract, BytesReadBackAsTheyWere) {
  std::string bytes;
  for (int i = 0; i < 100'000; ++i) bytes.push_back(static_cast<char>(i * 7));
  const Uuid model = insert("ll_model", {{"ll_name", text("m")}, {"ll_table", text("lead")}});
  const Uuid id =
      insert("ll_modelversion", {{"ll_modelid", to("ll_model", model)}, {"ll_bytes", record::Bytes{bytes}}});
  const auto snapshot = must(store().snapshot());
  const auto row = must(snapshot->find("ll_modelversion", id, {"ll_bytes"}, system()));
  EXPECT_EQ(row->get("ll_bytes"), record::Value(record::Bytes{bytes}));
  EXPECT_FALSE(find("ll_modelversion", id)->values.contains("ll_bytes")) << "internal columns come only when named";
}

TEST_P(StoreContract, TextThatNoDatabaseCanKeepIsRefused) {
  for (const std::string& bad : {std::string("a\0b", 3), std::string("\xff\xfe"), std::string("\xed\xa0\x80")}) {
    const auto done = store().write([&](Transaction& tx) -> Result<void> {
      TRY(tx.insert("lead", {}, {{"fullname", text(bad)}}, system()));
      return {};
    });
    EXPECT_EQ(code_of(done), ErrorCode::InvalidInput);
  }
}

TEST_P(StoreContract, WrongTablesColumnsAndTypesAreRefused) {
  const auto attempt = [&](const char* table, record::Values values) {
    return code_of(store().write([&](Transaction& tx) -> Result<void> {
      TRY(tx.insert(table, {}, values, system()));
      return {};
    }));
  };
  EXPECT_EQ(attempt("nothing", {}), ErrorCode::InvalidInput);
  EXPECT_EQ(attempt("lead\"; --", {}), ErrorCode::InvalidInput);
  EXPECT_EQ(attempt("lead", {{"nothing", whole(1)}}), ErrorCode::InvalidInput);
  EXPECT_EQ(attempt("lead", {{"fullname_folded", text("x")}}), ErrorCode::InvalidInput);
  EXPECT_EQ(attempt("lead", {{"fullname", whole(1)}}), ErrorCode::InvalidInput);
  EXPECT_EQ(attempt("lead", {{"ownerid", to("account", users_[0])}}), ErrorCode::InvalidInput);
}

TEST_P(StoreContract, EveryChangeRaisesTheVersionByOneAndStampsTheRow) {
  const Caller caller = person(0, Depth::Organisation);
  const Uuid id = insert("lead", {{"fullname", text("A")}}, caller);
  clock_.set(instant(1'800'000'100));
  const auto row = must(update("lead", id, {{"fullname", text("B")}}, person(1, Depth::Organisation), 1));
  EXPECT_EQ(row.version, 2);
  EXPECT_EQ(row.get("versionnumber"), whole(2));
  EXPECT_EQ(row.get("createdby"), to("systemuser", users_[0]));
  EXPECT_EQ(row.get("modifiedby"), to("systemuser", users_[1]));
  EXPECT_EQ(row.get("modifiedon"), record::Value(clock_.now()));
  EXPECT_EQ(row.get("createdon"), record::Value(instant(1'800'000'000)));
  EXPECT_EQ(row.values, find("lead", id)->values);
  EXPECT_EQ(must(update("lead", id, {{"fullname", text("B")}}, caller)).version, 2) << "nothing changed";
}

TEST_P(StoreContract, AScoreWrittenByTheProgramIsNoModification) {
  const Uuid id = insert("lead", {{"fullname", text("A")}}, person(0, Depth::Organisation));
  clock_.set(instant(1'900'000'000));
  const auto row = must(update("lead", id, {{"msdyn_leadscore", whole(70)}}, system()));
  EXPECT_EQ(row.version, 2);
  EXPECT_EQ(row.get("modifiedon"), record::Value(instant(1'800'000'000)));
}

TEST_P(StoreContract, AnotherVersionThanExpectedIsAConflict) {
  const Uuid id = insert("lead", {{"fullname", text("A")}});
  EXPECT_EQ(code_of(update("lead", id, {{"fullname", text("B")}}, system(), 7)), ErrorCode::Conflict);
  EXPECT_EQ(code_of(remove("lead", id, system(), 7)), ErrorCode::Conflict);
  EXPECT_EQ(find("lead", id)->get("fullname"), text("A"));
  EXPECT_TRUE(remove("lead", id, system(), 1).has_value());
  EXPECT_FALSE(find("lead", id));
}

TEST_P(StoreContract, ATakenIdOrKeyIsAConflictAndTheTransactionGoesOn) {
  const Uuid id = insert("lead", {{"ll_externalkey", text("Key-1")}});
  must(store().write([&](Transaction& tx) -> Result<void> {
    EXPECT_EQ(code_of(tx.insert("lead", id, {}, system())), ErrorCode::Conflict);
    EXPECT_EQ(code_of(tx.insert("lead", {}, {{"ll_externalkey", text("KEY-1")}}, system())), ErrorCode::Conflict);
    const auto other = TRY(tx.insert("lead", {}, {{"ll_externalkey", text("Key-2")}}, system()));
    EXPECT_EQ(code_of(tx.update("lead", other.id, {{"ll_externalkey", text("key-1")}}, {}, system())),
              ErrorCode::Conflict);
    TRY(tx.insert("lead", {}, {{"fullname", text("after")}}, system()));
    return {};
  }));
  EXPECT_EQ(must(must(store().snapshot())->count("lead", nullptr, system())), 3);
}

TEST_P(StoreContract, WhatFailsLeavesNothing) {
  const auto done = store().write([&](Transaction& tx) -> Result<void> {
    TRY(tx.insert("lead", {}, {{"fullname", text("A")}}, system()));
    return fail(ErrorCode::InvalidInput, "changed my mind");
  });
  EXPECT_EQ(code_of(done), ErrorCode::InvalidInput);
  const auto thrown = store().write([&](Transaction& tx) -> Result<void> {
    TRY(tx.insert("lead", {}, {{"fullname", text("B")}}, system()));
    throw std::runtime_error("boom");
  });
  EXPECT_EQ(code_of(thrown), ErrorCode::Internal);
  EXPECT_EQ(must(must(store().snapshot())->count("lead", nullptr, system())), 0);
  EXPECT_TRUE(history("lead", {}).empty());
}

TEST_P(StoreContract, ATransactionSeesWhatItWrote) {
  must(store().write([&](Transaction& tx) -> Result<void> {
    const auto row = TRY(tx.insert("lead", {}, {{"fullname", text("Sought person")}}, system()));
    EXPECT_EQ(TRY(tx.count("lead", std::make_shared<query::Filter>(query::Filter{query::Search{"ought"}}), system())),
              1);
    TRY(tx.update("lead", row.id, {{"fullname", text("Another")}}, 1, system()));
    EXPECT_EQ(TRY(tx.find("lead", row.id, {"fullname"}, system()))->get("fullname"), text("Another"));
    EXPECT_EQ(TRY(tx.count("lead", std::make_shared<query::Filter>(query::Filter{query::Search{"ought"}}), system())),
              0);
    EXPECT_EQ(TRY(tx.history("lead", row.id, system())).size(), 2u);
    return {};
  }));
}

TEST_P(StoreContract, TheSearchFollowsTextThatComesChangesAndGoes) {
  const auto found = [&](const std::string& word) {
    const auto filter = std::make_shared<query::Filter>(query::Filter{query::Search{word}});
    return must(must(store().snapshot())->count("lead", filter, system()));
  };
  const Uuid id = insert("lead", {});
  must(update("lead", id, {{"fullname", text("Wolfgang")}}, system()));
  EXPECT_EQ(found("wolf"), 1);
  must(update("lead", id, {{"fullname", text("Amadeus")}}, system()));
  EXPECT_EQ(found("wolf"), 0);
  EXPECT_EQ(found("adeu"), 1);
  must(update("lead", id, {{"fullname", record::Value()}}, system()));
  EXPECT_EQ(found("adeu"), 0);
  must(remove("lead", id, system()));
  EXPECT_EQ(must(must(store().snapshot())->count("lead", nullptr, system())), 0);
}

TEST_P(StoreContract, ASnapshotStandsStill) {
  const auto before = must(store().snapshot());
  insert("lead", {{"fullname", text("A")}});
  EXPECT_EQ(must(before->count("lead", nullptr, system())), 0);
  EXPECT_EQ(must(must(store().snapshot())->count("lead", nullptr, system())), 1);
}

TEST_P(StoreContract, WritingWithinWritingIsAnErrorNotADeadlock) {
  must(store().write([&](Transaction&) -> Result<void> {
    EXPECT_EQ(code_of(store().write([](Transaction&) -> Result<void> { return {}; })), ErrorCode::Internal);
    return {};
  }));
}

TEST_P(StoreContract, ALookupMustPointToARowThatIsThere) {
  const Uuid nobody = Uuid::from_name("nobody");
  const auto done = store().write([&](Transaction& tx) -> Result<void> {
    TRY(tx.insert("lead", {}, {{"parentaccountid", to("account", nobody)}}, system()));
    return {};
  });
  EXPECT_EQ(code_of(done), ErrorCode::InvalidInput);
  EXPECT_NE(done.error().message().find("parentaccountid"), std::string::npos) << done.error().message();
  const Uuid lead = insert("lead", {});
  EXPECT_EQ(code_of(update("lead", lead, {{"ownerid", to("team", users_[0])}}, system())), ErrorCode::InvalidInput)
      << "an id of another table";
}

TEST_P(StoreContract, TheHistoryTellsEachChangeOnce) {
  const Caller caller = person(0, Depth::Organisation);
  const Uuid id = insert("lead",
                         {{"fullname", text("A \"quoted\" \\ \n name")},
                          {"revenue", Amount{125'000}},
                          {"donotemail", true},
                          {"estimatedclosedate", Date(std::chrono::days(20'000))},
                          {"exchangerate", 1.0}},
                         caller);
  clock_.set(instant(1'800'000'060));
  must(update("lead", id, {{"fullname", record::Value()}, {"revenue", Amount{1}}, {"donotemail", true}}, caller));
  must(remove("lead", id, system()));
  const auto entries = history("lead", id);
  ASSERT_EQ(entries.size(), 3u);
  EXPECT_EQ(entries[0].kind, HistoryEntry::Kind::Create);
  EXPECT_EQ(entries[0].by, users_[0]);
  EXPECT_EQ(entries[0].at, instant(1'800'000'000));
  EXPECT_EQ(entries[0].changes.at("fullname").after, text("A \"quoted\" \\ \n name"));
  EXPECT_TRUE(record::is_null(entries[0].changes.at("fullname").before));
  EXPECT_EQ(entries[0].changes.at("estimatedclosedate").after, record::Value(Date(std::chrono::days(20'000))));
  EXPECT_EQ(entries[0].changes.at("exchangerate").after, record::Value(1.0));
  EXPECT_EQ(entries[0].changes.at("createdon").after, record::Value(instant(1'800'000'000)));
  EXPECT_EQ(entries[0].changes.at("ownerid").after, to("systemuser", users_[0]));
  EXPECT_EQ(entries[1].kind, HistoryEntry::Kind::Update);
  EXPECT_EQ(entries[1].at, instant(1'800'000'060));
  ASSERT_EQ(entries[1].changes.size(), 2u) << "only what changed";
  EXPECT_EQ(entries[1].changes.at("revenue").before, record::Value(Amount{125'000}));
  EXPECT_EQ(entries[1].changes.at("revenue").after, record::Value(Amount{1}));
  EXPECT_EQ(entries[2].kind, HistoryEntry::Kind::Delete);
  EXPECT_EQ(entries[2].changes.at("revenue").before, record::Value(Amount{1}));
  EXPECT_LT(entries[0].sequence, entries[1].sequence);
}

TEST_P(StoreContract, HistoriesAreThoseOfEachRow) {
  const Uuid one = insert("lead", {{"fullname", text("One")}}, system());
  const Uuid other =
      insert("lead", {{"address1_city", text("\"fullname\":[1,2]")}, {"fullname", text("\"fullname\":[1,2] Other")}},
             system());
  must(update("lead", one, {{"fullname", text("One again")}}, system()));
  const auto snapshot = must(store_->snapshot());
  const Uuid ids[] = {other, Uuid{}, one};
  const auto histories = must(snapshot->histories("lead", ids, {"fullname", "subject"}, system()));
  ASSERT_EQ(histories.size(), 3u);
  EXPECT_TRUE(histories[1].empty());
  for (const auto& [at, id] : {std::pair(0, other), std::pair(2, one)}) {
    const auto alone = must(snapshot->history("lead", id, system()));
    ASSERT_EQ(histories[at].size(), alone.size());
    for (std::size_t i = 0; i < alone.size(); ++i) {
      EXPECT_EQ(histories[at][i].sequence, alone[i].sequence);
      EXPECT_EQ(histories[at][i].record_id, id);
    }
  }
  EXPECT_EQ(histories[2].back().changes.at("fullname").after, text("One again"));
  ASSERT_EQ(histories[0].front().changes.size(), 1u) << "of the entry that made it only the columns asked for";
  EXPECT_EQ(histories[0].front().changes.at("fullname").after, text("\"fullname\":[1,2] Other"));
  Caller user;
  user.user = users_[0];
  EXPECT_TRUE(must(snapshot->histories("lead", {}, {}, system())).empty());
  EXPECT_EQ(snapshot->histories("lead", ids, {}, user).error().code(), ErrorCode::Denied);
}

TEST_P(StoreContract, TheHistoryKeepsNoSecrets) {
  must(
      update("systemuser", users_[0], {{"ll_passwordhash", text("secret hash")}, {"fullname", text("New")}}, system()));
  const auto entries = history("systemuser", users_[0]);
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_FALSE(entries[1].changes.contains("ll_passwordhash"));
  EXPECT_TRUE(entries[1].changes.contains("fullname"));
}

TEST_P(StoreContract, RemovingARowTakesWhatIsPartOfItAndFreesTheRest) {
  const Uuid account = insert("account", {{"name", text("Contoso")}});
  const Uuid lead = insert("lead", {{"parentaccountid", to("account", account)}});
  const Uuid note = insert("annotation", {{"objectid", to("account", account)}, {"subject", text("n")}});
  const Uuid task = insert("task", {{"subject", text("t")}, {"regardingobjectid", to("account", account)}});
  const Uuid task_note = insert("annotation", {{"objectid", to("task", task)}, {"subject", text("n")}});
  must(remove("account", account, system()));
  EXPECT_FALSE(find("account", account));
  EXPECT_FALSE(find("annotation", note));
  EXPECT_TRUE(find("annotation", task_note));
  ASSERT_TRUE(find("lead", lead));
  EXPECT_TRUE(record::is_null(find("lead", lead)->get("parentaccountid")));
  EXPECT_EQ(find("lead", lead)->version, 2);
  EXPECT_EQ(history("lead", lead).back().changes.at("parentaccountid").before, to("account", account));
  must(remove("task", task, system()));
  EXPECT_FALSE(find("annotation", task_note));
}

TEST_P(StoreContract, ALeadAndItsScoreGoTogether) {
  const Uuid lead = insert("lead", {});
  const Uuid score = insert("msdyn_predictivescore", {{"msdyn_entityid", text(lead.to_string())},
                                                      {"msdyn_entitytype", text("lead")},
                                                      {"ll_leadid", to("lead", lead)}});
  must(update("lead", lead, {{"msdyn_predictivescoreid", to("msdyn_predictivescore", score)}}, system()));
  must(remove("lead", lead, system()));
  EXPECT_FALSE(find("msdyn_predictivescore", score));
}

TEST_P(StoreContract, WhoOwnsRecordsCannotBeRemoved) {
  const Uuid lead = insert("lead", {{"ownerid", to("systemuser", users_[0])}});
  EXPECT_EQ(code_of(remove("systemuser", users_[0], system())), ErrorCode::Conflict);
  must(update("lead", lead, {{"ownerid", to("systemuser", users_[1])}}, system()));
  EXPECT_TRUE(remove("systemuser", users_[0], system()).has_value());
}

TEST_P(StoreContract, ManyRowsAtOnceAreLikeOneAtATime) {
  const Caller caller = person(0, Depth::Organisation);
  std::vector<std::pair<Uuid, record::Values>> rows;
  for (int i = 0; i < 1'000; ++i) {
    rows.push_back({i == 0 ? Uuid::from_name("first") : Uuid{},
                    {{"fullname", text("Bulk person " + std::to_string(i))}, {"revenue", Amount{i}}}});
  }
  must(store().write([&](Transaction& tx) -> Result<void> {
    tx.set_now(instant(1'700'000'000));
    return tx.insert_many("lead", rows, caller);
  }));
  EXPECT_EQ(must(must(store().snapshot())->count("lead", nullptr, caller)), 1'000);
  const auto row = find("lead", Uuid::from_name("first"));
  ASSERT_TRUE(row);
  EXPECT_EQ(row->version, 1);
  EXPECT_EQ(row->get("ownerid"), to("systemuser", users_[0]));
  EXPECT_EQ(row->get("owningbusinessunit"), to("businessunit", units_[0]));
  EXPECT_EQ(row->get("createdon"), record::Value(instant(1'700'000'000)));
  EXPECT_EQ(history("lead", row->id).front().changes.at("fullname").after, text("Bulk person 0"));
  const auto found = std::make_shared<query::Filter>(query::Filter{query::Search{"person 999"}});
  EXPECT_EQ(must(must(store().snapshot())->count("lead", found, caller)), 1);
}

TEST_P(StoreContract, ManyChangesAtOnceAreLikeOneAtATime) {
  std::vector<Uuid> ids;
  for (int i = 0; i < 300; ++i) ids.push_back(insert("lead", {{"fullname", text("A")}, {"revenue", Amount{i}}}));
  const Uuid gone = Uuid::from_name("gone");
  std::vector<RowChange> changes;
  // Different columns in each, so that no two statements need be the same.
  for (size_t i = 0; i < ids.size(); ++i) {
    changes.push_back({ids[i], {{"fullname", text("Person " + std::to_string(i))}}, 1});
    if (i % 2 == 0) changes.back().changes.emplace("revenue", Amount{7});
  }
  changes[1].expected_version = 9;
  changes[2].changes = {{"fullname", text("A")}};
  changes[3].changes = {{"msdyn_leadscore", whole(50)}};
  changes.push_back({gone, {{"fullname", text("nobody")}}, std::nullopt});
  clock_.set(instant(1'900'000'000));
  std::vector<UpdateOutcome> outcomes;
  must(store().write([&](Transaction& tx) -> Result<void> {
    outcomes = TRY(tx.update_many("lead", changes, system()));
    return {};
  }));
  std::vector<UpdateOutcome> expected(changes.size(), UpdateOutcome::Done);
  expected[1] = UpdateOutcome::ChangedMeanwhile;
  expected.back() = UpdateOutcome::Gone;
  EXPECT_EQ(outcomes, expected);
  for (const size_t i : {size_t{0}, size_t{4}, size_t{299}}) {
    const auto row = *find("lead", ids[i]);
    EXPECT_EQ(row.version, 2);
    EXPECT_EQ(row.get("modifiedon"), record::Value(instant(1'900'000'000)));
    EXPECT_EQ(row.get("fullname"), text("Person " + std::to_string(i)));
    EXPECT_EQ(row.get("revenue"), record::Value(i % 2 == 0 ? Amount{7} : Amount{static_cast<std::int64_t>(i)}));
    ASSERT_EQ(history("lead", ids[i]).size(), 2u);
    EXPECT_EQ(history("lead", ids[i]).back().changes.at("fullname").before, text("A"));
  }
  EXPECT_EQ(find("lead", ids[1])->get("fullname"), text("A"));
  EXPECT_EQ(find("lead", ids[2])->version, 1) << "nothing changed";
  EXPECT_EQ(find("lead", ids[3])->version, 2);
  EXPECT_EQ(history("lead", ids[3]).size(), 1u) << "a score is no modification";
  const auto found = std::make_shared<query::Filter>(query::Filter{query::Search{"person 299"}});
  EXPECT_EQ(must(must(store().snapshot())->count("lead", found, system())), 1);
}

TEST_P(StoreContract, ManyChangesOfWhichOneCannotBeAreNone) {
  const Uuid one = insert("lead", {{"fullname", text("A")}}), other = insert("lead", {{"ll_externalkey", text("key")}});
  const auto done = store().write([&](Transaction& tx) -> Result<void> {
    const auto changed = tx.update_many(
        "lead", {{one, {{"fullname", text("B")}}, {}}, {other, {{"ll_nothing", text("B")}}, {}}}, system());
    EXPECT_EQ(code_of(changed), ErrorCode::InvalidInput);
    EXPECT_EQ(code_of(tx.update_many("lead", {{one, {{"fullname", text("B")}}, {}}}, person(0, Depth::Organisation))),
              ErrorCode::Denied);
    return {};
  });
  must(done);
  EXPECT_EQ(find("lead", one)->get("fullname"), text("A"));
}

TEST_P(StoreContract, ManyRowsWithOneTakenIdAreRefusedTogether) {
  const Uuid taken = insert("lead", {});
  std::vector<std::pair<Uuid, record::Values>> rows(700);
  rows.back().first = taken;
  const auto done = store().write([&](Transaction& tx) -> Result<void> {
    EXPECT_EQ(code_of(tx.insert_many("lead", rows, system())), ErrorCode::Conflict);
    return {};  // even a caller that goes on gets nothing half done
  });
  EXPECT_EQ(code_of(done), ErrorCode::Conflict);
  EXPECT_EQ(must(must(store().snapshot())->count("lead", nullptr, system())), 1);
}

}  // namespace leadlight::store::contract
