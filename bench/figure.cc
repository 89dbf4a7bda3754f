#include "figure.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <thread>

namespace leadlight::bench {
namespace {

/// Three digits that matter: 0.0123, 1.23, 12.3, 1234.
std::string number(double value) {
  if (!std::isfinite(value)) return "none";
  const double size = std::abs(value);
  if (size >= 100 || value == 0) return fmt::format("{:.0f}", value);
  return fmt::format("{:.3g}", value);
}

std::vector<Benchmark>& registry() {
  static std::vector<Benchmark> all;
  return all;
}

std::string processor() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);)
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  return "unknown processor";
}

double clock_seconds(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

}  // namespace

std::optional<double> Figure::ratio() const {
  if (!peer || !peer->recorded_in.empty()) return std::nullopt;
  return better == Better::Lower ? peer->value / value : value / peer->value;
}

bool Figure::reached() const {
  if (!std::isfinite(value)) return false;
  if (!must) return true;
  if (must->of == Must::Of::Ratio) return ratio() && *ratio() >= must->bound;
  return better == Better::Lower ? value <= must->bound : value >= must->bound;
}

std::string Figure::line(std::string_view benchmark) const {
  std::string text = fmt::format("{}.{}: {} {}", benchmark, part, number(value), unit);
  if (peer && peer->recorded_in.empty())
    text += fmt::format(", peer {} {}, ratio {}", number(peer->value), unit, number(*ratio()));
  if (peer && !peer->recorded_in.empty())
    text += fmt::format(", recorded peer {} {} ({})", number(peer->value), unit, peer->recorded_in);
  if (must) text += fmt::format(", must {}", number(must->bound));
  return text + (reached() ? ": ok" : ": short");
}

Run::Run(std::string_view name) : name_(name) {
  const char* scale = std::getenv("SCALE");
  full_ = scale != nullptr && std::string_view(scale) == "full";
}

void Run::report(const Figure& figure) {
  ++figures_;
  if (!figure.reached()) ++short_;
  say(figure.line(name_));
}

void Run::note(std::string_view text) {
  say(fmt::format("# {}: {}", name_, text));
}

std::filesystem::path Run::data_dir() const {
  const auto dir = std::filesystem::path(LEADLIGHT_CHECKOUT) / ".bench" / name_;
  std::filesystem::create_directories(dir);
  return dir;
}

bool Run::finish() {
  say(fmt::format("{}: {} figures, {} short: {}", name_, figures_, short_, short_ == 0 ? "ok" : "short"));
  if (full_) {
    const auto dir = std::filesystem::path(LEADLIGHT_CHECKOUT) / "bench" / "results";
    std::filesystem::create_directories(dir);
    const std::string day = fmt::format("{:%Y-%m-%d}", fmt::gmtime(std::time(nullptr)));
    std::ofstream file(dir / fmt::format("{}-{}.txt", day, name_));
    file << fmt::format("{}, {} hardware threads\n\n", processor(), std::thread::hardware_concurrency());
    for (const std::string& line : lines_) file << line << "\n";
  }
  return short_ == 0;
}

void Run::say(const std::string& line) {
  lines_.push_back(line);
  std::puts(line.c_str());
  std::fflush(stdout);
}

const std::vector<Benchmark>& benchmarks() {
  // Registration order is the linker's; the reader's is the alphabet.
  std::ranges::sort(registry(), {}, &Benchmark::name);
  return registry();
}

Registrar::Registrar(std::string_view name, std::string_view about, void (*run)(Run&)) {
  registry().push_back({name, about, run});
}

double thread_seconds() {
  return clock_seconds(CLOCK_THREAD_CPUTIME_ID);
}
double wall_seconds() {
  return clock_seconds(CLOCK_MONOTONIC);
}

double quantile(std::vector<double> values, double q) {
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(q * static_cast<double>(values.size() - 1));
  std::ranges::nth_element(values, at);
  return *at;
}

}  // namespace leadlight::bench
