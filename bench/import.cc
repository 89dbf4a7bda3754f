// import: a CSV file of 100,000 leads into an embedded database where a model is published; every lead gets its score.
//
// The database holds the demo company (2,000 leads, trained and published), a fresh copy for every run. The file has
// twelve columns that the lead table knows: names, mail, source, industry, employees, revenue, budget, job title, city,
// country and a key. Measured is `leadlight import` as a whole, from its start to its end, writes durable
// (synchronous=FULL). Both scales are the same; full repeats it three times and tells the middle one.
#include <fmt/format.h>

#include <array>
#include <fstream>
#include <stdexcept>

#include "base/json.h"
#include "base/random.h"
#include "figure.h"
#include "program.h"

namespace leadlight::bench {
namespace {

namespace fs = std::filesystem;
constexpr int kLeads = 100'000;

template <size_t N>
const char* pick(Random& random, const std::array<const char*, N>& from) {
  return from[random.below(N)];
}

void write_file(const fs::path& path) {
  static constexpr std::array kFirst = {"Anna", "Bram", "Chen", "Dao", "Eva", "Finn", "Greta", "Hugo", "Ida", "Jonas"};
  static constexpr std::array kLast = {"Bos", "Jansen", "Müller", "Schmidt", "Li", "Wang", "Suda", "Visser", "Weber"};
  static constexpr std::array kSource = {"Web", "Partner", "Trade Show", "Seminar", "Word of Mouth", ""};
  static constexpr std::array kIndustry = {"Consulting", "Accounting", "Wholesale", "Insurance", ""};
  static constexpr std::array kTitle = {"CEO", "Buyer", "Head of IT", "Operations manager", "Assistant", ""};
  static constexpr std::array kCity = {"Utrecht", "Berlin", "Bangkok", "Shanghai", "Leeds", ""};
  Random random(11);
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << "Key,First Name,Last Name,E-mail,Lead Source,Industry,No. of employees,Annual revenue,Budget amount,Job "
         "title,City,Country/Region\n";
  for (int i = 0; i < kLeads; ++i) {
    const char* first = pick(random, kFirst);
    const char* last = pick(random, kLast);
    out << fmt::format("lead-{},{},{},{}{}@{},{},{},{},{},{},{},{},{}\n", i, first, last, first, i,
                       random.chance(0.3) ? "gmail.com" : "acme.example", pick(random, kSource),
                       pick(random, kIndustry), random.below(2'000), random.below(5'000'000), random.below(90'000),
                       pick(random, kTitle), pick(random, kCity), random.chance(0.5) ? "Netherlands" : "Germany");
  }
  if (!out.flush()) throw std::runtime_error("cannot write " + path.string());
}

double import_once(Run& run, const fs::path& file, const fs::path& base) {
  const fs::path data = run.data_dir() / "run";
  fs::remove_all(data);
  fs::copy(base, data, fs::copy_options::recursive);
  const std::string command = shell_word(program()) + " import lead " + shell_word(file) +
                              " --key Key --known-columns-only --json --data " + shell_word(data) + " 2>/dev/null";
  const double start = wall_seconds();
  const auto report = base::parse_json(output_of(command));
  const double seconds = wall_seconds() - start;
  fs::remove_all(data);
  if (!report || report->value("imported", 0) != kLeads || report->value("scored", 0) != kLeads) {
    throw std::runtime_error("not every lead was imported and scored");
  }
  return seconds;
}

void run_import(Run& run) {
  const fs::path file = run.data_dir() / "leads.csv", base = run.data_dir() / "published";
  if (!fs::exists(file)) write_file(file);
  if (!fs::exists(base / "done")) {
    fs::remove_all(base);
    output_of(shell_word(program()) + " demo --leads 2000 --seed 1 --json --data " + shell_word(base) + " 2>/dev/null");
    std::ofstream(base / "done") << "made\n";
  }
  std::vector<double> seconds;
  for (int i = 0; i < (run.full() ? 3 : 1); ++i) seconds.push_back(import_once(run, file, base));
  const double middle = quantile(seconds, 0.5);
  run.report({.part = "scored-100k",
              .value = middle,
              .unit = "s",
              .better = Better::Lower,
              .peer = {},
              .must = must_value(15)});
  run.report(
      {.part = "rate", .value = kLeads / middle, .unit = "leads/s", .better = Better::Higher, .peer = {}, .must = {}});
}

const Registrar kImport{"import", "100,000 leads from CSV, scored", run_import};

}  // namespace
}  // namespace leadlight::bench
