#include "service/capture/record_book.h"

#include <array>

#include "base/text.h"
#include "service/insight/rows.h"

namespace leadlight::capture {
namespace {

struct Place {
  std::string_view table;
  const char* column;
};
constexpr std::array<Place, 3> kFirstAddresses{
    {{"contact", "emailaddress1"}, {"lead", "emailaddress1"}, {"systemuser", "internalemailaddress"}}};
/// Without an index.
constexpr std::array<Place, 2> kSecondAddresses{{{"contact", "emailaddress2"}, {"lead", "emailaddress2"}}};

}  // namespace

void RecordBook::note(std::unordered_map<std::string, Owner>& owners, const std::string& address,
                      record::Reference record) {
  Owner& owner = owners[address];
  if (owner.record && *owner.record == record) return;
  ++owner.count;
  owner.record = std::move(record);
}

Result<void> RecordBook::read_second_addresses(store::Snapshot& snapshot) {
  for (const Place& place : kSecondAddresses) {
    query::Query query{.table = std::string(place.table), .columns = {place.column}};
    query.filter = query::compare(place.column, query::CompareOp::Ne, {});
    TRY(snapshot.scan(query, store::Caller::system(), [&](record::Record&& row) -> Result<bool> {
      const std::string address = base::fold(row.text(place.column));
      if (!address.empty()) note(second_, address, {std::string(place.table), row.id});
      return true;
    }));
  }
  has_second_addresses_ = true;
  return {};
}

Result<void> RecordBook::learn(store::Snapshot& snapshot, const std::set<std::string>& addresses) {
  if (!has_second_addresses_) TRY(read_second_addresses(snapshot));
  std::vector<record::Value> keys;
  for (const std::string& address : addresses) {
    const auto [at, is_new] = known_.try_emplace(address);
    if (!is_new) continue;
    if (const auto second = second_.find(address); second != second_.end()) at->second = second->second;
    keys.emplace_back(address);
  }
  for (const Place& place : kFirstAddresses) {
    TRY(insight::for_each_of(snapshot, place.table, place.column, keys, {place.column}, store::Caller::system(),
                             [&](record::Record&& row) -> Result<void> {
                               note(known_, base::fold(row.text(place.column)), {std::string(place.table), row.id});
                               return {};
                             }));
  }
  return {};
}

const record::Reference* RecordBook::owner_of(const std::string& folded_address) const {
  const auto found = known_.find(folded_address);
  return found == known_.end() || found->second.count != 1 ? nullptr : &*found->second.record;
}

}  // namespace leadlight::capture
