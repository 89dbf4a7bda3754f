#include "core/feature/model.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>

#include "base/json.h"
#include "base/text.h"
#include "base/time.h"
#include "core/feature/contact.h"
#include "core/learn/points.h"

namespace leadlight::feature {
namespace {

constexpr std::string_view kMagic = "LLMODEL";
constexpr int kVersion = 2;  ///< 2: attributes may ignore blanks

std::string date_text(double seconds) {
  if (std::fabs(seconds) > 1e11) return "";  // beyond any calendar
  return base::to_string(std::chrono::floor<std::chrono::days>(
      Timestamp(std::chrono::microseconds(static_cast<std::int64_t>(seconds * 1e6)))));
}

std::string value_text(const Attribute& attribute, const Cell& cell) {
  if (attribute.use == Use::Presence) return "";  // free text and phone numbers are not repeated
  if (attribute.use == Use::NameValidity) {
    const auto* name = std::get_if<std::string_view>(&cell);
    return !name ? "none" : is_plausible_name(*name) ? "yes" : "no";
  }
  if (attribute.use == Use::MailDomain) {
    const auto* address = std::get_if<std::string_view>(&cell);
    const auto mail = address ? mail_class(*address) : MailClass::Missing;
    return std::string(mail == MailClass::Missing ? "none" : to_string(mail));
  }
  if (const auto* text = std::get_if<std::string_view>(&cell)) return std::string(*text);
  if (const auto* number = std::get_if<double>(&cell); number && !std::isnan(*number)) {
    return attribute.use == Use::Days ? date_text(*number) : base::to_string(*number);
  }
  return "";
}

Json number_or_null(double value) {
  return std::isnan(value) ? Json() : Json(value);
}
double number_or_nan(const Json& json) {
  return json.is_null() ? kNoNumber : json.get<double>();
}

}  // namespace

ScoringModel ScoringModel::constant(double rate, Encoder encoder, bool provisional) {
  ScoringModel model;
  model.encoder_ = std::move(encoder);
  model.base_rate_ = rate;
  model.constant_margin_ = std::log(rate / (1 - rate));
  model.provisional_ = provisional;
  model.bounds_ = learn::by_lift(rate);
  return model;
}

ScoringModel::ScoringModel(Encoder encoder, learn::Forest forest, learn::Calibration calibration, double base_rate)
    : encoder_(std::move(encoder)),
      forest_(std::move(forest)),
      calibration_(std::move(calibration)),
      base_rate_(base_rate),
      bounds_(learn::by_lift(base_rate)) {}

ScoringModel ScoringModel::with_grades(learn::GradeBounds bounds) const {
  ScoringModel model = *this;
  model.bounds_ = bounds;
  return model;
}

double ScoringModel::margin(std::span<const float> features) const {
  return forest_ ? forest_->margin(features) : constant_margin_;
}

Scored ScoringModel::score_only(std::span<const float> features) const {
  Scored scored;
  scored.margin = margin(features);
  scored.probability = probability(scored.margin);
  scored.score = scored.average = static_cast<int>(std::lround(100 * scored.probability));
  scored.grade = learn::grade(scored.score, bounds_);
  return scored;
}

double ScoringModel::contributions(std::span<const float> features, std::span<double> of_attribute) const {
  std::vector<double> phi(features.size());
  const double bias = forest_->contributions(features, phi);
  for (size_t a = 0; a < of_attribute.size(); ++a) {
    const auto& attribute = encoder_.attributes()[a];
    of_attribute[a] = 0;
    for (std::uint32_t f = 0; f < attribute.feature_count; ++f) of_attribute[a] += phi[attribute.first_feature + f];
  }
  return bias;
}

std::vector<double> ScoringModel::mean_contributions(const learn::Matrix& rows) const {
  std::vector<double> mean(attributes().size()), of_attribute(mean.size());
  if (!forest_) return mean;
  for (size_t i = 0; i < rows.rows; ++i) {
    contributions(rows.row(i), of_attribute);
    for (size_t a = 0; a < mean.size(); ++a) mean[a] += std::fabs(of_attribute[a]) / static_cast<double>(rows.rows);
  }
  return mean;
}

void ScoringModel::explain(Scored& scored) const {
  if (!forest_) return;
  std::vector<double> of_attribute(attributes().size());
  const double bias = contributions(scored.features, of_attribute);
  const auto points = learn::to_points(of_attribute, bias, scored.margin, calibration_);
  scored.score = points.score;
  scored.average = points.average;
  scored.other = points.other;
  for (std::uint32_t a = 0; a < of_attribute.size(); ++a) {
    if (points.points[a] != 0) scored.reasons.push_back({a, {}, points.points[a], {}});
  }
  std::stable_sort(scored.reasons.begin(), scored.reasons.end(),
                   [](const Reason& a, const Reason& b) { return std::abs(a.points) > std::abs(b.points); });
}

Scored ScoringModel::score(std::span<const Cell> cells, double as_of) const {
  std::vector<float> features(encoder_.feature_count());
  encoder_.encode(cells, as_of, features);
  auto scored = score_features(features);
  for (auto& reason : scored.reasons) {
    const auto bucket = encoder_.bucket_of(reason.attribute, cells, as_of);
    reason.key = bucket.key;
    reason.low = bucket.low;
    reason.high = bucket.high;
    reason.value = value_text(attributes()[reason.attribute], cells[reason.attribute]);
  }
  return scored;
}

Scored ScoringModel::score_features(std::span<const float> features) const {
  Scored scored = score_only(features);
  scored.features.assign(features.begin(), features.end());
  explain(scored);
  return scored;
}

std::string ScoringModel::to_bytes() const {
  Json evidence = Json::array();
  for (const auto& attribute : evidence_) {
    Json list = Json::array();
    for (const auto& e : attribute) list.push_back({e.closed, e.positives, number_or_null(e.median_days)});
    evidence.push_back(std::move(list));
  }
  Json counts = Json::array();
  for (const auto& c : score_counts_) counts.push_back({c.closed, c.positives});
  const Json header{{"encoder", encoder_.to_json()},   {"calibration", calibration_.to_json()},
                    {"base_rate", base_rate_},         {"constant_margin", constant_margin_},
                    {"provisional", provisional_},     {"grades", {bounds_.a, bounds_.b, bounds_.c}},
                    {"evidence", std::move(evidence)}, {"score_counts", std::move(counts)}};
  const auto text = base::to_text(header);
  // What an older program can read it should, as long as it understands all of it.
  const int version = std::ranges::any_of(attributes(), &Attribute::ignores_empty) ? kVersion : 1;
  return fmt::format("{} {} {}\n{}{}", kMagic, version, text.size(), text, forest_ ? forest_->to_bytes() : "");
}

Result<ScoringModel> ScoringModel::from_bytes(std::string_view bytes) {
  const auto line_end = bytes.substr(0, 64).find('\n');
  const auto words = base::split(bytes.substr(0, line_end == bytes.npos ? 0 : line_end), ' ');
  if (words.size() != 3 || words[0] != kMagic) return fail(ErrorCode::Corrupt, "not a Leadlight model");
  const auto version = base::parse_int(words[1]), size = base::parse_int(words[2]);
  if (!version || !size) return fail(ErrorCode::Corrupt, "not a Leadlight model");
  if (*version > kVersion) return fail(ErrorCode::Unsupported, "model format {} is newer than this program", *version);
  const auto body = bytes.substr(line_end + 1);
  if (*size < 0 || static_cast<size_t>(*size) > body.size()) return fail(ErrorCode::Corrupt, "the model is cut off");
  const auto corrupt = [](const Error& error) { return fail(ErrorCode::Corrupt, "{}", error.message()); };
  const auto header = base::parse_json(body.substr(0, *size));
  if (!header) return corrupt(header.error());
  ScoringModel model;
  try {
    auto encoder = Encoder::from_json(header->at("encoder"));
    if (!encoder) return corrupt(encoder.error());
    model.encoder_ = std::move(*encoder);
    auto calibration = learn::Calibration::from_json(header->at("calibration"));
    if (!calibration) return corrupt(calibration.error());
    model.calibration_ = std::move(*calibration);
    model.base_rate_ = header->at("base_rate").get<double>();
    model.constant_margin_ = header->at("constant_margin").get<double>();
    model.provisional_ = header->at("provisional").get<bool>();
    const auto grades = header->at("grades").get<std::array<int, 3>>();
    model.bounds_ = {grades[0], grades[1], grades[2]};
    for (const auto& list : header->at("evidence")) {
      auto& attribute = model.evidence_.emplace_back();
      for (const auto& e : list) {
        attribute.push_back({e.at(0).get<double>(), e.at(1).get<double>(), number_or_nan(e.at(2))});
      }
    }
    const auto counts = header->at("score_counts").get<std::vector<std::array<double, 2>>>();
    if (counts.size() != model.score_counts_.size()) return fail(ErrorCode::Corrupt, "the model has no score counts");
    for (size_t i = 0; i < counts.size(); ++i) model.score_counts_[i] = {counts[i][0], counts[i][1]};
  } catch (const Json::exception& error) {
    return fail(ErrorCode::Corrupt, "the model's description: {}", error.what());
  }
  bool complete = model.evidence_.size() <= model.encoder_.attributes().size();
  for (size_t a = 0; complete && a < model.evidence_.size(); ++a) {
    complete = model.evidence_[a].size() == model.encoder_.bucket_count(a);
  }
  if (!complete) return fail(ErrorCode::Corrupt, "the model's evidence does not fit its attributes");
  if (const auto forest = body.substr(*size); !forest.empty()) {
    model.forest_ = TRY(learn::Forest::from_bytes(forest));
    if (model.forest_->feature_count() != model.encoder_.feature_count()) {
      return fail(ErrorCode::Corrupt, "the model's forest does not fit its attributes");
    }
  }
  return model;
}

}  // namespace leadlight::feature
