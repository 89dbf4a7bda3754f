// While the published version is damaged, the last good one scores.
#include <gtest/gtest.h>

#include "service/scoring/scoring_fixture.h"

namespace leadlight::scoring {
namespace {

std::string bytes_of(ScoringWorld& world, const Uuid& version) {
  const auto row = must(must(world.store->snapshot())->find("ll_modelversion", version, {"ll_bytes"}, world.system));
  return row->get_as<record::Bytes>("ll_bytes")->data;
}

void set_bytes(ScoringWorld& world, const Uuid& version, std::string bytes) {
  must(world.store->write([&](store::Transaction& tx) -> Result<void> {
    TRY(tx.update("ll_modelversion", version, {{"ll_bytes", record::Bytes{bytes}}}, std::nullopt, world.system));
    return {};
  }));
}

/// As after a restart: nothing decoded is remembered.
std::shared_ptr<const LiveModel> read_anew(ScoringWorld& world) {
  ScoringService service(*world.store, world.clock);
  const auto models = must(service.in_force(*must(world.store->snapshot()), "lead"));
  return models->models.empty() ? nullptr : models->models.front();
}

OrderedJson status_anew(ScoringWorld& world) {
  ScoringService service(*world.store, world.clock);
  return must(service.status("lead", world.system)).at("models").at(0);
}

class DamagedVersion : public ::testing::TestWithParam<const char*> {
 protected:
  static std::string damaged(const std::string& whole) {
    const std::string_view how = GetParam();
    if (how == "truncated") return whole.substr(0, whole.size() - whole.size() / 3);
    if (how == "cut in the header") return whole.substr(0, 40);
    if (how == "empty") return {};
    if (how == "another file") return "PK\x03\x04 not a model at all";
    std::string bytes = whole;
    for (size_t i = 30; i < bytes.size(); i += 7) bytes[i] = static_cast<char>(bytes[i] ^ 0x5a);
    return bytes;
  }
};

TEST_P(DamagedVersion, IsStoodInForByTheOneInForceBefore) {
  ScoringWorld world;
  const Uuid first = world.publish_learned(7);
  const Uuid second = world.publish_learned(9);
  const Uuid lead = world.add_open(1, 3).front();
  must(world.service.rescore_all("lead", "publish", {}));
  ASSERT_EQ(read_anew(world)->version_id, second);
  set_bytes(world, second, damaged(bytes_of(world, second)));
  ASSERT_EQ(read_anew(world)->version_id, first);
  EXPECT_EQ(status_anew(world).at("damaged").at("version"), 2);
  EXPECT_EQ(status_anew(world).at("damaged").at("serves"), 1);

  ScoringService service(*world.store, world.clock);
  const OrderedJson stale = must(service.explain("lead", lead, world.system));
  EXPECT_FALSE(stale.at("reasons").empty()) << "what the damaged version said still stands on the record";
  EXPECT_EQ(stale.at("stale"), true);
  must(service.rescore_all("lead", "batch", {}));
  EXPECT_EQ(world.score_row(lead).target("ll_modelversionid"), first);
  EXPECT_EQ(must(service.explain("lead", lead, world.system)).at("stale"), false);

  const Uuid third = world.publish_learned(7);
  EXPECT_EQ(read_anew(world)->version_id, third);
  EXPECT_FALSE(status_anew(world).contains("damaged"));
}

INSTANTIATE_TEST_SUITE_P(Ways, DamagedVersion,
                         ::testing::Values("truncated", "cut in the header", "empty", "another file", "garbled"));

TEST(DamagedVersions, AllOfThemLeaveTheModelOutAndSaySo) {
  ScoringWorld world;
  const Uuid first = world.publish_learned(7), second = world.publish_learned(9);
  set_bytes(world, first, "rubbish");
  set_bytes(world, second, "rubbish");
  EXPECT_EQ(read_anew(world), nullptr);
  const OrderedJson model = status_anew(world);
  EXPECT_EQ(model.at("damaged").at("version"), 2);
  EXPECT_TRUE(model.at("damaged").at("serves").is_null());
}

TEST(DamagedVersions, OneThatWasNeverPublishedDoesNotStandIn) {
  ScoringWorld world;
  world.add_closed(200, 1);
  world.train();
  const Uuid published = world.publish_learned(7);
  set_bytes(world, published, "rubbish");
  EXPECT_EQ(read_anew(world), nullptr);
}

TEST(DamagedVersions, TheOneBeforeARollbackStandsIn) {
  ScoringWorld world;
  const Uuid first = world.publish_learned(7), second = world.publish_learned(9);
  must(world.service.publish(first, world.system));
  set_bytes(world, first, "rubbish");
  EXPECT_EQ(read_anew(world)->version_id, second);
}

}  // namespace
}  // namespace leadlight::scoring
