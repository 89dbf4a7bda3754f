#include "service/insight/touch.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "service/insight/around.h"
#include "service/insight/interaction_of.h"
#include "service/insight/kpi_rows.h"
#include "service/insight/rows.h"

namespace leadlight::insight {
namespace {

using record::Record;
using record::Reference;
using record::Value;

struct ById {
  bool operator()(const Reference& a, const Reference& b) const {
    return a.id != b.id ? a.id < b.id : a.table < b.table;
  }
};
using References = std::set<Reference, ById>;

/// Columns of a record that its own relationship depends on.
struct OwnColumns {
  std::string_view table;
  std::vector<std::string_view> columns;
};
const std::array<OwnColumns, 4>& own_columns() {
  static const std::array<OwnColumns, 4> list{{
      {"lead",
       {"ownerid", "statecode", "emailaddress1", "emailaddress2", "ll_contactinterval", "msdyn_gdproptout",
        "ll_consent", "ll_consentground"}},
      {"opportunity",
       {"ownerid", "statecode", "parentcontactid", "customerid", "parentaccountid", "estimatedclosedate",
        "ll_contactinterval"}},
      {"account", {"primarycontactid", "ll_contactinterval", "ownerid"}},
      {"contact",
       {"parentcustomerid", "emailaddress1", "emailaddress2", "ll_contactinterval", "msdyn_gdproptout", "ll_consent",
        "ll_consentground", "ownerid"}},
  }};
  return list;
}

/// Columns that decide who somebody is and whose activities count: of tables whose rows stand for many activities.
const std::array<OwnColumns, 4>& common_columns() {
  static const std::array<OwnColumns, 4> list{{
      {"systemuser", {"msdyn_gdproptout", "internalemailaddress"}},
      {"ll_mailbox", {"ll_analytics"}},
      {"ll_person", {"ll_recordid"}},
      {"ll_personaddress", {"ll_personid", "ll_ours"}},
  }};
  return list;
}

bool differs(const Record* before, const Record* after, std::string_view column) {
  return before == nullptr || after == nullptr || !(before->get(column) == after->get(column));
}

/// Collects the records that one changed row concerns.
class Collector {
 public:
  explicit Collector(store::Transaction& tx) : tx_(tx) {}

  Result<void> add_row(const Record& row) {
    if (find_activity_table(row.table) != nullptr) return add_activity(row);
    if (row.table == "activityparty") return add_party_of_its_activity(row);
    if (row.table == "connection") {
      add(row.get_as<Reference>("record1id"));
    } else if (row.table == "ll_stagehistory") {
      add(row.get_as<Reference>("ll_opportunityid"));
    }
    return {};
  }

  /// Whoever somebody of theirs stands for: their own record, their accounts, the deals and leads they are part of.
  Result<void> add_person(const Reference& who) {
    if (!seen_.insert(who).second) return {};
    if (who.table == "lead") add(&who);
    if (who.table != "contact") return {};
    add(&who);
    const auto row = TRY(tx_.find("contact", who.id, {"parentcustomerid"}, system_));
    if (row) add(row->get_as<Reference>("parentcustomerid"));
    TRY(add_rows("account", "primarycontactid", who.id));
    TRY(add_rows("opportunity", "parentcontactid", who.id));
    TRY(add_rows("opportunity", "customerid", who.id));
    return for_each_of(tx_, "connection", "record2id", {who.id}, {"record1id"}, system_,
                       [&](Record&& connection) -> Result<void> {
                         add(connection.get_as<Reference>("record1id"));
                         return {};
                       });
  }

  Result<void> add_rows(std::string_view table, std::string_view lookup, const Uuid& id) {
    const std::string key(tx_.schema().find(table)->table().primary_id);
    return for_each_of(tx_, table, lookup, {id}, {key}, system_, [&](Record&& row) -> Result<void> {
      const Reference found{std::string(table), row.id};
      add(&found);
      return {};
    });
  }

  void add(const Reference* record) {
    if (record != nullptr && record_type_of(record->table)) records_.insert(*record);
  }

  const References& records() const { return records_; }

 private:
  Result<void> add_activity(const Record& activity) {
    add(activity.get_as<Reference>("regardingobjectid"));
    return for_each_of(tx_, "activityparty", "activityid", {activity.id}, {"partyid", "addressused"}, system_,
                       [&](Record&& party) { return add_party(party); });
  }

  Result<void> add_party_of_its_activity(const Record& party) {
    TRY(add_party(party));
    const auto* activity = party.get_as<Reference>("activityid");
    if (activity == nullptr) return {};
    const auto row = TRY(tx_.find(activity->table, activity->id, {"regardingobjectid"}, system_));
    if (row) add(row->get_as<Reference>("regardingobjectid"));
    // How many took part weighs for everybody else, too.
    return for_each_of(tx_, "activityparty", "activityid", {activity->id}, {"partyid", "addressused"}, system_,
                       [&](Record&& other) { return add_party(other); });
  }

