#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "service/demo/effects.h"
#include "service/demo/job_titles.h"
#include "service/demo/row_batch.h"
#include "service/demo/stories.h"
#include "service/demo/texts.h"

namespace leadlight::demo {
namespace {

using record::Reference;
using record::Value;
using record::Values;

struct Source {
  std::int64_t code;
  double weight;
  double pace;       ///< Factor on the time until it is decided.
  double asks_demo;  ///< Probability of asking for a demo.
};
constexpr Source kSources[] = {{8, 34, 1.0, 0.30}, {1, 14, 1.2, 0.05}, {7, 12, 1.1, 0.15}, {4, 9, 0.9, 0.10},
                               {3, 7, 0.8, 0.10},  {6, 7, 1.0, 0.20},  {9, 5, 0.9, 0.05},  {2, 4, 0.7, 0.05},
                               {5, 4, 1.1, 0.05},  {10, 4, 1.0, 0.05}};
constexpr std::string_view kColours[] = {"Red", "Blue", "Green", "Yellow", "White", "Black"};
constexpr double kMedianDays = 70;
constexpr double kDaysSpread = 0.75;

Value money(double amount) {
  return *Amount::from_double(std::round(amount));
}

/// One geometric draw with the given mean.
std::int64_t draw_count(double mean, Random& random) {
  return static_cast<std::int64_t>(-std::log(1 - random.uniform()) * mean);
}

/// Tells one lead, step by step; each step draws from the same series.
class Teller {
 public:
  Teller(const Plan& plan, std::int64_t number) : plan_(plan), random_(random_for(plan, Story::Lead, number)) {
    story_.number = number;
  }

  LeadStory tell() {
    choose_company();
    choose_times();
    write_first();
    write_changes();
    decide();
    return std::move(story_);
  }

 private:
  void choose_company() {
    if (random_.chance(0.25)) {
      story_.account = static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(plan_.standing_accounts())));
      AccountStory account = tell_account(plan_, *story_.account);
      story_.culture = account.culture;
      story_.company = std::move(account.company);
    } else {
      story_.culture = &cultures()[pick_weighted(cultures(), random_)];
      story_.company = make_company(*story_.culture, random_);
    }
    const Unit& unit = plan_.unit_of(*story_.culture);
    story_.owner = &unit.sellers[random_.below(unit.sellers.size())];
    story_.person = make_person(*story_.culture, random_);
    if (random_.chance(0.02)) {
      story_.person.last_name = pick(junk_names(), random_);
      story_.person.full_name = story_.person.first_name + " " + story_.person.last_name;
    }
    source_ = &kSources[pick_weighted(kSources, random_)];
  }

  void choose_times() {
    const double share = (static_cast<double>(story_.number) + 0.5) / static_cast<double>(plan_.leads);
    const Timestamp day(plan_.calendar.day_at(share));
    // Within the day, as the working hours there have it; never later than now.
    const auto offset = story_.culture->utc_offset;
    story_.created = day + std::chrono::hours(8) - offset + std::chrono::seconds(random_.below(10 * 3600));
    if (story_.created >= plan_.now) story_.created = plan_.now - std::chrono::minutes(1 + random_.below(600));
    story_.id = Uuid::make(story_.created, random_);

    const double days = std::clamp(kMedianDays * std::exp(kDaysSpread * random_.normal()) * source_->pace, 2.0, 500.0);
    Timestamp last = story_.created;
    const auto next = [&](double after_days) {
      last = in_office_hours(add_days(story_.created, after_days), offset, last + std::chrono::minutes(20), random_);
      return last;
    };
    if (random_.chance(0.94)) {
      story_.contacted = next(std::min(days * 0.15, 1 + 5 * random_.uniform()));
      if (random_.chance(0.5)) story_.replied = next(days * (0.2 + 0.2 * random_.uniform()));
      if (random_.chance(0.85)) story_.discovered = next(days * (0.45 + 0.25 * random_.uniform()));
    }
    story_.closes = next(days);
  }

