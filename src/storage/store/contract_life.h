// Contract: a database's life. Custom columns, many writers, sudden death, newer and older programs.
#pragma once

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <set>
#include <thread>

#include "storage/store/contract_fixture.h"
#include "storage/store/sql_ddl.h"

namespace leadlight::store::contract {

TEST_P(StoreContract, CustomColumnsAreColumnsLikeAnyOther) {
  using record::FieldType;
  const Uuid before = insert("lead", {{"fullname", text("before")}});
  const std::unique_ptr<Store> other = must(database_->open(clock_));
  must(other->snapshot());
  must(store().add_columns({{"lead", "ll_mood", "Mood", FieldType::Text, false, 0},
                            {"lead", "ll_visits", "Visits", FieldType::Integer, false, 0},
                            {"lead", "ll_budget", "Budget", FieldType::Money, false, record::kOutcome},
                            {"lead", "ll_until", "Until", FieldType::DateOnly, false, 0},
                            {"lead", "ll_seen", "Seen", FieldType::DateTime, false, 0},
                            {"lead", "ll_rate", "Rate", FieldType::Double, false, 0},
                            {"lead", "ll_yes", "Yes", FieldType::Boolean, false, 0},
                            {"lead", "ll_story", "Story", FieldType::Memo, false, 0},
                            {"contact", "ll_mood", "Mood", FieldType::Text, false, 0}}));
  const record::Values values{{"ll_mood", text("Fröhlich")},
                              {"ll_visits", whole(3)},
                              {"ll_budget", Amount{12'345}},
                              {"ll_until", Date(std::chrono::days(1))},
                              {"ll_seen", instant(5)},
                              {"ll_rate", 0.5},
                              {"ll_yes", true},
                              {"ll_story", text("once")}};
  const Uuid id = insert("lead", values);
  for (const auto& [name, value] : values) EXPECT_EQ(find("lead", id)->get(name), value) << name;
  EXPECT_TRUE(record::is_null(find("lead", before)->get("ll_mood")));
  must(update("lead", before, {{"ll_mood", text("Müde")}}, system()));
  EXPECT_EQ(history("lead", before).back().changes.at("ll_mood").after, text("Müde"));
  // Another node notices.
  const auto there = must(other->snapshot());
  query::Query query{.table = "lead", .columns = {"ll_mood"}};
  query.filter = query::equals("ll_mood", text("FROHLICH"));
  query.order = {{{"", "", "ll_visits"}}};
  EXPECT_EQ(must(there->select(query, system())).rows.size(), 1u);
  EXPECT_TRUE(other->schema()->find("lead")->find("ll_budget")->has(record::kOutcome));
}

TEST_P(StoreContract, CustomColumnsCanBeRenamedAndRetired) {
  must(store().add_columns({{"lead", "ll_mood", "Mood", record::FieldType::Text, false, 0}}));
  const Uuid id = insert("lead", {{"ll_mood", text("good")}});
  must(store().change_column("lead", "ll_mood", "Temper", false));
  EXPECT_EQ(store().schema()->find("lead")->find("ll_mood")->label.en, "Temper");
  must(store().change_column("lead", "ll_mood", "Temper", true));
  EXPECT_EQ(store().schema()->find("lead")->find("ll_mood"), nullptr);
  EXPECT_FALSE(find("lead", id)->values.contains("ll_mood"));
  EXPECT_FALSE(history("lead", id).front().changes.contains("ll_mood"));
  EXPECT_EQ(code_of(store().add_columns({{"lead", "ll_mood", "Mood", record::FieldType::Text, false, 0}})),
            ErrorCode::InvalidInput);
  must(store().change_column("lead", "ll_mood", "Mood", false));
  EXPECT_EQ(find("lead", id)->get("ll_mood"), text("good")) << "the data was kept";
  EXPECT_EQ(code_of(store().change_column("lead", "ll_none", "x", false)), ErrorCode::NotFound);
}

TEST_P(StoreContract, ColumnsThatCannotBeAreRefusedAndNothingIsAdded) {
  using record::FieldType;
  const auto attempt = [&](record::CustomColumn column) {
    return code_of(store().add_columns({{"lead", "ll_fine", "Fine", FieldType::Text, false, 0}, std::move(column)}));
  };
  EXPECT_EQ(attempt({"nothing", "ll_a", "A", FieldType::Text, false, 0}), ErrorCode::InvalidInput);
  EXPECT_EQ(attempt({"lead", "fullname", "A", FieldType::Text, false, 0}), ErrorCode::InvalidInput);
  EXPECT_EQ(attempt({"lead", "ll_a\" TEXT; --", "A", FieldType::Text, false, 0}), ErrorCode::InvalidInput);
  EXPECT_EQ(attempt({"lead", "ll_" + std::string(60, 'a'), "A", FieldType::Text, false, 0}), ErrorCode::InvalidInput);
  EXPECT_EQ(attempt({"lead", "ll_fine", "Twice", FieldType::Text, false, 0}), ErrorCode::InvalidInput);
  EXPECT_EQ(attempt({"lead", "ll_fine_folded", "Shadow", FieldType::Integer, false, 0}), ErrorCode::InvalidInput);
  EXPECT_EQ(attempt({"lead", "ll_a", "A", FieldType::Lookup, false, 0}), ErrorCode::InvalidInput);
  EXPECT_EQ(attempt({"lead", "ll_a", "A", FieldType::Text, false, record::kUnique}), ErrorCode::InvalidInput);
  EXPECT_EQ(store().schema()->find("lead")->find("ll_fine"), nullptr);
  must(store().add_columns({{"lead", "ll_fine", "Fine", FieldType::Text, false, 0}}));
}

TEST_P(StoreContract, FiveHundredCustomColumnsAndNoMore) {
  std::vector<record::CustomColumn> columns;
  for (int i = 0; i < 500; ++i) {
    columns.push_back({"lead", "ll_c" + std::to_string(i), "C", record::FieldType::Text, false, 0});
  }
  must(store().add_columns(columns));
  const Uuid id = insert("lead", {{"ll_c0", text("first")}, {"ll_c499", text("last")}});
  EXPECT_EQ(find("lead", id)->get("ll_c499"), text("last"));
  EXPECT_EQ(code_of(store().add_columns({{"lead", "ll_more", "M", record::FieldType::Text, false, 0}})),
            ErrorCode::InvalidInput);
}

TEST_P(StoreContract, OfManyWritersWithOneVersionOneWins) {
  const Uuid id = insert("lead", {{"numberofemployees", whole(0)}});
  std::atomic<int> won = 0, lost = 0, other = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 25; ++i) {
        const auto snapshot = store().snapshot();
        const auto row = (*snapshot)->find("lead", id, {"numberofemployees"}, system());
        const auto seen = *(*row)->get_as<std::int64_t>("numberofemployees");
        const auto version = (*row)->version;
        const auto done = store().write([&](Transaction& tx) -> Result<void> {
          TRY(tx.update("lead", id, {{"numberofemployees", whole(seen + 1)}}, version, system()));
          return {};
        });
        if (done) {
          ++won;
        } else {
          ++(done.error().code() == ErrorCode::Conflict ? lost : other);
        }
      }
      (void)t;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(other, 0);
  EXPECT_EQ(won + lost, 200);
  EXPECT_EQ(find("lead", id)->get("numberofemployees"), whole(won));
  EXPECT_EQ(find("lead", id)->version, 1 + won);
  EXPECT_EQ(history("lead", id).size(), static_cast<std::size_t>(1 + won));
}

TEST_P(StoreContract, CountsByStateStayRightWhoeverWrites) {
  const auto states = [&] {
    const auto snapshot = must(store().snapshot());
    std::map<std::int64_t, std::int64_t> seen, told;
    must(snapshot->scan({.table = "lead", .columns = {"statecode"}}, system(),
                        [&](record::Record&& row) -> Result<bool> {
                          ++seen[row.number("statecode")];
                          return true;
                        }));
    std::int64_t all = 0;
    for (const std::int64_t state : {0, 1, 2}) {
      const auto count = must(snapshot->count("lead", query::equals("statecode", whole(state)), system()));
      if (count != 0) told[state] = count;
      all += count;
    }
    EXPECT_EQ(seen, told);
    EXPECT_EQ(must(snapshot->count("lead", nullptr, system())), all);
    EXPECT_EQ(must(snapshot->count("lead", nullptr, person(0, Depth::Organisation))), all);
    return told;
  };
  EXPECT_TRUE(states().empty());
  const Uuid first = insert("lead", {{"statecode", whole(0)}});
  must(store().write([&](Transaction& tx) {
    std::vector<std::pair<Uuid, record::Values>> rows;
    for (int i = 0; i < 30; ++i) rows.emplace_back(Uuid{}, record::Values{{"statecode", whole(i % 3)}});
    return tx.insert_many("lead", std::move(rows), system());
  }));
  EXPECT_EQ(states(), (std::map<std::int64_t, std::int64_t>{{0, 11}, {1, 10}, {2, 10}}));
  must(update("lead", first, {{"statecode", whole(2)}}, system()));
  must(update("lead", first, {{"fullname", text("the same state")}}, system()));
  EXPECT_EQ(states(), (std::map<std::int64_t, std::int64_t>{{0, 10}, {1, 10}, {2, 11}}));
  must(remove("lead", first, system()));
  const auto undone = store().write([&](Transaction& tx) -> Result<void> {
    TRY(tx.insert("lead", {}, {{"fullname", text("never")}}, system()));
    return fail(ErrorCode::Conflict, "not this time");
  });
  EXPECT_FALSE(undone);
  EXPECT_EQ(states(), (std::map<std::int64_t, std::int64_t>{{0, 10}, {1, 10}, {2, 10}}));

  std::vector<std::thread> threads;
  std::atomic<int> failed = 0;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 20; ++i) {
        Uuid id;
        const auto made = store().write([&](Transaction& tx) -> Result<void> {
          id = TRY(tx.insert("lead", {}, {{"statecode", whole(0)}}, system())).id;
          return {};
        });
        const auto closed = i % 2 == 0 ? Result<void>() : store().write([&](Transaction& tx) -> Result<void> {
          TRY(tx.update("lead", id, {{"statecode", whole(1)}}, std::nullopt, system()));
          return {};
        });
        if (!made || !closed) ++failed;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(states(), (std::map<std::int64_t, std::int64_t>{{0, 90}, {1, 90}, {2, 10}}));
}

TEST_P(StoreContract, ReadingAndChangingInOneTransactionLosesNothing) {
  const Uuid id = insert("lead", {{"numberofemployees", whole(0)}});
  std::vector<std::thread> threads;
  std::atomic<int> failed = 0;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 25; ++i) {
        const auto done = store().write([&](Transaction& tx) -> Result<void> {
          const auto row = TRY(tx.find("lead", id, {"numberofemployees"}, system()));
          const auto seen = *row->get_as<std::int64_t>("numberofemployees");
          TRY(tx.update("lead", id, {{"numberofemployees", whole(seen + 1)}}, {}, system()));
          return {};
        });
        if (!done) ++failed;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(find("lead", id)->get("numberofemployees"), whole(100 - failed));
  EXPECT_EQ(failed, 0);
}

/// Runs in a child: inserts a lead and its note in one transaction again and again, and tells each name once it is
/// acknowledged.
[[noreturn]] inline void write_until_killed(Database& database, const Clock& clock, int pipe, int round) {
  auto store = database.open(clock);
  for (int i = 0; store; ++i) {
    const std::string name = std::to_string(round) + "." + std::to_string(i);
    const auto done = (*store)->write([&](Transaction& tx) -> Result<void> {
      const auto lead = TRY(tx.insert("lead", {}, {{"ll_externalkey", text(name)}}, Caller::system()));
      TRY(tx.insert("annotation", {}, {{"objectid", to("lead", lead.id)}, {"subject", text(name)}}, Caller::system()));
      return {};
    });
    if (!done) break;
    const std::string line = name + "\n";
    if (::write(pipe, line.data(), line.size()) < 0) break;
  }
  _exit(1);
}

TEST_P(StoreContract, KilledAtAnyMomentNothingAcknowledgedIsLostAndNothingIsHalfWritten) {
  store_.reset();
  std::set<std::string> acknowledged;
  for (int round = 0; round < 5; ++round) {
    int pipe[2];
    ASSERT_EQ(::pipe(pipe), 0);
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      close(pipe[0]);
      write_until_killed(*database_, clock_, pipe[1], round);
    }
    close(pipe[1]);
    std::string told;
    char buffer[4096];
    ssize_t count = 0;
    std::size_t lines = 0;
    while ((count = read(pipe[0], buffer, sizeof buffer)) > 0) {
      told.append(buffer, static_cast<std::size_t>(count));
      lines = static_cast<std::size_t>(std::count(told.begin(), told.end(), '\n'));
      if (lines >= static_cast<std::size_t>(20 + 37 * round)) kill(child, SIGKILL);
    }
    kill(child, SIGKILL);
    close(pipe[0]);
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the child ended by itself";
    for (std::size_t at = 0, end = 0; (end = told.find('\n', at)) != std::string::npos; at = end + 1) {
      acknowledged.insert(told.substr(at, end - at));
    }
  }
  store_ = must(database_->open(clock_));
  must(store_->migrate());
  std::multiset<std::string> kept, notes;
  const auto snapshot = must(store().snapshot());
  for (const Row& row : must(snapshot->select({.table = "lead"}, system())).rows) {
    kept.insert(*row.record.get_as<std::string>("ll_externalkey"));
  }
  for (const Row& row : must(snapshot->select({.table = "annotation"}, system())).rows) {
    notes.insert(*row.record.get_as<std::string>("subject"));
  }
  EXPECT_GE(acknowledged.size(), 100u);
  for (const std::string& name : acknowledged) EXPECT_EQ(kept.count(name), 1u) << name;
  EXPECT_EQ(kept, notes) << "a lead without its note, or the reverse";
  EXPECT_LE(kept.size(), acknowledged.size() + 5) << "at most the one in flight of each round";
}

TEST_P(StoreContract, ADatabaseOfANewerProgramIsRefused) {
  must(database_->run_sql(database_->dialect().name == "sqlite"
                              ? "INSERT INTO ll_migration VALUES (9999, 'later', 'x', 0)"
                              : "INSERT INTO ll_migration VALUES (9999, 'later', 'x', now())"));
  const auto opened = must(database_->open(clock_))->migrate();
  EXPECT_EQ(code_of(opened), ErrorCode::Conflict);
  EXPECT_NE(opened.error().message().find("newer"), std::string::npos) << opened.error().message();
}

TEST_P(StoreContract, MigratingTwiceAndAtTheSameTimeDoesNoHarm) {
  const auto fresh = GetParam().make_empty();
  std::atomic<int> failed = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      auto opened = fresh->open(clock_);
      const auto done = opened ? (*opened)->migrate() : Result<void>(fail(opened.error()));
      if (!done) {
        ++failed;
        ADD_FAILURE() << done.error().to_string();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failed, 0);
  must(must(fresh->open(clock_))->migrate());
}

TEST_P(StoreContract, AllMigrationsTogetherAreWhatTheFieldTableWants) {
  const auto direct = GetParam().make_empty();
  for (const TableDdl& table : wanted_tables(*record::Schema::built_in(), database_->dialect())) {
    must(direct->run_sql(create_table_sql(table, database_->dialect())));
    for (const SchemaObject& object : table.objects) must(direct->run_sql(object.sql));
  }
  const auto fresh = GetParam().make_empty();
  must(must(fresh->open(clock_))->migrate());
  auto migrated = must(fresh->catalogue());
  std::erase_if(migrated, [](const std::string& line) { return line.starts_with("ll_migration"); });
  EXPECT_EQ(migrated, must(direct->catalogue())) << "run `make migration`";
}

}  // namespace leadlight::store::contract
