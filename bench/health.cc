// health: whether a relationship that is called healthy goes on, on real mail.
//
// A relationship is a pair of people who have written to each other; one of the two plays "us". Every 30 days of some
// years health is worked out for every pair with contact until then, and judged by whether the pair is in contact
// within the next 30 days: the chance that one that is ranks above one that is not (AUC). The peer is how recent the
// last contact is, alone.
//
// Colleagues: 156 people of one company, 2000 and 2001, the years that most of their mail is from (data:
// enron-network).
//
// - all-pairs: of health before rounding.
// - held-out-pairs: the same on the half of the pairs on which nothing of the formula was chosen.
// - above-recency: all-pairs once more, against its peer.
// - points: of the score in whole points, as people see it.
//
// A mailing list, 2022 to 2025 (data: ksummit-list): who has written there, by address. A mail is contact with
// everybody in To and Cc. Nothing of the formula was chosen on it.
//
// - list-pairs, list-points: the same of it.
// - list-monthly: points where contact is expected once a month, as suits people who meet in a discussion now and then.
//
// Needs LEADLIGHT_DATA (default: ../shared/data beside the checkout).
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <set>

#include "base/random.h"
#include "base/text.h"
#include "core/learn/metrics.h"
#include "core/relation/health.h"
#include "figure.h"
#include "list_mail.h"
#include "public_data.h"

