// Contract: questions. What SQL answers is what core/query answers in memory, for every filter, order and caller.
#pragma once

#include "storage/store/contract_world.h"

namespace leadlight::store::contract {

class QueryContract : public StoreContract {
 protected:
  void SetUp() override {
    StoreContract::SetUp();
    if (IsSkipped()) return;
    WorldMaker(store(), world_, random_, users_, team_).make(200);
  }

  /// Ids of the leads that match and may be read, in order, as memory says.
  std::vector<Uuid> expected(const query::FilterPtr& filter, const std::vector<query::Order>& orders,
                             const Caller& caller) {
    const auto resolve = world_.resolve_for(caller);
    const record::TableSchema* table = record::Schema::built_in()->find("lead");
    std::vector<const record::Record*> rows;
    for (const Uuid& id : world_.ids("lead")) {
      const record::Record* row = world_.find(id);
      if (world_.readable(caller, *row) && (!filter || query::matches(*filter, *row, *table, resolve))) {
        rows.push_back(row);
      }
    }
    std::ranges::sort(rows,
                      [&](const auto* a, const auto* b) { return query::compare_rows(*a, *b, orders, resolve) < 0; });
    std::vector<Uuid> ids;
    for (const auto* row : rows) ids.push_back(row->id);
    return ids;
  }
  /// All ids, page by page.
  std::vector<Uuid> paged(query::Query query, const Caller& caller) {
    const auto snapshot = must(store().snapshot());
    std::vector<Uuid> ids;
    while (true) {
      const Page page = must(snapshot->select(query, caller));
      EXPECT_TRUE(query.limit == 0 || page.rows.size() <= static_cast<std::size_t>(query.limit));
      for (const Row& row : page.rows) ids.push_back(row.record.id);
      if (!page.next) return ids;
      EXPECT_EQ(page.rows.size(), static_cast<std::size_t>(query.limit));
      query.cursor = page.next;
    }
  }
  Caller any_caller() {
    if (random_.chance(0.25)) return system();
    const auto user = static_cast<int>(random_.below(4));
    Caller caller = person(user, Depth::None);
    if (random_.chance(0.5)) caller.teams.push_back(team_);
    Privileges privileges;
    for (const char* table : {"lead", "account", "contact", "task", "systemuser", "team"}) {
      privileges.grant(table, Verb::Read, static_cast<Depth>(random_.below(4)));
    }
    caller.privileges = privileges;
    return caller;
  }

  std::size_t children(const char* table, const char* lookup, const Uuid& parent, const Caller& caller) {
    return static_cast<std::size_t>(std::ranges::count_if(world_.ids(table), [&](const Uuid& id) {
      const record::Record& row = *world_.find(id);
      const auto* reference = row.get_as<record::Reference>(lookup);
      return reference && reference->id == parent && world_.readable(caller, row);
    }));
  }

  static std::vector<query::Expand> expands() {
    std::vector<query::Expand> all(4);
    all[0].navigation = "account";
    all[0].table = "account";
    all[0].lookup = "parentaccountid";
    all[0].columns = {"name"};
    all[1].navigation = "customer";
    all[1].table = "contact";
    all[1].lookup = "customerid";
    all[1].columns = {"fullname"};
    all[2].navigation = "notes";
    all[2].collection = true;
    all[2].table = "annotation";
    all[2].lookup = "objectid";
    all[2].columns = {"subject"};
    all[2].order = {{{"", "", "subject"}, query::Direction::Descending}};
    all[3].navigation = "tasks";
    all[3].collection = true;
    all[3].table = "task";
    all[3].lookup = "regardingobjectid";
    all[3].columns = {"subject"};
    all[3].limit = 1;
    return all;
  }

