#include "service/capture/people_store.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "base/json.h"
#include "base/text.h"
#include "connect/mail/charset.h"
#include "service/capture/people_decisions.h"
#include "service/capture/row_values.h"
#include "service/insight/rows.h"

namespace leadlight::capture {
namespace {

using record::Record;
using record::Reference;
using record::Value;
using record::Values;

constexpr std::size_t kReasonBytes = 400;
constexpr std::size_t kMostSpellings = 20;
/// Of an address that was not seen this time.
constexpr std::size_t kMostThreadsRead = 400;

Values values_of(std::initializer_list<std::pair<const std::string, Value>> list) {
  return Values(list);
}

struct StoredAddress {
  Uuid id, person;
  std::string address, name;
  std::vector<std::string> spellings;
  Certainty certainty = Certainty::Certain;
  bool ours = false;
};

StoredAddress stored_address(const Record& row) {
  StoredAddress out{row.id, row.target("ll_personid"), base::fold(row.text("ll_address")), row.text("ll_name"), {},
                    {},     row.is_true("ll_ours")};
  out.certainty = static_cast<Certainty>(row.number("ll_certainty", 0));
  if (const auto json = base::parse_json(row.text("ll_spellings"), 4); json && json->is_array()) {
    for (const Json& each : *json) {
      if (each.is_string()) out.spellings.push_back(each.get<std::string>());
    }
  }
  return out;
}

const std::vector<std::string> kAddressColumns = {"ll_address",   "ll_personid", "ll_name",
                                                  "ll_spellings", "ll_ours",     "ll_certainty"};

class PeopleKeeping {
 public:
  PeopleKeeping(store::Transaction& tx, const PeopleEvidence& evidence) : tx_(tx), facts_(evidence.facts()) {}

  Result<PeopleReport> run() {
    seen_ = facts_.size();
    TRY(read_stored());
    add_relatives();
    TRY(read_threads());
    TRY(read_records());
    merged_ = merge_people(facts_, TRY(read_apart(tx_)));
    TRY(write_persons());
    TRY(write_addresses());
    TRY(remove_empty());
    return report();
  }

 private:
  Result<void> read_stored() {
    query::Query query{.table = "ll_personaddress", .columns = kAddressColumns};
    return tx_.scan(query, system_, [&](Record&& row) -> Result<bool> {
      StoredAddress stored = stored_address(row);
      members_[stored.person].push_back(stored.address);
      std::string key = stored.address;
      stored_.emplace(std::move(key), std::move(stored));
      return true;
    });
  }

  /// Of the addresses known before: those that may be somebody's who was seen, and all others of their people.
  void add_relatives() {
    std::unordered_set<std::string> keys;
    std::set<std::string> included;
    std::set<Uuid> persons;
    for (AddressFacts& facts : facts_) {
      included.insert(facts.address);
      if (const auto at = stored_.find(facts.address); at != stored_.end()) {
        know(at->second, facts);
        persons.insert(at->second.person);
      }
      for (std::string& key : comparison_keys(facts)) keys.insert(std::move(key));
    }
    for (const auto& [address, stored] : stored_) {
      if (included.contains(address)) continue;
      const auto own = comparison_keys(as_known(stored));
      if (std::ranges::any_of(own, [&](const std::string& key) { return keys.contains(key); }))
        persons.insert(stored.person);
    }
    for (const Uuid& person : persons) {
      for (const std::string& address : members_[person]) {
        if (included.insert(address).second) facts_.push_back(as_known(stored_.at(address)));
      }
    }
  }

  static AddressFacts as_known(const StoredAddress& stored) {
    AddressFacts facts{.address = stored.address};
    know(stored, facts);
    return facts;
  }

  static void know(const StoredAddress& stored, AddressFacts& facts) {
    facts.person = stored.person;
    facts.certainty = stored.certainty;
    facts.ours = facts.ours || stored.ours;
    const auto add = [&](const std::string& name, int weight) {
      const auto known = std::ranges::find(facts.names, name, [](const auto& each) { return each.first; });
      if (known == facts.names.end()) facts.names.emplace_back(name, weight);
    };
    if (!stored.name.empty()) add(stored.name, 3);
    for (const std::string& spelling : stored.spellings) add(spelling, 1);
  }

