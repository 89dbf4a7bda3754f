#include "service/scoring/evidence.h"

#include <map>

#include "service/scoring/live_model.h"
#include "service/scoring/scoring_fixture.h"

namespace leadlight::scoring {
namespace {

using record::Record;

/// A published version's closed records and the successes among them, summed over the values of each attribute; under
/// "" of all records.
struct EvidenceWorld : ScoringWorld {
  using Counts = std::map<std::string, std::pair<std::int64_t, std::int64_t>>;

  Counts counts(const Uuid& version) {
    const auto snapshot = must(store->snapshot());
    const auto row = must(snapshot->find("ll_modelversion", version, {"ll_modelid"}, system));
    const auto model = must(snapshot->find("ll_model", row->target("ll_modelid"), {}, system));
    const auto live = must(load_live_model(*snapshot, *model, version, store->schema()));
    const Evidence evidence = must(Evidence::read(*snapshot, *live));
    Counts counts;
    const auto add = [&](const std::string& name, std::optional<size_t> attribute, std::uint32_t bucket) {
      const auto count = must(evidence.find(attribute, bucket));
      counts[name].first += count ? count->closed : 0;
      counts[name].second += count ? count->positives : 0;
    };
    add("", std::nullopt, 0);
    for (size_t a = 0; a < live->sources.size(); ++a) {
      for (size_t b = 0; b < live->model->encoder().bucket_count(a); ++b) {
        add(live->model->attributes()[a].name, a, static_cast<std::uint32_t>(b));
      }
    }
    return counts;
  }

  /// Learned from 400 closed leads.
  Uuid publish_trained() {
    add_closed(400, 3);
    const Uuid version = train();
    must(service.publish(version, system));
    return version;
  }

  void set_state(const Uuid& lead, std::int64_t state) {
    must(store->write([&](store::Transaction& tx) -> Result<void> {
      const Record before = *TRY(tx.find("lead", lead, {}, system));
      const Record after = TRY(tx.update("lead", lead, {{"statecode", state}}, std::nullopt, system));
      return service.outcome_changed(tx, "lead", before, after);
    }));
  }

  std::int64_t waiting() { return must(must(store->snapshot())->count("ll_closingcount", nullptr, system)); }
};

TEST(Evidence, EachClosingAndReopeningMovesTheCountsOfItsValues) {
  EvidenceWorld world;
  const Uuid version = world.publish_trained();
  const auto before = world.counts(version);
  for (const auto& [attribute, count] : before) EXPECT_EQ(count.first, 400) << attribute;

  const Uuid lead = world.add_open(1, 6)[0];
  world.set_state(lead, 1);
  for (const auto& [attribute, count] : world.counts(version)) {
    EXPECT_EQ(count.first, 401) << attribute;
    EXPECT_EQ(count.second, before.at(attribute).second + 1) << attribute;
  }
  world.set_state(lead, 2);
  EXPECT_EQ(world.counts(version).at(""), std::pair(std::int64_t{401}, before.at("").second));
  world.set_state(lead, 0);
  EXPECT_EQ(world.counts(version), before);
}

TEST(Evidence, WhatWaitsIsAddedUpAndCountsOnce) {
  EvidenceWorld world;
  const Uuid version = world.publish_trained();
  world.clock.set(at_day(402));
  int number = 0;
  for (const Uuid& lead : world.add_open(300, 6)) world.set_state(lead, ++number % 2 + 1);
  const auto counts = world.counts(version);
  EXPECT_EQ(counts.at("").first, 700);
  EXPECT_LT(world.waiting(), 300) << "closings add up what waits, now and then";

  // As at the end of an import; nothing came past the counts.
  must(world.service.refresh_evidence("lead"));
  EXPECT_EQ(world.waiting(), 0);
  EXPECT_EQ(world.counts(version), counts);
  must(world.service.refresh_evidence("lead"));
  EXPECT_EQ(world.counts(version), counts);
}

TEST(Evidence, APublishedVersionCatchesUpWithClosingsItMissed) {
  EvidenceWorld world;
  world.add_closed(400, 3);
  const Uuid version = world.train();
  world.clock.set(at_day(401));
  const Uuid lead = world.add_open(1, 6)[0];
  world.clock.set(at_day(402));
  must(world.store->write([&](store::Transaction& tx) -> Result<void> {
    TRY(tx.update("lead", lead, {{"statecode", std::int64_t{2}}, {"ll_closedon", tx.now()}}, std::nullopt,
                  world.system));
    return {};
  }));
  must(world.service.publish(version, world.system));
  EXPECT_EQ(world.counts(version).at("leadsourcecode").first, 401);
  must(world.service.refresh_evidence("lead"));
  EXPECT_EQ(world.counts(version).at("leadsourcecode").first, 401) << "counted once";
}

TEST(Evidence, AClosingThatCannotBeReadCountsForNothing) {
  EvidenceWorld world;
  const Uuid version = world.publish_trained();
  const auto before = world.counts(version);
  for (const char* text : {"", "[1]", R"({"times":"1"})", R"({"times":1,"buckets":{"leadsourcecode":"2"}})"}) {
    must(world.store->write([&](store::Transaction& tx) -> Result<void> {
      TRY(tx.insert(
          "ll_closingcount", Uuid{},
          {{"ll_modelversionid", record::Reference{"ll_modelversion", version}}, {"ll_counts", std::string(text)}},
          world.system));
      return {};
    }));
  }
  EXPECT_EQ(world.counts(version), before);
}

}  // namespace
}  // namespace leadlight::scoring