  base::Random random_{20'260'101};
  World world_;
};

TEST_P(QueryContract, FiltersMeanTheSameInSqlAndInMemory) {
  FilterMaker make(world_, random_);
  const auto snapshot = must(store().snapshot());
  int found = 0;
  for (int round = 0; round < 3'000; ++round) {
    query::Query query;
    query.table = "lead";
    query.columns = {"leadid"};
    query.filter = make.make();
    const Page page = must(snapshot->select(query, system()));
    std::vector<Uuid> ids;
    for (const Row& row : page.rows) ids.push_back(row.record.id);
    ASSERT_EQ(ids, expected(query.filter, {}, system())) << "filter of round " << round;
    ASSERT_EQ(must(snapshot->count("lead", query.filter, system())), static_cast<std::int64_t>(ids.size()));
    found += ids.empty() ? 0 : 1;
  }
  EXPECT_GT(found, 1'000) << "the filters hardly find anything: the test says little";
}

TEST_P(QueryContract, NobodySeesMoreThroughFiltersOrdersAndPages) {
  FilterMaker make(world_, random_);
  for (int round = 0; round < 400; ++round) {
    const Caller caller = any_caller();
    query::Query query;
    query.table = "lead";
    query.columns = {"fullname"};
    if (random_.chance(0.7)) query.filter = make.make();
    query.order = make.orders();
    query.limit = random_.chance(0.2) ? 0 : static_cast<int>(1 + random_.below(40));
    ASSERT_EQ(paged(query, caller), expected(query.filter, query.order, caller)) << "round " << round;
  }
}

TEST_P(QueryContract, OrdersWithTiesAndNullsPageWithoutGapsOrRepeats) {
  FilterMaker make(world_, random_);
  for (int round = 0; round < 60; ++round) {
    query::Query query;
    query.table = "lead";
    query.columns = {"leadid"};
    query.order = make.orders();
    query.limit = static_cast<int>(1 + random_.below(7));
    ASSERT_EQ(paged(query, system()), expected(nullptr, query.order, system())) << "round " << round;
  }
}

TEST_P(QueryContract, AScanVisitsWhatASelectAnswers) {
  FilterMaker make(world_, random_);
  const auto snapshot = must(store().snapshot());
  for (int round = 0; round < 20; ++round) {
    query::Query query;
    query.table = "lead";
    query.columns = {"fullname"};
    query.filter = make.make();
    query.order = make.orders();
    std::vector<Uuid> ids;
    must(snapshot->scan(query, system(), [&](record::Record&& row) -> Result<bool> {
      // Another question in the middle of it.
      EXPECT_TRUE(TRY(snapshot->find("lead", row.id, {"subject"}, system())));
      ids.push_back(row.id);
      return true;
    }));
    ASSERT_EQ(ids, expected(query.filter, query.order, system()));
  }
  int visited = 0;
  must(snapshot->scan({.table = "lead"}, system(), [&](record::Record&&) -> Result<bool> { return ++visited < 5; }));
  EXPECT_EQ(visited, 5);
}

/// The value of a cell as a record has it.
inline record::Value value_of(const Cells& cells, std::size_t place, const record::Field& field) {
  if (cells.is_null(place)) return {};
  switch (field.type) {
    case record::FieldType::Id:
      return cells.id(place);
    case record::FieldType::Lookup:
      return record::Reference{std::string(cells.target_table(place)), cells.id(place)};
    case record::FieldType::Text:
    case record::FieldType::Memo:
      return std::string(cells.text(place));
    case record::FieldType::Double:
      return cells.real(place);
    case record::FieldType::Boolean:
      return cells.is_true(place);
    case record::FieldType::DateTime:
      return cells.time(place);
    case record::FieldType::DateOnly:
      return cells.date(place);
    case record::FieldType::Money:
      return Amount{cells.whole(place)};
    case record::FieldType::Binary:
      return record::Bytes{std::string(cells.text(place))};
    default:
      return cells.whole(place);
  }
}

TEST_P(QueryContract, AStreamBringsEveryRowAsAScanDoes) {
  const auto snapshot = must(store().snapshot());
  for (const char* name : {"lead", "account", "contact", "task", "systemuser"}) {
    const record::TableSchema& table = *snapshot->schema().find(name);
    StreamQuery query{.table = name, .columns = {}};
    std::vector<const record::Field*> fields;
    for (const record::Field* field : table.fields()) {
      if (field->has(record::kInternal)) continue;
      fields.push_back(field);
      query.columns.emplace_back(field->name);
    }
    std::map<Uuid, record::Values> streamed, scanned;
    must(snapshot->stream(query, system(), [&](const Cells& cells) -> Result<bool> {
      record::Values values;
      for (std::size_t i = 0; i < fields.size(); ++i) values[query.columns[i]] = value_of(cells, i, *fields[i]);
      streamed[std::get<Uuid>(values.at(std::string(table.table().primary_id)))] = std::move(values);
      return true;
    }));
    must(snapshot->scan({.table = name, .columns = query.columns}, system(), [&](record::Record&& row) -> Result<bool> {
      record::Values values = std::move(row.values);
      values[std::string(table.table().primary_id)] = row.id;
      values["versionnumber"] = row.version;
      scanned[row.id] = std::move(values);
      return true;
    }));
    EXPECT_FALSE(scanned.empty()) << name;
    EXPECT_EQ(streamed, scanned) << name;
  }
}

TEST_P(QueryContract, AStreamEndsWhenToldAndLetsOtherQuestionsThrough) {
  const auto snapshot = must(store().snapshot());
  int visited = 0;
  must(snapshot->stream({.table = "lead", .columns = {"leadid"}}, system(), [&](const Cells& cells) -> Result<bool> {
    EXPECT_TRUE(TRY(snapshot->find("lead", cells.id(0), {"subject"}, system())));
    return ++visited < 5;
  }));
  EXPECT_EQ(visited, 5);
}

TEST_P(QueryContract, AStreamIsForTheProgramItself) {
  const auto snapshot = must(store().snapshot());
  const auto none = [](const Cells&) -> Result<bool> { return true; };
  const Caller user = person(0, Depth::Organisation);
  EXPECT_EQ(code_of(snapshot->stream({.table = "lead", .columns = {"leadid"}}, user, none)), ErrorCode::Denied);
  EXPECT_EQ(code_of(snapshot->stream({.table = "lead", .columns = {"nosuch"}}, system(), none)),
            ErrorCode::InvalidInput);
  EXPECT_EQ(code_of(snapshot->stream({.table = "lead", .columns = {}}, system(), none)), ErrorCode::InvalidInput);
}

TEST_P(QueryContract, ExpandsBringOnlyRowsThatMayBeRead) {
  for (int round = 0; round < 60; ++round) {
    const Caller caller = any_caller();
    query::Query query;
    query.table = "lead";
    query.columns = {"fullname"};
    query.limit = 50;
    query.expand = expands();
    for (const Row& row : select(query, caller)) {
      EXPECT_FALSE(row.record.values.contains("parentaccountid")) << "it was not asked for";
      const record::Record& lead = *world_.find(row.record.id);
      const auto visible = [&](const char* lookup, std::string_view table) -> const record::Record* {
        const auto* reference = lead.get_as<record::Reference>(lookup);
        const record::Record* target = reference && reference->table == table ? world_.find(reference->id) : nullptr;
        return target && world_.readable(caller, *target) ? target : nullptr;
      };
      const record::Record* account = visible("parentaccountid", "account");
      ASSERT_EQ(row.related.contains("account"), account != nullptr);
      if (account != nullptr) {
        EXPECT_EQ(row.related.at("account")->id, account->id);
        EXPECT_EQ(row.related.at("account")->get("name"), account->get("name"));
      }
      ASSERT_EQ(row.related.contains("customer"), visible("customerid", "contact") != nullptr);
      EXPECT_EQ(row.collections.at("notes").size(), children("annotation", "objectid", lead.id, caller));
      EXPECT_EQ(row.collections.at("tasks").size(),
                std::min<std::size_t>(1, children("task", "regardingobjectid", lead.id, caller)));
    }
  }
}

TEST_P(QueryContract, ACursorOfAnotherQueryOrADamagedOneIsRefused) {
  const auto snapshot = must(store().snapshot());
  query::Query query{.table = "lead", .columns = {"fullname"}, .limit = 3};
  query.order = {{{"", "", "fullname"}, query::Direction::Ascending}};
  const std::string cursor = *must(snapshot->select(query, system())).next;
  query::Query other = query;
  other.order.front().direction = query::Direction::Descending;
  other.cursor = cursor;
  EXPECT_EQ(code_of(snapshot->select(other, system())), ErrorCode::InvalidInput);
  other = query;
  other.filter = query::equals("statecode", whole(0));
  other.cursor = cursor;
  EXPECT_EQ(code_of(snapshot->select(other, system())), ErrorCode::InvalidInput);
  for (std::size_t i = 0; i < cursor.size(); ++i) {
    std::string damaged = cursor;
    damaged[i] = damaged[i] == 'A' ? 'B' : 'A';
    query.cursor = damaged;
    // The last character may hold bits that say nothing.
    const auto page = snapshot->select(query, system());
    if (i + 1 < cursor.size()) {
      EXPECT_EQ(code_of(page), ErrorCode::InvalidInput) << i;
    }
  }
  for (const char* nonsense : {"", "x", "' OR 1=1 --", "%00"}) {
    query.cursor = nonsense;
    EXPECT_EQ(code_of(snapshot->select(query, system())), ErrorCode::InvalidInput);
  }
}

TEST_P(QueryContract, WhatCannotBeAskedIsRefusedByName) {
  const auto snapshot = must(store().snapshot());
  const auto ask = [&](query::FilterPtr filter, std::vector<query::Order> order = {}) {
    return code_of(snapshot->select({.table = "lead", .filter = filter, .order = order}, system()));
  };
  const auto on = [](query::Path path) {
    return std::make_shared<query::Filter>(query::Filter{query::Compare{path, query::CompareOp::Eq, text("x")}});
  };
  EXPECT_EQ(ask(on({"", "", "nothing"})), ErrorCode::InvalidInput);
  EXPECT_EQ(ask(on({"", "", "fullname\" OR 1=1 --"})), ErrorCode::InvalidInput);
  EXPECT_EQ(ask(on({"fullname", "", "name"})), ErrorCode::InvalidInput);
  EXPECT_EQ(ask(on({"customerid", "lead", "fullname"})), ErrorCode::InvalidInput);
  EXPECT_EQ(ask(on({"parentaccountid/primarycontactid", "", "fullname"})), ErrorCode::Unsupported);
  EXPECT_EQ(ask(on({"", "", "revenue"})), ErrorCode::InvalidInput) << "a text is no money";
  EXPECT_EQ(ask(nullptr, {{{"", "", "description"}}}), ErrorCode::InvalidInput) << "rows are not ordered by memos";
  query::FilterPtr deep = query::equals("statecode", whole(0));
  for (int i = 0; i < 2'000; ++i) deep = query::all_of({deep});
  EXPECT_EQ(ask(deep), ErrorCode::TooLarge);
}

TEST_P(QueryContract, ASearchForWhatNoRowHasIsAnEmptyPageOfNone) {
  const auto snapshot = must(store().snapshot());
  query::Query query;
  query.table = "lead";
  query.columns = {"fullname"};
  query.filter = std::make_shared<query::Filter>(query::Filter{query::Search{"xylophone"}});
  query.limit = 10;
  query.count = true;
  const Page page = must(snapshot->select(query, system()));
  EXPECT_TRUE(page.rows.empty());
  EXPECT_FALSE(page.next.has_value());
  EXPECT_EQ(page.total, 0);
  query.columns = {"nosuchcolumn"};
  EXPECT_FALSE(snapshot->select(query, system()).has_value()) << "a wrong question is wrong without an answer, too";
}

TEST_P(QueryContract, TextFromOutsideIsNeverSql) {
  const auto snapshot = must(store().snapshot());
  const auto all = must(snapshot->count("lead", nullptr, system()));
  for (const std::string needle : {"' OR '1'='1", "\" OR 1=1", "'; DROP TABLE lead; --", "%' --", "\\", "\\'", "$1",
                                   "?", "\" AND \"", "lead_search MATCH 'x'", "*", "NOT x", "(", "^x", "x:y"}) {
    for (const auto op : {query::TextOp::Contains, query::TextOp::StartsWith, query::TextOp::EndsWith}) {
      const query::Filter node{query::TextMatch{{"", "", "fullname"}, op, needle}};
      EXPECT_LT(must(snapshot->count("lead", std::make_shared<query::Filter>(node), system())), all) << needle;
    }
    must(snapshot->count("lead", std::make_shared<query::Filter>(query::Filter{query::Search{needle}}), system()));
    must(snapshot->count("lead", query::equals("fullname", text(needle)), system()));
  }
  EXPECT_EQ(must(snapshot->count("lead", nullptr, system())), all);
}

}  // namespace leadlight::store::contract
