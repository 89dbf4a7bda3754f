// What the stories promise: the causal model is in them, and nothing else.
#include "service/demo/stories.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "service/demo/effects.h"

namespace leadlight::demo {
namespace {

const Timestamp kToday = *base::parse_timestamp("2026-06-30T12:00:00Z");

/// Told once: the statistics below need many.
class Stories : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    plan_ = new Plan(make_plan(7, 6000, kToday));
    leads_ = new std::vector<LeadStory>;
    for (std::int64_t i = 0; i < plan_->leads; ++i) leads_->push_back(tell_lead(*plan_, i));
  }
  static void TearDownTestSuite() {
    delete leads_;
    delete plan_;
  }
  static double share(auto&& of, auto&& among) {
    double all = 0, some = 0;
    for (const LeadStory& lead : *leads_) {
      if (!among(lead)) continue;
      ++all;
      some += of(lead) ? 1 : 0;
    }
    return some / all;
  }
  static bool qualifies(const LeadStory& lead) { return lead.qualifies; }
  static bool everyone(const LeadStory&) { return true; }

  inline static Plan* plan_ = nullptr;
  inline static std::vector<LeadStory>* leads_ = nullptr;
};

TEST_F(Stories, AboutThirtyPercentQualify) {
  EXPECT_NEAR(share(qualifies, everyone), 0.30, 0.03);
}

TEST_F(Stories, AFifthOrLessIsStillOpenAndThoseAreTheNewest) {
  const auto open = [](const LeadStory& lead) { return lead.closes > kToday; };
  const double share_open = share(open, everyone);
  EXPECT_GT(share_open, 0.14);
  EXPECT_LT(share_open, 0.21);
  EXPECT_GT(share(open, [](const LeadStory& lead) { return lead.number > 5400; }), 0.75);
  EXPECT_LT(share(open, [](const LeadStory& lead) { return lead.number < 3000; }), 0.02);
}

TEST_F(Stories, TimeRunsForwardInEveryLife) {
  Timestamp before{};
  for (const LeadStory& lead : *leads_) {
    EXPECT_GE(lead.created, plan_->start() - std::chrono::hours(24));
    EXPECT_LT(lead.created, kToday);
    EXPECT_GT(lead.created, before - std::chrono::hours(48)) << "in the order of their numbers";
    before = std::max(before, lead.created);
    Timestamp last = lead.created;
    for (const Change& change : lead.changes) {
      EXPECT_GT(change.at, last);
      last = change.at;
    }
    EXPECT_GT(lead.closes, last);
  }
}

TEST_F(Stories, TheColumnsTellMostOfTheOutcome) {
  // Area under the ROC curve of the true log-odds, by ranks.
  std::vector<const LeadStory*> ranked;
  for (const LeadStory& lead : *leads_) ranked.push_back(&lead);
  std::ranges::sort(ranked, {}, &LeadStory::margin);
  double positives = 0, pairs = 0;
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    if (!ranked[i]->qualifies) continue;
    pairs += static_cast<double>(i) - positives;
    ++positives;
  }
  const double auc = pairs / (positives * (static_cast<double>(ranked.size()) - positives));
  EXPECT_GT(auc, 0.80);
  EXPECT_LT(auc, 0.92);
}

TEST_F(Stories, TheTrueProbabilitiesAreCalibrated) {
  std::map<int, std::pair<double, double>> bins;  // expected, observed
  std::map<int, double> counts;
  for (const LeadStory& lead : *leads_) {
    const int bin = std::clamp(static_cast<int>(std::floor(lead.margin)), -4, 2);
    bins[bin].first += to_probability(lead.margin);
    bins[bin].second += lead.qualifies ? 1 : 0;
    counts[bin] += 1;
  }
  for (const auto& [bin, sums] : bins) {
    EXPECT_NEAR(sums.first / counts[bin], sums.second / counts[bin], 0.08) << "log-odds from " << bin;
  }
}

TEST_F(Stories, EffectsShowInTheRates) {
  const auto with = [](const Condition& condition) {
    return [&condition](const LeadStory& lead) { return condition.holds(lead.settled); };
  };
  for (const Effect& effect : causal_effects()) {
    if (std::abs(effect.log_odds) < 0.75 || effect.also.test != Condition::Test::Always) continue;
    const double rate = share(qualifies, with(effect.when));
    if (effect.log_odds > 0) {
      EXPECT_GT(rate, 0.32) << effect.when.to_string();
    } else {
      EXPECT_LT(rate, 0.27) << effect.when.to_string();
    }
  }
}