  void write_first() {
    Values& lead = story_.first;
    const JobTitle& title = pick_job_title(random_);
    decides_ = random_.chance(title.decides);
    job_title_ = title.name;
    lead["firstname"] = text(story_.person.first_name);
    lead["lastname"] = text(story_.person.last_name);
    lead["fullname"] = text(story_.person.full_name);
    lead["salutation"] = text(story_.person.is_woman ? "Ms." : "Mr.");
    lead["companyname"] = text(story_.company.name);
    lead["subject"] = text(fmt::format("{}: {}", pick_topic(story_.culture->language, random_), story_.company.name));
    if (random_.chance(0.88)) lead["jobtitle"] = text(job_title_);
    lead["emailaddress1"] = draw_address();
    if (random_.chance(0.75)) lead["telephone1"] = text(phone_number(*story_.culture, random_));
    lead["address1_line1"] = text(story_.company.street);
    lead["address1_city"] = text(story_.company.place.city);
    lead["address1_stateorprovince"] = text(story_.company.place.province);
    lead["address1_postalcode"] = text(story_.company.place.postal_code);
    lead["address1_country"] = text(story_.culture->country);
    if (random_.chance(0.5)) lead["websiteurl"] = text("https://www." + story_.company.domain);
    if (random_.chance(0.92)) lead["industrycode"] = whole(story_.company.industry);
    if (random_.chance(0.65)) lead["numberofemployees"] = whole(story_.company.employees);
    if (random_.chance(0.4)) lead["revenue"] = money(story_.company.revenue);
    lead["leadsourcecode"] = whole(source_->code);
    lead["donotemail"] = random_.chance(0.06);
    lead["ll_demo_requested"] = random_.chance(source_->asks_demo);
    visits_ = draw_count(source_->code == 8 ? 3 : 1.5, random_);
    lead["ll_website_visits"] = whole(visits_);
    write_noise(lead);
    lead["transactioncurrencyid"] = Reference{"transactioncurrency", currency_id(story_.culture->currency)};
    lead["exchangerate"] = story_.culture->euro_rate;
    lead["ownerid"] = user(*story_.owner);
    if (story_.account) lead["parentaccountid"] = Reference{"account", tell_account(plan_, *story_.account).id};
    lead["statecode"] = whole(0);
    lead["statuscode"] = whole(1);
    std::erase_if(lead, [](const auto& entry) { return record::is_null(entry.second); });
  }

  /// Columns that look like something and are nothing.
  void write_noise(Values& lead) {
    lead["preferredcontactmethodcode"] = whole(1 + static_cast<std::int64_t>(random_.below(3)));
    lead["ll_badge_colour"] = text(kColours[random_.below(std::size(kColours))]);
    lead["ll_campaign_wave"] = whole(1 + static_cast<std::int64_t>(random_.below(20)));
  }

  Value draw_address() {
    const double draw = random_.uniform();
    if (draw < 0.68) return text(company_address(story_.person, story_.company.domain));
    if (draw < 0.90) return text(private_address(story_.person, pick(free_mail_domains(), random_), random_));
    if (draw < 0.925) return text(private_address(story_.person, pick(disposable_mail_domains(), random_), random_));
    return {};
  }

  void write_changes() {
    if (story_.contacted) {
      story_.changes.push_back(
          {*story_.contacted,
           {{"statuscode", whole(2)}, {"initialcommunication", whole(0)}, {"ll_replied_to_email", false}}});
    }
    if (story_.replied) story_.changes.push_back({*story_.replied, {{"ll_replied_to_email", true}}});
    if (story_.discovered) story_.changes.push_back({*story_.discovered, discovery()});
    story_.settled = story_.first;
    for (const Change& change : story_.changes) {
      for (const auto& [column, value] : change.values) story_.settled[column] = value;
    }
  }

  /// What a first real talk brings to light.
  Values discovery() {
    static constexpr double kBudgets[] = {0.30, 0.35, 0.22, 0.13};
    static constexpr double kTimes[] = {0.08, 0.22, 0.25, 0.20, 0.25};
    Values found;
    const auto budget = draw_index(kBudgets);
    found["budgetstatus"] = whole(budget);
    if (budget > 0) found["budgetamount"] = money(5000 * std::exp(1.5 * random_.uniform()) * story_.culture->euro_rate);
    found["purchasetimeframe"] = whole(draw_index(kTimes));
    found["decisionmaker"] = decides_;
    found["ll_website_visits"] = whole(visits_ + draw_count(1.5, random_));
    if (!story_.first.contains("numberofemployees") && random_.chance(0.7)) {
      found["numberofemployees"] = whole(story_.company.employees);
    }
    if (!story_.first.contains("jobtitle") && random_.chance(0.5)) found["jobtitle"] = text(job_title_);
    if (random_.chance(0.1)) found["statuscode"] = whole(8);
    return found;
  }

  std::int64_t draw_index(std::span<const double> shares) {
    double left = random_.uniform();
    for (std::size_t i = 0; i + 1 < shares.size(); ++i) {
      left -= shares[i];
      if (left < 0) return static_cast<std::int64_t>(i);
    }
    return static_cast<std::int64_t>(shares.size()) - 1;
  }

  void decide() {
    story_.margin = causal_margin(story_.settled);
    story_.qualifies = random_.chance(to_probability(story_.margin + unobserved_spread() * random_.normal()));
  }

  const Plan& plan_;
  Random random_;
  LeadStory story_;
  const Source* source_ = nullptr;
  std::string_view job_title_;
  bool decides_ = false;
  std::int64_t visits_ = 0;
};

}  // namespace

double to_probability(double log_odds) {
  return 1 / (1 + std::exp(-log_odds));
}

LeadStory tell_lead(const Plan& plan, std::int64_t number) {
  return Teller(plan, number).tell();
}

}  // namespace leadlight::demo
