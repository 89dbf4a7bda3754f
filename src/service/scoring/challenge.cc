#include "service/scoring/challenge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "core/learn/metrics.h"
#include "service/scoring/models.h"

namespace leadlight::scoring {
namespace {

/// Those of the held-out rows that closed after a moment, in seconds since 1970.
std::vector<size_t> places_after(const feature::TrainingSet& set, const std::vector<std::uint32_t>& held_out,
                                 double moment) {
  std::vector<size_t> places;
  for (size_t i = 0; i < held_out.size(); ++i) {
    if (set.dated && set.order[held_out[i]] > moment) places.push_back(i);
  }
  return places;
}

/// Whether there are enough records of both outcomes among them; a record seen twice has two rows of half weight.
bool are_enough(const feature::TrainingSet& set, const std::vector<std::uint32_t>& held_out,
                const std::vector<size_t>& places) {
  std::array<double, 2> records{};
  for (const size_t place : places) {
    const std::uint32_t row = held_out[place];
    records[set.outcome[row]] += set.weight.empty() ? 1 : set.weight[row];
  }
  return std::min(records[0], records[1]) >= static_cast<double>(kClosingsNeeded);
}

double auc_at(const feature::TrainingSet& set, const std::vector<std::uint32_t>& rows,
              const std::vector<double>& answers) {
  std::vector<std::uint8_t> labels;
  std::vector<double> weights;
  for (const std::uint32_t row : rows) {
    labels.push_back(set.outcome[row]);
    if (!set.weight.empty()) weights.push_back(set.weight[row]);
  }
  return learn::auc(answers, labels, weights);
}

OrderedJson number(double value) {
  return std::isfinite(value) ? OrderedJson(value) : OrderedJson();
}

}  // namespace

std::string_view to_string(Ruling ruling) {
  switch (ruling) {
    case Ruling::GoodEnough:
      return "good_enough";
    case Ruling::ChampionOld:
      return "champion_old";
    case Ruling::BelowFloor:
      return "below_floor";
    case Ruling::NotGoodEnough:
      return "not_good_enough";
  }
  return "";
}

bool takes_over(Ruling ruling) {
  return ruling == Ruling::GoodEnough || ruling == Ruling::ChampionOld;
}

Ruling rule(feature::Verdict verdict, double auc, double champion_auc, std::chrono::days champion_age) {
  constexpr double kRounding = 1e-9;
  if (verdict != feature::Verdict::Ready && verdict != feature::Verdict::Ok) return Ruling::BelowFloor;
  if (std::isnan(champion_auc) || auc >= kShareToReach * champion_auc - kRounding) return Ruling::GoodEnough;
  return champion_age > kOldChampion ? Ruling::ChampionOld : Ruling::NotGoodEnough;
}

Challenge challenge(const LiveModel& champion, const TrainingRows& rows, const feature::TrainedModel& trained,
                    Timestamp now) {
  const feature::TrainingSet& set = rows.set;
  const auto& held_out = trained.held_out;
  const Timestamp learned_until = champion.trained_on.value_or(Timestamp());
  auto places = places_after(set, held_out, seconds_of(learned_until));
  Challenge result{.champion = champion.version_id, .champion_number = champion.number};
  result.unseen = are_enough(set, held_out, places);
  if (!result.unseen) {
    places.resize(held_out.size());
    std::iota(places.begin(), places.end(), size_t{0});
  }
  std::vector<std::uint32_t> compared;
  std::vector<double> answers;
  for (const size_t place : places) {
    compared.push_back(held_out[place]);
    answers.push_back(trained.held_out_probabilities[place]);
  }
  result.rows = compared.size();
  result.auc = auc_at(set, compared, answers);
  result.champion_auc = auc_at(set, compared, feature::probabilities_of(*champion.model, set, compared));
  result.ruling = rule(trained.report.verdict, result.auc, result.champion_auc,
                       std::chrono::floor<std::chrono::days>(now - learned_until));
  return result;
}

OrderedJson Challenge::to_json() const {
  return {{"champion_id", champion.to_string()},
          {"champion", champion_number},
          {"champion_auc", number(champion_auc)},
          {"auc", number(auc)},
          {"rows", rows},
          {"unseen", unseen},
          {"ruling", to_string(ruling)},
          {"takes_over", takes_over(ruling)}};
}

}  // namespace leadlight::scoring
