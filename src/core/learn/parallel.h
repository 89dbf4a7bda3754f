// A few independent pieces of work on a few threads.
#pragma once

#include <functional>

#include "base/result.h"

namespace leadlight::learn {

/// Calls work(0) ... work(count - 1) on at most `threads` threads and waits for all of them.
/// @errors the first error by number; after one has failed, pieces not yet begun are left out
Result<void> for_each_parallel(int count, int threads, const std::function<Result<void>(int)>& work);

}  // namespace leadlight::learn
