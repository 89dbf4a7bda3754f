// Closing and reopening.
#include "service/work/close.h"

#include "service/work/rows.h"
#include "service/work/work.h"

namespace leadlight::work {
namespace {

using record::Record;
using record::Reference;
using record::Value;
using record::Values;

constexpr std::int64_t kWonState = 1;

Result<Record> open_row(store::Transaction& tx, std::string_view table, const Uuid& id, const store::Caller& caller) {
  Record row = TRY(required(tx, table, id, {}, caller));
  if (!is_open_state(table, row.number("statecode"))) {
    return fail(Error(ErrorCode::Conflict, fmt::format("this {} is closed already", table), "Reopen it first."));
  }
  return row;
}

Result<std::int64_t> closed_state(const record::Schema& schema, std::string_view table, std::int64_t status) {
  const std::int64_t state = TRY(state_of_status(*TRY(table_named(schema, table)), status));
  if (is_open_state(table, state)) {
    return fail(ErrorCode::InvalidInput, "status {} does not close a {}", status, table);
  }
  return state;
}

/// The first status reason of a state.
std::int64_t first_status(const record::TableSchema& table, std::int64_t state) {
  for (const record::Option& option : table.find("statuscode")->choices->options) {
    if (option.state == state) return option.value;
  }
  return -1;
}

}  // namespace

Result<void> disqualify_in(const Step& step, const Uuid& lead, std::int64_t status, std::string reason) {
  const std::int64_t state = TRY(closed_state(step.tx.schema(), "lead", status));
  if (state != 2) return fail(ErrorCode::InvalidInput, "status {} is not one of a disqualified lead", status);
  TRY(open_row(step.tx, "lead", lead, step.caller));
  Values changes{{"statecode", state}, {"statuscode", status}};
  if (!reason.empty()) changes["ll_disqualificationreason"] = std::move(reason);
  TRY(step.records.update_in(step.tx, "lead", lead, std::move(changes), std::nullopt, step.caller, "disqualify"));
  return {};
}

Result<void> close_opportunity_in(const Step& step, const OpportunityClosing& closing, bool won) {
  const std::int64_t state = TRY(closed_state(step.tx.schema(), "opportunity", closing.status));
  if ((state == kWonState) != won) {
    return fail(ErrorCode::InvalidInput, "status {} is not one of a {} opportunity", closing.status,
                won ? "won" : "lost");
  }
  const Record row = TRY(open_row(step.tx, "opportunity", closing.opportunity, step.caller));
  const Timestamp closed_on = closing.closed_on.value_or(step.tx.now());
  if (closed_on > step.tx.now() + std::chrono::days(1)) {
    return fail(ErrorCode::InvalidInput, "an opportunity cannot be closed in the future ({})",
                record::to_string(closed_on));
  }
  Value revenue = closing.revenue ? Value(*closing.revenue) : won ? row.get("estimatedvalue") : Value();
  Values changes{{"statecode", state},
                 {"statuscode", closing.status},
                 {"actualclosedate", std::chrono::floor<std::chrono::days>(closed_on)},
                 {"ll_closedon", closed_on},
                 {"actualvalue", revenue}};
  if (!closing.description.empty()) changes["ll_closereason"] = closing.description;
  TRY(step.records.update_in(step.tx, "opportunity", closing.opportunity, std::move(changes), std::nullopt, step.caller,
                             won ? "win" : "lose"));
  Values note{{"subject", closing.subject.empty() ? row.text("name") : closing.subject},
              {"opportunityid", Reference{"opportunity", closing.opportunity}},
              {"actualend", closed_on},
              {"opportunitystatuscode", closing.status}};
  if (!record::is_null(revenue)) note["actualrevenue"] = revenue;
  if (!closing.description.empty()) note["description"] = closing.description;
  if (!record::is_null(row.get("transactioncurrencyid"))) {
    note["transactioncurrencyid"] = row.get("transactioncurrencyid");
  }
  TRY(step.records.create_in(step.tx, "opportunityclose", Uuid{}, std::move(note), step.caller));
  return {};
}

Result<void> close_case_in(const Step& step, const Uuid& incident, std::int64_t status, const std::string& resolution) {
  const std::int64_t state = TRY(closed_state(step.tx.schema(), "incident", status));
  TRY(open_row(step.tx, "incident", incident, step.caller));
  TRY(step.records.update_in(step.tx, "incident", incident, {{"statecode", state}, {"statuscode", status}},
                             std::nullopt, step.caller, "close"));
  if (resolution.empty()) return {};
  TRY(step.records.create_in(step.tx, "annotation", Uuid{},
                             {{"objectid", Reference{"incident", incident}}, {"notetext", resolution}}, step.caller));
  return {};
}

Result<void> complete_activity_in(const Step& step, std::string_view table, const Uuid& id,
                                  std::optional<std::int64_t> status, std::optional<Timestamp> ended) {
  const record::TableSchema* schema = TRY(table_named(step.tx.schema(), table));
  if (!schema->table().has(record::kActivity)) return fail(ErrorCode::InvalidInput, "{} is no activity", table);
  const Record row = TRY(open_row(step.tx, table, id, step.caller));
  const std::int64_t reason = status.value_or(first_status(*schema, 1));
  const std::int64_t state = TRY(closed_state(step.tx.schema(), table, reason));
  Values changes{{"statecode", state}, {"statuscode", reason}};
  if (ended || record::is_null(row.get("actualend"))) changes["actualend"] = ended.value_or(step.tx.now());
  if (schema->find("percentcomplete") != nullptr && state == 1) changes["percentcomplete"] = std::int64_t{100};
  TRY(step.records.update_in(step.tx, table, id, std::move(changes), std::nullopt, step.caller, "complete"));
  return {};
}

Result<void> disqualify_lead(const Workplace& place, const Uuid& lead, std::int64_t status, std::string reason,
                             const store::Caller& caller) {
  return place.store.write([&](store::Transaction& tx) {
    return disqualify_in({place.records, tx, caller}, lead, status, reason);
  });
}

Result<void> close_opportunity(const Workplace& place, const OpportunityClosing& closing, bool won,
                               const store::Caller& caller) {
  return place.store.write([&](store::Transaction& tx) {
    return close_opportunity_in({place.records, tx, caller}, closing, won);
  });
}

Result<void> close_case(const Workplace& place, const Uuid& incident, std::int64_t status, std::string resolution,
                        const store::Caller& caller) {
  return place.store.write([&](store::Transaction& tx) {
    return close_case_in({place.records, tx, caller}, incident, status, resolution);
  });
}

Result<void> complete_activity(const Workplace& place, std::string_view table, const Uuid& id,
                               std::optional<std::int64_t> status, std::optional<Timestamp> ended,
                               const store::Caller& caller) {
  return place.store.write([&](store::Transaction& tx) {
    return complete_activity_in({place.records, tx, caller}, table, id, status, ended);
  });
}

Result<void> reopen(const Workplace& place, std::string_view table, const Uuid& id, const store::Caller& caller) {
  return place.store.write([&](store::Transaction& tx) -> Result<void> {
    const Record row = TRY(required(tx, table, id, {}, caller));
    if (is_open_state(table, row.number("statecode"))) return fail(ErrorCode::Conflict, "this {} is open", table);
    if (row.is_true("merged")) {
      return fail(ErrorCode::Conflict, "this {} was merged into another one and cannot be opened again", table);
    }
    const record::TableSchema* schema = TRY(table_named(tx.schema(), table));
    Values changes{{"statecode", std::int64_t{0}}, {"statuscode", first_status(*schema, 0)}};
    for (const auto* column : {"actualvalue", "actualclosedate", "ll_closereason", "ll_disqualificationreason"}) {
      if (!record::is_null(row.get(column))) changes.emplace(column, Value());
    }
    TRY(place.records.update_in(tx, table, id, std::move(changes), std::nullopt, caller, "reopen"));
    return {};
  });
}

}  // namespace leadlight::work