TEST_F(Stories, ADemoAskedForOnTheWebIsWorthMoreThanTheTwoApart) {
  const auto web = [](const LeadStory& lead) { return record::to_string(lead.settled.at("leadsourcecode")) == "8"; };
  const auto demo = [](const LeadStory& lead) { return lead.settled.at("ll_demo_requested") == record::Value(true); };
  const double both = share(qualifies, [&](const LeadStory& lead) { return web(lead) && demo(lead); });
  const double only_web = share(qualifies, [&](const LeadStory& lead) { return web(lead) && !demo(lead); });
  const double only_demo = share(qualifies, [&](const LeadStory& lead) { return !web(lead) && demo(lead); });
  const double neither = share(qualifies, [&](const LeadStory& lead) { return !web(lead) && !demo(lead); });
  EXPECT_GT(both - only_web, only_demo - neither + 0.1);
}

TEST_F(Stories, NoiseColumnsSayNothing) {
  for (const std::string_view column : noise_columns()) {
    std::map<std::string, std::pair<double, double>> values;  // count, qualified
    for (const LeadStory& lead : *leads_) {
      auto& value = values[record::to_string(lead.settled.at(std::string(column)))];
      value.first += 1;
      value.second += lead.qualifies ? 1 : 0;
    }
    const double rate = share(qualifies, everyone);
    double chi_square = 0;
    for (const auto& [value, sums] : values) {
      chi_square += std::pow(sums.second - sums.first * rate, 2) / (sums.first * rate * (1 - rate));
    }
    const auto freedom = static_cast<double>(values.size() - 1);
    EXPECT_LT(chi_square, freedom + 3.5 * std::sqrt(2 * freedom)) << column;
  }
}

TEST_F(Stories, NobodyReadsMailOfTheDemo) {
  for (const LeadStory& lead : *leads_) {
    const auto found = lead.first.find("emailaddress1");
    if (found == lead.first.end()) continue;
    const std::string address = record::to_string(found->second);
    EXPECT_TRUE(address.ends_with(".example") || address.find(".demo") != std::string::npos) << address;
    EXPECT_EQ(address.find(' '), std::string::npos) << address;
    EXPECT_NE(address.front(), '.') << address;
    EXPECT_EQ(address.find(".@"), std::string::npos) << address;
  }
}

TEST_F(Stories, TheSameNumbersTellTheSameStory) {
  const Plan again = make_plan(7, 6000, kToday);
  const LeadStory lead = tell_lead(again, 4321);
  EXPECT_EQ(lead.id, (*leads_)[4321].id);
  EXPECT_EQ(lead.settled, (*leads_)[4321].settled);
  EXPECT_EQ(lead.closes, (*leads_)[4321].closes);
  EXPECT_NE(tell_lead(make_plan(8, 6000, kToday), 4321).id, lead.id);
}

TEST(Plan, GivesEveryUnitAManagerAndSellersWithNamesOfTheirOwn) {
  for (const std::int64_t leads : {1, 1500, 1'000'000}) {
    const Plan plan = make_plan(1, leads, kToday);
    std::set<std::string> names;
    for (const Unit& unit : plan.units) {
      EXPECT_FALSE(unit.sellers.empty()) << unit.name;
      EXPECT_TRUE(names.insert(unit.manager.sign_in).second);
      for (const Employee& seller : unit.sellers) EXPECT_TRUE(names.insert(seller.sign_in).second) << seller.sign_in;
    }
    EXPECT_TRUE(names.contains("anna.jansen"));
    EXPECT_LT(names.size(), 170u);
  }
}

/// Told once, of leads enough for the statistics below.
class Opportunities : public testing::Test {
 protected:
  struct Deal {
    LeadStory lead;
    OpportunityStory story;
  };
  static void SetUpTestSuite() {
    plan_ = new Plan(make_plan(1, 6000, kToday));
    deals_ = new std::vector<Deal>;
    for (std::int64_t i = 0; i < plan_->leads; ++i) {
      const LeadStory lead = tell_lead(*plan_, i);
      if (lead.qualifies) deals_->push_back({lead, tell_opportunity(*plan_, lead)});
    }
  }
  static void TearDownTestSuite() {
    delete deals_;
    delete plan_;
  }
  static double mean(auto&& value, auto&& among) {
    double sum = 0, count = 0;
    for (const Deal& deal : *deals_) {
      if (!among(deal)) continue;
      sum += static_cast<double>(value(deal));
      ++count;
    }
    return sum / count;
  }
  static bool wins(const Deal& deal) { return deal.story.wins; }
  static bool loses(const Deal& deal) { return !deal.story.wins; }
  static bool everyone(const Deal&) { return true; }
  static double days(const Stay& stay) {
    return std::chrono::duration<double>(stay.left - stay.entered).count() / 86400;
  }
  static double last_stay(const Deal& deal) { return days(deal.story.stays.back()); }

  inline static Plan* plan_ = nullptr;
  inline static std::vector<Deal>* deals_ = nullptr;
};

