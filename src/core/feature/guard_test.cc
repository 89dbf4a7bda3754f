#include "core/feature/guard.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/feature/synthetic.h"

namespace leadlight::feature {
namespace {

constexpr size_t kRows = 2000;

struct Records {
  std::vector<std::uint8_t> labels;
  Outcomes outcomes() const { return {labels, {}}; }
};

Records make_records(double rate) {
  Records records;
  Random random(11);
  for (size_t i = 0; i < kRows; ++i) records.labels.push_back(random.chance(rate));
  return records;
}

/// A list column whose value follows the outcome through `value(label, random)`.
Column column(const Records& records, auto value, std::string name = "c") {
  std::vector<std::string> values;
  Random random(5);
  for (const auto label : records.labels) values.push_back(value(label != 0, random));
  return synthetic::list(std::move(name), values);
}

bool fired(const std::optional<Suspect>& suspect, std::string_view rule) {
  return suspect && std::find(suspect->why.begin(), suspect->why.end(), rule) != suspect->why.end();
}

TEST(Guard, RefusesACopyOfTheOutcome) {
  const auto records = make_records(0.3);
  const auto found = suspect(column(records, [](bool won, Random&) { return won ? "j" : "n"; }), records.outcomes(), 1);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->action, LeakAction::Refused);
  EXPECT_GT(found->auc_alone, 0.99);
}

TEST(Guard, RefusesANoisyCopy) {
  const auto records = make_records(0.3);
  const auto noisy = [](bool won, Random& random) { return won != random.chance(0.04) ? "j" : "n"; };
  const auto found = suspect(column(records, noisy), records.outcomes(), 1);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->action, LeakAction::Refused);
}

TEST(Guard, RefusesWhatIsFilledInOnlyAtTheOutcome) {
  const auto records = make_records(0.2);
  const auto found = suspect(column(records,
                                    [](bool won, Random& random) {
                                      return won && random.chance(0.7) ? "v" + std::to_string(random.below(90)) : "";
                                    }),
                             records.outcomes(), 1);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->action, LeakAction::Refused);
  EXPECT_TRUE(fired(found, "filled_at_outcome"));
}

TEST(Guard, AsksAboutValuesThatLeaveOneOutcome) {
  const auto records = make_records(0.4);
  const auto found = suspect(column(records,
                                    [](bool won, Random& random) {
                                      if (!won && random.chance(0.2)) return "wrong number";
                                      return random.chance(0.5) ? "a" : "b";
                                    }),
                             records.outcomes(), 1);
  ASSERT_TRUE(fired(found, "pure"));
  EXPECT_EQ(found->action, LeakAction::Check);
  EXPECT_NE(found->reason.find("wrong number"), std::string::npos);
}

TEST(Guard, AsksWhenBeingFilledInTells) {
  const auto records = make_records(0.5);
  const auto found =
      suspect(column(records,
                     [](bool won, Random& random) {
                       return random.chance(won ? 0.85 : 0.25) ? "v" + std::to_string(random.below(5)) : "";
                     }),
              records.outcomes(), 1);
  EXPECT_TRUE(fired(found, "missing_tells"));
}

TEST(Guard, LetsAnHonestStrongNumberPass) {
  const auto records = make_records(0.4);
  std::vector<double> minutes;
  Random random(3);
  for (const auto label : records.labels) minutes.push_back(random.normal() + (label ? 1.0 : 0));
  EXPECT_FALSE(suspect(synthetic::numbers("time on site", minutes), records.outcomes(), 1));
}

TEST(Guard, LetsNoisePassHoweverManyValuesItHas) {
  const auto records = make_records(0.4);
  for (const size_t values : {2, 20, 200, 1900}) {
    const auto noise =
        column(records, [&](bool, Random& random) { return "v" + std::to_string(random.below(values)); });
    EXPECT_FALSE(suspect(noise, records.outcomes(), 1)) << values;
  }
}

TEST(Guard, RareLevelsOfOneOutcomeAreNoProof) {
  const auto records = make_records(0.05);  // most values hold negatives only, by chance
  const auto noise = column(records, [](bool, Random& random) { return "v" + std::to_string(random.below(60)); });
  EXPECT_FALSE(suspect(noise, records.outcomes(), 1));
}

TEST(Guard, NamesCountTooAndSaySo) {
  const auto records = make_records(0.4);
  const auto noise = [](bool, Random& random) { return random.chance(0.5) ? "a" : "b"; };
  const auto found = suspect(column(records, noise, "Lost Reason"), records.outcomes(), 1);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->why, std::vector<std::string>{"name"});
  EXPECT_EQ(found->action, LeakAction::Refused);
}

TEST(Guard, SaysNothingOfAHandfulOfRecords) {
  Records records{{1, 0, 0, 1, 0, 0, 1, 0}};
  EXPECT_FALSE(suspect(column(records, [](bool won, Random&) { return won ? "j" : "n"; }), records.outcomes(), 1));
}

}  // namespace
}  // namespace leadlight::feature
