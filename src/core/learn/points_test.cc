#include "core/learn/points.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "base/random.h"
#include "core/learn/grades.h"

namespace leadlight::learn {
namespace {

Calibration random_calibration(Random& random) {
  if (random.chance(0.2)) return Calibration::identity();
  std::vector<double> margins;
  std::vector<std::uint8_t> labels;
  const size_t n = random.chance(0.3) ? 1500 : 60;
  for (size_t i = 0; i < n; ++i) {
    margins.push_back(3 * random.normal() - 1);
    labels.push_back(random.uniform() < 1 / (1 + std::exp(-0.5 * margins.back())));
  }
  return Calibration::fit(margins, labels, {});
}

TEST(Points, AddUpForEveryInput) {
  Random random(31);
  std::vector<Calibration> curves;
  for (int i = 0; i < 40; ++i) curves.push_back(random_calibration(random));
  for (int round = 0; round < 100'000; ++round) {
    const Calibration& f = curves[random.below(curves.size())];
    std::vector<double> phi(random.below(12));
    const double size = std::pow(10, 4 * random.uniform() - 3);
    for (double& p : phi) p = random.chance(0.1) ? 0 : size * random.normal();
    // Contributions that cancel, and some of them folded away by the caller.
    if (phi.size() > 1 && random.chance(0.2)) phi[0] = -std::accumulate(phi.begin() + 1, phi.end(), 0.0);
    const double m0 = 2 * random.normal();
    double m = m0 + std::accumulate(phi.begin(), phi.end(), 0.0);
    const bool folded = random.chance(0.2);
    if (folded) m += random.normal();

    const Points points = to_points(phi, m0, m, f);
    ASSERT_EQ(points.points.size(), phi.size());
    ASSERT_EQ(std::accumulate(points.points.begin(), points.points.end(), points.other), points.score - points.average);
    ASSERT_EQ(points.score, score_of(m, f));
    ASSERT_EQ(points.average, score_of(m0, f));
    for (size_t i = 0; i < phi.size(); ++i) {
      ASSERT_GE(points.points[i] * (phi[i] > 0 ? 1 : phi[i] < 0 ? -1 : 0), 0) << "against its contribution";
      if (phi[i] == 0) {
        ASSERT_EQ(points.points[i], 0);
      }
    }
    if (!folded) {
      ASSERT_LE(std::abs(points.other), 1);
    }
  }
}

TEST(Points, AreTheContributionsInProportionWithinOne) {
  const std::vector<double> phi = {1.2, -0.4, 0.05, 0.35};
  const Calibration f = Calibration::identity();
  const double m0 = -1;
  const double m = 0.2;
  const Points points = to_points(phi, m0, m, f);
  EXPECT_EQ(points.average, 27);
  EXPECT_EQ(points.score, 55);
  EXPECT_EQ(points.other, 0);
  const double scale = 100 * (f.probability(m) - f.probability(m0)) / (m - m0);
  for (size_t i = 0; i < phi.size(); ++i) EXPECT_LT(std::abs(points.points[i] - scale * phi[i]), 1);
}

TEST(Points, UseTheSlopeWhereContributionsCancel) {
  const Points points = to_points(std::vector<double>{0.8, -0.8}, 0, 0, Calibration::identity());
  EXPECT_EQ(points.score, 50);
  EXPECT_EQ(points.points, (std::vector{20, -20}));
  EXPECT_EQ(points.other, 0);
}

TEST(Points, PutWhatIsInNoAttributeUnderOther) {
  // Half of the distance comes from something the caller folded away.
  const Points points = to_points(std::vector<double>{0.5}, -0.5, 0.5, Calibration::identity());
  EXPECT_EQ(points.score - points.average, 24);
  EXPECT_EQ(points.points[0], 12);
  EXPECT_EQ(points.other, 12);
}

TEST(Points, WithoutAttributesAreAllOther) {
  const Points points = to_points({}, -1, 1, Calibration::identity());
  EXPECT_EQ(points.other, points.score - points.average);
}

TEST(Grades, FollowTheLift) {
  EXPECT_EQ(by_lift(0.3), (GradeBounds{60, 30, 15}));
  EXPECT_EQ(by_lift(0.6), (GradeBounds{90, 60, 30}));
  EXPECT_EQ(by_lift(0.05), (GradeBounds{10, 5, 3}));
}

TEST(Grades, AreInOrderForEveryBaseRate) {
  for (int permille = 0; permille <= 1000; ++permille) {
    const auto bounds = checked(by_lift(permille / 1000.0));
    ASSERT_TRUE(bounds.has_value()) << permille;
    EXPECT_LE(bounds->a, 90);
  }
  EXPECT_EQ(by_lift(std::nan("")), preset_75_50_25());
}

TEST(Grades, BeginAtTheirBound) {
  const GradeBounds bounds = preset_75_50_25();
  EXPECT_EQ(grade(75, bounds), Grade::A);
  EXPECT_EQ(grade(74, bounds), Grade::B);
  EXPECT_EQ(grade(50, bounds), Grade::B);
  EXPECT_EQ(grade(25, bounds), Grade::C);
  EXPECT_EQ(grade(24, bounds), Grade::D);
  EXPECT_EQ(letter(Grade::D), 'D');
  EXPECT_EQ(static_cast<int>(Grade::A), 0);
}

TEST(Grades, RefuseBoundsOutOfOrderNamingThem) {
  EXPECT_TRUE(checked({90, 50, 1}).has_value());
  EXPECT_EQ(checked({101, 50, 25}).error().message(), "grade A begins at 101, above 100");
  EXPECT_FALSE(checked({50, 50, 25}).has_value());
  EXPECT_FALSE(checked({75, 25, 25}).has_value());
  EXPECT_FALSE(checked({75, 50, 0}).has_value());
}

}  // namespace
}  // namespace leadlight::learn
