#include "service/capture/people_plan.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>

#include "base/json.h"
#include "base/text.h"
#include "service/capture/people_decisions.h"
#include "service/capture/people_evidence.h"
#include "service/capture/record_book.h"
#include "service/capture/row_values.h"
#include "service/capture/stored_address.h"
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

/// People who are about each other, as sets that are joined.
class Connected {
 public:
  std::size_t of(const Uuid& person) {
    const auto [at, is_new] = places_.try_emplace(person, parent_.size());
    if (is_new) parent_.push_back(at->second);
    return root(at->second);
  }
  void join(const Uuid& a, const Uuid& b) {
    const std::size_t one = of(a), other = of(b);
    parent_[other] = one;
  }

 private:
  std::size_t root(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  std::map<Uuid, std::size_t> places_;
  std::vector<std::size_t> parent_;
};

class Planning {
 public:
  Planning(store::Snapshot& snapshot, std::vector<AddressFacts> seen, std::size_t part_addresses)
      : snapshot_(snapshot), facts_(std::move(seen)), part_addresses_(part_addresses) {}

  Result<PeoplePlan> run() {
    seen_ = facts_.size();
    TRY(read_stored());
    add_relatives();
    TRY(read_threads());
    TRY(read_records());
    merged_ = merge_people(facts_, TRY(read_apart(snapshot_)));
    divide();
    for (std::size_t i = 0; i < facts_.size(); ++i) plan_address(i);
    for (const MergedPerson& person : merged_.persons) plan_person(person);
    plan_removals();
    for (const auto& [address, _] : stored_) plan_.known.insert(address);
    for (const AddressFacts& facts : facts_) plan_.known.insert(facts.address);
    return std::move(plan_);
  }

