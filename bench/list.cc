// list: pages of 50 leads sorted by score, as the web application asks for them, of 100,000 leads (full: 1,000,000).
//
// A server of its own holds the company of big_company.h. One client on a kept-alive connection asks over HTTP, each
// time as another seller, manager or for another source, in five rounds of all questions: in each at least 200 times a
// question (full: 1,000 times) and 1 s. The time runs from the first byte sent to the last byte of the answer. The
// leads asked for are open; columns are those of the list (name, company, source, score, grade, trend, owner).
//
// p50 and p99 are those of the round that had the lowest: on a machine that others share, a round in which the
// processor was taken away says nothing about the program. p99-all is that of all rounds together; `machine` is a
// plain computation timed in each round, too: where its p99-all is far from its p50, others had the processor.
//
// - my: a seller's own, first page. my-next: the page after it.
// - my-team: what a manager may read (his unit). unit: the same rows for an administrator, by owningbusinessunit.
// - category: one source, an administrator. category-rare: the rarest one (one lead of 200). category-team: one source,
//   a manager.
// - count-all: $count over all, an administrator. count-open: the same with statecode eq 0, as a list asks with
//   $count=true. count-team: a manager's open ones.
// - search-none: $search for a word that no lead has. search-none-common: two words that one lead of 16 has each, and
//   none both. search-few-common: three words as frequent, which one lead of some 1,800 has together.
//
// On SQLite, and on PostgreSQL where LEADLIGHT_TEST_POSTGRES tells of a server (tools/with_postgres.sh).
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <limits>
#include <optional>

#include "base/json.h"
#include "base/log.h"
#include "base/random.h"
#include "big_company.h"
#include "databases.h"
#include "figure.h"
#include "http.h"
#include "must_have.h"
#include "service/access/access.h"

