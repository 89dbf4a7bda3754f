#include "base/result.h"

namespace leadlight::base {

const ErrorTraits& error_traits(ErrorCode code) {
  static constexpr ErrorTraits kTraits[] = {
      {"InvalidInput", 400, 1, false},   {"WrongUse", 400, 2, false}, {"NotFound", 404, 1, false},
      {"Conflict", 412, 1, false},       {"Denied", 403, 1, false},   {"Unauthenticated", 401, 1, false},
      {"NotImplemented", 501, 1, false}, {"TooLarge", 413, 1, false}, {"TooManyRequests", 429, 1, false},
      {"Unavailable", 503, 1, true},     {"Corrupt", 500, 1, false},  {"Internal", 500, 1, false},
  };
  static_assert(std::size(kTraits) == static_cast<size_t>(ErrorCode::Internal) + 1);
  return kTraits[static_cast<size_t>(code)];
}

}  // namespace leadlight::base
