// Letters for scores.
#pragma once

#include <cstdint>

#include "base/result.h"

namespace leadlight::learn {

/// The stored code is the enum's value.
enum class Grade { A = 0, B = 1, C = 2, D = 3 };

/// Lowest score (0-100) of A, B and C; D is the rest.
struct GradeBounds {
  int a = 75;
  int b = 50;
  int c = 25;
  friend bool operator==(const GradeBounds&, const GradeBounds&) = default;
};

/// A from twice the base rate (at most 90), B from the base rate, C from half of it; always a > b > c >= 1.
GradeBounds by_lift(double base_rate);
GradeBounds preset_75_50_25();

/// @errors InvalidInput unless 100 >= a > b > c >= 1, naming the bound at fault
Result<GradeBounds> checked(GradeBounds bounds);

Grade grade(int score, GradeBounds bounds);
char letter(Grade grade);
/// Of a stored code.
char letter(std::int64_t code);

}  // namespace leadlight::learn
