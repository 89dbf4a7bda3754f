// A benchmark that cannot do its work ends by an exception (figure.h).
#pragma once

#include <stdexcept>
#include <type_traits>
#include <utility>

#include "base/result.h"

namespace leadlight::bench {

template <class T>
T must_have(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().to_string());
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

}  // namespace leadlight::bench
