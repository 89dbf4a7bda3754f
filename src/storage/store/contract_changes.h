// Contract: following the field history loses nothing and tells nobody of rows that may not be read.
#pragma once

#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

#include "storage/store/change_follower.h"
#include "storage/store/contract_fixture.h"

namespace leadlight::store::contract {

class ChangesContract : public StoreContract {
 protected:
  std::vector<Change> next(ChangeFollower& follower, int limit = 1'000) {
    return must(follower.next(*must(store().snapshot()), clock_.now(), limit));
  }
  Result<bool> could_read(const record::Values& values, const Caller& caller, std::string_view table = "lead") {
    return must(store().snapshot())->could_read(table, values, caller);
  }
};

TEST_P(ChangesContract, EachLineComesOnceAndInOrder) {
  insert("lead", {{"subject", text("before")}});
  ChangeFollower follower;
  must(follower.start(*must(store().snapshot()), clock_.now()));
  EXPECT_TRUE(next(follower).empty());
  const Uuid lead = insert("lead", {{"subject", text("one")}});
  must(update("lead", lead, {{"subject", text("two")}}, system()));
  must(remove("lead", lead, system()));
  std::vector<Change> all;
  for (int i = 0; i < 4; ++i) {
    for (Change& change : next(follower, 1)) all.push_back(std::move(change));
  }
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].kind, HistoryEntry::Kind::Create);
  EXPECT_EQ(all[1].before, (record::Values{{"subject", text("one")}}));
  EXPECT_EQ(all[2].kind, HistoryEntry::Kind::Delete);
  EXPECT_EQ(all[2].before.at("subject"), text("two"));
  for (const Change& change : all) EXPECT_EQ(change.id, lead);
  EXPECT_TRUE(next(follower).empty());
}

TEST_P(ChangesContract, ALineThatIsCommittedLateIsNotLost) {
  ChangeFollower follower;
  must(follower.start(*must(store().snapshot()), clock_.now()));
  // SQLite has one writer: there the second waits for the first, and both come in order.
  const bool many_writers = store().backend() == "postgres";
  std::mutex mutex;
  std::condition_variable changed;
  bool slow_wrote = false, quick_done = false;
  Uuid slow;
  std::thread slow_writer([&] {
    must(store().write([&](Transaction& tx) -> Result<void> {
      slow = TRY(tx.insert("lead", {}, {{"subject", text("slow")}}, system())).id;
      std::unique_lock lock(mutex);
      slow_wrote = true;
      changed.notify_all();
      if (many_writers) changed.wait(lock, [&] { return quick_done; });
      return {};
    }));
  });
  {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return slow_wrote; });
  }
  const Uuid quick = insert("lead", {{"subject", text("quick")}});
  std::set<Uuid> seen;
  for (const Change& change : next(follower)) seen.insert(change.id);
  if (many_writers) {
    EXPECT_EQ(seen, std::set<Uuid>{quick});
    EXPECT_EQ(follower.gaps(), 1u);
  }
  {
    std::lock_guard lock(mutex);
    quick_done = true;
  }
  changed.notify_all();
  slow_writer.join();
  for (const Change& change : next(follower)) EXPECT_TRUE(seen.insert(change.id).second) << "told twice";
  EXPECT_EQ(seen, (std::set<Uuid>{quick, slow}));
  EXPECT_EQ(follower.gaps(), 0u);
}

TEST_P(ChangesContract, ATransactionThatWasUndoneIsNotAskedForForEver) {
  ChangeFollower follower;
  must(follower.start(*must(store().snapshot()), clock_.now()));
  const auto undone = store().write([&](Transaction& tx) -> Result<void> {
    TRY(tx.insert("lead", {}, {{"subject", text("undone")}}, system()));
    return fail(ErrorCode::InvalidInput, "changed my mind");
  });
  EXPECT_FALSE(undone);
  const Uuid lead = insert("lead", {{"subject", text("stays")}});
  const auto seen = next(follower);
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_EQ(seen[0].id, lead);
  clock_.set(clock_.now() + std::chrono::minutes(10));
  EXPECT_TRUE(next(follower).empty());
  EXPECT_EQ(follower.gaps(), 0u);
}

TEST_P(ChangesContract, WhatHappenedEverywhereIsForTheProgramOnly) {
  const auto snapshot = must(store().snapshot());
  const Caller boss = person(0, Depth::Organisation);
  EXPECT_EQ(code_of(snapshot->changes({{0, 10}}, 10, boss)), ErrorCode::Denied);
  EXPECT_EQ(code_of(snapshot->last_change(boss)), ErrorCode::Denied);
}

TEST_P(ChangesContract, WhoCouldReadARowThatIsGone) {
  const record::Values mine{{"ownerid", to("systemuser", users_[0])}};
  const record::Values of_unit{{"ownerid", to("systemuser", users_[1])}};
  const record::Values of_others{{"ownerid", to("systemuser", users_[2])}};
  const record::Values of_team{{"ownerid", to("team", team_)}};
  for (const Depth depth : {Depth::None, Depth::Own, Depth::BusinessUnit, Depth::Organisation}) {
    Caller caller = person(0, depth);
    EXPECT_EQ(must(could_read(mine, caller)), depth >= Depth::Own);
    EXPECT_EQ(must(could_read(of_unit, caller)), depth >= Depth::BusinessUnit);
    EXPECT_EQ(must(could_read(of_others, caller)), depth == Depth::Organisation);
    EXPECT_EQ(must(could_read({}, caller)), depth == Depth::Organisation);
    caller.teams = {team_};
    EXPECT_EQ(must(could_read(of_team, caller)), depth >= Depth::Own);
  }
  const Uuid lead = insert("lead", mine);
  const record::Values note{{"objectid", to("lead", lead)}};
  EXPECT_TRUE(must(could_read(note, person(0, Depth::Own), "annotation")));
  EXPECT_FALSE(must(could_read(note, person(1, Depth::Own), "annotation")));
  EXPECT_FALSE(must(could_read({}, person(0, Depth::Own), "annotation")));
}

}  // namespace leadlight::store::contract