  /// Of those who were not seen this time.
  Result<void> read_threads() {
    std::vector<Value> keys;
    std::unordered_map<std::string, AddressFacts*> relatives;
    for (std::size_t i = seen_; i < facts_.size(); ++i) {
      keys.emplace_back(facts_[i].address);
      relatives.emplace(facts_[i].address, &facts_[i]);
    }
    std::map<Uuid, std::vector<AddressFacts*>> mails;
    TRY(insight::for_each_of(tx_, "activityparty", "addressused", keys, {"activityid", "addressused"}, system_,
                             [&](Record&& party) -> Result<void> {
                               const auto* activity = party.get_as<Reference>("activityid");
                               const auto who = relatives.find(base::fold(party.text("addressused")));
                               if (activity == nullptr || activity->table != "email" || who == relatives.end())
                                 return {};
                               if (++who->second->messages <= static_cast<int>(kMostThreadsRead))
                                 mails[activity->id].push_back(who->second);
                               return {};
                             }));
    std::vector<Value> ids;
    for (const auto& [id, _] : mails) ids.emplace_back(id);
    TRY(insight::for_each_of(tx_, "email", "activityid", ids, {"conversationindex"}, system_,
                             [&](Record&& mail) -> Result<void> {
                               for (AddressFacts* facts : mails.at(mail.id))
                                 facts->threads.push_back(thread_hash(mail.text("conversationindex")));
                               return {};
                             }));
    for (auto& [_, facts] : relatives) {
      std::ranges::sort(facts->threads);
      facts->threads.erase(std::ranges::unique(facts->threads).begin(), facts->threads.end());
    }
    return {};
  }

  Result<void> read_records() {
    std::set<std::string> addresses;
    for (const AddressFacts& facts : facts_) addresses.insert(facts.address);
    RecordBook records;
    TRY(records.learn(tx_, addresses));
    std::vector<Value> persons;
    for (AddressFacts& facts : facts_) {
      if (const Reference* owner = records.owner_of(facts.address)) facts.record = *owner;
      if (facts.person) persons.emplace_back(*facts.person);
    }
    TRY(insight::for_each_of(tx_, "ll_person", "ll_personid", persons, {"ll_name", "ll_kind", "ll_recordid"}, system_,
                             [&](Record&& row) -> Result<void> {
                               persons_.emplace(row.id, std::move(row));
                               return {};
                             }));
    note_links();
    // Lists and robots stay what they are until they write as people do.
    for (AddressFacts& facts : facts_) {
      const auto person = facts.person && !facts.has_written ? persons_.find(*facts.person) : persons_.end();
      if (person != persons_.end() && facts.kind == AddressKind::Person)
        facts.kind = static_cast<AddressKind>(person->second.number("ll_kind", 0));
    }
    return {};
  }

  /// Whom somebody linked to a record, of whose addresses none is a record's own.
  void note_links() {
    std::set<Uuid> by_address;
    for (const AddressFacts& facts : facts_) {
      if (facts.person && facts.record) by_address.insert(*facts.person);
    }
    for (AddressFacts& facts : facts_) {
      const auto person = facts.person ? persons_.find(*facts.person) : persons_.end();
      if (person == persons_.end() || by_address.contains(*facts.person)) continue;
      if (const auto* record = person->second.get_as<Reference>("ll_recordid")) facts.linked = *record;
    }
  }

  Result<void> write_persons() {
    std::vector<std::pair<Uuid, Values>> added;
    std::vector<store::RowChange> changed;
    for (const MergedPerson& person : merged_.persons) {
      Values values = values_of(
          {{"ll_name", text_or_null(person.name, kNameBytes)}, {"ll_kind", static_cast<std::int64_t>(person.kind)}});
      if (person.record) values["ll_recordid"] = *person.record;
      const auto stored = persons_.find(person.id);
      if (stored == persons_.end()) {
        added.emplace_back(person.id, std::move(values));
        continue;
      }
      // A name that somebody gave, and a record that somebody chose, stay.
      if (!record::is_null(stored->second.get("ll_name"))) values.erase("ll_name");
      if (!record::is_null(stored->second.get("ll_recordid"))) values.erase("ll_recordid");
      std::erase_if(values, [&](const auto& each) { return each.second == stored->second.get(each.first); });
      if (!values.empty()) changed.push_back({person.id, std::move(values), std::nullopt});
    }
    TRY(tx_.insert_many("ll_person", std::move(added), system_));
    TRY(tx_.update_many("ll_person", std::move(changed), system_));
    return {};
  }

