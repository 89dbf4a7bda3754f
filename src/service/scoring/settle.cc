// What becomes of a version that was trained without anybody asking for it.
#include "base/log.h"
#include "service/scoring/challenge.h"
#include "service/scoring/service_state.h"

namespace leadlight::scoring {
namespace {

using record::Record;

constexpr std::string_view kFirst = "first";          ///< nothing is in force yet: somebody publishes it
constexpr std::string_view kOvertaken = "overtaken";  ///< the model was changed while it was trained
constexpr std::string_view kUnreadable = "champion_unreadable";

/// Decides by what the report says; the version is ready and its model has one in force.
Settled decide(const Json& report, const Uuid& in_force) {
  const Json challenge = report.value("challenge", Json());
  if (!challenge.is_object()) return {.published = true, .why = kUnreadable};
  if (challenge.value("champion_id", "") != in_force.to_string()) return {.published = false, .why = kOvertaken};
  for (const Ruling ruling : {Ruling::GoodEnough, Ruling::ChampionOld, Ruling::BelowFloor, Ruling::NotGoodEnough}) {
    if (challenge.value("ruling", "") == to_string(ruling)) return {takes_over(ruling), to_string(ruling)};
  }
  return {.published = false, .why = kOvertaken};
}

}  // namespace

Result<Settled> ScoringService::settle(const Uuid& model_version) {
  const auto system = store::Caller::system();
  const auto snapshot = TRY(store_.snapshot());
  const auto version =
      TRY(snapshot->find(kVersion, model_version, {"ll_modelid", "ll_verdict", "ll_report", "ll_number"}, system));
  if (!version) return fail(ErrorCode::NotFound, "no model version with the id {}", model_version.to_string());
  const auto model = TRY(snapshot->find(kModel, version->target("ll_modelid"), {}, system));
  const Json report = TRY(base::parse_json(version->text("ll_report")));
  const std::string verdict = version->text("ll_verdict");
  const bool above_floor = verdict == to_string(feature::Verdict::Ready) || verdict == to_string(feature::Verdict::Ok);

  Settled settled{.published = false, .why = kOvertaken};
  if (!above_floor) {
    settled.why = to_string(Ruling::BelowFloor);
  } else if (model && record::is_null(model->get("ll_publishedversionid"))) {
    settled.why = kFirst;
  } else if (model && model->number("ll_state") == kPublished) {
    settled = decide(report, model->target("ll_publishedversionid"));
  }
  if (settled.published) TRY(publish(model_version, system));
  base::log(base::LogLevel::Info, "scoring", "a model was trained automatically",
            {{"model", model ? name_of(*model) : std::string("deleted")},
             {"version", std::to_string(version->number("ll_number"))},
             {"verdict", verdict},
             {"published", settled.published ? "yes" : "no"},
             {"why", std::string(settled.why)}});
  return settled;
}

Result<std::shared_ptr<const LiveModel>> ScoringService::champion_of(const Record& model) {
  const Uuid version = model.target("ll_publishedversionid");
  if (version.is_nil()) return nullptr;
  auto live = state_->load(*TRY(store_.snapshot()), model, version, store_.schema());
  if (live) return *std::move(live);
  if (is_damage(live.error())) return nullptr;
  return fail(std::move(live).error());
}

}  // namespace leadlight::scoring
