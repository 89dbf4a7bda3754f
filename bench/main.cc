// leadlight_bench [NAME...]: exit code 0, 1 when a figure is short or a benchmark failed, 2 for an unknown name.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <string_view>
#include <vector>

#include "figure.h"

using leadlight::bench::Benchmark;

int main(int argc, char** argv) {
  const std::vector<std::string_view> names(argv + 1, argv + argc);
  const auto& all = leadlight::bench::benchmarks();
  for (const std::string_view name : names) {
    if (std::ranges::find(all, name, &Benchmark::name) != all.end()) continue;
    fmt::print(stderr, "leadlight_bench: no benchmark named {}; there are:\n", name);
    for (const Benchmark& one : all) fmt::print(stderr, "  {:<14} {}\n", one.name, one.about);
    return 2;
  }
  bool fine = true;
  for (const Benchmark& one : all) {
    if (!names.empty() && std::ranges::find(names, one.name) == names.end()) continue;
    leadlight::bench::Run run(one.name);
    try {
      one.run(run);
      fine = run.finish() && fine;
    } catch (const std::exception& e) {
      fmt::print(stderr, "{}: failed: {}\n", one.name, e.what());
      fine = false;
    }
  }
  return fine ? 0 : 1;
}
