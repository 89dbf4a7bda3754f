// Seeded random numbers that are the same on every platform (the standard distributions are not).
#pragma once

#include <cstdint>

namespace leadlight::base {

/// SplitMix64 (Steele, Lea, Flood 2014). Small state, passes BigCrush; not for secrets.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  /// Uniform in [0, 1).
  double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  /// Uniform in [0, n); n > 0.
  std::uint64_t below(std::uint64_t n) {
    return static_cast<std::uint64_t>(static_cast<unsigned __int128>(next()) * n >> 64);
  }
  bool chance(double p) { return uniform() < p; }
  /// Standard normal (Marsaglia's polar method).
  double normal();

 private:
  std::uint64_t state_;
};

}  // namespace leadlight::base

namespace leadlight {
using base::Random;
}
