// tab: the relationship of a record as its page asks for it, and how soon a mail stands in the columns of lists.
//
// The demo company of 2,000 leads, served; one client asks over HTTP on a kept-alive connection, each time about
// another record. p99 of at least 400 answers.
//
// - account, contact, lead, opportunity: the whole tab of a record of each type.
// - busy: the tab of a deal with 1,000 mails, calls and meetings between six of us and six of them.
// - mail: from sending a mail with two parties in one change set until the columns of its contact, account and deal
// count
//   it, asked for over and over; 100 mails.
#include <fmt/format.h>

#include <cstdlib>
#include <stdexcept>
#include <thread>

#include "base/json.h"
#include "base/log.h"
#include "base/random.h"
#include "databases.h"
#include "figure.h"
#include "http.h"
#include "load.h"
#include "must_have.h"
#include "service/insight/kpi_rows.h"

namespace leadlight::bench {
namespace {

using record::Reference;

constexpr int kAnswers = 400;
constexpr int kMails = 100;

/// A deal with many activities, made once.
struct BusyDeal {
  Uuid deal = Uuid::from_name("busy deal");
  Uuid account = Uuid::from_name("busy account");
  std::vector<Uuid> contacts;
  std::vector<Uuid> users;
};

Uuid numbered(std::string_view what, int number) {
  return Uuid::from_name(fmt::format("busy {} {}", what, number));
}

Result<void> insert_activities(store::Transaction& tx, const BusyDeal& busy) {
  const auto system = store::Caller::system();
  Random random(3);
  for (int i = 0; i < 1'000; ++i) {
    const Timestamp at = tx.now() - std::chrono::minutes(random.below(500'000));
    const double kind = random.uniform();
    const std::string table = kind < 0.7 ? "email" : kind < 0.85 ? "phonecall" : "appointment";
    const bool outgoing = random.chance(0.5);
    const Uuid id = numbered("activity", i);
    record::Values row{{"subject", fmt::format("Talk {}", i)},
                       {"statecode", std::int64_t{1}},
                       {"actualend", at},
                       {"createdon", at},
                       {"ownerid", Reference{"systemuser", busy.users.front()}}};
    if (table != "appointment") row["directioncode"] = outgoing;
    if (table == "email") row["conversationindex"] = fmt::format("thread {}", random.below(200));
    if (table == "email") row["senton"] = at;
    if (table != "email") row["actualdurationminutes"] = std::int64_t(10 + random.below(50));
    TRY(tx.insert(table, id, std::move(row), system));
    const Reference us{"systemuser", busy.users[random.below(busy.users.size())]};
    const Reference them{"contact", busy.contacts[random.below(busy.contacts.size())]};
    for (const auto& [who, role] : {std::pair{outgoing ? us : them, 1}, {outgoing ? them : us, 2}}) {
      const std::int64_t mask = table == "appointment" ? (role == 1 ? 7 : 5) : role;
      TRY(tx.insert("activityparty", {},
                    {{"activityid", Reference{table, id}}, {"partyid", who}, {"participationtypemask", mask}}, system));
    }
  }
  return {};
}

BusyDeal busy_deal(store::Store& store) {
  BusyDeal busy;
  for (const std::string& id : ids_of(store, "systemuser")) {
    if (busy.users.size() < 6) busy.users.push_back(*Uuid::parse(id));
  }
  for (int i = 0; i < 6; ++i) busy.contacts.push_back(numbered("contact", i));
  const auto system = store::Caller::system();
  if (must_have(must_have(store.snapshot())->find("opportunity", busy.deal, {"name"}, system))) return busy;
  must_have(store.write([&](store::Transaction& tx) -> Result<void> {
    const record::Value owner = Reference{"systemuser", busy.users.front()};
    TRY(tx.insert("account", busy.account, {{"name", std::string("Busy")}, {"ownerid", owner}}, system));
    for (int i = 0; i < 6; ++i) {
      TRY(tx.insert("contact", busy.contacts[i],
                    {{"fullname", fmt::format("Busy {}", i)},
                     {"ownerid", owner},
                     {"parentcustomerid", Reference{"account", busy.account}}},
                    system));
    }
    TRY(tx.insert("opportunity", busy.deal,
                  {{"name", std::string("Busy")},
                   {"ownerid", owner},
                   {"parentcontactid", Reference{"contact", busy.contacts[0]}},
                   {"parentaccountid", Reference{"account", busy.account}}},
                  system));
    for (const Uuid& contact : busy.contacts) {
      TRY(tx.insert("connection", {},
                    {{"record1id", Reference{"opportunity", busy.deal}}, {"record2id", Reference{"contact", contact}}},
                    system));
    }
    for (const Uuid& user : busy.users) {
      TRY(tx.insert("connection", {},
                    {{"record1id", Reference{"opportunity", busy.deal}},
                     {"record2id", Reference{"systemuser", user}},
                     {"ll_record2role", std::int64_t{8}}},
                    system));
    }
    return insert_activities(tx, busy);
  }));
  must_have(insight::rebuild(store, base::SystemClock(), [](std::int64_t, std::int64_t) { return true; }));
  return busy;
}

void report(Run& run, const std::string& part, const std::vector<double>& times, std::optional<double> must) {
  run.report({.part = part + "-p50",
              .value = quantile(times, 0.5),
              .unit = "ms",
              .better = Better::Lower,
              .peer = {},
              .must = {}});
  run.report({.part = part + "-p99",
              .value = quantile(times, 0.99),
              .unit = "ms",
              .better = Better::Lower,
              .peer = {},
              .must = must ? std::optional(must_value(*must)) : std::nullopt});
}

void time_tabs(Run& run, Client& client, const std::string& part, const std::string& table,
               const std::vector<std::string>& ids, std::optional<double> must) {
  std::vector<double> times;
  for (int i = 0; i < kAnswers + 50; ++i) {
    const std::string target =
        fmt::format("{}/Relationship(Table='{}',Id={})", kRoot, table, ids[static_cast<std::size_t>(i) % ids.size()]);
    const double start = wall_seconds();
    const Client::Answer answer = client.request("GET", target);
    if (answer.status != 200) throw std::runtime_error(answer.body);
    if (i >= 50) times.push_back(1e3 * (wall_seconds() - start));
  }
  report(run, part, times, must);
}

/// Whom a mail goes to, from whom, and whose columns it stands in.
struct Correspondence {
  Uuid from, to;
  std::vector<std::pair<std::string, Uuid>> places;
};

/// Of deals of the demo whose contact has an account.
std::vector<Correspondence> correspondences(store::Store& store) {
  const auto system = store::Caller::system();
  const auto snapshot = must_have(store.snapshot());
  std::vector<Correspondence> found;
  must_have(snapshot->scan(
      {.table = "opportunity", .columns = {"ownerid", "parentcontactid"}}, system,
      [&](record::Record&& deal) -> Result<bool> {
        const auto* owner = deal.get_as<Reference>("ownerid");
        const auto* contact = deal.get_as<Reference>("parentcontactid");
        if (owner == nullptr || owner->table != "systemuser" || contact == nullptr) return true;
        const auto row = TRY(snapshot->find("contact", contact->id, {"parentcustomerid"}, system));
        const auto* account = row ? row->get_as<Reference>("parentcustomerid") : nullptr;
        if (account == nullptr || account->table != "account") return true;
        found.push_back(
            {owner->id, contact->id, {{"contact", contact->id}, {"account", account->id}, {"opportunity", deal.id}}});
        return found.size() < kMails;
      }));
  return found;
}

/// A mail of two parties as one change set.
std::string change_set(const Correspondence& mail) {
  std::string body = "--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n";
  int number = 0;
  const auto add = [&](std::string_view set, const OrderedJson& row) {
    body += fmt::format(
        "--c\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: {}\r\n\r\n"
        "POST {}/{} HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{}\r\n",
        ++number, kRoot, set, base::to_text(row));
  };
  const auto address = [](std::string_view set, const Uuid& id) { return fmt::format("/{}({})", set, id.to_string()); };
  add("emails", {{"subject", "A mail"}, {"statecode", 1}, {"statuscode", 3}, {"directioncode", true}});
  add("activityparties", {{"activityid_email@odata.bind", "$1"},
                          {"participationtypemask", 1},
                          {"partyid_systemuser@odata.bind", address("systemusers", mail.from)}});
  add("activityparties", {{"activityid_email@odata.bind", "$1"},
                          {"participationtypemask", 2},
                          {"partyid_contact@odata.bind", address("contacts", mail.to)}});
  return body + "--c--\r\n--b--\r\n";
}

/// 0 where there is no row yet.
std::int64_t mails_sent(Client& client, std::string_view table, const Uuid& id) {
  const Uuid row = insight::kpi_row_id({std::string(table), id});
  const auto answer = client.request(
      "GET", fmt::format("{}/msdyn_{}kpiitems({})?$select=msdyn_emailssent", kRoot, table, row.to_string()));
  if (answer.status == 404) return 0;
  if (answer.status != 200) throw std::runtime_error(answer.body);
  const Json count = must_have(base::parse_json(answer.body))["msdyn_emailssent"];
  return count.is_null() ? 0 : count.get<std::int64_t>();
}

void time_mails(Run& run, Client& client, const std::string& part, const std::vector<Correspondence>& mails,
                std::optional<double> must) {
  std::vector<double> times;
  for (int i = 0; i < kMails; ++i) {
    const Correspondence& mail = mails[static_cast<std::size_t>(i) % mails.size()];
    std::vector<std::int64_t> before;
    for (const auto& [table, id] : mail.places) before.push_back(mails_sent(client, table, id));
    const double start = wall_seconds();
    const auto answer = client.request("POST", fmt::format("{}/$batch", kRoot), change_set(mail),
                                       "Content-Type: multipart/mixed; boundary=b\r\n");
    const bool refused = answer.body.find("HTTP/1.1 4") != std::string::npos;
    if (answer.status != 200 || refused) throw std::runtime_error(answer.body);
    for (std::size_t place = 0; place < mail.places.size(); ++place) {
      const auto& [table, id] = mail.places[place];
      while (mails_sent(client, table, id) == before[place]) {
        if (wall_seconds() - start > 30) throw std::runtime_error("a mail never reached its " + table);
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      }
    }
    times.push_back(1e3 * (wall_seconds() - start));
  }
  report(run, part, times, must);
}

void tab_on(Run& run, const Database& database) {
  run.note(database.name);
  make_demo(database);
  const base::SystemClock clock;
  const auto store = database.open(clock);
  must_have(store->migrate());
  const BusyDeal busy = busy_deal(*store);
  const Server server(database.place, run.data_dir() / ("server-" + database.name + ".log"));
  Client client(server.port(), make_token(database.place));
  for (const std::string table : {"account", "contact", "lead", "opportunity"}) {
    time_tabs(run, client, database.name + "-" + table, table, ids_of(*store, table), 20);
  }
  time_tabs(run, client, database.name + "-busy", "opportunity", {busy.deal.to_string()}, {});
  time_mails(run, client, database.name + "-mail", correspondences(*store), 50);
  const Correspondence to_busy{busy.users[0],
                               busy.contacts[1],
                               {{"contact", busy.contacts[1]}, {"account", busy.account}, {"opportunity", busy.deal}}};
  time_mails(run, client, database.name + "-mail-busy", {to_busy}, {});
}

void run_tab(Run& run) {
  base::set_log_level(base::LogLevel::Warning);
  for (const Database& database : databases(run, "relationships")) tab_on(run, database);
}

const Registrar kTab{"tab", "the relationship of a record over HTTP, and a mail in the columns of lists", run_tab};

}  // namespace
}  // namespace leadlight::bench
