// Who stands around every record: the tables of it in memory.
#pragma once

#include <array>
#include <unordered_map>

#include "service/insight/around.h"
#include "service/insight/numbers.h"

namespace leadlight::insight {

/// @threads once read, every method may be called from any thread
class BulkAround final : public AroundSource {
 public:
  static Result<BulkAround> read(store::Snapshot& snapshot);

  /// All records of a type, and the number of one.
  std::size_t count(relation::RecordType type) const { return table(type).rows.size(); }
  const Uuid& id(relation::RecordType type, std::size_t number) const { return table(type).rows[number].id; }

  Result<std::optional<AroundRow>> row(relation::RecordType type, const Uuid& id) override;
  Result<std::vector<AroundRow>> contacts(const std::vector<Uuid>& ids) override;
  Result<std::vector<Uuid>> contacts_of_account(const Uuid& account) override;
  Result<std::vector<Connection>> connections_of(const Uuid& record) override;
  Result<std::vector<Uuid>> members_of_team(const Uuid& team) override;
  Result<int> interval_of_team(const Uuid& team) override;
  Result<std::vector<Timestamp>> stages_of(const Uuid& opportunity) override;
  Result<std::int64_t> open_deals_of(const Uuid& contact) override;

 private:
  struct Table {
    UuidNumbers numbers;
    std::vector<AroundRow> rows;
  };
  const Table& table(relation::RecordType type) const { return tables_[static_cast<std::size_t>(type)]; }
  Result<void> read_records(store::Snapshot& snapshot);
  Result<void> read_links(store::Snapshot& snapshot);

  std::array<Table, 4> tables_;
  std::unordered_map<Uuid, std::vector<Uuid>> contacts_of_account_, members_of_team_;
  std::unordered_map<Uuid, std::vector<Connection>> connections_;
  std::unordered_map<Uuid, std::vector<Timestamp>> stages_;
  std::unordered_map<Uuid, int> intervals_;
  std::unordered_map<Uuid, std::int64_t> open_deals_;
};

}  // namespace leadlight::insight
