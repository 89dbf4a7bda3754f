// freshness: deals close and what is known of their accounts changes; how long until that stands in every open lead's
// score and evidence, and what do the people at work notice of it?
//
// A server as its users run it (`leadlight serve`, upkeep on; SQLite with synchronous=FULL, and PostgreSQL where
// LEADLIGHT_TEST_POSTGRES tells of a server; run that with LEADLIGHT_POSTGRES_FSYNC=on) holds the demo company of 2,000
// leads and 100,000 open leads like its own, every third of one of 100 accounts. The published model weighs the
// industry and the size of the account. Over HTTP, as fast as one client can, four leads of every account are closed
// and the account gets another industry and size: 400 closings that count in the evidence of every value they had,
// and 100 changes of which each is part of some 330 leads' feature rows. Meanwhile nine people work, each with 50 ms
// between an answer and the next request: three read leads, three ask for the list of open leads by score, three change
// leads.
//
// - fresh: seconds from the first close until no job is left. Then the server is stopped, and every open lead looked
// at:
// - rows: whose feature row is another than before. scores: whose score is. evidence: that have a value whose evidence
//   changed.
// - stale: whose score or reasons are not those of its present feature row. evidence-off: closings that are missing in
//   the counts of values, or too many, over all attributes.
// - read-p99, list-p99, update-p99: of what the people asked for until no job was left.
#include <fmt/format.h>

#include <atomic>
#include <future>
#include <map>
#include <set>
#include <thread>

#include "base/json.h"
#include "base/log.h"
#include "databases.h"
#include "figure.h"
#include "load.h"
#include "must_have.h"
#include "service/scoring/evidence.h"
#include "service/scoring/live_model.h"
#include "service/scoring/score_text.h"

namespace leadlight::bench {
namespace {

constexpr std::int64_t kOpenLeads = 100'000;
constexpr std::size_t kAccounts = 100, kEveryNthOfAnAccount = 3;
constexpr int kClosingsOfAnAccount = 4;
/// No absolute time is among them: a score changes by what is done to it alone.
constexpr std::string_view kWeighsAccounts = R"({"attributes":{"include":["leadsourcecode","jobtitle","emailaddress1",
  "ll_demo_requested","budgetstatus","purchasetimeframe","decisionmaker","parentaccountid/industrycode",
  "parentaccountid/numberofemployees"],"keep":["parentaccountid/industrycode","parentaccountid/numberofemployees"]},
  "retrain":{"on":false}})";

query::FilterPtr is_open_lead() {
  return query::equals("statecode", std::int64_t{0});
}

/// Every lead that fits, a page at a time.
void for_pages_of_leads(store::Snapshot& snapshot, const query::FilterPtr& filter,
                        const std::function<void(const store::Page&)>& look) {
  query::Query query{.table = "lead", .filter = filter};
  query.limit = 1'000;
  do {
    const store::Page page = must_have(snapshot.select(query, store::Caller::system()));
    look(page);
    query.cursor = page.next;
  } while (query.cursor);
}

/// What a lead of the company had when it came in, again and again as a new one.
std::vector<record::Values> patterns(store::Store& store) {
  std::vector<record::Values> found;
  for_pages_of_leads(*must_have(store.snapshot()), nullptr, [&](const store::Page& page) {
    for (const store::Row& row : page.rows) {
      record::Values values{{"statecode", std::int64_t{0}}, {"statuscode", std::int64_t{1}}};
      for (const char* column :
           {"subject", "firstname", "lastname", "fullname", "companyname", "jobtitle", "emailaddress1",
            "leadsourcecode", "ll_demo_requested", "budgetstatus", "purchasetimeframe", "decisionmaker", "ownerid"}) {
        values[column] = row.record.get(column);
      }
      found.push_back(std::move(values));
    }
  });
  return found;
}

/// The accounts that have many open leads.
std::vector<std::string> big_accounts(store::Store& store) {
  std::vector<std::string> accounts = ids_of(store, "account");
  if (accounts.size() < kAccounts) throw std::runtime_error("the demo company has too few accounts");
  accounts.resize(kAccounts);
  return accounts;
}