  Values address_values(std::size_t i) const {
    const AddressFacts& facts = facts_[i];
    const Assignment& assigned = merged_.assignments[i];
    Values values = values_of({{"ll_address", facts.address},
                               {"ll_personid", Reference{"ll_person", assigned.person}},
                               {"ll_name", text_or_null(assigned.name, kNameBytes)},
                               {"ll_ours", facts.ours},
                               {"ll_certainty", static_cast<std::int64_t>(assigned.certainty)},
                               {"ll_spellings", spellings(facts, assigned.name)},
                               {"ll_proposedpersonid", Value()}});
    if (!assigned.reason.empty()) values["ll_reason"] = text_or_null(assigned.reason, kReasonBytes);
    if (assigned.proposed) values["ll_proposedpersonid"] = Reference{"ll_person", *assigned.proposed};
    return values;
  }

  static Value spellings(const AddressFacts& facts, const std::string& name) {
    auto names = facts.names;
    std::ranges::stable_sort(names, [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<std::string> others;
    for (const auto& [written, _] : names) {
      if (written != name && !written.empty() && others.size() < kMostSpellings)
        others.emplace_back(mail::whole_characters(written, kNameBytes));
    }
    if (others.empty()) return {};
    std::ranges::sort(others);
    return base::to_text(Json(others));
  }

  Result<void> write_addresses() {
    std::vector<std::pair<Uuid, Values>> added;
    std::vector<store::RowChange> changed;
    for (std::size_t i = 0; i < facts_.size(); ++i) {
      Values values = address_values(i);
      const auto stored = stored_.find(facts_[i].address);
      if (stored == stored_.end()) {
        added.emplace_back(Uuid::from_name("person address:" + facts_[i].address), std::move(values));
        continue;
      }
      // An address that merely stands beside those seen tells nothing new of itself.
      if (i >= seen_ || facts_[i].certainty == Certainty::Confirmed || facts_[i].certainty == Certainty::Separated) {
        std::erase_if(values, [&](const auto& each) { return each.first != "ll_personid"; });
      }
      changed.push_back({stored->second.id, std::move(values), std::nullopt});
    }
    TRY(tx_.insert_many("ll_personaddress", std::move(added), system_));
    TRY(tx_.update_many("ll_personaddress", std::move(changed), system_));
    return {};
  }

  /// People who lost their last address to another.
  Result<void> remove_empty() {
    std::set<Uuid> held;
    for (const Assignment& assigned : merged_.assignments) held.insert(assigned.person);
    for (const auto& [id, _] : persons_) {
      if (!held.contains(id)) TRY(tx_.remove("ll_person", id, std::nullopt, system_));
    }
    return {};
  }

  PeopleReport report() const {
    PeopleReport report;
    std::set<Uuid> people;
    for (std::size_t i = 0; i < seen_; ++i) {
      ++report.addresses;
      people.insert(merged_.assignments[i].person);
      report.to_confirm += merged_.assignments[i].certainty == Certainty::ToConfirm ? 1 : 0;
    }
    report.people = people.size();
    return report;
  }

  store::Transaction& tx_;
  const store::Caller system_ = store::Caller::system();
  std::vector<AddressFacts> facts_;  ///< Those seen first, then their relatives.
  std::size_t seen_ = 0;
  std::map<std::string, StoredAddress> stored_;
  std::map<Uuid, std::vector<std::string>> members_;
  std::map<Uuid, Record> persons_;
  People merged_;
};

}  // namespace

Result<PeopleReport> keep_people(store::Store& store, const PeopleEvidence& evidence) {
  PeopleReport report;
  if (evidence.empty()) return report;
  TRY(store.write([&](store::Transaction& tx) -> Result<void> {
    report = TRY(PeopleKeeping(tx, evidence).run());
    return {};
  }));
  return report;
}

}  // namespace leadlight::capture
