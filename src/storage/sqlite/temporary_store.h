// A store for a test: an embedded database in a folder of its own, gone with the object.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "storage/sqlite/sqlite_store.h"

namespace leadlight::sqlite {

class TemporaryStore {
 public:
  explicit TemporaryStore(const Clock& clock) {
    std::string pattern = (std::filesystem::temp_directory_path() / "leadlight-test-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) std::abort();
    folder_ = pattern;
    auto store = open_sqlite(folder_, clock);
    if (!store || !(*store)->migrate()) std::abort();
    store_ = std::move(*store);
  }
  ~TemporaryStore() {
    store_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  TemporaryStore(const TemporaryStore&) = delete;
  TemporaryStore& operator=(const TemporaryStore&) = delete;

  store::Store& operator*() { return *store_; }
  store::Store* operator->() { return store_.get(); }
  const std::string& folder() const { return folder_; }

 private:
  std::string folder_;
  std::unique_ptr<store::Store> store_;
};

}  // namespace leadlight::sqlite