void add_open_leads(store::Store& store, std::int64_t count) {
  const auto like = patterns(store);
  const auto accounts = big_accounts(store);
  constexpr std::int64_t kAtOnce = 2'000;
  for (std::int64_t from = 0; from < count; from += kAtOnce) {
    must_have(store.write([&](store::Transaction& tx) -> Result<void> {
      std::vector<std::pair<Uuid, record::Values>> rows;
      Random ids(static_cast<std::uint64_t>(tx.now().time_since_epoch().count()));
      for (auto i = static_cast<size_t>(from); i < static_cast<size_t>(std::min(count, from + kAtOnce)); ++i) {
        record::Values values = like[i % like.size()];
        if (i % kEveryNthOfAnAccount == 0) {
          const std::string& account = accounts[i / kEveryNthOfAnAccount % accounts.size()];
          values["parentaccountid"] = record::Reference{"account", *Uuid::parse(account)};
        }
        rows.emplace_back(Uuid::make(tx.now(), ids), std::move(values));
      }
      return tx.insert_many("lead", std::move(rows), store::Caller::system());
    }));
  }
}

/// The model of leads, trained with the account's columns and published, unless it is there from an earlier run.
void weigh_accounts(store::Store& store, scoring::ScoringService& service) {
  const auto system = store::Caller::system();
  const std::string wanted = must_have(scoring::Definition::parse(kWeighsAccounts)).to_json();
  const Uuid model = must_have(service.default_model("lead"));
  const auto row = must_have(must_have(store.snapshot())->find("ll_model", model, {"ll_definition"}, system));
  if (row->text("ll_definition") == wanted) return;
  must_have(store.write([&](store::Transaction& tx) -> Result<void> {
    TRY(tx.update("ll_model", model, {{"ll_definition", wanted}}, std::nullopt, system));
    return {};
  }));
  scoring::TrainRequest request;
  request.model = model;
  must_have(service.publish(must_have(service.train(request, {})), system));
}

/// The company of the benchmark, or what earlier runs left of it and as many new leads as they closed.
void make_busy_company(const Database& database, const Clock& clock) {
  make_demo(database);
  const auto store = database.open(clock);
  must_have(store->migrate());
  const auto open = must_have(must_have(store->snapshot())->count("lead", is_open_lead(), store::Caller::system()));
  if (open >= kOpenLeads) return;
  scoring::ScoringService service(*store, clock);
  weigh_accounts(*store, service);
  add_open_leads(*store, kOpenLeads - open);
  must_have(service.rescore_all("lead", "publish", {}));
}

/// What is closed and changed over HTTP.
struct Account {
  std::string id;
  std::vector<std::string> closing;  ///< Open leads of it.
};

struct Plans {
  std::vector<Account> accounts;
  std::vector<std::string> others;  ///< Open leads of no account, for the people at work.
};

Plans plan_work(store::Store& store) {
  Plans plans;
  std::map<Uuid, size_t> place;
  for (const std::string& id : big_accounts(store)) {
    place[*Uuid::parse(id)] = plans.accounts.size();
    plans.accounts.push_back({id, {}});
  }
  for_pages_of_leads(*must_have(store.snapshot()), is_open_lead(), [&](const store::Page& page) {
    for (const store::Row& row : page.rows) {
      const Uuid account = row.record.target("parentaccountid");
      if (account.is_nil()) plans.others.push_back(row.record.id.to_string());
      const auto found = place.find(account);
      if (found == place.end()) continue;
      auto& closing = plans.accounts[found->second].closing;
      if (closing.size() < kClosingsOfAnAccount) closing.push_back(row.record.id.to_string());
    }
  });
  return plans;
}

/// Throws unless the answer has the status.
Client::Answer ask_for(Client& client, const Request& request) {
  auto answer = client.request(request.method, request.target, request.body);
  if (answer.status == request.status) return answer;
  throw std::runtime_error(
      fmt::format("{} {}: {} {}", request.method, request.target, answer.status, answer.body.substr(0, 300)));
}