namespace leadlight::bench {
namespace {

constexpr std::string_view kListColumns =
    "$select=fullname,companyname,leadsourcecode,msdyn_leadscore,msdyn_leadgrade,msdyn_leadscoretrend,_ownerid_value";
constexpr std::string_view kByScore = "$orderby=msdyn_leadscore%20desc";
constexpr std::string_view kPageSize = "Prefer: odata.maxpagesize=50,odata.include-annotations=\"*\"\r\n";

/// One question, asked as somebody.
struct Ask {
  std::string token, target;
};

struct Question {
  std::string name;
  std::optional<double> must_ms;
  std::function<Ask(Random&)> draw;
  bool may_be_empty = false;
};

std::string page(std::string_view filter) {
  return fmt::format("/api/data/v9.2/leads?{}&{}&$filter={}", kListColumns, kByScore, filter);
}

std::vector<std::string> tokens_of(store::Store& store, const Clock& clock, const std::vector<Person>& people) {
  access::AccessService access(store, clock);
  std::vector<std::string> tokens;
  for (const Person& person : people) tokens.push_back(must_have(access.create_token(person.name, "bench", {})));
  return tokens;
}

/// The address of the page after that of `ask`.
Ask page_after(Client& client, const Ask& ask) {
  const auto body = must_have(base::parse_json(client.request("GET", ask.target, {}, kPageSize).body));
  const std::string next = body.value("@odata.nextLink", "");
  if (next.empty()) throw std::runtime_error("a seller with one page only");
  return {ask.token, next.substr(next.find("/api/"))};
}

std::vector<Question> questions(const BigCompany& company, const std::vector<std::string>& sellers,
                                const std::vector<std::string>& managers, const std::string& admin,
                                std::uint16_t port) {
  const auto mine = [&company, sellers](Random& random) -> Ask {
    const size_t n = random.below(sellers.size());
    return {sellers[n], page(fmt::format("statecode%20eq%200%20and%20_ownerid_value%20eq%20{}",
                                         company.sellers[n].id.to_string()))};
  };
  const auto source = [](Random& random) { return 1 + random.below(kSources); };
  const auto as_manager = [managers](Random& random) { return managers[random.below(managers.size())]; };
  const auto plain = [&](std::string name, std::optional<double> must, std::string target, bool empty = false) {
    return Question{std::move(name), must, [=](Random&) { return Ask{admin, target}; }, empty};
  };
  const std::string open = "statecode%20eq%200", leads = "/api/data/v9.2/leads";
  return {
      {"my", 5, mine},
      {"my-next", 5,
       [mine, port](Random& random) {
         const Ask first = mine(random);
         Client client(port, first.token);
         return page_after(client, first);
       }},
      {"my-team", 5,
       [=](Random& random) {
         return Ask{as_manager(random), page(open)};
       }},
      {"unit", 5,
       [&company, admin, open](Random& random) {
         const Uuid& unit = company.managers[random.below(company.managers.size())].unit;
         return Ask{admin, page(fmt::format("{}%20and%20_owningbusinessunit_value%20eq%20{}", open, unit.to_string()))};
       }},
      {"category", 5,
       [=](Random& random) {
         return Ask{admin, page(fmt::format("{}%20and%20leadsourcecode%20eq%20{}", open, source(random)))};
       }},
      plain("category-rare", 5, page(fmt::format("{}%20and%20leadsourcecode%20eq%20{}", open, kSources))),
      {"category-team", 5,
       [=](Random& random) {
         return Ask{as_manager(random), page(fmt::format("{}%20and%20leadsourcecode%20eq%20{}", open, source(random)))};
       }},
      plain("count-all", 50, leads + "/$count"),
      plain("count-open", 50, leads + "/$count?$filter=" + open),
      {"count-team", 50,
       [=](Random& random) {
         return Ask{as_manager(random), leads + "/$count?$filter=" + open};
       }},
      plain("search-none", 50, page(open) + "&$search=xylophone", true),
      plain("search-none-common", 50, page(open) + "&$search=anna%20bram", true),
      plain("search-few-common", {}, page(open) + "&$search=anna%20schmidt%20harbour"),
  };
}

/// Milliseconds, one an ask.
std::vector<double> measure(const Question& question, std::uint16_t port, bool full) {
  const int least = full ? 1'000 : 200;
  const double most_seconds = full ? 20 : 10;
  Random random(3);
  std::map<std::string, std::unique_ptr<Client>> clients;
  std::vector<double> times;
  double busy = 0;
  for (int i = 0; (i < least && busy < most_seconds) || busy < 1; ++i) {
    const Ask ask = question.draw(random);
    auto& client = clients[ask.token];
    if (!client) {
      client = std::make_unique<Client>(port, ask.token);
      client->request("GET", "/api/data/v9.2/WhoAmI");
    }
    const double begin = wall_seconds();
    const auto answer = client->request("GET", ask.target, {}, kPageSize);
    const double took = wall_seconds() - begin;
    if (answer.status != 200)
      throw std::runtime_error(fmt::format("{}: {}", answer.status, answer.body.substr(0, 300)));
    if (i == 0 && !question.may_be_empty && answer.body.find("\"value\":[]") != std::string::npos) {
      throw std::runtime_error(question.name + ": an empty page");
    }
    busy += took;
    if (i >= 10) times.push_back(1e3 * took);  // statements are prepared, pages are in memory
  }
  return times;
}

/// Milliseconds of the same plain computation again and again, for a second.
std::vector<double> measure_machine() {
  std::vector<double> times;
  Random random(1);
  std::uint64_t sum = 0;
  const double end = wall_seconds() + 1;
  while (wall_seconds() < end) {
    const double begin = wall_seconds();
    for (int i = 0; i < 100'000; ++i) sum += random.below(1'000);
    times.push_back(1e3 * (wall_seconds() - begin));
  }
  if (sum == 0) throw std::runtime_error("the machine cannot add");
  return times;
}

using Rounds = std::vector<std::vector<double>>;

void report(Run& run, const std::string& part, const Rounds& rounds, std::optional<Must> must) {
  const auto lowest = [&](double q) {
    double found = std::numeric_limits<double>::infinity();
    for (const auto& times : rounds) found = std::min(found, quantile(times, q));
    return found;
  };
  std::vector<double> all;
  for (const auto& times : rounds) all.insert(all.end(), times.begin(), times.end());
  const auto figure = [&](std::string_view what, double value, std::optional<Must> least) {
    run.report({.part = fmt::format("{}-{}", part, what),
                .value = value,
                .unit = "ms",
                .better = Better::Lower,
                .peer = {},
                .must = least});
  };
  figure("p50", lowest(0.5), {});
  figure("p99", lowest(0.99), must);
  figure("p99-all", quantile(all, 0.99), {});
}

void list_on(Run& run, const Database& database) {
  const std::int64_t leads = run.full() ? 1'000'000 : 100'000;
  const base::SystemClock clock;
  BigCompany company;
  std::vector<std::string> sellers, managers;
  std::string admin;
  {
    const auto store = database.open(clock);
    const double begin = wall_seconds();
    company = big_company(*store, clock, leads);
    run.note(fmt::format("{}: {} leads, made or found in {:.0f} s", database.name, leads, wall_seconds() - begin));
    database.settle();
    sellers = tokens_of(*store, clock, company.sellers);
    managers = tokens_of(*store, clock, company.managers);
    admin = tokens_of(*store, clock, {company.administrator}).front();
  }
  const Server server(database.place, run.data_dir() / "serve.log");
  const char* only = std::getenv("LIST_ONLY");
  const auto asked = questions(company, sellers, managers, admin, server.port());
  std::vector<Rounds> times(asked.size());
  Rounds machine;
  for (int round = 0; round < 5; ++round) {
    machine.push_back(measure_machine());
    for (std::size_t i = 0; i < asked.size(); ++i) {
      if (only != nullptr && asked[i].name != only) continue;
      times[i].push_back(measure(asked[i], server.port(), run.full()));
    }
  }
  report(run, database.name + "-machine", machine, {});
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (!times[i].empty()) {
      report(run, fmt::format("{}-{}", database.name, asked[i].name), times[i],
             asked[i].must_ms ? std::optional(must_value(*asked[i].must_ms)) : std::nullopt);
    }
  }
}

void run_list(Run& run) {
  base::set_log_level(base::LogLevel::Warning);
  for (const Database& database : databases(run, run.full() ? "million" : "hundred-thousand")) list_on(run, database);
}

const Registrar kList{"list", "pages of 50 of very many leads, sorted by score", run_list};

}  // namespace
}  // namespace leadlight::bench
