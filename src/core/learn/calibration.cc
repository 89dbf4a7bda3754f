#include "core/learn/calibration.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/json.h"

namespace leadlight::learn {
namespace {

// From here on a spline is fitted; below, its knots would follow chance.
constexpr double kManyRows = 1000;
constexpr double kManyOfAClass = 100;
// The prior on ln a, ln b and c, in rows' worth of information.
constexpr double kSlopePrior = 4;
constexpr double kShiftPrior = 1;
constexpr double kKnots = 20;  // at most; each holds at least the rows below
constexpr double kRowsPerKnot = 150;
constexpr double kBetaRows = 5;       // the beta fit counts like that many rows in each knot
constexpr double kLeastSlope = 0.05;  // of log-odds against margin, between knots
// Slopes at knots stay within this multiple of the secants beside them: below Fritsch and Carlson's bound of 3, so that
// the slope between knots never reaches 0.
constexpr double kSteepest = 2;

double sigmoid(double x) {
  return x >= 0 ? 1 / (1 + std::exp(-x)) : std::exp(x) / (1 + std::exp(x));
}
double softplus(double x) {
  return std::max(x, 0.0) + std::log1p(std::exp(-std::abs(x)));
}
double logit(double p) {
  return std::log(p / (1 - p));
}

using Vector = std::array<double, 3>;
using Matrix3 = std::array<Vector, 3>;

/// Solves a symmetric positive definite system by elimination.
Vector solve(Matrix3 a, Vector b) {
  for (int i = 0; i < 3; ++i)
    for (int j = i + 1; j < 3; ++j) {
      const double factor = a[j][i] / a[i][i];
      for (int k = i; k < 3; ++k) a[j][k] -= factor * a[i][k];
      b[j] -= factor * b[i];
    }
  for (int i = 2; i >= 0; --i) {
    for (int k = i + 1; k < 3; ++k) b[i] -= a[i][k] * b[k];
    b[i] /= a[i][i];
  }
  return b;
}

/// Neighbouring rows pooled into one knot.
struct Block {
  double weight = 0;
  double margin = 0;     ///< summed
  double positives = 0;  ///< summed weight
  double beta = 0;       ///< summed probability of the beta fit

