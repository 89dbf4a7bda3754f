#include "many_activities.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "base/random.h"
#include "must_have.h"

namespace leadlight::bench {
namespace {

using record::Reference;
using record::Values;
using Rows = std::vector<std::pair<Uuid, Values>>;

constexpr std::int64_t kActivitiesEach = 100;
constexpr std::int64_t kActivitiesAtOnce = 25'000;
constexpr int kSellers = 200;
constexpr Timestamp kFirstDay = std::chrono::sys_days(std::chrono::year(2024) / 1 / 1);
constexpr std::uint64_t kSeconds = 730 * 86'400ULL;

class Making {
 public:
  Making(store::Store& store, std::int64_t opportunities) : store_(store), deals_(opportunities) {}

  void run() {
    add_sellers();
    add_all("account", accounts(), [this](std::int64_t i) { return account(i); });
    add_all("contact", contacts(), [this](std::int64_t i) { return contact(i); });
    add_all("ll_person", contacts() / 5, [this](std::int64_t i) { return person(i); });
    add_all("ll_personaddress", 2 * (contacts() / 5), [this](std::int64_t i) { return person_address(i); });
    add_all("opportunity", deals_, [this](std::int64_t i) { return deal(i); });
    for (std::int64_t from = 0; from < deals_ * kActivitiesEach; from += kActivitiesAtOnce) add_activities(from);
  }

 private:
  std::int64_t accounts() const { return deals_ / 5; }
  std::int64_t contacts() const { return deals_ / 2; }
  static Uuid numbered(std::string_view what, std::int64_t number) {
    return Uuid::from_name(fmt::format("{} {}", what, number));
  }
  static Reference seller(std::int64_t number) { return {"systemuser", numbered("seller", number % kSellers)}; }
  Reference contact_of(std::int64_t deal, std::int64_t n = 0) const {
    return {"contact", numbered("contact", (deal / 2 + n * accounts()) % contacts())};
  }
  std::string address_of(std::int64_t contact) const {
    return fmt::format("person.{}@customer-{}.example", contact, contact % accounts());
  }

  void insert(std::string_view table, Rows rows) {
    must_have(
        store_.write([&](store::Transaction& tx) { return tx.insert_many(table, rows, store::Caller::system()); }));
  }
  template <class Make>
  void add_all(std::string_view table, std::int64_t count, const Make& make) {
    for (std::int64_t from = 0; from < count; from += kActivitiesAtOnce) {
      Rows rows;
      for (std::int64_t i = from; i < std::min(from + kActivitiesAtOnce, count); ++i)
        rows.emplace_back(numbered(table, i), make(i));
      insert(table, std::move(rows));
    }
  }
  void add_sellers() {
    const Uuid unit = numbered("unit", 0);
    insert("businessunit", {{unit, {{"name", "Sales"}}}});
    Rows rows;
    for (int i = 0; i < kSellers; ++i) {
      rows.emplace_back(seller(i).id, Values{{"domainname", fmt::format("seller-{}", i)},
                                             {"fullname", fmt::format("Seller {}", i)},
                                             {"internalemailaddress", fmt::format("seller.{}@ours.example", i)},
                                             {"businessunitid", Reference{"businessunit", unit}}});
    }
    insert("systemuser", std::move(rows));
  }
  Values account(std::int64_t i) const { return {{"name", fmt::format("Customer {}", i)}, {"ownerid", seller(i)}}; }
  Values contact(std::int64_t i) const {
    return {{"fullname", fmt::format("Person {}", i)},
            {"emailaddress1", address_of(i)},
            {"parentcustomerid", Reference{"account", numbered("account", i % accounts())}},
            {"ownerid", seller(i)}};
  }
  Values person(std::int64_t i) const {
    return {{"ll_name", fmt::format("Person {}", 5 * i)},
            {"ll_recordid", Reference{"contact", numbered("contact", 5 * i)}}};
  }
  Values person_address(std::int64_t i) const {
    const std::string address = i % 2 == 0 ? address_of(i / 2 * 5) : fmt::format("home.{}@mail.example", i / 2 * 5);
    return {{"ll_address", address}, {"ll_personid", Reference{"ll_person", numbered("ll_person", i / 2)}}};
  }
  Values deal(std::int64_t i) const {
    return {{"name", fmt::format("Deal {}", i)},
            {"ownerid", seller(i)},
            {"parentcontactid", contact_of(i)},
            {"parentaccountid", Reference{"account", numbered("account", i / 2 % accounts())}},
            {"statecode", std::int64_t{i % 10 < 7 ? 0 : 1}}};
  }

