#include "service/insight/activities.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "base/text.h"
#include "core/relation/link.h"
#include "service/insight/counterparts.h"
#include "service/insight/interaction_of.h"
#include "service/insight/opened_mail.h"
#include "service/insight/rows.h"
#include "service/settings/privacy.h"

namespace leadlight::insight {
namespace {

using record::Record;
using record::Reference;
using relation::Side;

/// Numbers people, so that those who are one person have one number.
class PeopleBook {
 public:
  std::uint32_t number_of(const Reference& who) {
    const auto [at, is_new] = by_id_.try_emplace(who.id, next());
    if (is_new) people_.push_back({who, {}, {}});
    return at->second;
  }
  std::uint32_t number_of(const std::string& folded_address) {
    const auto [at, is_new] = by_address_.try_emplace(folded_address, next());
    if (is_new) people_.push_back({});
    return at->second;
  }
  /// From here on the address is this person's.
  void know(const std::string& folded_address, const Reference& who) {
    by_address_.insert_or_assign(folded_address, number_of(who));
  }
  void keep_words(std::uint32_t number, const Record& party) {
    Person& person = people_[number];
    if (person.address.empty()) person.address = party.text("addressused");
    if (person.name.empty()) person.name = party.text("partyname");
  }
  std::vector<Person> take() { return std::move(people_); }

 private:
  std::uint32_t next() const { return static_cast<std::uint32_t>(people_.size()); }

  std::unordered_map<Uuid, std::uint32_t> by_id_;
  std::unordered_map<std::string, std::uint32_t> by_address_;
  std::vector<Person> people_;
};

/// Numbers conversations within one history, from 1, in the order of their activities' ids.
using Threads = std::unordered_map<std::string, std::uint32_t>;

std::uint32_t thread_of(const std::string& conversation, Threads& threads) {
  if (conversation.empty()) return 0;
  return threads.try_emplace(conversation, static_cast<std::uint32_t>(threads.size()) + 1).first->second;
}

const std::vector<std::string> kPartyColumns = {"activityid", "partyid",   "participationtypemask", "addressused",
                                                "partyname",  "ll_answer", "ll_answeredon",         "ll_ignored"};

class ActivitiesReading {
 public:
  ActivitiesReading(store::Snapshot& snapshot, const ActivitiesQuery& wanted, const store::Caller& caller)
      : snapshot_(snapshot), around_(wanted.around), our_domains_(wanted.our_domains), caller_(caller) {}

  Result<Activities> run() {
    TRY(read_counterparts());
    TRY(read_regarding());
    TRY(find_by_people());
    TRY(read_found());
    TRY(drop_unopened());
    TRY(read_parties());
    TRY(resolve_addresses());
    TRY(read_all_left_out());
    add_all();
    TRY(mark_hidden());
    out_.people = book_.take();
    return std::move(out_);
  }

 private:
  struct Found {
    const ActivityTable* table;
    Record row;
    std::vector<Record> parties;
  };

  Result<void> read_counterparts() {
    Counterparts theirs = TRY(insight::read_counterparts(snapshot_, around_));
    keys_ = std::move(theirs.records);
    for (auto& [address, who] : theirs.addresses) {
      book_.know(address, who);
      addresses_.insert(std::move(address));
    }
    return {};
  }

  Result<void> read_regarding() {
    for (const ActivityTable& table : activity_tables()) {
      TRY(for_each_of(snapshot_, table.name, "regardingobjectid", {around_.record.id}, table.columns, system_,
                      [&](Record&& row) -> Result<void> {
                        found_.try_emplace(row.id, Found{&table, std::move(row), {}});
                        return {};
                      }));
    }
    return {};
  }

  Result<void> find_by_people() {
    const auto note = [&](Record&& party) -> Result<void> {
      const auto* activity = party.get_as<Reference>("activityid");
      if (activity != nullptr && !found_.contains(activity->id)) wanted_[activity->table].insert(activity->id);
      return {};
    };
    TRY(for_each_of(snapshot_, "activityparty", "partyid", keys_, {"activityid"}, system_, note));
    const std::vector<record::Value> addresses(addresses_.begin(), addresses_.end());
    return for_each_of(snapshot_, "activityparty", "addressused", addresses, {"activityid"}, system_, note);
  }

  Result<void> read_found() {
    for (const auto& [name, ids] : wanted_) {
      const ActivityTable* table = find_activity_table(name);
      if (table == nullptr) continue;
      TRY(for_each_of(snapshot_, name, "activityid", {ids.begin(), ids.end()}, table->columns, system_,
                      [&](Record&& row) -> Result<void> {
                        found_.try_emplace(row.id, Found{table, std::move(row), {}});
                        return {};
                      }));
    }
    return {};
  }

  static bool is_private(const Record& row) { return row.is_true("ll_private") && !row.is_true("ll_tracked"); }

