#include "service/work/track.h"

#include <algorithm>

#include "service/insight/rows.h"
#include "service/work/rows.h"

namespace leadlight::work {
namespace {

using record::Record;
using record::Reference;
using record::Value;

/// The activity, of which the caller is a holder.
Result<Record> held(store::Transaction& tx, const Reference& activity, const store::Caller& caller) {
  const record::TableSchema* table = TRY(table_named(tx.schema(), activity.table));
  if (!table->table().has(record::kPrivate))
    return fail(ErrorCode::InvalidInput, "e-mails and appointments are tracked, not a {}", activity.table);
  Record row = TRY(required(tx, activity.table, activity.id, {}, caller));
  if (!TRY(held_by(tx, caller, {row})).contains(row.id)) {
    return fail(Error(ErrorCode::Denied, "this is in no mailbox of yours",
                      "Whoever has it in a mailbox decides whether it is tracked."));
  }
  return row;
}

/// What is computed the program writes; the rest is the caller's change, with its history and what follows from it.
Result<void> set_tracked(ingest::Records& records, store::Transaction& tx, const Reference& activity, bool tracked,
                         Value regarding, const store::Caller& caller) {
  TRY(tx.update(activity.table, activity.id, {{"ll_tracked", tracked}}, std::nullopt, store::Caller::system()));
  TRY(records.update_in(tx, activity.table, activity.id, {{"regardingobjectid", std::move(regarding)}}, std::nullopt,
                        caller));
  return {};
}

}  // namespace

Result<std::set<Uuid>> held_by(store::Snapshot& snapshot, const store::Caller& caller,
                               const std::vector<Record>& rows) {
  std::set<Uuid> held;
  std::vector<Value> others;
  for (const Record& row : rows) {
    const Uuid owner = row.target("ownerid");
    if (owner == caller.user || std::ranges::find(caller.teams, owner) != caller.teams.end()) {
      held.insert(row.id);
    } else {
      others.emplace_back(row.id);
    }
  }
  const auto system = store::Caller::system();
  std::map<Uuid, std::vector<Uuid>> in_mailbox;
  std::vector<Value> mailboxes;
  TRY(insight::for_each_of(snapshot, "ll_mailboxitem", "activityid", others, {"activityid", "ll_mailboxid"}, system,
                           [&](Record&& item) -> Result<void> {
                             auto& activities = in_mailbox[item.target("ll_mailboxid")];
                             if (activities.empty()) mailboxes.emplace_back(item.target("ll_mailboxid"));
                             activities.push_back(item.target("activityid"));
                             return {};
                           }));
  TRY(insight::for_each_of(snapshot, "ll_mailbox", "ll_mailboxid", mailboxes, {"ownerid"}, system,
                           [&](Record&& mailbox) -> Result<void> {
                             const auto& activities = in_mailbox.at(mailbox.id);
                             if (mailbox.target("ownerid") == caller.user)
                               held.insert(activities.begin(), activities.end());
                             return {};
                           }));
  return held;
}

Result<void> track(const Workplace& place, const Reference& activity, const Reference& record,
                   const store::Caller& caller) {
  return place.store.write([&](store::Transaction& tx) -> Result<void> {
    const Record row = TRY(held(tx, activity, caller));
    TRY(required(tx, record.table, record.id, {}, caller));
    const auto* regarding = row.get_as<Reference>("regardingobjectid");
    if (regarding != nullptr && !(*regarding == record))
      return fail(ErrorCode::Conflict, "this {} is regarding a {} already", activity.table, regarding->table);
    return set_tracked(place.records, tx, activity, true, record, caller);
  });
}

Result<void> untrack(const Workplace& place, const Reference& activity, const store::Caller& caller) {
  return place.store.write([&](store::Transaction& tx) -> Result<void> {
    const Record row = TRY(held(tx, activity, caller));
    if (!row.is_true("ll_tracked")) return fail(ErrorCode::Conflict, "this {} is not tracked", activity.table);
    return set_tracked(place.records, tx, activity, false, Value(), caller);
  });
}

}  // namespace leadlight::work
