// Which version of a model scores: the published one, or while its bytes are damaged the last good one before it.
#include <algorithm>

#include "base/log.h"
#include "service/scoring/service_state.h"

namespace leadlight::scoring {
namespace {

using record::Record;
using record::Reference;

constexpr std::string_view kPublishedVersion = "ll_publishedversionid";

/// The versions that were in force before the present one, the last one first.
Result<std::vector<Uuid>> published_before(store::Snapshot& snapshot, const Record& model) {
  const Uuid now = model.target(kPublishedVersion);
  std::vector<Uuid> versions;
  const auto history = TRY(snapshot.history(kModel, model.id, store::Caller::system()));
  for (auto entry = history.rbegin(); entry != history.rend(); ++entry) {
    const auto change = entry->changes.find(std::string(kPublishedVersion));
    const auto* version = change == entry->changes.end() ? nullptr : record::as<Reference>(change->second.before);
    if (version == nullptr || version->id == now || std::ranges::find(versions, version->id) != versions.end())
      continue;
    versions.push_back(version->id);
  }
  return versions;
}

void log_damage(const Record& model, const ScoringService::Serving& serving) {
  base::log(base::LogLevel::Error, "scoring",
            serving.live ? "the published version is damaged, an earlier one scores" : "a model cannot be used",
            {{"model", name_of(model)},
             {"error", serving.problem->to_string()},
             {"serves", serving.live ? std::to_string(serving.live->number) : std::string("none")}});
}

}  // namespace

Result<ScoringService::Serving> ScoringService::serving(store::Snapshot& snapshot, const Record& model) {
  const Uuid published = model.target(kPublishedVersion);
  auto live = state_->load(snapshot, model, published, store_.schema());
  if (live) return Serving{*std::move(live), {}};
  if (!is_damage(live.error())) return fail(std::move(live).error());
  Serving serving{nullptr, live.error()};
  // A condition that does not fit the tables any more is the model's; an older one would be about other records.
  if (live.error().code() == ErrorCode::Corrupt) {
    for (const Uuid& version : TRY(published_before(snapshot, model))) {
      auto earlier = state_->load(snapshot, model, version, store_.schema());
      if (!earlier) continue;
      serving.live = *std::move(earlier);
      break;
    }
  }
  const std::scoped_lock lock(state_->mutex);
  if (state_->logged.emplace(published, model.version).second) log_damage(model, serving);
  return serving;
}

}  // namespace leadlight::scoring
