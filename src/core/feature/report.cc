#include <algorithm>
#include <cmath>

#include "core/feature/training.h"

namespace leadlight::feature {
namespace {

OrderedJson number(double value) {
  return std::isfinite(value) ? OrderedJson(value) : OrderedJson();
}
OrderedJson interval(learn::Interval interval) {
  return OrderedJson::array({number(interval.low), number(interval.high)});
}

OrderedJson estimate(const learn::Estimate& e) {
  return {{"value", number(e.value)}, {"interval", interval(e.interval)}};
}

OrderedJson reliability(const std::vector<learn::ReliabilityBin>& bins) {
  OrderedJson list = OrderedJson::array();
  for (const auto& bin : bins) {
    list.push_back({{"lower", bin.lower},
                    {"upper", bin.upper},
                    {"count", bin.count},
                    {"mean_predicted", number(bin.mean_predicted)},
                    {"observed", number(bin.observed)},
                    {"observed_interval", interval({bin.observed_low, bin.observed_high})}});
  }
  return list;
}

OrderedJson curve(const std::vector<learn::CurvePoint>& points) {
  OrderedJson list = OrderedJson::array();
  for (const auto& point : points) list.push_back({number(point.x), number(point.y)});
  return list;
}

OrderedJson gain_curve(const std::vector<learn::GainPoint>& points) {
  OrderedJson list = OrderedJson::array();
  for (const auto& point : points) {
    list.push_back(
        {{"called", point.called}, {"found", point.found}, {"found_interval", interval(point.found_interval)}});
  }
  return list;
}

OrderedJson day(const std::optional<base::Date>& date) {
  return date ? OrderedJson(base::to_string(*date)) : OrderedJson();
}

OrderedJson confusion(const learn::Confusion& c) {
  return {{"true_positives", c.true_positives},
          {"false_positives", c.false_positives},
          {"true_negatives", c.true_negatives},
          {"false_negatives", c.false_negatives},
          {"accuracy", estimate(c.accuracy)},
          {"precision", estimate(c.precision)},
          {"recall", estimate(c.recall)},
          {"f1", estimate(c.f1)},
          {"conversion_rate", estimate(c.base_rate)}};
}

OrderedJson shape_json(const learn::Shape& s) {
  return {{"depth", s.depth}, {"eta", s.eta}, {"rounds", s.rounds}, {"bags", s.bags}};
}

}  // namespace

OrderedJson Report::to_json() const {
  const auto& q = quality;
  OrderedJson json;
  json["rows"] = rows;
  json["positives"] = positives;
  json["base_rate"] = base_rate;
  json["split"] = {{"kind", ordered ? "newest" : "stratified"},
                   {"holdout", holdout},
                   {"seed", seed},
                   {"train_rows", train_rows},
                   {"holdout_rows", q.rows},
                   {"holdout_records", q.records},
                   {"holdout_positives", q.positives},
                   {"holdout_from", day(holdout_from)},
                   {"holdout_to", day(holdout_to)}};
  json["auc"] = number(q.auc);
  json["auc_interval"] = interval(q.auc_interval);
  json["log_loss"] = number(q.log_loss);
  json["log_loss_interval"] = interval(q.log_loss_interval);
  json["brier"] = number(q.brier);
  json["brier_interval"] = interval(q.brier_interval);
  json["base_rate_log_loss"] = number(q.log_loss_of_rate);
  json["base_rate_brier"] = number(q.brier_of_rate);
  json["ece"] = number(q.ece);
  json["ece_interval"] = interval(q.ece_interval);
  json["reliability"] = reliability(q.reliability);
  json["threshold"] = q.rows ? number(q.confusion.threshold) : OrderedJson();
  json["confusion"] = q.rows ? confusion(q.confusion) : OrderedJson();
  json["lift_top_decile"] = number(q.lift_top_decile.value);
  json["lift_top_decile_interval"] = interval(q.lift_top_decile.interval);
  json["average_precision"] = number(q.average_precision.value);
  json["average_precision_interval"] = interval(q.average_precision.interval);
  json["roc"] = curve(q.roc);
  json["precision_recall"] = curve(q.precision_recall);
  json["cumulative_gain"] = gain_curve(q.gain);
  json["verdict"] = to_string(verdict);
  json["verdict_key"] = verdict_key;
  json["auc_limits"] = {{"ok", kAucOk}, {"ready", kAucReady}};
  json["verdict_reason"] = verdict_reason;
  json["provisional"] = provisional;
  json["gain"] = {{"log_loss_saved", number(gain.mean)}, {"interval", interval(gain.interval)}};
  json["suspects"] = OrderedJson::array();
  for (const auto& s : suspects) {
    json["suspects"].push_back({{"column", s.column},
                                {"reason", s.reason},
                                {"auc_alone", number(s.auc_alone)},
                                {"action", s.action == LeakAction::Refused ? "refused" : "check"},
                                {"why", s.why},
                                {"kept", std::find(kept.begin(), kept.end(), s.column) != kept.end()}});
  }
  json["excluded"] = OrderedJson::array();
  for (const auto& e : excluded)
    json["excluded"].push_back({{"column", e.column}, {"reason", e.reason}, {"key", e.key}});
  json["factors"] = OrderedJson::array();
  for (const auto& f : factors) {
    json["factors"].push_back({{"attribute", f.attribute}, {"label", f.label}, {"influence", f.influence}});
  }
  OrderedJson tried = OrderedJson::array();
  for (const auto& trial : trials) {
    auto entry = shape_json(trial.shape);
    entry["log_loss"] = number(trial.log_loss);
    tried.push_back(std::move(entry));
  }
  json["model"] = shape_json(shape);
  json["model"]["trees"] = trees;
  json["model"]["attributes"] = attributes;
  json["model"]["features"] = features;
  json["model"]["tried"] = std::move(tried);
  json["notes"] = notes;
  return json;
}

}  // namespace leadlight::feature
