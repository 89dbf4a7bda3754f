// The same deed for many records, each in a transaction of its own.
#include <functional>

#include "service/work/close.h"
#include "service/work/rows.h"

namespace leadlight::work {
namespace {

using Deed = std::function<Result<void>(store::Transaction&, const Uuid&)>;

Result<BulkResult> each(const Workplace& place, std::span<const Uuid> ids, const Deed& deed) {
  if (ids.size() > kMostAtOnce) {
    return fail(Error(ErrorCode::TooLarge, fmt::format("{} records at once, at most {}", ids.size(), kMostAtOnce),
                      "Send them in parts."));
  }
  BulkResult result;
  for (const Uuid& id : ids) {
    const auto done = place.store.write([&](store::Transaction& tx) { return deed(tx, id); });
    if (done) {
      ++result.done;
    } else {
      result.failed.push_back({id, done.error().message()});
    }
  }
  return result;
}

}  // namespace

Result<BulkResult> assign(const Workplace& place, std::string_view table, std::span<const Uuid> ids,
                          const record::Reference& owner, const store::Caller& caller) {
  const auto schema = place.store.schema();
  if (!TRY(table_named(*schema, table))->is_owned()) {
    return fail(ErrorCode::InvalidInput, "a {} has no owner", table);
  }
  return each(place, ids, [&](store::Transaction& tx, const Uuid& id) -> Result<void> {
    TRY(place.records.update_in(tx, table, id, {{"ownerid", owner}}, std::nullopt, caller, "assign"));
    return {};
  });
}

Result<BulkResult> close_all(const Workplace& place, std::string_view table, std::span<const Uuid> ids,
                             std::int64_t status, const store::Caller& caller) {
  const auto schema = place.store.schema();
  const record::TableSchema* known = TRY(table_named(*schema, table));
  const std::int64_t state = TRY(state_of_status(*known, status));
  return each(place, ids, [&](store::Transaction& tx, const Uuid& id) -> Result<void> {
    const Step step{place.records, tx, caller};
    if (table == "lead") return disqualify_in(step, id, status, {});
    if (table == "opportunity") {
      OpportunityClosing closing;
      closing.opportunity = id;
      closing.status = status;
      return close_opportunity_in(step, closing, state == 1);
    }
    if (table == "incident") return close_case_in(step, id, status, {});
    if (known->table().has(record::kActivity)) return complete_activity_in(step, table, id, status, {});
    TRY(place.records.update_in(tx, table, id, {{"statecode", state}, {"statuscode", status}}, std::nullopt, caller));
    return {};
  });
}

Result<BulkResult> remove_all(const Workplace& place, std::string_view table, std::span<const Uuid> ids,
                              const store::Caller& caller) {
  TRY(table_named(*place.store.schema(), table));
  return each(place, ids, [&](store::Transaction& tx, const Uuid& id) {
    return place.records.remove_in(tx, table, id, std::nullopt, caller);
  });
}

}  // namespace leadlight::work
