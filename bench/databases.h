// Where a benchmark keeps its rows: an embedded database, and a PostgreSQL one where a server is at hand.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "figure.h"
#include "storage/store/store.h"

namespace leadlight::bench {

struct Database {
  std::string name;                ///< `sqlite` or `postgres`
  std::vector<std::string> place;  ///< The options that name it to a command.
  std::function<std::unique_ptr<store::Store>(const Clock&)> open;
  /// What the database would do by itself within some minutes after many new rows: statistics, visibility, checkpoint.
  std::function<void()> settle;
};

/// `name`d for what they hold; kept between runs (the PostgreSQL one as long as its server). Notes when PostgreSQL is
/// left out.
std::vector<Database> databases(Run& run, const std::string& name);

}  // namespace leadlight::bench
