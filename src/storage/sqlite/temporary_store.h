// A store for a test: an embedded database in a folder of its own, gone with the object. The tables are made once a
// process and copied: making them takes longer than most tests.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "base/temporary_folder.h"
#include "storage/sqlite/sqlite_store.h"

namespace leadlight::sqlite {

/// Puts a database that has its tables and no rows into a folder.
inline void copy_migrated_database(const std::filesystem::path& folder) {
  static const base::TemporaryFolder migrated;
  static const bool made = [] {
    const base::SystemClock clock;
    const auto store = open_sqlite(migrated.path(), clock);
    return store && (*store)->migrate();
  }();
  if (!made) std::abort();
  std::filesystem::copy_file(migrated.path() / "leadlight.db", folder / "leadlight.db");
}

class TemporaryStore {
 public:
  explicit TemporaryStore(const Clock& clock) : path_(folder_.path().string()) {
    copy_migrated_database(folder_.path());
    auto store = open_sqlite(path_, clock);
    if (!store || !(*store)->migrate()) std::abort();
    store_ = std::move(*store);
  }
  TemporaryStore(const TemporaryStore&) = delete;
  TemporaryStore& operator=(const TemporaryStore&) = delete;

  store::Store& operator*() { return *store_; }
  store::Store* operator->() { return store_.get(); }
  const std::string& folder() const { return path_; }

 private:
  base::TemporaryFolder folder_;
  std::string path_;
  std::unique_ptr<store::Store> store_;
};

}  // namespace leadlight::sqlite