  void add_activities(std::int64_t from) {
    Rows emails, meetings, calls, parties;
    for (std::int64_t i = from; i < std::min(from + kActivitiesAtOnce, deals_ * kActivitiesEach); ++i) {
      const std::int64_t deal = std::min<std::int64_t>(
          static_cast<std::int64_t>(random_.uniform() * random_.uniform() * static_cast<double>(deals_)), deals_ - 1);
      const double kind = random_.uniform();
      const Timestamp at = kFirstDay + std::chrono::seconds(random_.below(kSeconds));
      const Uuid id = Uuid::make(at, random_);
      Values row{{"subject", fmt::format("About the offer of part {}", i)},
                 {"createdon", at},
                 {"actualend", at},
                 {"statecode", std::int64_t{1}},
                 {"ownerid", seller(deal)}};
      if (random_.chance(0.5)) row["regardingobjectid"] = Reference{"opportunity", numbered("opportunity", deal)};
      const bool outgoing = random_.chance(0.55);
      if (kind < 0.6) {
        row["senton"] = at;
        row["directioncode"] = outgoing;
        row["conversationindex"] = fmt::format("<{}.{}@mail.example>", deal, random_.below(15));
        add_parties(parties, "email", id, deal, outgoing ? 1 : 2, outgoing ? 2 : 1);
        emails.emplace_back(id, std::move(row));
      } else if (kind < 0.78) {
        row["scheduledstart"] = at;
        row["scheduledend"] = at + std::chrono::minutes(30);
        add_parties(parties, "appointment", id, deal, outgoing ? 7 : 5, outgoing ? 5 : 7);
        meetings.emplace_back(id, std::move(row));
      } else {
        row["directioncode"] = outgoing;
        row["actualdurationminutes"] = static_cast<std::int64_t>(random_.below(5) * 10);
        add_parties(parties, "phonecall", id, deal, outgoing ? 1 : 2, outgoing ? 2 : 1);
        calls.emplace_back(id, std::move(row));
      }
    }
    insert("email", std::move(emails));
    insert("appointment", std::move(meetings));
    insert("phonecall", std::move(calls));
    insert("activityparty", std::move(parties));
  }

  void add_parties(Rows& parties, const char* table, const Uuid& activity, std::int64_t deal, int us, int them) {
    const auto add = [&](std::int64_t role, const Reference& who, std::string address) {
      Values row{{"activityid", Reference{table, activity}}, {"participationtypemask", role}};
      if (address.empty()) {
        row["partyid"] = who;
      } else {
        row["addressused"] = std::move(address);
      }
      parties.emplace_back(Uuid(), std::move(row));
    };
    add(us, seller(deal), {});
    const std::int64_t contact = deal / 2 % contacts();
    const bool by_address = contact % 5 < 2;
    std::string address;
    if (by_address)
      address =
          contact % 5 == 0 && random_.chance(0.3) ? fmt::format("Home.{}@mail.example", contact) : address_of(contact);
    add(them, {"contact", numbered("contact", contact)}, std::move(address));
    if (random_.chance(0.5))
      add(them == 1 ? 2 : them, random_.chance(0.5) ? seller(deal + 1) : contact_of(deal, 1), {});
  }

  store::Store& store_;
  std::int64_t deals_;
  Random random_{11};
};

}  // namespace

ManyActivities many_activities(store::Store& store, std::int64_t opportunities) {
  must_have(store.migrate());
  const auto count = [&](const char* table) {
    return must_have(must_have(store.snapshot())->count(table, nullptr, store::Caller::system()));
  };
  const auto all = [&] { return count("email") + count("appointment") + count("phonecall"); };
  if (count("opportunity") == 0) Making(store, opportunities).run();
  if (all() != opportunities * kActivitiesEach) {
    throw std::runtime_error("another number of activities is there: remove .bench and begin again");
  }
  return {all(), count("activityparty")};
}

}  // namespace leadlight::bench