 private:
  Result<void> read_stored() {
    query::Query query{.table = "ll_personaddress", .columns = kAddressColumns};
    return snapshot_.scan(query, system_, [&](Record&& row) -> Result<bool> {
      StoredAddress stored = stored_address(std::move(row));
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

  /// Of those who were not seen this time.
  Result<void> read_threads() {
    std::vector<Value> keys;
    std::unordered_map<std::string, AddressFacts*> relatives;
    for (std::size_t i = seen_; i < facts_.size(); ++i) {
      keys.emplace_back(facts_[i].address);
      relatives.emplace(facts_[i].address, &facts_[i]);
    }
    std::map<Uuid, std::vector<AddressFacts*>> mails;
    TRY(insight::for_each_of(snapshot_, "activityparty", "addressused", keys, {"activityid", "addressused"}, system_,
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
    TRY(insight::for_each_of(snapshot_, "email", "activityid", ids, {"conversationindex"}, system_,
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
    TRY(records.learn(snapshot_, addresses));
    std::vector<Value> persons;
    for (AddressFacts& facts : facts_) {
      if (const Reference* owner = records.owner_of(facts.address)) facts.record = *owner;
      if (facts.person) persons.emplace_back(*facts.person);
    }
    TRY(insight::for_each_of(snapshot_, "ll_person", "ll_personid", persons,
                             {"ll_name", "ll_kind", "ll_recordid", "versionnumber"}, system_,
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

  /// Gives each of those connected a part.
  void divide() {
    for (std::size_t i = 0; i < facts_.size(); ++i) {
      const Assignment& assigned = merged_.assignments[i];
      if (facts_[i].person) connected_.join(assigned.person, *facts_[i].person);
      if (assigned.proposed) connected_.join(assigned.person, *assigned.proposed);
    }
    std::map<std::size_t, std::size_t> sizes;
    for (const Assignment& assigned : merged_.assignments) ++sizes[connected_.of(assigned.person)];
    std::size_t filled = part_addresses_;
    for (const auto& [people, addresses] : sizes) {
      if (filled >= part_addresses_) {
        plan_.parts.emplace_back();
        filled = 0;
      }
      filled += addresses;
      part_of_[people] = plan_.parts.size() - 1;
    }
  }
  PeoplePart& part_of(const Uuid& person) { return plan_.parts[part_of_.at(connected_.of(person))]; }

  void plan_address(std::size_t i) {
    const Assignment& assigned = merged_.assignments[i];
    PeoplePart& part = part_of(assigned.person);
    if (i < seen_) part.settled.push_back({i, assigned.person, assigned.certainty == Certainty::ToConfirm});
    Values values = address_values(i);
    const auto stored = stored_.find(facts_[i].address);
    if (stored == stored_.end()) {
      part.new_addresses.emplace_back(Uuid::from_name("person address:" + facts_[i].address), std::move(values));
      return;
    }
    // An address that merely stands beside those seen tells nothing new of itself, but may be who is asked about.
    const bool by_hand = facts_[i].certainty == Certainty::Confirmed || facts_[i].certainty == Certainty::Separated;
    const bool is_asked_about = i >= seen_ && assigned.proposed;
    if (by_hand || (i >= seen_ && !is_asked_about)) {
      std::erase_if(values, [](const auto& each) { return each.first != "ll_personid"; });
    } else if (is_asked_about) {
      for (const char* own : {"ll_name", "ll_ours", "ll_spellings"}) values.erase(own);
    }
    add_change(stored->second.id, stored->second.version, stored->second.values, std::move(values), part.addresses);
  }

  void plan_person(const MergedPerson& person) {
    PeoplePart& part = part_of(person.id);
    Values values{{"ll_name", text_or_null(person.name, kNameBytes)},
                  {"ll_kind", static_cast<std::int64_t>(person.kind)}};
    if (person.record) values["ll_recordid"] = *person.record;
    const auto stored = persons_.find(person.id);
    if (stored == persons_.end()) {
      part.new_people.emplace_back(person.id, std::move(values));
      return;
    }
    // A name that somebody gave, and a record that somebody chose, stay.
    if (!record::is_null(stored->second.get("ll_name"))) values.erase("ll_name");
    if (!record::is_null(stored->second.get("ll_recordid"))) values.erase("ll_recordid");
    add_change(person.id, stored->second.version, stored->second.values, std::move(values), part.people);
  }

  void plan_removals() {
    std::set<Uuid> held;
    for (const Assignment& assigned : merged_.assignments) held.insert(assigned.person);
    for (const auto& [id, _] : persons_) {
      if (!held.contains(id)) part_of(id).emptied.push_back(id);
    }
  }

  static void add_change(const Uuid& id, std::int64_t version, const Values& before, Values values,
                         std::vector<store::RowChange>& changes) {
    std::erase_if(values, [&](const auto& each) {
      const auto was = before.find(each.first);
      return was != before.end() && was->second == each.second;
    });
    if (!values.empty()) changes.push_back({id, std::move(values), version});
  }

  Values address_values(std::size_t i) const {
    const AddressFacts& facts = facts_[i];
    const Assignment& assigned = merged_.assignments[i];
    Values values{{"ll_address", facts.address},
                  {"ll_personid", Reference{"ll_person", assigned.person}},
                  {"ll_name", text_or_null(assigned.name, kNameBytes)},
                  {"ll_ours", facts.ours},
                  {"ll_certainty", static_cast<std::int64_t>(assigned.certainty)},
                  {"ll_spellings", spellings(facts, assigned.name)},
                  {"ll_proposedpersonid", Value()}};
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

  store::Snapshot& snapshot_;
  const store::Caller system_ = store::Caller::system();
  std::vector<AddressFacts> facts_;  ///< Those seen first, then their relatives.
  std::size_t seen_ = 0, part_addresses_;
  std::map<std::string, StoredAddress> stored_;
  std::map<Uuid, std::vector<std::string>> members_;
  std::map<Uuid, Record> persons_;
  People merged_;
  Connected connected_;
  std::map<std::size_t, std::size_t> part_of_;
  PeoplePlan plan_;
};

}  // namespace

Result<PeoplePlan> plan_people(store::Snapshot& snapshot, std::vector<AddressFacts> seen, std::size_t part_addresses) {
  return Planning(snapshot, std::move(seen), part_addresses).run();
}

Result<std::unordered_set<std::string>> keys_of_others(store::Snapshot& snapshot,
                                                       const std::unordered_set<std::string>& known) {
  std::unordered_set<std::string> keys;
  const query::Query query{.table = "ll_personaddress", .columns = kAddressColumns};
  TRY(snapshot.scan(query, store::Caller::system(), [&](Record&& row) -> Result<bool> {
    const StoredAddress stored = stored_address(std::move(row));
    if (known.contains(stored.address)) return true;
    for (std::string& key : comparison_keys(as_known(stored))) keys.insert(std::move(key));
    return true;
  }));
  return keys;
}

}  // namespace leadlight::capture