  Result<void> drop_unopened() {
    std::vector<record::Value> in_question;
    for (const auto& [id, activity] : found_) {
      if (is_private(activity.row)) in_question.emplace_back(id);
    }
    const std::set<Uuid> opened = TRY(in_opened_mailboxes(snapshot_, in_question));
    std::erase_if(found_,
                  [&](const auto& each) { return is_private(each.second.row) && !opened.contains(each.first); });
    return {};
  }

  Result<void> read_parties() {
    std::vector<record::Value> ids;
    for (const auto& [id, _] : found_) ids.emplace_back(id);
    return for_each_of(snapshot_, "activityparty", "activityid", ids, kPartyColumns, system_,
                       [&](Record&& party) -> Result<void> {
                         if (party.is_true("ll_ignored")) return {};
                         found_.at(party.target("activityid")).parties.push_back(std::move(party));
                         return {};
                       });
  }

  /// Who stands behind the addresses of parties that name no record.
  Result<void> resolve_addresses() {
    std::set<std::string> unknown;
    for (const auto& [_, activity] : found_) {
      for (const Record& party : activity.parties) {
        std::string address = base::fold(party.text("addressused"));
        if (record::is_null(party.get("partyid")) && !address.empty()) unknown.insert(std::move(address));
      }
    }
    const std::vector<record::Value> keys(unknown.begin(), unknown.end());
    std::unordered_map<Uuid, std::vector<std::string>> addresses;
    std::vector<record::Value> persons;
    TRY(for_each_of(snapshot_, "ll_personaddress", "ll_address", keys, {"ll_address", "ll_personid", "ll_ours"},
                    system_, [&](Record&& row) -> Result<void> {
                      const std::string address = base::fold(row.text("ll_address"));
                      if (row.is_true("ll_ours")) ours_.insert(address);
                      auto& of_person = addresses[row.target("ll_personid")];
                      if (of_person.empty()) persons.emplace_back(row.target("ll_personid"));
                      of_person.push_back(address);
                      return {};
                    }));
    TRY(for_each_of(snapshot_, "ll_person", "ll_personid", persons, {"ll_recordid"}, system_,
                    [&](Record&& person) -> Result<void> {
                      // Without a record of its own a person is known by the row itself.
                      const auto* known = person.get_as<Reference>("ll_recordid");
                      const Reference who = known != nullptr ? *known : Reference{"ll_person", person.id};
                      for (const std::string& address : addresses.at(person.id)) take_address(address, who);
                      return {};
                    }));
    return for_each_of(snapshot_, "systemuser", "internalemailaddress", keys, {"internalemailaddress"}, system_,
                       [&](Record&& user) -> Result<void> {
                         take_address(base::fold(user.text("internalemailaddress")), {"systemuser", user.id});
                         return {};
                       });
  }

  void take_address(const std::string& address, const Reference& who) {
    if (who.table == "systemuser") ours_.insert(address);
    if (!addresses_.contains(address)) book_.know(address, who);
    known_people_[who.table].insert(who.id);
  }

  /// Of whom of those that took part nothing may be worked out.
  Result<void> read_all_left_out() {
    for (const auto& [_, activity] : found_) {
      for (const Record& party : activity.parties) {
        if (const auto* who = party.get_as<Reference>("partyid")) known_people_[who->table].insert(who->id);
      }
    }
    const settings::Privacy privacy = TRY(settings::read_privacy(snapshot_));
    for (const char* table : {"contact", "lead"}) {
      TRY(read_left_out(table, settings::privacy_columns(),
                        [&](const Record& person) { return settings::is_left_out(person, privacy); }));
    }
    return read_left_out("systemuser", {"msdyn_gdproptout"},
                         [](const Record& user) { return user.is_true("msdyn_gdproptout"); });
  }
  template <class Test>
  Result<void> read_left_out(const std::string& table, const std::vector<std::string>& columns, Test is_left_out) {
    const std::set<Uuid>& ids = known_people_[table];
    const std::string key(snapshot_.schema().find(table)->table().primary_id);
    return for_each_of(snapshot_, table, key, {ids.begin(), ids.end()}, columns, system_,
                       [&](Record&& person) -> Result<void> {
                         if (is_left_out(person)) left_out_.insert(book_.number_of(Reference{table, person.id}));
                         return {};
                       });
  }

  bool is_ours(const std::string& folded_address) const {
    return ours_.contains(folded_address) || our_domains_.has(folded_address);
  }

  /// Who took part in the activity.
  void read_parties_of(const Found& activity, std::vector<ActivityParty>& parties) {
    parties.clear();
    for (const Record& row : activity.parties) {
      if (const auto party = read_party(row)) parties.push_back(*party);
    }
  }

