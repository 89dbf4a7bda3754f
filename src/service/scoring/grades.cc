// Grade bounds: what they would do, and setting them.
#include <algorithm>
#include <array>

#include "service/scoring/score_text.h"
#include "service/scoring/service_state.h"

namespace leadlight::scoring {
namespace {

using record::Record;
using record::Value;
using record::Values;

constexpr int kPage = 500;

/// The open records whose score this version gave.
query::FilterPtr scored_by(const LiveModel& live) {
  const query::Path version{std::string(live.scored->score_row), {}, "ll_modelversionid"};
  return query::all_of({Outcome().open_filter(),
                        query::compare(std::string(live.scored->score), query::CompareOp::Ne, Value()),
                        std::make_shared<query::Filter>(
                            query::Filter{query::Compare{version, query::CompareOp::Eq, Value(live.version_id)}})});
}

/// [score] how many open records have it.
Result<std::array<std::int64_t, 101>> count_open(store::Snapshot& snapshot, const LiveModel& live) {
  std::array<std::int64_t, 101> counts{};
  query::Query query;
  query.table = live.scored->table;
  query.columns = {std::string(live.scored->score)};
  query.filter = scored_by(live);
  TRY(snapshot.scan(query, store::Caller::system(), [&](Record&& record) -> Result<bool> {
    if (const auto* score = record.get_as<std::int64_t>(live.scored->score)) {
      ++counts[static_cast<size_t>(std::clamp<std::int64_t>(*score, 0, 100))];
    }
    return true;
  }));
  return counts;
}

/// A grade that only follows from other bounds: the score stays, the ledger tells.
Result<void> regrade(store::Transaction& tx, const LiveModel& live, const Record& record, std::int64_t score,
                     learn::Grade grade) {
  const auto system = store::Caller::system();
  const auto code = static_cast<std::int64_t>(grade);
  TRY(tx.update(live.scored->table, record.id, {{std::string(live.scored->grade), code}}, std::nullopt, system));
  const auto* row = record.get_as<record::Reference>(live.scored->score_row);
  if (row == nullptr) return {};
  const auto now_row = TRY(tx.update("msdyn_predictivescore", row->id, {{"msdyn_grade", code}}, std::nullopt, system));
  TRY(tx.insert("ll_scorepoint", Uuid{},
                {{std::string(live.scored->parent), record::Reference{std::string(live.scored->table), record.id}},
                 {"ll_scoredon", tx.now()},
                 {"ll_score", score},
                 {"ll_grade", code},
                 {"ll_margin", now_row.get("ll_margin")},
                 {"ll_modelversionid", now_row.get("ll_modelversionid")},
                 {"ll_cause", std::string("grades")}},
                system));
  return {};
}

Error graded_outside(const Record& model) {
  return Error(ErrorCode::Conflict,
               fmt::format("the scores of {} come from outside, their grades with them", name_of(model)));
}

}  // namespace

Result<std::shared_ptr<const LiveModel>> ScoringService::published_or_newest(store::Snapshot& snapshot,
                                                                             const Record& model, Newest newest) {
  if (is_external(model)) return nullptr;
  if (model.get_as<record::Reference>("ll_publishedversionid") != nullptr) {
    Serving now = TRY(serving(snapshot, model));
    if (!now.live) return fail(std::move(*now.problem));
    return std::move(now.live);
  }
  query::Query query;
  query.table = "ll_modelversion";
  query.columns = {"ll_number"};
  std::vector<query::FilterPtr> states{query::equals("ll_state", kReady), query::equals("ll_state", kRetired)};
  if (newest == Newest::WithNoSignal) states.push_back(query::equals("ll_state", kNoSignal));
  query.filter = query::all_of({query::equals("ll_modelid", Value(model.id)), query::any_of(std::move(states))});
  query.order = {{{"", "", "ll_number"}, query::Direction::Descending}};
  query.limit = 1;
  const store::Page page = TRY(snapshot.select(query, store::Caller::system()));
  if (page.rows.empty()) return nullptr;
  return state_->load(snapshot, model, page.rows.front().record.id, store_.schema());
}

Result<GradePreview> ScoringService::preview_grades(const Uuid& model, int a, int b, int c,
                                                    const store::Caller& caller) {
  const auto bounds = TRY(learn::checked({a, b, c}));
  const auto snapshot = TRY(store_.snapshot());
  const auto row = TRY(snapshot->find("ll_model", model, {}, caller));
  if (!row) return fail(ErrorCode::NotFound, "no model with the id {}", model.to_string());
  if (is_external(*row)) return fail(graded_outside(*row));
  const auto version = TRY(published_or_newest(*snapshot, *row));
  if (!version) {
    return fail(Error(ErrorCode::Conflict, "this model has no version yet", "Train it first."));
  }
  GradePreview preview;
  preview.open_scores = TRY(count_open(*snapshot, *version));
  const auto& open = preview.open_scores;
  const auto& closed = version->model->score_counts();
  auto& shares = preview.grades;
  shares[0].lower = a;
  shares[1].lower = b;
  shares[2].lower = c;
  std::array<double, 4> closed_sum{}, positives{};
  std::int64_t all_open = 0;
  for (int score = 0; score <= 100; ++score) {
    const auto grade = static_cast<size_t>(learn::grade(score, bounds));
    shares[grade].open += open[static_cast<size_t>(score)];
    all_open += open[static_cast<size_t>(score)];
    closed_sum[grade] += closed[static_cast<size_t>(score)].closed;
    positives[grade] += closed[static_cast<size_t>(score)].positives;
  }
  for (size_t grade = 0; grade < shares.size(); ++grade) {
    shares[grade].share_of_open =
        all_open > 0 ? static_cast<double>(shares[grade].open) / static_cast<double>(all_open) : 0;
    shares[grade].closed = std::llround(closed_sum[grade]);
    shares[grade].success_rate = closed_sum[grade] > 0 ? positives[grade] / closed_sum[grade] : 0;
  }
  return preview;
}

Result<void> ScoringService::set_grades(const Uuid& model, int a, int b, int c, const store::Caller& caller) {
  TRY(learn::checked({a, b, c}));
  TRY(store_.write([&](store::Transaction& tx) -> Result<void> {
    // As the caller: the store says whether he may change the model.
    const Record changed = TRY(
        tx.update("ll_model", model,
                  {{"ll_grade_a", std::int64_t{a}}, {"ll_grade_b", std::int64_t{b}}, {"ll_grade_c", std::int64_t{c}}},
                  std::nullopt, caller));
    if (is_external(changed)) return fail(graded_outside(changed));
    return {};
  }));
  // From here on every save uses the new bounds; these pages bring the others along.
  query::Query query;
  do {
    TRY(store_.write([&](store::Transaction& tx) -> Result<void> {
      const auto row = TRY(tx.find("ll_model", model, {}, store::Caller::system()));
      const auto version = row ? TRY(published_or_newest(tx, *row)) : nullptr;
      if (!version || !row->get_as<record::Reference>("ll_publishedversionid")) {
        query.cursor.reset();
        return {};
      }
      query::Query page_query;
      page_query.table = version->scored->table;
      page_query.columns = {std::string(version->scored->score), std::string(version->scored->grade),
                            std::string(version->scored->score_row)};
      page_query.filter = scored_by(*version);
      page_query.limit = kPage;
      page_query.cursor = query.cursor;
      const store::Page page = TRY(tx.select(page_query, store::Caller::system()));
      for (const store::Row& each : page.rows) {
        const auto score = *each.record.get_as<std::int64_t>(version->scored->score);
        const auto grade = version->grade(static_cast<int>(score));
        const auto* now = each.record.get_as<std::int64_t>(version->scored->grade);
        if (now != nullptr && *now == static_cast<std::int64_t>(grade)) continue;
        TRY(regrade(tx, *version, each.record, score, grade));
      }
      query.cursor = page.next;
      return {};
    }));
  } while (query.cursor);
  return {};
}

}  // namespace leadlight::scoring
