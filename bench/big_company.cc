#include "big_company.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/random.h"
#include "must_have.h"
#include "service/access/access.h"

namespace leadlight::bench {
namespace {

using record::Reference;
using record::Values;
using store::Caller;
using store::Transaction;

constexpr int kUnits = 20;
constexpr int kSellersInUnit = 10;
constexpr std::int64_t kLeadsAtOnce = 10'000;

struct Unit {
  Uuid id, team;
  std::vector<Uuid> sellers;
};

/// As of a row that came `second` seconds after the first: ids grow with time, as those of the program do.
Uuid fresh(Random& random, std::int64_t second = 0) {
  return Uuid::make(Timestamp(std::chrono::sys_days(std::chrono::year(2026) / 1 / 1)) + std::chrono::seconds(second),
                    random);
}

Result<Uuid> add_user(Transaction& tx, const std::string& name, const Uuid& unit, const Uuid& role, Random& random) {
  const Uuid id = fresh(random);
  TRY(tx.insert("systemuser", id,
                {{"domainname", name},
                 {"fullname", name},
                 {"businessunitid", Reference{"businessunit", unit}},
                 {"isdisabled", false}},
                Caller::system()));
  TRY(tx.insert("systemuserroles", fresh(random),
                {{"systemuserid", Reference{"systemuser", id}}, {"roleid", Reference{"role", role}}},
                Caller::system()));
  return id;
}

Result<std::map<std::string, Uuid>> roles(Transaction& tx) {
  query::Query query;
  query.table = "role";
  query.columns = {"name"};
  std::map<std::string, Uuid> found;
  TRY(tx.scan(query, Caller::system(), [&](record::Record&& row) -> Result<bool> {
    found[*row.get_as<std::string>("name")] = row.id;
    return true;
  }));
  return found;
}

Result<std::vector<Unit>> add_people(Transaction& tx, Random& random) {
  const auto role = TRY(roles(tx));
  std::vector<Unit> units;
  for (int u = 0; u < kUnits; ++u) {
    Unit unit{fresh(random), fresh(random), {}};
    TRY(tx.insert("businessunit", unit.id, {{"name", fmt::format("Unit {:02}", u)}}, Caller::system()));
    TRY(tx.insert("team", unit.team,
                  {{"name", fmt::format("Team {:02}", u)}, {"businessunitid", Reference{"businessunit", unit.id}}},
                  Caller::system()));
    TRY(add_user(tx, fmt::format("manager-{:02}", u), unit.id, role.at("Sales manager"), random));
    for (int s = 0; s < kSellersInUnit; ++s) {
      const Uuid seller =
          TRY(add_user(tx, fmt::format("seller-{:02}-{}", u, s), unit.id, role.at("Salesperson"), random));
      TRY(tx.insert("teammembership", fresh(random),
                    {{"teamid", Reference{"team", unit.team}}, {"systemuserid", Reference{"systemuser", seller}}},
                    Caller::system()));
      unit.sellers.push_back(seller);
    }
    units.push_back(std::move(unit));
  }
  TRY(add_user(tx, "admin", units.front().id, role.at("Administrator"), random));
  return units;
}

template <size_t N>
std::string one_of(Random& random, const std::array<const char*, N>& from) {
  return from[random.below(N)];
}

/// 35 %, 25 %, 15 %, 10 %, 6 %, 4 %, 2.5 %, 1.2 %, 0.8 %, 0.5 %.
std::int64_t draw_source(Random& random) {
  constexpr std::array<int, kSources> kUpTo = {350, 600, 750, 850, 910, 950, 975, 987, 995, 1000};
  const auto drawn = static_cast<int>(random.below(1000));
  return 1 + (std::ranges::upper_bound(kUpTo, drawn) - kUpTo.begin());
}

Values lead(std::int64_t number, const Unit& unit, Random& random) {
  static constexpr std::array kFirst = {"Anna", "Bram",  "Chen", "Dao",  "Eva",  "Finn", "Greta", "Hugo",
                                        "Ida",  "Jonas", "Kees", "Lena", "Mila", "Noah", "Otto",  "Petra"};
  static constexpr std::array kLast = {"Bos",   "Jansen", "Muller", "Schmidt", "Li",    "Wang",   "Suda",   "Visser",
                                       "Weber", "Meyer",  "Novak",  "Silva",   "Rossi", "Dubois", "Martin", "Taylor"};
  static constexpr std::array kCompany = {"Harbour", "Meadow", "Granite", "Copper", "Lantern", "Orchard", "Summit"};
  static constexpr std::array kTrade = {"Foods", "Logistics", "Software", "Chemicals", "Schools", "Hotels"};
  static constexpr std::array kCity = {"Utrecht", "Berlin", "Bangkok", "Shanghai", "Leeds", "Lyon"};
  const std::string first = one_of(random, kFirst), last = one_of(random, kLast);
  const std::string company =
      fmt::format("{} {} {}", one_of(random, kCompany), one_of(random, kTrade), random.below(2'000));
  const bool team_owns = random.chance(0.02);
  const Reference owner = team_owns ? Reference{"team", unit.team}
                                    : Reference{"systemuser", unit.sellers[random.below(unit.sellers.size())]};
  const std::int64_t state = random.chance(0.7) ? 0 : 1 + static_cast<std::int64_t>(random.below(2));
  constexpr std::array<std::int64_t, 3> kStatus = {1, 3, 4};
  const auto score = static_cast<std::int64_t>(random.below(101));
  return {{"subject", fmt::format("Interested, enquiry {}", number)},
          {"firstname", first},
          {"lastname", last},
          {"fullname", first + " " + last},
          {"companyname", company},
          {"emailaddress1", fmt::format("{}.{}{}@example.com", first, last, number)},
          {"address1_city", one_of(random, kCity)},
          {"numberofemployees", static_cast<std::int64_t>(random.below(2'000))},
          {"leadsourcecode", draw_source(random)},
          {"statecode", state},
          {"statuscode", kStatus[static_cast<size_t>(state)]},
          {"ownerid", owner},
          {"owningbusinessunit", Reference{"businessunit", unit.id}},
          {"msdyn_leadscore", score},
          {"msdyn_leadgrade", std::int64_t{3 - score * 4 / 101}}};
}

Result<std::vector<Person>> people(store::Store& store, std::string_view prefix) {
  query::Query query;
  query.table = "systemuser";
  query.columns = {"domainname", "businessunitid"};
  query.filter = std::make_shared<query::Filter>(
      query::Filter{query::TextMatch{{{}, {}, "domainname"}, query::TextOp::StartsWith, std::string(prefix)}});
  query.order = {{query::Path{{}, {}, "domainname"}, query::Direction::Ascending}};
  std::vector<Person> found;
  TRY(TRY(store.snapshot())->scan(query, Caller::system(), [&](record::Record&& row) -> Result<bool> {
    found.push_back({*row.get_as<std::string>("domainname"), row.id, row.get_as<Reference>("businessunitid")->id});
    return true;
  }));
  return found;
}

void add_company(store::Store& store, std::int64_t leads) {
  Random random(7);
  std::vector<Unit> units;
  must_have(store.write([&](Transaction& tx) -> Result<void> {
    Random again(7);  // a transaction may be run again
    units = TRY(add_people(tx, again));
    return {};
  }));
  for (std::int64_t from = 0; from < leads; from += kLeadsAtOnce) {
    std::vector<std::pair<Uuid, Values>> rows;
    for (std::int64_t i = from; i < std::min(from + kLeadsAtOnce, leads); ++i) {
      const Uuid id = fresh(random, i);
      rows.emplace_back(id, lead(i, units[random.below(units.size())], random));
    }
    must_have(store.write([&](Transaction& tx) { return tx.insert_many("lead", rows, Caller::system()); }));
  }
}

}  // namespace

BigCompany big_company(store::Store& store, const Clock& clock, std::int64_t leads) {
  must_have(store.migrate());
  must_have(access::AccessService(store, clock).seed());
  if (must_have(people(store, "admin")).empty()) add_company(store, leads);
  const auto there = must_have(must_have(store.snapshot())->count("lead", nullptr, Caller::system()));
  if (there != leads) {
    throw std::runtime_error(fmt::format("{} leads in place of {}: remove .bench and begin again", there, leads));
  }
  return {must_have(people(store, "seller")), must_have(people(store, "manager")),
          must_have(people(store, "admin")).front()};
}

}  // namespace leadlight::bench
