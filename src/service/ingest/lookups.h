// Cells that name another record: by its name, e-mail address, key or id.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "storage/store/store.h"

namespace leadlight::ingest {

/// In which table and column a cell of the file is looked up. Empty parts: every table the lookup may point to, and the
/// columns by which its rows are usually named.
struct LookupRule {
  std::string table = {};
  std::string column = {};
};

/// Finds what the caller may see; remembers what it found.
class LookupResolver {
 public:
  LookupResolver(store::Store& store, const store::Caller& caller) : store_(store), caller_(caller) {}

  /// @errors InvalidInput: nobody, or more than one, is called so; a rule that names no such table or column
  Result<record::Value> resolve(const record::Field& lookup, const LookupRule& rule, std::string_view cell);

 private:
  Result<std::vector<record::Reference>> find(std::string_view table, const std::string& column, std::string_view cell);
  store::Store& store_;
  const store::Caller& caller_;
  std::map<std::pair<std::string, std::string>, Result<record::Value>> known_;  ///< By column and folded cell.
};

}  // namespace leadlight::ingest
