// A small company for the tests of this folder: two sellers, an account with its people, a deal.
#pragma once

#include <gmock/gmock.h>

#include "base/json.h"
#include "base/must.h"
#include "core/record/field_table.h"
#include "core/record/short_words.h"
#include "storage/sqlite/temporary_store.h"

namespace leadlight::insight {

using base::must;
using record::Record;
using record::Reference;
using record::text;
using record::Value;
using record::Values;
using record::whole;

/// Noon of a day in 2026, counted from the 1st of January as day 0.
inline Timestamp on_day(double day) {
  constexpr Timestamp kBegin = std::chrono::sys_days(std::chrono::year(2026) / 1 / 1) + std::chrono::hours(12);
  return kBegin +
         std::chrono::duration_cast<Timestamp::duration>(std::chrono::duration<double, std::ratio<86'400>>(day));
}

class InsightTest : public testing::Test {
 protected:
  base::FixedClock clock_{on_day(100)};
  sqlite::TemporaryStore store_{clock_};
  const store::Caller system_ = store::Caller::system();
  Uuid unit_, ann_, bert_;                        ///< users: ann owns the deal
  Uuid account_, primary_, stakeholder_, other_;  ///< contacts
  Uuid deal_, lead_;

  void SetUp() override {
    unit_ = add("businessunit", {{"name", text("Sales")}});
    ann_ = add_user("ann");
    bert_ = add_user("bert");
    account_ = add("account", {{"name", text("Northwind")}, {"ownerid", user(ann_)}, {"createdon", on_day(0)}});
    primary_ = add_contact("primary");
    stakeholder_ = add_contact("stakeholder");
    other_ = add_contact("other");
    change("account", account_, {{"primarycontactid", contact(primary_)}});
    deal_ = add("opportunity", {{"name", text("50 seats")},
                                {"ownerid", user(ann_)},
                                {"parentaccountid", Reference{"account", account_}},
                                {"createdon", on_day(0)}});
    add("connection", {{"record1id", Reference{"opportunity", deal_}},
                       {"record2id", contact(stakeholder_)},
                       {"ll_record2role", whole(7)}});
    lead_ = add("lead", {{"fullname", text("Zoe Lead")},
                         {"emailaddress1", text("Zoe@Lead.example")},
                         {"ownerid", user(bert_)},
                         {"createdon", on_day(0)}});
  }

  static Reference user(const Uuid& id) { return {"systemuser", id}; }
  static Reference contact(const Uuid& id) { return {"contact", id}; }

  Uuid add(std::string_view table, Values values) {
    Uuid id;
    must(store_->write([&](store::Transaction& tx) -> Result<void> {
      id = TRY(tx.insert(table, {}, values, system_)).id;
      return {};
    }));
    return id;
  }
  void change(std::string_view table, const Uuid& id, Values changes) {
    must(store_->write([&](store::Transaction& tx) -> Result<void> {
      TRY(tx.update(table, id, changes, std::nullopt, system_));
      return {};
    }));
  }
  Record read(std::string_view table, const Uuid& id) {
    return *must(must(store_->snapshot())->find(table, id, {}, system_));
  }

  Uuid add_user(const std::string& name) {
    return add("systemuser", {{"domainname", text(name)},
                              {"fullname", text(name)},
                              {"internalemailaddress", text(name + "@ours.example")},
                              {"businessunitid", Reference{"businessunit", unit_}}});
  }
  Uuid add_contact(const std::string& name) {
    return add("contact", {{"fullname", text(name)},
                           {"emailaddress1", text(name + "@northwind.example")},
                           {"parentcustomerid", Reference{"account", account_}},
                           {"ownerid", user(ann_)},
                           {"createdon", on_day(0)}});
  }

  struct Party {
    int role;
    Value who;            ///< a Reference, or null
    std::string address;  ///< where nobody is named
    bool ignored = false;
  };
  Uuid add_activity(std::string_view table, Values values, const std::vector<Party>& parties) {
    values.try_emplace("subject", text("Talk"));
    values.try_emplace("ownerid", user(ann_));
    values.try_emplace("statecode", whole(1));
    const Uuid id = add(table, std::move(values));
    for (const Party& party : parties) {
      Values row{{"activityid", Reference{std::string(table), id}}, {"participationtypemask", whole(party.role)}};
      if (!record::is_null(party.who)) row["partyid"] = party.who;
      if (!party.address.empty()) row["addressused"] = text(party.address);
      if (party.ignored) row["ll_ignored"] = true;
      add("activityparty", std::move(row));
    }
    return id;
  }
  /// From a user to a contact, or the other way.
  Uuid add_mail(double day, const Uuid& from_user, const Uuid& to_contact, bool outgoing = true, Values more = {}) {
    more.insert({{"senton", on_day(day)}, {"createdon", on_day(day)}, {"directioncode", outgoing}});
    const int us = outgoing ? 1 : 2, them = outgoing ? 2 : 1;
    return add_activity("email", std::move(more), {{us, user(from_user), {}}, {them, contact(to_contact), {}}});
  }

  /// Reads everything that is not private.
  store::Caller reader(const Uuid& id, store::Depth depth = store::Depth::Organisation) {
    store::Caller caller;
    caller.user = id;
    caller.business_unit = unit_;
    for (const record::Table& table : record::built_in_tables())
      caller.privileges.grant(table.name, store::Verb::Read, depth);
    return caller;
  }
};

}  // namespace leadlight::insight
