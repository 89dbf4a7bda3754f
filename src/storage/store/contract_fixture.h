// What the contract tests of the stores share: a database to be made, people in two business units, short words for
// values. Only test programs include this.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/must.h"
#include "base/random.h"
#include "core/record/short_words.h"
#include "storage/store/dialect.h"
#include "storage/store/store.h"

namespace leadlight::store::contract {

/// A database of its own for one test, gone with it.
class Database {
 public:
  virtual ~Database() = default;
  /// Another handle on it, as another process would have.
  virtual Result<std::unique_ptr<Store>> open(const Clock& clock) = 0;
  /// SQL as an administrator would run it by hand.
  virtual Result<void> run_sql(const std::string& sql) = 0;
  /// One line for every column and index.
  virtual Result<std::vector<std::string>> catalogue() = 0;
  virtual const Dialect& dialect() const = 0;
};

struct Backend {
  std::string name;
  /// One that has its tables and no rows. Null when the backend cannot be tested here.
  std::function<std::unique_ptr<Database>()> make;
  /// One that has nothing yet.
  std::function<std::unique_ptr<Database>()> make_empty;
};

using base::must;
using record::text;
using record::whole;

inline record::Value to(std::string table, const Uuid& id) {
  return record::Reference{std::move(table), id};
}
inline Timestamp instant(std::int64_t seconds) {
  return Timestamp(std::chrono::seconds(seconds));
}

template <class T>
ErrorCode code_of(const Result<T>& result) {
  EXPECT_FALSE(result.has_value());
  return result ? ErrorCode::Internal : result.error().code();
}

class StoreContract : public testing::TestWithParam<Backend> {
 protected:
  void SetUp() override {
    database_ = GetParam().make();
    if (!database_) GTEST_SKIP() << GetParam().name << " is not available here";
    store_ = must(database_->open(clock_));
    must(store_->migrate());
    add_people();
  }

  Store& store() { return *store_; }
  const Caller& system() const { return system_; }

  Uuid insert(std::string_view table, record::Values values, const Caller& caller) {
    Uuid id;
    must(store_->write([&](Transaction& tx) -> Result<void> {
      id = TRY(tx.insert(table, {}, values, caller)).id;
      return {};
    }));
    return id;
  }
  Uuid insert(std::string_view table, record::Values values) { return insert(table, std::move(values), system_); }

  Result<record::Record> update(std::string_view table, const Uuid& id, const record::Values& changes,
                                const Caller& caller, std::optional<std::int64_t> version = {}) {
    record::Record row;
    TRY(store_->write([&](Transaction& tx) -> Result<void> {
      row = TRY(tx.update(table, id, changes, version, caller));
      return {};
    }));
    return row;
  }
  Result<void> remove(std::string_view table, const Uuid& id, const Caller& caller,
                      std::optional<std::int64_t> version = {}) {
    return store_->write([&](Transaction& tx) { return tx.remove(table, id, version, caller); });
  }
  std::optional<record::Record> find(std::string_view table, const Uuid& id, const Caller& caller) {
    return must(must(store_->snapshot())->find(table, id, {}, caller));
  }
  std::optional<record::Record> find(std::string_view table, const Uuid& id) { return find(table, id, system_); }
  std::vector<Row> select(const query::Query& query, const Caller& caller) {
    return must(must(store_->snapshot())->select(query, caller)).rows;
  }
  std::vector<HistoryEntry> history(std::string_view table, const Uuid& id) {
    return must(must(store_->snapshot())->history(table, id, system_));
  }
  std::vector<std::string> texts(const std::vector<Row>& rows, std::string_view column) {
    std::vector<std::string> all;
    for (const Row& row : rows) {
      const auto* value = row.record.get_as<std::string>(column);
      all.push_back(value ? *value : "-");
    }
    return all;
  }

  /// A person of business unit `unit` (0 or 1) with one depth for every verb on every table.
  Caller person(int number, Depth depth) const {
    Caller caller;
    caller.user = users_[number];
    caller.business_unit = units_[unit_of(number)];
    for (const auto* table : record::Schema::built_in()->tables()) {
      for (int verb = 0; verb < kVerbCount; ++verb) {
        caller.privileges.grant(table->name(), static_cast<Verb>(verb), depth);
      }
    }
    return caller;
  }
  /// Users 0 and 1 are in the first unit, 2 and 3 in the second.
  static int unit_of(int user) { return user / 2; }

  base::FixedClock clock_{instant(1'800'000'000)};
  std::unique_ptr<Database> database_;
  std::unique_ptr<Store> store_;
  Caller system_ = Caller::system();
  std::vector<Uuid> units_, users_;
  Uuid team_;  ///< Of the second unit.

 private:
  void add_people() {
    for (const char* name : {"North", "South"}) units_.push_back(insert("businessunit", {{"name", text(name)}}));
    for (int i = 0; i < 4; ++i) {
      const std::string name = std::string("Person ") + static_cast<char>('A' + i);
      users_.push_back(insert("systemuser", {{"fullname", text(name)},
                                             {"domainname", text("person" + std::to_string(i))},
                                             {"businessunitid", to("businessunit", units_[unit_of(i)])}}));
    }
    team_ = insert("team", {{"name", text("Hunters")}, {"businessunitid", to("businessunit", units_[1])}});
  }
};

}  // namespace leadlight::store::contract
