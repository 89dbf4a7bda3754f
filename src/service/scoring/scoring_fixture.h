// For tests: a company with leads that have a life, and a model learned from them once a program.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "base/must.h"
#include "base/random.h"
#include "core/record/validate.h"
#include "service/scoring/scoring.h"
#include "service/scoring/service_state.h"
#include "storage/sqlite/temporary_store.h"

namespace leadlight::scoring {

inline Timestamp at_day(double day) {
  return Timestamp(std::chrono::sys_days(std::chrono::year(2026) / 1 / 1)) +
         std::chrono::microseconds(static_cast<std::int64_t>(day * 86'400e6));
}

using base::must;

/// Chance to qualify: a good source, a budget and a business address help; the country says nothing.
inline double chance_of(std::int64_t source, double budget, bool business_mail) {
  const double logit = -1.6 +
                       (source == 1   ? 2.0
                        : source == 2 ? 0.8
                                      : -0.6) +
                       budget / 12'000 + (business_mail ? 0.7 : 0);
  return 1 / (1 + std::exp(-logit));
}

/// One lead as it comes in, and how it will end.
struct MadeLead {
  record::Values values;
  bool positive = false;
};

inline MadeLead make_lead(Random& random) {
  const std::int64_t source = 1 + static_cast<std::int64_t>(random.below(4));
  const double budget = std::floor(random.uniform() * 24'000);
  const bool business = random.chance(0.5);
  const char* const countries[] = {"France", "Peru", "Japan"};
  MadeLead lead;
  lead.values = {
      {"subject", std::string("Interest in machines")},
      {"lastname", std::string("Name") + static_cast<char>('a' + random.below(26))},
      {"leadsourcecode", source},
      {"budgetamount", Amount{static_cast<std::int64_t>(budget) * 10'000}},
      {"emailaddress1", std::string(business ? "buyer@steelworks.example" : "someone@gmail.com")},
      {"address1_country", std::string(countries[random.below(3)])},
  };
  lead.positive = random.chance(chance_of(source, budget, business));
  return lead;
}

class ScoringWorld {
 public:
  ScoringWorld() : clock(at_day(400)), store(clock), service(*store, clock) {}

  /// Leads made day by day, changed once, and closed some days later; the close fills in a reason that open leads lack.
  void add_closed(int count, std::uint64_t seed) {
    Random random(seed);
    for (int done = 0; done < count;) {
      must(store->write([&](store::Transaction& tx) -> Result<void> {
        for (int i = 0; i < 100 && done < count; ++i, ++done) {
          const double day = 10 + 300.0 * done / count;
          const MadeLead lead = make_lead(random);
          tx.set_now(at_day(day));
          const auto& table = *tx.schema().find("lead");
          auto values = TRY(record::check_change(table, lead.values, record::ChangeKind::Create));
          const Uuid id = Uuid::from_name(fmt::format("closed {} {}", seed, done));
          const auto made = TRY(tx.insert("lead", id, std::move(values), system));
          tx.set_now(at_day(day + 2));
          TRY(tx.update("lead", made.id, {{"jobtitle", std::string("Buyer")}}, std::nullopt, system));
          const double closed = day + 5 + 10 * random.uniform();
          tx.set_now(at_day(closed));
          TRY(tx.update("lead", made.id,
                        {{"statecode", std::int64_t{lead.positive ? 1 : 2}},
                         {"statuscode", std::int64_t{lead.positive ? 3 : 4}},
                         {"ll_closedon", at_day(closed)},
                         {"description", std::string(lead.positive ? "call about the contract" : "not interested")}},
                        std::nullopt, system));
        }
        return {};
      }));
    }
  }

  std::vector<Uuid> add_open(int count, std::uint64_t seed) {
    Random random(seed);
    std::vector<Uuid> ids;
    must(store->write([&](store::Transaction& tx) -> Result<void> {
      ids.clear();
      for (int i = 0; i < count; ++i) {
        const auto& table = *tx.schema().find("lead");
        auto values = TRY(record::check_change(table, make_lead(random).values, record::ChangeKind::Create));
        ids.push_back(
            TRY(tx.insert("lead", Uuid::from_name(fmt::format("open {} {}", seed, i)), std::move(values), system)).id);
      }
      return {};
    }));
    return ids;
  }

  record::Record read(std::string_view table, const Uuid& id) {
    const auto snapshot = must(store->snapshot());
    auto row = must(snapshot->find(table, id, {}, system));
    if (!row) {
      ADD_FAILURE() << "no " << table << " " << id.to_string();
      std::abort();
    }
    return *row;
  }
  record::Record score_row(const Uuid& lead) { return read("msdyn_predictivescore", score_row_id("lead", lead)); }

  std::vector<record::Record> ledger(const Uuid& lead) {
    query::Query query;
    query.table = "ll_scorepoint";
    query.filter = query::equals("ll_leadid", record::Value(lead));
    query.order = {{{"", "", "ll_scoredon"}, query::Direction::Ascending}};
    std::vector<record::Record> lines;
    const auto snapshot = must(store->snapshot());
    must(snapshot->scan(query, system, [&](record::Record&& line) -> Result<bool> {
      lines.push_back(std::move(line));
      return true;
    }));
    return lines;
  }

  /// The model that is tried first; nullptr when none is in force.
  std::shared_ptr<const LiveModel> live() {
    const auto models = must(service.in_force(*must(store->snapshot()), "lead"));
    return models->empty() ? nullptr : models->models.front();
  }
  /// What a record's score would be now.
  int score_now(const record::Record& record) {
    const auto snapshot = must(store->snapshot());
    const auto model = live();
    Surroundings surroundings(*snapshot, *model->scored, model->wanted);
    return model->score_number(must(surroundings.now(record, seconds_of(clock.now()))));
  }

  /// Learns a version from the closed leads there are; not published.
  Uuid train(std::uint64_t seed = 1, std::vector<std::string> drop = {}) {
    TrainRequest request;
    request.drop = std::move(drop);
    request.model = must(service.default_model("lead"));
    request.seed = seed;
    return must(service.train(request, {}));
  }

  /// A version with a model learned once and shared by all tests of a program, published.
  Uuid publish_learned(std::uint64_t seed = 7) {
    return publish_learned_for(must(service.default_model("lead")), seed);
  }
  /// The same forest as a version of a model that is about some of the leads.
  Uuid publish_learned_for(const Uuid& model, std::uint64_t seed = 7) {
    const record::Values& learned = learned_version(seed);
    Uuid version;
    must(store->write([&](store::Transaction& tx) -> Result<void> {
      record::Values values = learned;
      values["ll_modelid"] = record::Reference{"ll_model", model};
      // About what this model is about, whatever the forest was learned from.
      auto report = *base::parse_json(*record::as<std::string>(values.at("ll_report")));
      report.erase("definition");
      values["ll_report"] = base::to_text(report);
      values["ll_number"] = static_cast<std::int64_t>(++versions_);
      values["ll_state"] = kReady;
      version = TRY(tx.insert("ll_modelversion", Uuid{}, std::move(values), system)).id;
      return {};
    }));
    must(service.publish(version, system));
    return version;
  }

  base::FixedClock clock;
  sqlite::TemporaryStore store;
  ScoringService service;
  store::Caller system = store::Caller::system();

 private:
  static const record::Values& learned_version(std::uint64_t seed) {
    static std::map<std::uint64_t, record::Values> learned;
    const auto found = learned.find(seed);
    if (found != learned.end()) return found->second;
    ScoringWorld world;
    world.add_closed(400, seed);
    const Uuid version = world.train(seed, {"createdon"});  // no ages: scores stand still while time goes by
    const auto snapshot = must(world.store->snapshot());
    const std::vector<std::string> columns{"ll_name",      "ll_verdict", "ll_auc",   "ll_rows",
                                           "ll_positives", "ll_report",  "ll_bytes", "ll_trainedon"};
    const auto row = must(snapshot->find("ll_modelversion", version, columns, world.system));
    return learned.emplace(seed, row->values).first->second;
  }

  int versions_ = 0;
};

}  // namespace leadlight::scoring
