// Two records of one person or company become one.
#include <algorithm>

#include "service/work/rows.h"
#include "service/work/work.h"

namespace leadlight::work {
namespace {

using record::Record;
using record::Reference;
using record::Values;

constexpr int kPage = 500;

bool can_merge(std::string_view table) {
  return table == "lead" || table == "contact" || table == "account";
}

/// Which lookups follow the merge: those of people's own rows, not the subordinate's scores, ledger or bookkeeping.
bool follows(const record::TableSchema& from, const record::Field& field, std::string_view table) {
  if (field.type != record::FieldType::Lookup || field.has(record::kComputed)) return false;
  if (from.table().ownership != record::Ownership::User &&
      !(from.table().ownership == record::Ownership::Parent && from.name() == "activityparty")) {
    return false;
  }
  const auto targets = record::lookup_targets(field);
  return std::ranges::find(targets, table) != targets.end();
}

/// Points every row of `from` whose `lookup` is the subordinate to the target, also rows that the caller may not see:
/// left behind they would belong to a closed record.
Result<void> repoint(const Workplace& place, store::Transaction& tx, const record::TableSchema& from,
                     const record::Field& lookup, const Reference& subordinate, const Reference& target) {
  query::Query query{.table = std::string(from.name()),
                     .columns = {std::string(from.table().primary_id)},
                     .filter = query::equals(std::string(lookup.name), subordinate.id)};
  query.limit = kPage;
  for (;;) {
    const auto page = TRY(tx.select(query, store::Caller::system()));
    size_t moved = 0;
    for (const store::Row& row : page.rows) {
      if (from.name() == target.table && row.record.id == target.id) continue;  // no record may point at itself
      TRY(place.records.update_in(tx, from.name(), row.record.id, {{std::string(lookup.name), target}}, std::nullopt,
                                  store::Caller::system(), "merge"));
      ++moved;
    }
    if (moved == 0 || !page.next) return {};
  }
}

Result<Record> mergeable(store::Transaction& tx, std::string_view table, const Uuid& id, const store::Caller& caller) {
  Record row = TRY(required(tx, table, id, {}, caller));
  if (row.is_true("merged")) {
    return fail(ErrorCode::Conflict, "this {} was merged into another one before", table);
  }
  return row;
}

}  // namespace

Result<void> merge(const Workplace& place, std::string_view table, const Uuid& target, const Uuid& subordinate,
                   Values content, const store::Caller& caller) {
  if (!can_merge(table))
    return fail(ErrorCode::InvalidInput, "leads, contacts and accounts can be merged, no {}", table);
  if (target == subordinate) return fail(ErrorCode::InvalidInput, "a record cannot be merged with itself");
  return place.store.write([&](store::Transaction& tx) -> Result<void> {
    TRY(mergeable(tx, table, target, caller));
    TRY(mergeable(tx, table, subordinate, caller));
    const Reference to{std::string(table), target}, from{std::string(table), subordinate};
    // The caller's own rights first: both records are changed in the caller's name.
    Values closing{{"statecode", std::int64_t{table == "lead" ? 2 : 1}},
                   {"statuscode", std::int64_t{table == "lead" ? 7 : 2}}};
    TRY(place.records.update_in(tx, table, subordinate, std::move(closing), std::nullopt, caller, "merge"));
    TRY(place.records.mark_merged_in(tx, from, target));
    for (const record::TableSchema* other : tx.schema().tables()) {
      for (const record::Field* field : other->fields()) {
        if (follows(*other, *field, table)) TRY(repoint(place, tx, *other, *field, from, to));
      }
    }
    TRY(place.records.update_in(tx, table, target, content, std::nullopt, caller, "merge"));
    return {};
  });
}

}  // namespace leadlight::work
