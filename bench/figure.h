// What every benchmark uses: a name, figures with what they must reach, places for data.
//
// A benchmark is a function in a file of its own, registered by its last line:
//
//   const Registrar kImport{"import", "100,000 leads from CSV, scored", run_import};
//
// It makes its data once (data_dir()), measures for at most 45 s, and reports a figure a line. Under SCALE=full it
// works at the scale of the milestone's tables. Workloads are described in a comment at the top of their file.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadlight::bench {

enum class Better { Lower, Higher };

/// What somebody else's program reached on the same work.
struct Peer {
  double value;
  /// Empty: measured in this run on this machine, so that a ratio makes sense. Else where the value was published or
  /// recorded; no ratio is printed.
  std::string recorded_in;
};

/// The least that is asked, of the value itself or of the ratio to the peer.
struct Must {
  enum class Of { Value, Ratio } of;
  double bound;
};
inline Must must_value(double bound) {
  return {Must::Of::Value, bound};
}
inline Must must_ratio(double bound) {
  return {Must::Of::Ratio, bound};
}

struct Figure {
  std::string part;  ///< `depth-4-batch`
  double value;
  std::string unit;
  Better better = Better::Lower;
  std::optional<Peer> peer;
  std::optional<Must> must;

  /// How many times better than the peer; nothing without a peer of this run.
  std::optional<double> ratio() const;
  bool reached() const;
  /// `reasons.depth-4-batch: 6.1 us/row, peer 310 us/row, ratio 51, must 10: ok`
  std::string line(std::string_view benchmark) const;
};

/// One run of one benchmark; prints each figure as it comes.
class Run {
 public:
  explicit Run(std::string_view name);

  void report(const Figure& figure);
  /// A line of explanation, `# ` in front: machine, data, what was left out.
  void note(std::string_view text);

  const std::string& name() const { return name_; }
  /// SCALE=full.
  bool full() const { return full_; }
  /// `.bench/NAME`, made if absent; kept between runs.
  std::filesystem::path data_dir() const;

  /// Prints the closing line and under SCALE=full writes everything to bench/results/. True when nothing is short.
  bool finish();

 private:
  void say(const std::string& line);

  std::string name_;
  bool full_;
  size_t figures_ = 0;
  size_t short_ = 0;
  std::vector<std::string> lines_;
};

struct Benchmark {
  std::string_view name;
  std::string_view about;
  void (*run)(Run&);  ///< may throw: the benchmark then counts as failed
};
const std::vector<Benchmark>& benchmarks();

struct Registrar {
  Registrar(std::string_view name, std::string_view about, void (*run)(Run&));
};

/// CPU time of the calling thread and wall time, in seconds from some moment.
double thread_seconds();
double wall_seconds();
/// The q-quantile, 0 <= q <= 1; the values may stand in any order, and there is at least one.
double quantile(std::vector<double> values, double q);

}  // namespace leadlight::bench