/// The number of closings.
int close_and_change(Client& client, const Plans& plans) {
  Random random(static_cast<std::uint64_t>(1e3 * wall_seconds()));  // other values than an earlier run gave
  int closings = 0;
  for (const Account& account : plans.accounts) {
    for (const std::string& lead : account.closing) {
      const bool qualifies = random.chance(0.3);
      ask_for(client,
              {"PATCH", fmt::format("{}/leads({})", kRoot, lead),
               fmt::format(R"({{"statecode":{},"statuscode":{}}})", qualifies ? 1 : 2, qualifies ? 3 : 4), 204});
      ++closings;
    }
    ask_for(client, {"PATCH", fmt::format("{}/accounts({})", kRoot, account.id),
                     fmt::format(R"({{"industrycode":{},"numberofemployees":{}}})", 1 + random.below(33),
                                 1 + random.below(5'000)),
                     204});
  }
  return closings;
}

/// Until no job that fits is queued or runs.
void wait_for_jobs(Client& client, std::string_view filter) {
  const double end = wall_seconds() + 600;
  const std::string target =
      fmt::format("/api/data/v9.2/ll_jobs?$select=ll_state&$top=1&$filter=ll_state%20le%201{}", filter);
  while (wall_seconds() < end) {
    const auto answer = ask_for(client, {"GET", target, {}, 200});
    if (must_have(base::parse_json(answer.body)).at("value").empty()) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  throw std::runtime_error("jobs are left after ten minutes");
}

/// People at work: with a pause between an answer and the next request.
Draw at_leisure(Draw draw) {
  return [draw = std::move(draw)](Random& random) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    return draw(random);
  };
}

struct Task {
  std::string name;
  Draw draw;
};

std::vector<Task> ordinary_work(const std::vector<std::string>& leads) {
  const auto read = [&leads](Random& random) -> Request {
    return {"GET", fmt::format("/api/data/v9.2/leads({})", leads[random.below(leads.size())]), {}, 200};
  };
  const auto list = [](Random&) -> Request {
    return {"GET",
            "/api/data/v9.2/leads?$select=fullname,companyname,leadsourcecode,msdyn_leadscore,msdyn_leadgrade,"
            "_ownerid_value&$filter=statecode%20eq%200&$orderby=msdyn_leadscore%20desc&$top=50",
            {},
            200};
  };
  return {{"read", at_leisure(read)}, {"list", at_leisure(list)}, {"update", at_leisure(update_lead(leads))}};
}

/// Lets people work as long as it lives.
class AtWork {
 public:
  AtWork(const Server& server, const std::string& token, const std::vector<Task>& tasks) {
    for (const Task& task : tasks) {
      threads_.push_back(std::async(std::launch::async, [this, &server, &token, draw = task.draw] {
        return measure_while(
            {&server}, token, [this] { return going_.load(); }, draw, kPeople);
      }));
    }
  }
  ~AtWork() { going_ = false; }
  AtWork(const AtWork&) = delete;
  AtWork& operator=(const AtWork&) = delete;

  /// Task by task.
  std::vector<Measured> finish() {
    going_ = false;
    std::vector<Measured> measured;
    for (auto& thread : threads_) measured.push_back(thread.get());
    return measured;
  }

 private:
  static constexpr int kPeople = 3;
  std::atomic<bool> going_ = true;
  std::vector<std::future<Measured>> threads_;
};

using ValueCounts = std::map<std::pair<std::string, std::uint32_t>, std::int64_t>;

/// Closed records by attribute and bucket, as the reasons show them.
ValueCounts value_counts(store::Snapshot& snapshot, const scoring::LiveModel& live) {
  ValueCounts counts;
  const auto evidence = must_have(scoring::Evidence::read(snapshot, live));
  const auto& attributes = live.model->attributes();
  for (size_t a = 0; a < attributes.size(); ++a) {
    for (std::uint32_t bucket = 0; bucket < live.model->encoder().bucket_count(a); ++bucket) {
      const auto count = must_have(evidence.find(a, bucket));
      counts[{attributes[a].name, bucket}] = count ? count->closed : 0;
    }
  }
  return counts;
}

/// Every open lead as the model sees it now.
void for_open_leads(store::Snapshot& snapshot, const scoring::LiveModel& live, const Clock& clock,
                    const std::function<void(const scoring::Subject&)>& look) {
  for_pages_of_leads(snapshot, is_open_lead(), [&](const store::Page& page) {
    std::vector<const record::Record*> leads;
    for (const store::Row& row : page.rows) leads.push_back(&row.record);
    scoring::Surroundings surroundings(snapshot, *live.scored, live.wanted);
    must_have(surroundings.read_ahead(leads));
    for (const record::Record* lead : leads) {
      look(must_have(surroundings.now(*lead, scoring::seconds_of(clock.now()))));
    }
  });
}

/// An open lead as it stands.
struct LeadStanding {
  std::int64_t score = 0;
  size_t row = 0;  ///< hash of its feature row
};

size_t hash_of(const feature::Scored& scored) {
  return std::hash<std::string>{}(scoring::feature_bytes(scored.features));
}

/// All open leads as they stand.
struct Standing {
  std::map<Uuid, LeadStanding> leads;
  ValueCounts counts;
};

Standing standing_of(store::Store& store, const Clock& clock) {
  scoring::ScoringService service(store, clock);
  const auto snapshot = must_have(store.snapshot());
  const auto live = must_have(service.in_force(*snapshot, "lead"))->models.at(0);
  Standing standing;
  for_open_leads(*snapshot, *live, clock, [&](const scoring::Subject& subject) {
    standing.leads[subject.record->id] = {subject.record->number("msdyn_leadscore"), hash_of(live->score(subject))};
  });
  standing.counts = value_counts(*snapshot, *live);
  return standing;
}

struct Difference {
  std::int64_t open = 0, rows = 0, scores = 0, evidence = 0, stale = 0, evidence_off = 0;
};

/// What became of the open leads and of all evidence, against what had to.
class Comparison {
 public:
  Comparison(store::Store& store, const Clock& clock, const Standing& before)
      : clock_(clock), service_(store, clock), snapshot_(must_have(store.snapshot())), before_(before) {
    live_ = must_have(service_.in_force(*snapshot_, "lead"))->models.at(0);
  }

  Difference run(int closings) {
    const ValueCounts after = value_counts(*snapshot_, *live_);
    std::map<std::string, std::int64_t> counted;  // closings by attribute
    for (const auto& [value, count] : after) {
      const std::int64_t change = count - before_.counts.at(value);
      counted[value.first] += change;
      if (change != 0) changed_.insert(value);
    }
    for (const auto& [attribute, count] : counted) difference_.evidence_off += std::abs(count - closings);
    for_open_leads(*snapshot_, *live_, clock_, [&](const scoring::Subject& subject) { look_at(subject); });
    return difference_;
  }

 private:
  void look_at(const scoring::Subject& subject) {
    const record::Record& lead = *subject.record;
    const feature::Scored scored = live_->score(subject);
    ++difference_.open;
    difference_.stale += !is_fresh(lead, scored);
    if (const auto was = before_.leads.find(lead.id); was != before_.leads.end()) {
      difference_.rows += was->second.row != hash_of(scored);
      difference_.scores += was->second.score != lead.number("msdyn_leadscore");
    }
    const scoring::SubjectCells cells(*live_, subject);
    const auto& attributes = live_->model->attributes();
    for (size_t a = 0; a < attributes.size(); ++a) {
      if (!changed_.contains({attributes[a].name, live_->model->bucket_of(a, cells.cells(), subject.as_of).id}))
        continue;
      ++difference_.evidence;
      break;
    }
  }

  bool is_fresh(const record::Record& lead, const feature::Scored& scored) {
    const auto row = must_have(snapshot_->find("msdyn_predictivescore", lead.target(live_->scored->score_row),
                                               {"msdyn_scorereasons"}, store::Caller::system()));
    return row && lead.number("msdyn_leadscore") == scored.score &&
           row->text("msdyn_scorereasons") == scoring::reasons_text(*live_, scored);
  }

  const Clock& clock_;
  scoring::ScoringService service_;
  std::unique_ptr<store::Snapshot> snapshot_;
  const Standing& before_;
  std::shared_ptr<const scoring::LiveModel> live_;
  std::set<std::pair<std::string, std::uint32_t>> changed_;
  Difference difference_;
};

/// What was measured while the server ran.
struct Busy {
  double closing = 0, fresh = 0, all = 0;  ///< seconds
  int closings = 0;
  std::vector<Measured> before, work;  ///< task by task
};

Busy be_busy(Run& run, const Database& database, const Plans& plans, const std::vector<Task>& tasks) {
  const std::string token = make_token(database.place);
  const Server server(database.place, run.data_dir() / "serve.log", Upkeep::On);
  Client client(server.port(), token);
  Busy busy;
  {
    AtWork at_work(server, token, tasks);
    std::this_thread::sleep_for(std::chrono::seconds(5));  // caches and prepared statements get warm, too
    busy.before = at_work.finish();
  }
  AtWork at_work(server, token, tasks);
  const double begin = wall_seconds();
  busy.closings = close_and_change(client, plans);
  busy.closing = wall_seconds() - begin;
  wait_for_jobs(client, "%20and%20ll_kind%20eq%20'rescore_related'");
  busy.fresh = wall_seconds() - begin;
  wait_for_jobs(client, "");
  busy.all = wall_seconds() - begin;
  busy.work = at_work.finish();
  return busy;
}

void freshness_on(Run& run, const Database& database) {
  const base::SystemClock clock;
  make_busy_company(database, clock);
  Plans plans;
  Standing before;
  {
    const auto store = database.open(clock);
    must_have(store->migrate());
    plans = plan_work(*store);
    before = standing_of(*store, clock);
  }
  database.settle();
  const std::vector<Task> tasks = ordinary_work(plans.others);
  const Busy busy = be_busy(run, database, plans, tasks);
  const auto store = database.open(clock);
  must_have(store->migrate());
  const Difference after = Comparison(*store, clock, before).run(busy.closings);

  const auto figure = [&](std::string_view name, double value, std::string unit, Better better,
                          std::optional<Must> must) {
    run.report({.part = fmt::format("{}-{}", database.name, name),
                .value = value,
                .unit = std::move(unit),
                .better = better,
                .peer = {},
                .must = must});
  };
  const auto leads = [&](std::string_view name, std::int64_t count, Better better, double must) {
    figure(name, static_cast<double>(count), fmt::format("of {} open leads", after.open), better, must_value(must));
  };
  run.note(fmt::format("{} closings and {} changes of accounts in {:.1f} s", busy.closings, plans.accounts.size(),
                       busy.closing));
  figure("fresh", busy.fresh, "s", Better::Lower, must_value(60));
  figure("all", busy.all, "s", Better::Lower, {});
  leads("rows", after.rows, Better::Higher, 10'000);
  leads("scores", after.scores, Better::Higher, 1'000);
  leads("evidence", after.evidence, Better::Higher, 10'000);
  leads("stale", after.stale, Better::Lower, 0);
  figure("evidence-off", static_cast<double>(after.evidence_off), "closings", Better::Lower, must_value(0));
  for (size_t i = 0; i < tasks.size(); ++i) {
    const auto& times = busy.work[i].milliseconds;
    figure(tasks[i].name + "-p99", quantile(times, 0.99), fmt::format("ms, of {} requests", times.size()),
           Better::Lower, must_value(50));
    run.note(fmt::format("{} before anything was closed: {:.1f} ms", tasks[i].name,
                         quantile(busy.before[i].milliseconds, 0.99)));
  }
}

void run_freshness(Run& run) {
  base::set_log_level(base::LogLevel::Warning);
  for (const Database& database : databases(run, "company")) freshness_on(run, database);
}

const Registrar kFreshness{
    "freshness", "what closings and changed accounts mean for 100,000 open leads, while people work", run_freshness};

}  // namespace
}  // namespace leadlight::bench
