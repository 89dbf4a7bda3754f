// Made-up closed records for tests: what tells the outcome is known.
#pragma once

#include <cmath>
#include <string>

#include "base/random.h"
#include "core/feature/training.h"

namespace leadlight::feature::synthetic {

struct Options {
  size_t rows = 600;
  double signal = 1;  ///< 0: nothing tells the outcome
  std::uint64_t seed = 1;
};

/// Columns: source (list, tells), visits (number, tells), city (list, does not), note (text), email, First Name, phone,
/// created and demo_on (dates; a demo soon after tells).
inline TrainingSet make(const Options& options) {
  Random random(options.seed);
  const std::vector<std::string> sources{"Web", "Referral", "Trade fair", "Cold call"},
      cities{"Ghent", "Pune", "Lima", "Oslo"};
  ColumnBuilder source("source", ColumnKind::Category), visits("visits", ColumnKind::Number),
      city("city", ColumnKind::Category), note("note", ColumnKind::Text), email("email", ColumnKind::Category),
      first("First Name", ColumnKind::Category), phone("phone", ColumnKind::Category),
      created("created", ColumnKind::Time), demo("demo_on", ColumnKind::Time);
  TrainingSet set;
  set.frame.rows = options.rows;
  for (size_t i = 0; i < options.rows; ++i) {
    const auto s = random.below(4);
    const double v = std::floor(-3 * std::log(1 - random.uniform()));
    const double start = 1.7e9 + 86400 * random.below(300), wait = 86400 * random.below(40);
    const double margin = options.signal * ((s == 1   ? 1.6
                                             : s == 3 ? -1.2
                                                      : 0) +
                                            0.4 * (v - 3) - 0.03 * (wait / 86400 - 20)) -
                          0.4;
    source.add(random.chance(0.05) ? Cell{} : Cell{std::string_view(sources[s])});
    visits.add(random.chance(0.05) ? Cell{} : Cell{v});
    city.add(std::string_view(cities[random.below(4)]));
    const std::string writing = "met number " + std::to_string(random.next());
    note.add(random.chance(0.3) ? Cell{} : Cell{std::string_view(writing)});
    const std::string address = "p" + std::to_string(i) + (random.chance(0.5) ? "@gmail.com" : "@contoso.com");
    email.add(random.chance(0.1) ? Cell{} : Cell{std::string_view(address)});
    first.add(std::string_view(random.chance(0.1) ? "asdf" : "Ann"));
    phone.add(random.chance(0.5) ? Cell{} : Cell{std::string_view("+32 470 12 34 56")});
    created.add(start);
    demo.add(start + wait);
    set.outcome.push_back(random.chance(1 / (1 + std::exp(-margin))));
  }
  for (auto* builder : {&source, &visits, &city, &note, &email, &first, &phone, &created, &demo}) {
    set.frame.columns.push_back(std::move(*builder).finish());
  }
  return set;
}

inline Column numbers(std::string name, std::vector<double> values) {
  return {std::move(name), "", ColumnKind::Number, std::move(values), {}, {}};
}

inline Column list(std::string name, const std::vector<std::string>& values) {
  ColumnBuilder builder(std::move(name), ColumnKind::Category);
  for (const auto& value : values) builder.add(value.empty() ? Cell{} : Cell{std::string_view(value)});
  return std::move(builder).finish();
}

}  // namespace leadlight::feature::synthetic
