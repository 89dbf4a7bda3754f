// A store for a test: an embedded database in a folder of its own, gone with the object. The tables are made once a
// process and copied: making them takes longer than most tests.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "storage/sqlite/sqlite_store.h"

namespace leadlight::sqlite {

/// A folder that goes with the object.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "leadlight-test-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) std::abort();
    path_ = pattern;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Puts a database that has its tables and no rows into a folder.
inline void copy_migrated_database(const std::filesystem::path& folder) {
  static const TemporaryFolder migrated;
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
  TemporaryFolder folder_;
  std::string path_;
  std::unique_ptr<store::Store> store_;
};

}  // namespace leadlight::sqlite
