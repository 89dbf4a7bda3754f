#include "core/relation/health_explanation.h"

#include <algorithm>
#include <cmath>

#include "core/relation/health_steps.h"
#include "core/relation/shares.h"
#include "core/relation/warmth.h"

namespace leadlight::relation {
namespace {

using Kind = HealthTerm::Kind;

struct Contact {
  Timestamp time;
  Channel channel;
  double weight;
};

std::chrono::year_month month_of(Timestamp time) {
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(time));
  return day.year() / day.month();
}

int days_between(Timestamp from, Timestamp to) {
  return static_cast<int>(std::chrono::floor<std::chrono::days>(to - from).count());
}

int whole(double score) {
  return static_cast<int>(std::lround(score));
}

/// Contacts by month and channel, the newest month first; what each group weighed at the last contact.
std::vector<HealthTerm> groups_of(const std::vector<Contact>& contacts, const Warmth& warmth,
                                  std::vector<double>& weights) {
  std::vector<HealthTerm> terms;
  std::size_t month_begins = 0;
  for (auto contact = contacts.rbegin(); contact != contacts.rend(); ++contact) {
    const auto month = month_of(contact->time);
    if (!terms.empty() && terms.back().month != month) month_begins = terms.size();
    const auto same = std::find_if(terms.begin() + static_cast<std::ptrdiff_t>(month_begins), terms.end(),
                                   [&](const HealthTerm& term) { return term.channel == contact->channel; });
    const auto place = static_cast<std::size_t>(same - terms.begin());
    if (same == terms.end()) {
      terms.push_back({.kind = Kind::Contacts, .points = 0, .channel = contact->channel, .month = month});
      weights.push_back(0);
    }
    ++terms[place].contacts;
    weights[place] += contact->weight * warmth.left_after(warmth.last() - contact->time);
  }
  return terms;
}

}  // namespace

std::vector<HealthTerm> explain_health(History history, Timestamp created, const DealProgress* deal, Timestamp as_of,
                                       const HealthSettings& settings) {
  if (!health(history, created, deal, as_of, settings).score) return {};
  Warmth warmth(settings);
  std::vector<Contact> contacts;
  for (const Interaction& i : within(history, until(as_of))) {
    const double weight = warmth.add(i);
    if (weight > 0) contacts.push_back({i.time, i.channel, weight});
  }
  std::vector<double> weights;
  std::vector<HealthTerm> terms = groups_of(contacts, warmth, weights);
  const HealthSteps steps = health_steps(warmth, deal, as_of, settings);
  const std::vector<int> points = whole_shares(weights, whole(steps.last_contact));
  for (std::size_t i = 0; i < terms.size(); ++i) terms[i].points = points[i];

  const auto step = [&](Kind kind, double from, double to, Timestamp since) {
    terms.push_back({.kind = kind, .points = whole(to) - whole(from), .days = days_between(since, as_of)});
  };
  step(Kind::Silence, steps.last_contact, steps.contacts, warmth.last());
  if (deal && deal->stage_moved) step(Kind::Stage, steps.contacts, steps.stage, *deal->stage_moved);
  if (deal && deal->estimated_close) step(Kind::Overdue, steps.stage, steps.total, *deal->estimated_close);
  std::erase_if(terms, [](const HealthTerm& term) { return term.points == 0; });
  return terms;
}

}  // namespace leadlight::relation
