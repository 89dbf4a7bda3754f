#include <algorithm>
#include <cmath>

#include "service/demo/row_batch.h"
#include "service/demo/stories.h"

namespace leadlight::demo {
namespace {

using record::Reference;
using record::Value;
using record::Values;

struct Stage {
  std::int64_t code;
  std::string_view step;
  std::int64_t probability;
  double reached;  ///< Share of the opportunity's life after which it is reached.
};
constexpr Stage kStages[] = {
    {0, "1-Qualify", 20, 0}, {1, "2-Develop", 45, 0.25}, {2, "3-Propose", 70, 0.55}, {3, "4-Close", 90, 0.8}};

/// A lost one seldom gets through all stages.
std::size_t stages_reached(bool won, Random& random) {
  return won ? std::size(kStages) : 1 + random.below(std::size(kStages));
}

}  // namespace

OpportunityStory tell_opportunity(const Plan& plan, const LeadStory& lead) {
  Random random = random_for(plan, Story::Opportunity, lead.number);
  OpportunityStory story;
  story.id = Uuid::make(lead.closes, random);
  story.contact = Uuid::make(lead.closes, random);
  if (!lead.account && random.chance(0.4)) story.account = Uuid::make(lead.closes, random);
  const bool won = random.chance(to_probability(-0.2 + 0.35 * lead.margin));
  const double days = std::clamp(60 * std::exp(0.6 * random.normal()), 7.0, 400.0);
  const double value = std::round(8000 * std::exp(0.9 * random.normal()) * lead.culture->euro_rate / 100) * 100;

  Values& first = story.first;
  first["name"] = lead.first.at("subject");
  if (lead.account) {
    first["parentaccountid"] = lead.first.at("parentaccountid");
  } else if (story.account) {
    first["parentaccountid"] = Reference{"account", *story.account};
  }
  first["parentcontactid"] = Reference{"contact", story.contact};
  first["customerid"] = first.contains("parentaccountid") ? first["parentaccountid"] : first["parentcontactid"];
  first["originatingleadid"] = Reference{"lead", lead.id};
  first["ownerid"] = user(*lead.owner);
  first["estimatedvalue"] = *Amount::from_double(value);
  first["estimatedclosedate"] =
      std::chrono::floor<std::chrono::days>(add_days(lead.closes, days * (0.7 + 0.5 * random.uniform())));
  for (const char* column :
       {"budgetstatus", "purchasetimeframe", "decisionmaker", "transactioncurrencyid", "exchangerate"}) {
    if (const auto found = lead.settled.find(column); found != lead.settled.end()) first[column] = found->second;
  }
  first["opportunityratingcode"] = whole(2);
  first["salesstage"] = whole(kStages[0].code);
  first["stepname"] = text(kStages[0].step);
  first["closeprobability"] = whole(kStages[0].probability);
  first["statecode"] = whole(0);
  first["statuscode"] = whole(1);

  Timestamp last = lead.closes;
  const auto moment = [&](double share) {
    last = in_office_hours(add_days(lead.closes, days * share), lead.culture->utc_offset,
                           last + std::chrono::minutes(30), random);
    return last;
  };
  const std::size_t reached = stages_reached(won, random);
  for (std::size_t i = 1; i < reached; ++i) {
    const Stage& stage = kStages[i];
    story.changes.push_back({moment(stage.reached),
                             {{"salesstage", whole(stage.code)},
                              {"stepname", text(stage.step)},
                              {"closeprobability", whole(stage.probability)}}});
  }
  const Timestamp closed = moment(1);
  Values close{{"statuscode", whole(won                  ? 3
                                    : random.chance(0.6) ? 5
                                                         : 4)},
               {"ll_closedon", closed},
               {"actualclosedate", std::chrono::floor<std::chrono::days>(closed)}};
  if (won) close["actualvalue"] = *Amount::from_double(std::round(value * (0.8 + 0.3 * random.uniform())));
  close["ll_closereason"] = text(won ? "Best fit" : "Price or timing");
  story.changes.push_back({closed, std::move(close)});
  return story;
}

}  // namespace leadlight::demo
