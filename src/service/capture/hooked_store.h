// For tests: a database before whose writes something happens: it fails, or somebody else was faster.
#pragma once

#include <functional>

#include "storage/store/store.h"

namespace leadlight::capture {

class HookedStore final : public store::Store {
 public:
  /// `before` is called before each write; what it answers, if that is an error, is the answer of the write.
  HookedStore(store::Store& store, std::function<Result<void>()> before) : store_(store), before_(std::move(before)) {}

  std::string_view backend() const override { return store_.backend(); }
  Result<void> migrate() override { return store_.migrate(); }
  std::shared_ptr<const record::Schema> schema() const override { return store_.schema(); }
  Result<std::unique_ptr<store::Snapshot>> snapshot() override { return store_.snapshot(); }
  Result<void> write(const std::function<Result<void>(store::Transaction&)>& work) override {
    TRY(before_());
    return store_.write(work);
  }
  Result<void> add_columns(std::vector<record::CustomColumn> columns) override {
    return store_.add_columns(std::move(columns));
  }
  Result<void> change_column(std::string_view table, std::string_view name, std::string label, bool retired) override {
    return store_.change_column(table, name, std::move(label), retired);
  }

 private:
  store::Store& store_;
  std::function<Result<void>()> before_;
};

}  // namespace leadlight::capture