TEST_F(Opportunities, RunThroughTheirStagesAndClose) {
  for (const auto& [lead, story] : *deals_) {
    Timestamp last = lead.closes;
    for (const Change& change : story.changes) {
      EXPECT_GT(change.at, last);
      last = change.at;
    }
    EXPECT_EQ(last, story.closes);
    const auto& close = story.changes.back().values;
    ASSERT_TRUE(close.contains("ll_closedon"));
    EXPECT_EQ(close.at("statuscode") == record::Value(std::int64_t{3}), story.wins);
    EXPECT_TRUE(story.first.contains("customerid"));
  }
  EXPECT_NEAR(mean(wins, everyone), 0.47, 0.08);
}

TEST_F(Opportunities, StandInOneStageAfterAnotherUntilTheyClose) {
  for (const auto& [lead, story] : *deals_) {
    Timestamp last = lead.closes;
    std::int64_t stage = 0;
    for (const Stay& stay : story.stays) {
      EXPECT_EQ(stay.entered, last);
      EXPECT_GT(stay.left, stay.entered);
      EXPECT_EQ(stay.stage, stage++);
      last = stay.left;
    }
    EXPECT_EQ(last, story.closes);
    EXPECT_EQ(story.stays.size(), story.changes.size()) << "every stage but the first is a change, and so is the close";
  }
}

TEST_F(Opportunities, AreTalkedAboutWhileTheyAreOpenAndNeverAfter) {
  for (const auto& [lead, story] : *deals_) {
    Timestamp last = lead.closes;
    for (const Touch& touch : story.touches) {
      EXPECT_GE(touch.at, last);
      EXPECT_LT(touch.at + std::chrono::minutes(45), story.closes) << "a meeting is over by then";
      last = touch.at;
    }
  }
  const auto touches = [](const Deal& deal) { return deal.story.touches.size(); };
  EXPECT_GT(mean(touches, everyone), 2.5);
  EXPECT_LT(mean(touches, everyone), 6);
}

TEST_F(Opportunities, OfInterestedCustomersAreWonMoreOftenAndHearFromThemMore) {
  const auto answers = [](const Deal& deal) {
    return std::ranges::count(deal.story.touches, Touch::Kind::EmailIn, &Touch::kind);
  };
  EXPECT_GT(mean([](const Deal& deal) { return deal.story.interest; }, wins), 0.2);
  EXPECT_LT(mean([](const Deal& deal) { return deal.story.interest; }, loses), -0.2);
  EXPECT_GT(mean(answers, wins), 1.3 * mean(answers, loses));
  const auto never_answered = [&](const Deal& deal) { return answers(deal) == 0; };
  EXPECT_GT(mean(never_answered, wins), 0.1) << "and yet it gives nothing away";
}

TEST_F(Opportunities, ThatAreLostStandLongerWhereTheyEnd) {
  const auto in_propose = [](const Deal& deal) { return deal.story.stays.back().stage == 2; };
  const double won = mean(last_stay, [&](const Deal& deal) { return wins(deal) && in_propose(deal); });
  const double lost = mean(last_stay, [&](const Deal& deal) { return loses(deal) && in_propose(deal); });
  EXPECT_GT(lost, 1.4 * won);
  EXPECT_LT(lost, 2.5 * won);
}

TEST_F(Opportunities, OfTodayAreOverdueInPart) {
  std::map<std::int64_t, double> usual;  // mean days of the won ones
  for (const std::int64_t stage : {0, 1, 2, 3}) {
    double sum = 0, count = 0;
    for (const Deal& deal : *deals_) {
      for (const Stay& stay : deal.story.stays) {
        if (!deal.story.wins || stay.stage != stage) continue;
        sum += days(stay);
        ++count;
      }
    }
    usual[stage] = sum / count;
  }
  double open = 0, overdue = 0;
  for (const auto& [lead, story] : *deals_) {
    for (const Stay& stay : story.stays) {
      if (stay.entered > kToday || stay.left <= kToday) continue;
      ++open;
      overdue += days({stay.stage, stay.entered, kToday}) > usual[stay.stage];
    }
  }
  EXPECT_GT(open, 60);
  EXPECT_GT(overdue / open, 0.15);
  EXPECT_LT(overdue / open, 0.6);
}

TEST_F(Opportunities, AreTheSameForTheSameNumbers) {
  const Deal& deal = deals_->at(100);
  const OpportunityStory again = tell_opportunity(*plan_, tell_lead(*plan_, deal.lead.number));
  EXPECT_EQ(again.id, deal.story.id);
  EXPECT_EQ(again.first, deal.story.first);
  EXPECT_EQ(again.closes, deal.story.closes);
  ASSERT_EQ(again.touches.size(), deal.story.touches.size());
  for (size_t i = 0; i < again.touches.size(); ++i) EXPECT_EQ(again.touches[i].at, deal.story.touches[i].at);
}

}  // namespace
}  // namespace leadlight::demo
