// Where a command's data is: an embedded database in a folder, or a PostgreSQL server. The only place that names a
// backend.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "base/result.h"
#include "storage/store/store.h"

namespace leadlight::app {

struct DatabaseOptions {
  std::string folder;   ///< --data DIR
  std::string url;      ///< --database URL
  bool serves = false;  ///< Many small reads are to come, for a long time.

  /// Adds the two options to a command.
  void add_to(CLI::App& command);
  /// The same options for a child process.
  std::vector<std::string> as_arguments() const;
};

/// Opens the database, makes and migrates it where needed, and seeds roles and the root business unit.
/// @errors WrongUse when neither or both options are given
Result<std::unique_ptr<store::Store>> open_database(const DatabaseOptions& options, const Clock& clock);

}  // namespace leadlight::app
