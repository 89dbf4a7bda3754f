#include "core/relation/shares.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace leadlight::relation {

std::vector<int> whole_shares(std::span<const double> parts, int total) {
  std::vector<int> shares(parts.size());
  const double sum = std::accumulate(parts.begin(), parts.end(), 0.0);
  if (!(sum > 0)) return shares;
  std::vector<double> remainders(parts.size());
  int given = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const double exact = total * (parts[i] / sum);
    shares[i] = static_cast<int>(std::floor(exact));
    remainders[i] = exact - shares[i];
    given += shares[i];
  }
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t i) { return remainders[i]; });
  for (std::size_t i = 0; given < total; ++i, ++given) ++shares[order[i % order.size()]];
  return shares;
}

}  // namespace leadlight::relation
