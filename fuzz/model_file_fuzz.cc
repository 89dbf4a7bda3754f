// Any bytes as a model file: an Error, or a forest that scores, explains and writes itself the same again. The bytes
// are tried as they are (a seed is a whole file), and once more with a right checksum, so that mutations get past it.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "core/learn/forest.h"

namespace {

using leadlight::learn::Forest;

void require(bool holds) {
  if (!holds) std::abort();
}

std::string sealed(std::string bytes) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (size_t i = 0; i + 8 < bytes.size(); ++i) hash = (hash ^ static_cast<unsigned char>(bytes[i])) * 0x100000001b3ULL;
  if (bytes.size() >= 8) std::memcpy(bytes.data() + bytes.size() - 8, &hash, 8);
  return bytes;
}

void check(const std::string& bytes) {
  const auto forest = Forest::from_bytes(bytes);
  if (!forest) {
    require(!forest.error().message().empty());
    return;
  }
  require(forest->to_bytes() == bytes);
  std::vector<float> row(forest->feature_count());
  for (size_t f = 0; f < row.size(); ++f)
    row[f] = f % 3 == 0 ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(f) - 2;
  std::vector<double> phi(row.size());
  double sum = forest->contributions(row, phi);
  for (const double p : phi) sum += p;
  // Tables are floats, and leaves may be as large as a million and cancel: only gross differences are ours to find
  // here.
  require(std::abs(forest->margin(row) - sum) <= 1 + static_cast<double>(forest->tree_count()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  check(bytes);
  check(sealed(bytes));
  return 0;
}