  std::optional<ActivityParty> read_party(const Record& row) {
    const auto role = role_of(row.number("participationtypemask"));
    if (!role) return std::nullopt;
    ActivityParty out;
    out.party.role = *role;
    if (const auto* who = row.get_as<Reference>("partyid")) {
      out.party.person = book_.number_of(*who);
      out.party.side = side_of(who->table);
    } else {
      const std::string address = base::fold(row.text("addressused"));
      if (address.empty()) return std::nullopt;
      out.party.person = book_.number_of(address);
      out.party.side = is_ours(address) ? Side::Us : Side::Them;
    }
    book_.keep_words(out.party.person, row);
    out.left_out = left_out_.contains(out.party.person);
    out.answered = row.time("ll_answeredon");
    const auto* answer = row.get_as<std::int64_t>("ll_answer");
    out.answer_known =
        is_answer_known(answer != nullptr ? std::optional(*answer) : std::nullopt, out.answered.has_value());
    return out;
  }

  relation::Interest interest() {
    const auto numbers = [&](const std::vector<Counterpart>& list) {
      std::vector<std::uint32_t> out;
      for (const Counterpart& each : list) out.push_back(book_.number_of(each.who));
      return out;
    };
    relation::People people{
        .owner_and_team = {}, .contacts = numbers(around_.theirs), .account_primary = numbers(around_.by_account)};
    for (const Uuid& user : around_.users)
      people.owner_and_team.push_back(book_.number_of(Reference{"systemuser", user}));
    return relation::interest_of(around_.type, around_.record.id, std::move(people));
  }

  void add_all() {
    const relation::Interest interest = this->interest();
    Threads threads;
    struct Linked {
      Activity activity;
      std::vector<ActivityParty> parties;
    };
    std::vector<Linked> linked;
    Counting counting;
    for (const auto& [id, found] : found_) {
      read_parties_of(found, counting.parties);
      const ActivityFacts facts = facts_of(found.table->channel, RecordRow(found.row));
      auto what = counting.on(interest, facts, found.row.target("regardingobjectid"));
      if (!what) continue;
      what->thread = thread_of(found.row.text("conversationindex"), threads);
      linked.push_back({{*what, {std::string(found.table->name), id}}, counting.parties});
    }
    std::ranges::sort(linked, [](const Linked& a, const Linked& b) {
      if (a.activity.what != b.activity.what) return a.activity.what < b.activity.what;
      return a.activity.row.id < b.activity.row.id;
    });
    for (const Linked& each : linked) {
      const auto place = static_cast<std::uint32_t>(out_.list.size());
      for (const ActivityParty& party : each.parties) {
        out_.participations.push_back({place, party.party.person, party.party.side});
      }
      out_.list.push_back(each.activity);
      out_.history.push_back(each.activity.what);
    }
  }

  /// What a caller who reads everything cannot see is private: of the rest nobody need ask.
  bool surely_visible(const Activity& activity) const {
    return caller_.is_system ||
           (!found_.at(activity.row.id).row.is_true("ll_private") &&
            caller_.privileges.depth(activity.row.table, store::Verb::Read) == store::Depth::Organisation);
  }

  Result<void> mark_hidden() {
    std::map<std::string, std::vector<record::Value>> ids;
    for (const Activity& each : out_.list) {
      if (!surely_visible(each)) ids[each.row.table].emplace_back(each.row.id);
    }
    std::set<Uuid> seen;
    for (const auto& [table, of_table] : ids) {
      TRY(for_each_of(snapshot_, table, "activityid", of_table, {"statecode"}, caller_,
                      [&](Record&& row) -> Result<void> {
                        seen.insert(row.id);
                        return {};
                      }));
    }
    for (Activity& each : out_.list) each.visible = surely_visible(each) || seen.contains(each.row.id);
    return {};
  }

  store::Snapshot& snapshot_;
  const Around& around_;
  const OurDomains& our_domains_;
  const store::Caller& caller_;
  const store::Caller system_ = store::Caller::system();
  PeopleBook book_;
  std::vector<record::Value> keys_;                                  ///< ids of the contacts of interest
  std::set<std::string> addresses_;                                  ///< of the contacts of interest
  std::set<std::string> ours_;                                       ///< addresses known as ours
  std::map<std::string, std::set<Uuid>, std::less<>> known_people_;  ///< by table: who stands behind a party
  std::set<std::uint32_t> left_out_;                                 ///< numbers of people
  std::map<Uuid, Found> found_;
  std::map<std::string, std::set<Uuid>> wanted_;  ///< by table: not read yet
  Activities out_;
};

}  // namespace

Result<Activities> read_activities(store::Snapshot& snapshot, const ActivitiesQuery& wanted,
                                   const store::Caller& caller) {
  return ActivitiesReading(snapshot, wanted, caller).run();
}

}  // namespace leadlight::insight
