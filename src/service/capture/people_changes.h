// Changes of people that can be taken back: what each row was before stands in the decision's row.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "service/capture/people_decisions.h"

namespace leadlight::capture {

/// One decision in the making: changes people and remembers how they were.
class PeopleChanges {
 public:
  explicit PeopleChanges(store::Transaction& tx) : tx_(tx) {}

  /// @errors NotFound
  Result<record::Record> person(const Uuid& id);
  Result<record::Record> address(const Uuid& id);
  /// Those whose `lookup` is this person. @errors TooLarge
  Result<std::vector<record::Record>> addresses(std::string_view lookup, const Uuid& person);

  Result<void> change_address(const record::Record& row, record::Values changes);
  Result<void> change_record(const record::Record& person, const record::Value& record);
  Result<void> remove_person(const record::Record& person);
  void keep_apart(const std::vector<record::Record>& one, const std::vector<record::Record>& other);

  /// Writes the decision and answers its id.
  Result<Uuid> keep(PeopleDecision kind, const std::string& about, const store::Caller& caller);

  store::Transaction& tx() { return tx_; }

 private:
  void remember(const record::Record& person);

  store::Transaction& tx_;
  const store::Caller system_ = store::Caller::system();
  std::vector<record::Reference> concerned_;
  Json addresses_ = Json::array(), persons_ = Json::array(), apart_ = Json::object();
};

/// Puts back what stands in the row of a decision.
/// @errors Conflict: a later decision is about the same, or all of it has changed since
Result<void> put_back(store::Transaction& tx, const record::Record& decision);

}  // namespace leadlight::capture
