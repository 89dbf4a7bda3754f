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
  double days;          ///< Median of the time in it.
  double won_from_it;   ///< Of a hundred deals won.
  double lost_from_it;  ///< Of a hundred deals lost.
  double meets;         ///< Log-odds of a meeting.
};
constexpr Stage kStages[] = {{0, "1-Qualify", 20, 9, 0, 10, -1.5},
                             {1, "2-Develop", 45, 17, 0, 25, 0.2},
                             {2, "3-Propose", 70, 14, 25, 35, -0.2},
                             {3, "4-Close", 90, 11, 75, 30, -1.0}};

constexpr double kInterestWins = 1.0;     ///< Log-odds of being won.
constexpr double kInterestSpeeds = 0.25;  ///< Of the logarithm of the days.
constexpr double kStalls = 1.5;           ///< Nobody says no: what is lost stands longer where it ends.
constexpr double kStaySpread = 0.45;
/// A call or a meeting is over by then.
constexpr std::chrono::hours kLongest{1};

/// Tells one opportunity, step by step; each step draws from the same series.
class DealTeller {
 public:
  DealTeller(const Plan& plan, const LeadStory& lead)
      : lead_(lead), random_(random_for(plan, Story::Opportunity, lead.number)) {}

  OpportunityStory tell() {
    begin();
    go_through_stages();
    for (size_t i = 0; i < story_.stays.size(); ++i) talk(kStages[i], story_.stays[i]);
    std::ranges::sort(story_.touches, {}, &Touch::at);
    write_first();
    write_changes();
    return std::move(story_);
  }

 private:
  void begin() {
    story_.id = Uuid::make(lead_.closes, random_);
    story_.contact = Uuid::make(lead_.closes, random_);
    if (!lead_.account && random_.chance(0.4)) story_.account = Uuid::make(lead_.closes, random_);
    story_.interest = random_.normal();
    story_.wins = random_.chance(to_probability(-0.2 + 0.35 * lead_.margin + kInterestWins * story_.interest));
    value_ = std::round(8000 * std::exp(0.9 * random_.normal()) * lead_.culture->euro_rate / 100) * 100;
  }

  Timestamp office_hours_after(Timestamp time, double days, Timestamp earliest) {
    return in_office_hours(add_days(time, days), lead_.culture->utc_offset, earliest, random_);
  }

  size_t draw_last_stage() {
    double left = 100 * random_.uniform();
    for (size_t i = 0; i + 1 < std::size(kStages); ++i) {
      left -= story_.wins ? kStages[i].won_from_it : kStages[i].lost_from_it;
      if (left < 0) return i;
    }
    return std::size(kStages) - 1;
  }

  void go_through_stages() {
    const size_t last = draw_last_stage();
    const double pace = std::exp(0.3 * random_.normal() - kInterestSpeeds * story_.interest);
    Timestamp entered = lead_.closes;
    for (size_t i = 0; i <= last; ++i) {
      const bool stalls = i == last && !story_.wins;
      const double days = kStages[i].days * pace * std::exp(kStaySpread * random_.normal()) * (stalls ? kStalls : 1);
      const Timestamp left = office_hours_after(entered, std::clamp(days, 1.0, 250.0), entered + 2 * kLongest);
      story_.stays.push_back({kStages[i].code, entered, left});
      entered = left;
    }
    story_.closes = entered;
  }

  void add_touch(Touch::Kind kind, const Stay& stay, Timestamp at) {
    if (at + kLongest < stay.left) story_.touches.push_back({kind, at});
  }

  /// We write as a stage begins and call when it drags on; whether they answer and meet us says how much they want it.
  void talk(const Stage& stage, const Stay& stay) {
    const double days = std::chrono::duration<double, std::chrono::days::period>(stay.left - stay.entered).count();
    const auto after = [&](double share) { return office_hours_after(stay.entered, days * share, stay.entered); };
    if (random_.chance(0.5)) {
      const Timestamp written = after(0.1 + 0.2 * random_.uniform());
      add_touch(Touch::Kind::EmailOut, stay, written);
      if (random_.chance(to_probability(-0.2 + story_.interest))) {
        add_touch(Touch::Kind::EmailIn, stay, office_hours_after(written, 0.5 + 3 * random_.uniform(), written));
      }
    }
    if (random_.chance(to_probability(stage.meets + 0.9 * story_.interest))) {
      add_touch(Touch::Kind::Meeting, stay, after(0.3 + 0.4 * random_.uniform()));
    }
    if (random_.chance(0.3)) add_touch(Touch::Kind::Call, stay, after(0.5 + 0.5 * random_.uniform()));
  }

  void write_first() {
    Values& first = story_.first;
    first["name"] = lead_.first.at("subject");
    if (lead_.account) {
      first["parentaccountid"] = lead_.first.at("parentaccountid");
    } else if (story_.account) {
      first["parentaccountid"] = Reference{"account", *story_.account};
    }
    first["parentcontactid"] = Reference{"contact", story_.contact};
    first["customerid"] = first.contains("parentaccountid") ? first["parentaccountid"] : first["parentcontactid"];
    first["originatingleadid"] = Reference{"lead", lead_.id};
    first["ownerid"] = user(*lead_.owner);
    first["estimatedvalue"] = *Amount::from_double(value_);
    // What sellers guess on the first day.
    const double guess = std::clamp(60 * std::exp(0.3 * random_.normal()), 20.0, 200.0);
    first["estimatedclosedate"] = std::chrono::floor<std::chrono::days>(add_days(lead_.closes, guess));
    for (const char* column :
         {"budgetstatus", "purchasetimeframe", "decisionmaker", "transactioncurrencyid", "exchangerate"}) {
      if (const auto found = lead_.settled.find(column); found != lead_.settled.end()) first[column] = found->second;
    }
    first["opportunityratingcode"] = whole(2);
    first.merge(stage_columns(kStages[0]));
    first["statecode"] = whole(0);
    first["statuscode"] = whole(1);
  }

  static Values stage_columns(const Stage& stage) {
    return {{"salesstage", whole(stage.code)},
            {"stepname", text(stage.step)},
            {"closeprobability", whole(stage.probability)}};
  }

  void write_changes() {
    for (size_t i = 1; i < story_.stays.size(); ++i) {
      story_.changes.push_back({story_.stays[i].entered, stage_columns(kStages[i])});
    }
    const bool cancelled = random_.chance(0.4);
    const std::int64_t lost_status = cancelled ? 4 : 5;
    Values close{{"statuscode", whole(story_.wins ? 3 : lost_status)},
                 {"ll_closedon", story_.closes},
                 {"actualclosedate", std::chrono::floor<std::chrono::days>(story_.closes)},
                 {"ll_closereason", text(story_.wins ? "Best fit" : "Price or timing")}};
    if (story_.wins) {
      close["actualvalue"] = *Amount::from_double(std::round(value_ * (0.8 + 0.3 * random_.uniform())));
    }
    story_.changes.push_back({story_.closes, std::move(close)});
  }

  const LeadStory& lead_;
  Random random_;
  OpportunityStory story_;
  double value_ = 0;
};

}  // namespace

OpportunityStory tell_opportunity(const Plan& plan, const LeadStory& lead) {
  return DealTeller(plan, lead).tell();
}

}  // namespace leadlight::demo
