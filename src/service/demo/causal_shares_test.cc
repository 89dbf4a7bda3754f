#include "service/demo/causal_shares.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "service/demo/effects.h"
#include "service/demo/stories.h"

namespace leadlight::demo {
namespace {

using record::Values;

std::vector<Values> settled_leads(std::int64_t count) {
  const Plan plan = make_plan(3, count, *base::parse_timestamp("2026-06-30T12:00:00Z"));
  std::vector<Values> leads;
  for (std::int64_t i = 0; i < count; ++i) leads.push_back(tell_lead(plan, i).settled);
  return leads;
}

double share_of(const CausalShares& shares, size_t lead, std::string_view column) {
  const auto at = std::ranges::find(shares.columns, column);
  EXPECT_NE(at, shares.columns.end()) << column;
  return shares.of_lead[lead][static_cast<size_t>(at - shares.columns.begin())];
}

TEST(CausalShares, AddUpToTheMarginOfEveryLeadAndToNothingOverAll) {
  const auto leads = settled_leads(500);
  const CausalShares shares = causal_shares(leads);
  std::vector<double> sums(shares.columns.size());
  for (size_t i = 0; i < leads.size(); ++i) {
    const auto& of_lead = shares.of_lead[i];
    EXPECT_NEAR(std::accumulate(of_lead.begin(), of_lead.end(), shares.average), causal_margin(leads[i]), 1e-9);
    for (size_t c = 0; c < sums.size(); ++c) sums[c] += of_lead[c];
  }
  for (size_t c = 0; c < sums.size(); ++c) {
    const bool interacts = shares.columns[c] == "leadsourcecode" || shares.columns[c] == "ll_demo_requested";
    EXPECT_TRUE(interacts || std::abs(sums[c]) < 1e-9) << shares.columns[c];
  }
}

TEST(CausalShares, OfASingleEffectAreItsSizeAboutItsMean) {
  const std::vector<Values> leads{{{"donotemail", true}}, {{"donotemail", false}}, {}, {}};
  const CausalShares shares = causal_shares(leads);
  EXPECT_NEAR(share_of(shares, 0, "donotemail"), -0.6 * 0.75, 1e-12);
  EXPECT_NEAR(share_of(shares, 1, "donotemail"), 0.6 * 0.25, 1e-12);
  const auto at = std::ranges::find(shares.columns, "donotemail") - shares.columns.begin();
  EXPECT_NEAR(shares.sizes()[static_cast<size_t>(at)], 0.6 * (0.75 + 3 * 0.25) / 4, 1e-12);
}

TEST(CausalShares, OfAnInteractionAreHalvedBetweenItsColumns) {
  // All four combinations once: web or not, demo or not.
  std::vector<Values> leads;
  for (const std::int64_t source : {8, 7}) {
    for (const bool demo : {true, false}) leads.push_back({{"leadsourcecode", source}, {"ll_demo_requested", demo}});
  }
  const CausalShares shares = causal_shares(leads);
  // Web by itself -0.2, demo by itself 0.2, together 1.4 more. v(both) 1.4, v(one known) 0.7, v(none) 0.35.
  const double of_each = 1.4 * (0.5 - 0.25 + 1 - 0.5) / 2;
  EXPECT_NEAR(share_of(shares, 0, "leadsourcecode"), -0.1 + of_each, 1e-12);
  EXPECT_NEAR(share_of(shares, 0, "ll_demo_requested"), 0.1 + of_each, 1e-12);
  EXPECT_NEAR(share_of(shares, 3, "leadsourcecode"), 0.1 - 1.4 * 0.25 / 2, 1e-12);
}

TEST(CausalShares, NameNoNoise) {
  const CausalShares shares = causal_shares(settled_leads(1000));
  EXPECT_EQ(shares.columns.size(), shares.sizes().size());
  for (const std::string_view noise : noise_columns()) {
    EXPECT_EQ(std::ranges::find(shares.columns, noise), shares.columns.end()) << noise;
  }
  for (const double size : shares.sizes()) EXPECT_GT(size, 0);
}

}  // namespace
}  // namespace leadlight::demo
