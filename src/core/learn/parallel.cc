#include "core/learn/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>
#include <vector>

namespace leadlight::learn {

Result<void> for_each_parallel(int count, int threads, const std::function<Result<void>(int)>& work) {
  std::vector<Result<void>> results(count);
  std::atomic<int> next = 0;
  std::atomic<bool> failed = false;
  const auto run = [&] {
    for (int i = next++; i < count && !failed; i = next++) {
      try {
        results[i] = work(i);
      } catch (const std::exception& error) {  // an exception may not leave a thread
        results[i] = fail(ErrorCode::Internal, "{}", error.what());
      }
      if (!results[i]) failed = true;
    }
  };
  std::vector<std::thread> pool;
  for (int t = 1; t < std::min(threads, count); ++t) pool.emplace_back(run);
  run();
  for (auto& thread : pool) thread.join();
  for (auto& result : results) {
    if (!result) return result;
  }
  return {};
}

}  // namespace leadlight::learn
