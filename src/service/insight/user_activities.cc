#include "service/insight/user_activities.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "service/insight/interaction_of.h"
#include "service/insight/opened_mail.h"
#include "service/insight/rows.h"

namespace leadlight::insight {
namespace {

using record::Record;
using record::Reference;
using record::Value;
using relation::Direction;
using relation::Interaction;

class UserActivities {
 public:
  UserActivities(store::Snapshot& snapshot, const Uuid& user) : snapshot_(snapshot), user_(user) {}

  Result<std::vector<Interaction>> run() {
    TRY(find_parties());
    for (const auto& [table, _] : taken_part_) TRY(read(table));
    TRY(drop_unopened());
    std::vector<Interaction> out;
    for (const auto& [_, facts] : found_) out.push_back(facts.what);
    std::ranges::sort(out);
    return out;
  }

 private:
  Result<std::vector<Value>> addresses() {
    std::set<std::string> addresses;
    std::vector<Value> persons;
    TRY(for_each_of(snapshot_, "systemuser", "systemuserid", {user_}, {"internalemailaddress"}, system_,
                    [&](Record&& user) -> Result<void> {
                      addresses.insert(base::fold(user.text("internalemailaddress")));
                      return {};
                    }));
    TRY(for_each_of(snapshot_, "ll_person", "ll_recordid", {user_}, {}, system_, [&](Record&& person) -> Result<void> {
      persons.emplace_back(person.id);
      return {};
    }));
    TRY(for_each_of(snapshot_, "ll_personaddress", "ll_personid", persons, {"ll_address"}, system_,
                    [&](Record&& row) -> Result<void> {
                      addresses.insert(base::fold(row.text("ll_address")));
                      return {};
                    }));
    addresses.erase("");
    return std::vector<Value>(addresses.begin(), addresses.end());
  }

  Result<void> find_parties() {
    const std::vector<std::string> columns{"activityid", "partyid", "participationtypemask"};
    const auto note = [&](Record&& party) -> Result<void> {
      const auto* activity = party.get_as<Reference>("activityid");
      const auto role = role_of(party.number("participationtypemask"));
      if (activity == nullptr || !role) return {};
      bool& began = taken_part_[activity->table][activity->id];
      began = began || *role == relation::Role::From || *role == relation::Role::Organizer;
      return {};
    };
    TRY(for_each_of(snapshot_, "activityparty", "partyid", {user_}, columns, system_, note));
    return for_each_of(snapshot_, "activityparty", "addressused", TRY(addresses()), columns, system_,
                       [&](Record&& party) -> Result<void> {
                         // Somebody else may stand behind the address of a party that names its record.
                         if (!record::is_null(party.get("partyid"))) return {};
                         return note(std::move(party));
                       });
  }

  Result<void> read(const std::string& name) {
    const ActivityTable* table = find_activity_table(name);
    if (table == nullptr) return {};
    const std::map<Uuid, bool>& began = taken_part_.at(name);
    std::vector<Value> ids;
    for (const auto& [id, _] : began) ids.emplace_back(id);
    return for_each_of(snapshot_, name, "activityid", ids, table->columns, system_, [&](Record&& row) -> Result<void> {
      ActivityFacts facts = facts_of(table->channel, RecordRow(row));
      if (facts.is_ignored) return {};
      facts.what.direction = began.at(row.id) ? Direction::Outgoing : Direction::Incoming;
      found_.emplace(row.id, facts);
      return {};
    });
  }

  Result<void> drop_unopened() {
    std::vector<Value> in_question;
    for (const auto& [id, facts] : found_) {
      if (facts.is_private) in_question.emplace_back(id);
    }
    const std::set<Uuid> opened = TRY(in_opened_mailboxes(snapshot_, in_question));
    std::erase_if(found_, [&](const auto& each) { return each.second.is_private && !opened.contains(each.first); });
    return {};
  }

  store::Snapshot& snapshot_;
  const Uuid user_;
  const store::Caller system_ = store::Caller::system();
  std::map<std::string, std::map<Uuid, bool>> taken_part_;  ///< by table: activity, and whether the user began it
  std::map<Uuid, ActivityFacts> found_;
};

}  // namespace

Result<std::vector<Interaction>> activities_of_user(store::Snapshot& snapshot, const Uuid& user) {
  return UserActivities(snapshot, user).run();
}

}  // namespace leadlight::insight
