// Scoring turned off and on: the model in force is withdrawn, its scores go, and the same version can come back.
#include "service/scoring/scoring.h"
#include "service/scoring/service_state.h"

namespace leadlight::scoring {
namespace {

using record::Record;
using record::Value;

constexpr int kClearedAtOnce = 200;

/// The version that was in force before, from the history of the model.
Result<std::optional<Uuid>> version_before(store::Snapshot& snapshot, const Record& model) {
  std::optional<Uuid> version;
  for (const auto& entry : TRY(snapshot.history(kModel, model.id, store::Caller::system()))) {
    const auto change = entry.changes.find("ll_publishedversionid");
    if (change == entry.changes.end()) continue;
    if (const auto* was = record::as<record::Reference>(change->second.before)) version = was->id;
  }
  return version;
}

}  // namespace

Result<void> ScoringService::withdraw(std::string_view table, const store::Caller& caller) {
  return store_.write([&](store::Transaction& tx) -> Result<void> {
    for (const Record& model : TRY(models_of(tx, table, true))) {
      TRY(tx.update(kModel, model.id, {{"ll_publishedversionid", Value()}, {"ll_state", kReady}}, std::nullopt, caller));
      TRY(tx.update(kVersion, model.target("ll_publishedversionid"), {{"ll_state", kRetired}}, std::nullopt,
                    store::Caller::system()));
    }
    return {};
  });
}

Result<void> ScoringService::publish_again(std::string_view table, const store::Caller& caller) {
  std::optional<Uuid> version;
  {
    const auto snapshot = TRY(store_.snapshot());
    if (!TRY(models_of(*snapshot, table, true)).empty()) return {};
    for (const Record& model : TRY(models_of(*snapshot, table, false))) {
      if (!version) version = TRY(version_before(*snapshot, model));
    }
  }
  if (!version) {
    return fail(Error(ErrorCode::Conflict, fmt::format("no model of {} was in force before", table),
                      "Train one and publish it."));
  }
  return publish(*version, caller);
}

Result<std::int64_t> ScoringService::clear_scores(std::string_view table) {
  const auto system = store::Caller::system();
  const ScoredTable* scored = find_scored_table(table);
  query::Query query{.table = std::string(table), .columns = {std::string(scored->score_row)}};
  query.filter = query::all_of({query::equals("statecode", Outcome().open),
                                query::compare(std::string(scored->score), query::CompareOp::Ne, Value())});
  query.limit = kClearedAtOnce;
  std::int64_t cleared = 0;
  for (std::int64_t done = kClearedAtOnce; done == kClearedAtOnce; cleared += done) {
    TRY(store_.write([&](store::Transaction& tx) -> Result<void> {
      done = 0;
      // A model may have come into force meanwhile: these are its scores.
      if (TRY(live(tx, table))) return {};
      const auto page = TRY(tx.select(query, system));
      done = static_cast<std::int64_t>(page.rows.size());
      for (const store::Row& row : page.rows) {
        record::Values none;
        for (const auto column : {scored->score, scored->grade, scored->trend, scored->score_row}) {
          none.emplace(column, Value());
        }
        TRY(tx.update(table, row.record.id, std::move(none), std::nullopt, system));
        const Uuid score = row.record.target(scored->score_row);
        if (score != Uuid{}) TRY(tx.remove("msdyn_predictivescore", score, std::nullopt, system));
      }
      return {};
    }));
  }
  return cleared;
}

}  // namespace leadlight::scoring