  Result<void> add_party(const Record& party) {
    if (const auto* who = party.get_as<Reference>("partyid")) return add_person(*who);
    const std::string address = base::fold(party.text("addressused"));
    if (address.empty() || !addresses_.insert(address).second) return {};
    for (const std::string_view table : {"contact", "lead"}) {
      TRY(for_each_of(tx_, table, "emailaddress1", {address}, {"emailaddress1"}, system_, [&](Record&& row) {
        return add_person({std::string(table), row.id});
      }));
    }
    std::vector<record::Value> persons;
    TRY(for_each_of(tx_, "ll_personaddress", "ll_address", {address}, {"ll_personid"}, system_,
                    [&](Record&& row) -> Result<void> {
                      persons.emplace_back(row.target("ll_personid"));
                      return {};
                    }));
    return for_each_of(tx_, "ll_person", "ll_personid", persons, {"ll_recordid"}, system_,
                       [&](Record&& person) -> Result<void> {
                         const auto* who = person.get_as<Reference>("ll_recordid");
                         if (who != nullptr) TRY(add_person(*who));
                         return {};
                       });
  }

  store::Transaction& tx_;
  const store::Caller system_ = store::Caller::system();
  References records_;
  References seen_;
  std::set<std::string> addresses_;
};

/// Somebody new may stand for an address that has long been writing.
Result<void> add_new(store::Transaction& tx, const Record& made, Collector& collector) {
  const std::string address = base::fold(made.text("emailaddress1"));
  if ((made.table != "contact" && made.table != "lead") || address.empty()) return {};
  query::Query query{
      .table = "activityparty", .columns = {"activityid"}, .filter = query::equals("addressused", address)};
  query.limit = 1;
  if (TRY(tx.select(query, store::Caller::system())).rows.empty()) return {};
  return collector.add_person({made.table, made.id});
}

/// A record's own change.
Result<void> add_own(store::Transaction& tx, const Record* before, const Record* after, Collector& collector) {
  if (before == nullptr) return add_new(tx, *after, collector);
  const auto own = std::ranges::find(own_columns(), before->table, &OwnColumns::table);
  if (own == own_columns().end()) return {};
  const bool changed =
      std::ranges::any_of(own->columns, [&](std::string_view column) { return differs(before, after, column); });
  if (!changed) return {};
  const Reference self{before->table, before->id};
  if (self.table == "contact") {
    for (const Record* row : {before, after}) {
      if (row != nullptr) collector.add(row->get_as<Reference>("parentcustomerid"));
    }
    TRY(collector.add_person(self));
  } else if (self.table == "account" && differs(before, after, "primarycontactid")) {
    TRY(collector.add_rows("opportunity", "parentaccountid", self.id));
  }
  if (after != nullptr) collector.add(&self);
  return {};
}

}  // namespace

bool concerns_all(const Record* before, const Record* after) {
  const std::string_view table = before != nullptr ? before->table : after->table;
  const auto common = std::ranges::find(common_columns(), table, &OwnColumns::table);
  if (common == common_columns().end()) return false;
  const auto value = [](const Record* row, std::string_view column) {
    return row != nullptr ? row->get(column) : Value();
  };
  return std::ranges::any_of(common->columns,
                             [&](std::string_view column) { return !(value(before, column) == value(after, column)); });
}

bool brings_relationships(std::string_view table) {
  return find_activity_table(table) != nullptr || table == "activityparty" || table == "connection";
}

bool may_touch(std::string_view table, const record::Values& changes) {
  const auto own = std::ranges::find(own_columns(), table, &OwnColumns::table);
  return own != own_columns().end() &&
         std::ranges::any_of(own->columns, [&](std::string_view column) { return changes.contains(column); });
}

Result<void> touch(store::Transaction& tx, const Record* before, const Record* after) {
  Collector collector(tx);
  TRY(add_own(tx, before, after, collector));
  for (const Record* row : {before, after}) {
    if (row != nullptr) TRY(collector.add_row(*row));
  }
  std::vector<Reference> records(collector.records().begin(), collector.records().end());
  if (after == nullptr) std::erase(records, Reference{before->table, before->id});
  return mark_due(tx, records);
}

Result<void> touch_people(store::Transaction& tx, std::span<const Reference> records) {
  Collector collector(tx);
  for (const Reference& record : records) TRY(collector.add_person(record));
  const std::vector<Reference> concerned(collector.records().begin(), collector.records().end());
  return mark_due(tx, concerned);
}

}  // namespace leadlight::insight