namespace leadlight::bench {
namespace {

using relation::Direction;
using relation::Interaction;
using relation::Period;

constexpr std::chrono::days kAhead{30};

Period years(int first, int last) {
  return {Date(std::chrono::year(first) / 1 / 1), Date(std::chrono::year(last + 1) / 1 / 1)};
}

using Pair = std::pair<std::int64_t, std::int64_t>;
using Histories = std::map<Pair, std::vector<Interaction>>;

void add_mail(Histories& histories, Timestamp time, std::int64_t sender, std::int64_t receiver) {
  if (receiver == sender) return;
  const Pair pair = std::minmax(sender, receiver);
  Interaction mail{.time = time, .known = time};
  mail.direction = sender == pair.first ? Direction::Outgoing : Direction::Incoming;
  histories[pair].push_back(mail);
}

Histories in_order(Histories histories) {
  for (auto& [pair, history] : histories) std::ranges::sort(history);
  return histories;
}

std::vector<std::vector<std::string>> read_tsv(const std::string& file) {
  std::ifstream in(data_path(file));
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(in, line);) {
    rows.emplace_back();
    for (const std::string_view cell : base::split(line, '\t')) rows.back().emplace_back(cell);
  }
  return rows;
}

/// Every mail once for each pair of its sender and one of its recipients.
Histories read_colleagues() {
  std::map<std::string, std::set<std::int64_t>> recipients;
  for (const auto& row : read_tsv("enron-network/recipients.tsv")) recipients[row.at(0)].insert(std::stoll(row.at(2)));
  Histories histories;
  for (const auto& row : read_tsv("enron-network/messages.tsv")) {
    const Timestamp time{std::chrono::seconds(std::stoll(row.at(2)))};
    for (const std::int64_t receiver : recipients[row.front()])
      add_mail(histories, time, std::stoll(row.back()), receiver);
  }
  return in_order(std::move(histories));
}

/// The same of a mailing list. Who never wrote is a list, or a reader of whom nothing is known.
Histories read_list() {
  std::vector<ListMail> mails;
  for (int year = 2021; year <= 2026; ++year) {
    const auto more = read_mbox(data_path(fmt::format("ksummit-list/{}.mbox", year)));
    mails.insert(mails.end(), more.begin(), more.end());
  }
  std::map<std::string, std::int64_t> people;
  for (const ListMail& mail : mails) people.emplace(mail.from, static_cast<std::int64_t>(people.size()));
  Histories histories;
  for (const ListMail& mail : mails) {
    for (const std::string& address : std::set(mail.to.begin(), mail.to.end())) {
      const auto receiver = people.find(address);
      if (receiver != people.end()) add_mail(histories, mail.sent, people.at(mail.from), receiver->second);
    }
  }
  return in_order(std::move(histories));
}

/// One half of the pairs, drawn by their numbers; the formula was chosen on the other.
bool is_held_out(const Pair& pair) {
  return (Random(static_cast<std::uint64_t>(1'000 * pair.first + pair.second)).next() & 1) != 0;
}

/// What is said of every pair at every moment, and what came of it.
struct Said {
  std::vector<double> health;
  std::vector<double> points;
  std::vector<double> recency;  ///< in seconds, negative
  std::vector<std::uint8_t> in_contact;

  void add(const std::vector<Interaction>& history, Timestamp day, const relation::HealthSettings& settings) {
    const auto past = relation::within(history, relation::until(day));
    if (past.empty()) return;
    const auto ahead = relation::within(history, {day + Timestamp::duration(1), day + kAhead});
    health.push_back(relation::health(history, history.front().time, nullptr, day, settings).value);
    points.push_back(std::round(health.back()));
    recency.push_back(-std::chrono::duration<double>(day - past.back().time).count());
    in_contact.push_back(!ahead.empty());
  }
};

enum class Pairs { All, HeldOut };

Said say(const Histories& histories, const Period& period, Pairs pairs = Pairs::All,
         const relation::HealthSettings& settings = {}) {
  Said said;
  for (const auto& [pair, history] : histories) {
    if (pairs == Pairs::HeldOut && !is_held_out(pair)) continue;
    for (Timestamp day = period.from; day + kAhead <= period.as_of; day += kAhead) said.add(history, day, settings);
  }
  return said;
}

double recency_of(const Said& said) {
  return learn::auc(said.recency, said.in_contact);
}

void report_part(Run& run, std::string part, const std::vector<double>& values, const Said& said,
                 std::optional<Must> must) {
  const auto interval = learn::auc_interval(values, said.in_contact);
  const auto met = std::ranges::count(said.in_contact, 1);
  run.note(fmt::format("{}: {} answers, {} of them yes; AUC {:.4f}, 95 % interval {:.4f} to {:.4f}; recency {:.4f}",
                       part, values.size(), met, learn::auc(values, said.in_contact), interval.low, interval.high,
                       recency_of(said)));
  run.report({.part = std::move(part),
              .value = learn::auc(values, said.in_contact),
              .unit = "AUC",
              .better = Better::Higher,
              .peer = Peer{recency_of(said), {}},
              .must = must});
}

void run_colleagues(Run& run) {
  const Histories histories = read_colleagues();
  if (histories.empty()) {
    run.note("skipped: there is no enron-network in LEADLIGHT_DATA");
    return;
  }
  const Said all = say(histories, years(2000, 2001));
  const Said held_out = say(histories, years(2000, 2001), Pairs::HeldOut);
  report_part(run, "all-pairs", all.health, all, must_value(0.81));
  report_part(run, "held-out-pairs", held_out.health, held_out, must_value(0.81));
  report_part(run, "above-recency", all.health, all, must_ratio(1));
  report_part(run, "points", all.points, all, {});
}

void run_mailing_list(Run& run) {
  const Histories histories = read_list();
  if (histories.empty()) {
    run.note("skipped: there is no ksummit-list in LEADLIGHT_DATA");
    return;
  }
  const Said all = say(histories, years(2022, 2025));
  report_part(run, "list-pairs", all.health, all, must_value(recency_of(all) - 0.01));
  report_part(run, "list-points", all.points, all, {});
  const Said monthly = say(histories, years(2022, 2025), Pairs::All, {.expected_days = 30});
  report_part(run, "list-monthly", monthly.points, monthly, {});
}

void run_health(Run& run) {
  run_colleagues(run);
  run_mailing_list(run);
}

const Registrar kHealth{"health", "whether a healthy relationship goes on, on real mail", run_health};

}  // namespace
}  // namespace leadlight::bench
