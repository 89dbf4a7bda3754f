// Rows of a file whose key is there already: what differs is changed, in the caller's name.
#pragma once

#include <string>
#include <vector>

#include "service/ingest/records.h"

namespace leadlight::ingest {

/// A row on its way to the record with its key.
struct KeyedRow {
  std::uint64_t line = 0;
  std::string key;
  record::Values values;  ///< Only what the file says; blank cells leave a column as it is.
};

class KeyUpdates {
 public:
  struct Written {
    std::uint64_t updated = 0;
    std::uint64_t unchanged = 0;
  };
  struct Refused {
    std::uint64_t line;
    std::string reason;
  };

  KeyUpdates(store::Store& store, Records& records, std::string_view table, const store::Caller& caller)
      : store_(store), records_(records), table_(table), caller_(caller) {}

  /// Folded keys of those that are in the table.
  Result<std::map<std::string, Uuid>> find(const std::vector<std::string>& keys);
  /// Each row in a short transaction with others; a row that is refused leaves the others written.
  Result<std::vector<Refused>> write(const std::vector<std::pair<Uuid, KeyedRow>>& rows);
  const Written& written() const { return written_; }

 private:
  store::Store& store_;
  Records& records_;
  const std::string table_;
  const store::Caller& caller_;
  Written written_;
};

}  // namespace leadlight::ingest
