#include "core/learn/calibration.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/json.h"
#include "base/random.h"
#include "core/learn/metrics.h"

namespace leadlight::learn {
namespace {

struct Sample {
  std::vector<double> margins;
  std::vector<std::uint8_t> labels;
};

/// Margins of normal spread and labels that follow `truth(margin)`.
template <class Truth>
Sample sample(Random& random, size_t n, double spread, Truth truth) {
  Sample out;
  for (size_t i = 0; i < n; ++i) {
    out.margins.push_back(spread * random.normal());
    out.labels.push_back(random.chance(truth(out.margins.back())));
  }
  return out;
}
double sigmoid(double x) {
  return 1 / (1 + std::exp(-x));
}

/// Strictly increasing wherever double can tell, and the derivative is that of the curve.
void expect_increasing(const Calibration& f) {
  double last = -1;
  for (double margin = -12; margin <= 12; margin += 0.01) {
    const double p = f.probability(margin);
    ASSERT_GT(p, 0);
    ASSERT_LT(p, 1);
    if (f.derivative(margin) > 1e-12) {
      ASSERT_GT(p, last) << "at " << margin;
    }
    ASSERT_GE(p, last);
    ASSERT_GT(f.derivative(margin), 0);
    const double h = 1e-5;
    const double difference = (f.probability(margin + h) - f.probability(margin - h)) / (2 * h);
    ASSERT_NEAR(f.derivative(margin), difference, 1e-4 * (0.01 + f.derivative(margin))) << "at " << margin;
    last = p;
  }
}

TEST(Calibration, IdentityIsTheSigmoid) {
  const Calibration f = Calibration::identity();
  for (const double m : {-3.0, 0.0, 2.5}) EXPECT_NEAR(f.probability(m), sigmoid(m), 2e-6);
  EXPECT_TRUE(std::isnan(f.probability(std::nan(""))));
}

TEST(Calibration, StaysIdentityWithoutBothClasses) {
  EXPECT_EQ(Calibration::fit({}, {}, {}), Calibration::identity());
  EXPECT_EQ(Calibration::fit(std::vector{1.0, 2.0}, std::vector<std::uint8_t>{1, 1}, {}), Calibration::identity());
}

TEST(Calibration, IncreasesWhateverTheRows) {
  Random random(12);
  for (int round = 0; round < 120; ++round) {
    const size_t n = round % 3 == 0 ? 12 : round % 3 == 1 ? 300 : 3000;
    const double spread = std::pow(10, 2 * random.uniform() - 1);
    const int shape = static_cast<int>(random.below(5));
    const Sample s = sample(random, n, spread, [&](double m) {
      switch (shape) {
        case 0:
          return sigmoid(m);
        case 1:
          return sigmoid(-2 * m);  // the model is upside down
        case 2:
          return m > 0 ? 1.0 : 0.0;  // separable
        case 3:
          return 0.3;  // no signal
        default:
          return 0.5 + 0.45 * std::sin(3 * m);  // anything but monotone
      }
    });
    expect_increasing(Calibration::fit(s.margins, s.labels, {}));
  }
}

TEST(Calibration, MendsOverconfidentMarginsInSmallAndLargeData) {
  Random random(4);
  const auto truth = [](double m) { return sigmoid(0.5 * m - 0.7); };
  for (const size_t n : {400, 20'000}) {
    const Sample s = sample(random, n, 2.5, truth);
    const Calibration f = Calibration::fit(s.margins, s.labels, {});
    double off = 0;
    for (double m = -5; m <= 5; m += 0.1) off = std::max(off, std::abs(f.probability(m) - truth(m)));
    EXPECT_LT(off, n == 400 ? 0.1 : 0.03) << n << " rows";
  }
}

TEST(Calibration, FollowsAShapeThatBetaCannotWhenRowsAreMany) {
  Random random(6);
  // Two steps: flat in the middle, which no beta curve is.
  const auto truth = [](double m) { return 0.1 + 0.35 * sigmoid(5 * (m + 2)) + 0.45 * sigmoid(5 * (m - 2)); };
  const Sample s = sample(random, 40'000, 2, truth);
  const Calibration f = Calibration::fit(s.margins, s.labels, {});
  std::vector<double> p;
  for (const double m : s.margins) p.push_back(f.probability(m));
  EXPECT_LT(ece(p, s.labels), 0.015);
  EXPECT_TRUE(f.to_json().contains("knots"));
  EXPECT_LE(f.to_json()["knots"].size(), 20U);
}

TEST(Calibration, KeepsCloseToIdentityWithAHandfulOfRows) {
  // Ten rows in perfect order say nothing about 0.99.
  std::vector<double> margins;
  std::vector<std::uint8_t> labels;
  for (int i = 0; i < 10; ++i) {
    margins.push_back(i - 4.5);
    labels.push_back(i >= 5);
  }
  const Calibration f = Calibration::fit(margins, labels, {});
  EXPECT_NEAR(f.probability(1), sigmoid(1), 0.15);
  EXPECT_NEAR(f.probability(-1), sigmoid(-1), 0.15);
  EXPECT_LT(f.probability(30), 0.99);
}

TEST(Calibration, IsSmoothAcrossItsKnots) {
  Random random(14);
  const Sample s = sample(random, 5000, 2, [](double m) { return sigmoid(m * std::abs(m)); });
  const Calibration f = Calibration::fit(s.margins, s.labels, {});
  const Json json = f.to_json();
  ASSERT_TRUE(json.contains("knots"));
  for (const Json& knot : json["knots"]) {
    const double m = knot[0].get<double>();
    EXPECT_NEAR(f.derivative(m - 1e-7), f.derivative(m + 1e-7), 1e-5);
    EXPECT_NEAR(f.probability(m - 1e-9), f.probability(m + 1e-9), 1e-8);
  }
}

TEST(Calibration, WeightsCountLikeRepeatedRows) {
  Random random(2);
  const Sample s = sample(random, 200, 2, [](double m) { return sigmoid(0.7 * m + 0.3); });
  Sample twice = s;
  twice.margins.insert(twice.margins.end(), s.margins.begin(), s.margins.end());
  twice.labels.insert(twice.labels.end(), s.labels.begin(), s.labels.end());
  const std::vector<double> weights(200, 2.0);
  const Calibration a = Calibration::fit(twice.margins, twice.labels, {});
  const Calibration b = Calibration::fit(s.margins, s.labels, weights);
  for (double m = -5; m <= 5; m += 0.5) EXPECT_NEAR(a.probability(m), b.probability(m), 1e-6);
}

TEST(Calibration, PassesOverRowsThatAreNoNumbers) {
  Random random(21);
  Sample s = sample(random, 100, 2, sigmoid);
  const Calibration clean = Calibration::fit(s.margins, s.labels, {});
  s.margins.push_back(std::nan(""));
  s.margins.push_back(INFINITY);
  s.labels.push_back(1);
  s.labels.push_back(0);
  EXPECT_EQ(Calibration::fit(s.margins, s.labels, {}), clean);
}

TEST(Calibration, ComesBackFromJsonTheSame) {
  Random random(22);
  for (const size_t n : {50, 4000}) {
    const Sample s = sample(random, n, 2, sigmoid);
    const Calibration f = Calibration::fit(s.margins, s.labels, {});
    EXPECT_EQ(Calibration::from_json(base::parse_json(base::to_text(f.to_json())).value()).value(), f);
  }
}

TEST(Calibration, RefusesJsonThatDoesNotIncrease) {
  Json json = Calibration::identity().to_json();
  json["a"] = -1;
  EXPECT_FALSE(Calibration::from_json(json));
  json["a"] = 1;
  json["knots"] = {{0, 0, 1}, {1, -1, 1}};
  EXPECT_FALSE(Calibration::from_json(json));
  json["knots"] = {{0, 0, 1}, {1, 1, 9}};
  EXPECT_FALSE(Calibration::from_json(json));
  json["knots"] = "no";
  EXPECT_FALSE(Calibration::from_json(json));
  json["knots"] = {{0, 0, 1}, {1, 1, 1}};
  EXPECT_TRUE(Calibration::from_json(json));
  EXPECT_FALSE(Calibration::from_json(Json::object()));
  EXPECT_FALSE(Calibration::from_json(Json(3)));
}

}  // namespace
}  // namespace leadlight::learn
