#include "core/learn/grades.h"

#include <algorithm>
#include <cmath>

namespace leadlight::learn {

GradeBounds by_lift(double base_rate) {
  if (!(base_rate >= 0 && base_rate <= 1)) return preset_75_50_25();
  const auto score = [&](double lift) { return static_cast<int>(std::lround(100 * lift * base_rate)); };
  GradeBounds bounds;
  bounds.c = std::clamp(score(0.5), 1, 88);
  bounds.b = std::clamp(score(1), bounds.c + 1, 89);
  bounds.a = std::clamp(score(2), bounds.b + 1, 90);
  return bounds;
}

GradeBounds preset_75_50_25() {
  return {75, 50, 25};
}

Result<GradeBounds> checked(GradeBounds bounds) {
  if (bounds.a > 100) return fail(ErrorCode::InvalidInput, "grade A begins at {}, above 100", bounds.a);
  if (bounds.a <= bounds.b)
    return fail(ErrorCode::InvalidInput, "grade A begins at {}, not above grade B at {}", bounds.a, bounds.b);
  if (bounds.b <= bounds.c)
    return fail(ErrorCode::InvalidInput, "grade B begins at {}, not above grade C at {}", bounds.b, bounds.c);
  if (bounds.c < 1)
    return fail(ErrorCode::InvalidInput, "grade C begins at {}: at least 1, or no score is left for D", bounds.c);
  return bounds;
}

Grade grade(int score, GradeBounds bounds) {
  if (score >= bounds.a) return Grade::A;
  if (score >= bounds.b) return Grade::B;
  return score >= bounds.c ? Grade::C : Grade::D;
}

char letter(Grade grade) {
  return "ABCD"[static_cast<int>(grade)];
}

char letter(std::int64_t code) {
  return letter(static_cast<Grade>(std::clamp<std::int64_t>(code, 0, 3)));
}

}  // namespace leadlight::learn