  Block& operator+=(const Block& other) {
    weight += other.weight;
    margin += other.margin;
    positives += other.positives;
    beta += other.beta;
    return *this;
  }
};

}  // namespace

Calibration Calibration::identity() {
  return {};
}

Calibration Calibration::fit(std::span<const double> margins, std::span<const std::uint8_t> labels,
                             std::span<const double> weights) {
  std::vector<Row> rows;
  std::array<double, 2> total{};
  for (size_t i = 0; i < margins.size(); ++i) {
    const double weight = weights.empty() ? 1 : weights[i];
    if (!std::isfinite(margins[i]) || !std::isfinite(weight) || weight <= 0) continue;
    rows.push_back({margins[i], weight, labels[i] != 0});
    total[labels[i] != 0] += weight;
  }
  if (total[0] == 0 || total[1] == 0) return identity();
  Calibration fitted = fit_beta(rows);
  fitted.floor_ = std::clamp(0.25 / (total[0] + total[1]), 1e-6, 0.01);
  if (total[0] + total[1] >= kManyRows && std::min(total[0], total[1]) >= kManyOfAClass) fitted.fit_spline(rows);
  return fitted;
}

/// Penalised maximum likelihood over (ln a, ln b, c) by damped Gauss-Newton steps; the logarithms keep a and b
/// positive.
Calibration Calibration::fit_beta(std::span<const Row> rows) {
  constexpr Vector kPrior = {kSlopePrior, kSlopePrior, kShiftPrior};
  const auto loss = [&](const Vector& at) {
    double sum = 0;
    for (int i = 0; i < 3; ++i) sum += kPrior[i] * at[i] * at[i] / 2;
    const double a = std::exp(at[0]);
    const double b = std::exp(at[1]);
    for (const Row& row : rows) {
      const double x = -a * softplus(-row.margin) + b * softplus(row.margin) + at[2];
      sum += row.weight * softplus(row.positive ? -x : x);
    }
    return sum;
  };
  Vector at{};
  double best = loss(at);
  double damping = 1e-3;
  for (int step = 0; step < 60 && damping < 1e8; ++step) {
    Vector gradient{};
    Matrix3 hessian{};
    for (const Row& row : rows) {
      const Vector slope = {-std::exp(at[0]) * softplus(-row.margin), std::exp(at[1]) * softplus(row.margin), 1};
      const double p = sigmoid(slope[0] + slope[1] + at[2]);
      for (int i = 0; i < 3; ++i) {
        gradient[i] += row.weight * (p - (row.positive ? 1 : 0)) * slope[i];
        for (int j = 0; j < 3; ++j) hessian[i][j] += row.weight * p * (1 - p) * slope[i] * slope[j];
      }
    }
    for (int i = 0; i < 3; ++i) {
      gradient[i] += kPrior[i] * at[i];
      hessian[i][i] += kPrior[i];
      hessian[i][i] *= 1 + damping;
    }
    const Vector move = solve(hessian, gradient);
    Vector next = at;
    for (int i = 0; i < 3; ++i) next[i] = std::clamp(next[i] - move[i], i < 2 ? -4.0 : -30.0, i < 2 ? 4.0 : 30.0);
    const double reached = loss(next);
    if (reached > best) {
      damping *= 10;
      continue;
    }
    const bool settled = best - reached < 1e-10 * (1 + best);
    at = next;
    best = reached;
    damping /= 10;
    if (settled) break;
  }
  Calibration fitted;
  fitted.a_ = std::exp(at[0]);
  fitted.b_ = std::exp(at[1]);
  fitted.c_ = at[2];
  return fitted;
}

/// Corrects the beta fit, which this object holds, at a few margins, and joins them smoothly.
void Calibration::fit_spline(std::span<const Row> unsorted) {
  std::vector<Row> rows(unsorted.begin(), unsorted.end());
  std::ranges::sort(rows, {}, &Row::margin);
  double total = 0;
  for (const Row& row : rows) total += row.weight;
  const double least = std::max(kRowsPerKnot, total / kKnots);

  // Rates of a block are averages over its curve; their difference in log-odds is what the beta fit lacks there.
  const auto lacking = [](const Block& block) {
    const double rate = (block.positives + kBetaRows * block.beta / block.weight) / (block.weight + kBetaRows);
    return logit(rate) - logit(block.beta / block.weight);
  };
  double trust = 1;
  const auto knot = [&](const Block& block) {
    const double margin = block.margin / block.weight;
    const Curve beta = at(margin);
    return Knot{margin, beta.logit + trust * lacking(block), beta.slope};
  };
  const auto too_flat = [&](const Block& low, const Block& high) {
    const Knot a = knot(low);
    const Knot b = knot(high);
    return b.logit - a.logit < kLeastSlope * (b.margin - a.margin);
  };
  // Pool adjacent violators over blocks that are large enough to begin with. Equal margins stay together.
  std::vector<Block> blocks;
  Block open;
  double left = total;
  for (size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows[i];
    open += {row.weight, row.weight * row.margin, row.positive ? row.weight : 0,
             row.weight * sigmoid(at(row.margin).logit)};
    left -= row.weight;
    const bool last = i + 1 == rows.size();
    if (!last && (open.weight < least || left < least || rows[i + 1].margin == row.margin)) continue;
    blocks.push_back(open);
    open = {};
    while (blocks.size() > 1 && too_flat(blocks[blocks.size() - 2], blocks.back())) {
      blocks[blocks.size() - 2] += blocks.back();
      blocks.pop_back();
    }
  }
  if (blocks.size() < 3) return;  // nothing that the beta fit does not say

  // Shrunk towards the beta fit as far as what it lacks could be chance (James, Stein 1961). Both curves increase at
  // the knots, so what lies between them does too.
  double surprise = 0;
  for (const Block& block : blocks) {
    const double p = block.beta / block.weight;
    surprise += lacking(block) * lacking(block) * block.weight * p * (1 - p);
  }
  trust = std::max(0.0, 1 - static_cast<double>(blocks.size()) / surprise);
  if (!(trust > 0)) return;

  std::vector<Knot> knots;
  for (const Block& block : blocks) knots.push_back(knot(block));
  // Inner slopes: harmonic mean of the secants (Fritsch, Butland 1984). Outer ones: the beta fit's, kept moderate.
  std::vector<double> secant;
  for (size_t i = 0; i + 1 < knots.size(); ++i)
    secant.push_back((knots[i + 1].logit - knots[i].logit) / (knots[i + 1].margin - knots[i].margin));
  for (size_t i = 1; i + 1 < knots.size(); ++i)
    knots[i].slope = 2 * secant[i - 1] * secant[i] / (secant[i - 1] + secant[i]);
  knots.front().slope = std::clamp(knots.front().slope, secant.front() / 2, secant.front() * kSteepest);
  knots.back().slope = std::clamp(knots.back().slope, secant.back() / 2, secant.back() * kSteepest);
  knots_ = std::move(knots);
}

Calibration::Curve Calibration::at(double margin) const {
  if (knots_.empty())
    return {-a_ * softplus(-margin) + b_ * softplus(margin) + c_, a_ * sigmoid(-margin) + b_ * sigmoid(margin)};
  const auto next = std::ranges::upper_bound(knots_, margin, {}, &Knot::margin);
  if (next == knots_.begin() || next == knots_.end()) {
    const Knot& end = next == knots_.begin() ? knots_.front() : knots_.back();
    return {end.logit + end.slope * (margin - end.margin), end.slope};
  }
  const Knot& low = *(next - 1);
  const double width = next->margin - low.margin;
  const double t = (margin - low.margin) / width;
  const double rise = next->logit - low.logit;
  // Cubic Hermite, written as the chord plus what the slopes bend away from it.
  const double bend_low = low.slope * width - rise;
  const double bend_high = rise - next->slope * width;
  const double logit = low.logit + t * rise + t * (1 - t) * ((1 - t) * bend_low + t * bend_high);
  const double slope =
      (rise + (1 - 2 * t) * ((1 - t) * bend_low + t * bend_high) + t * (1 - t) * (bend_high - bend_low)) / width;
  return {logit, slope};
}

double Calibration::probability(double margin) const {
  return floor_ + (1 - 2 * floor_) * sigmoid(at(margin).logit);
}

double Calibration::derivative(double margin) const {
  const Curve curve = at(margin);
  const double p = sigmoid(curve.logit);
  // 1 - p by the other sigmoid: it must not round to 0 where p is near 1.
  return (1 - 2 * floor_) * p * sigmoid(-curve.logit) * curve.slope;
}

bool Calibration::increases() const {
  if (!(a_ > 0 && b_ > 0 && std::isfinite(a_) && std::isfinite(b_) && std::isfinite(c_))) return false;
  if (!(floor_ >= 0 && floor_ < 0.5)) return false;
  if (knots_.size() == 1) return false;
  for (size_t i = 0; i < knots_.size(); ++i) {
    if (!std::isfinite(knots_[i].margin) || !std::isfinite(knots_[i].logit) || !(knots_[i].slope > 0)) return false;
    if (i == 0) continue;
    const double width = knots_[i].margin - knots_[i - 1].margin;
    const double secant = (knots_[i].logit - knots_[i - 1].logit) / width;
    const double steepest = kSteepest * secant * (1 + 1e-9);
    if (!(width > 0 && secant > 0 && knots_[i].slope <= steepest && knots_[i - 1].slope <= steepest)) return false;
  }
  return true;
}

Json Calibration::to_json() const {
  Json json = {{"a", a_}, {"b", b_}, {"c", c_}, {"floor", floor_}};
  for (const Knot& knot : knots_) json["knots"].push_back({knot.margin, knot.logit, knot.slope});
  return json;
}

Result<Calibration> Calibration::from_json(const Json& json) {
  Calibration read;
  try {
    json.at("a").get_to(read.a_);
    json.at("b").get_to(read.b_);
    json.at("c").get_to(read.c_);
    json.at("floor").get_to(read.floor_);
    for (const Json& knot : json.value("knots", Json::array()))
      read.knots_.push_back({knot.at(0).get<double>(), knot.at(1).get<double>(), knot.at(2).get<double>()});
  } catch (const Json::exception& e) {
    return fail(ErrorCode::InvalidInput, "calibration: {}", e.what());
  }
  if (!read.increases()) return fail(ErrorCode::InvalidInput, "calibration: the curve does not increase everywhere");
  return read;
}

}  // namespace leadlight::learn
