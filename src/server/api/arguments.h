// The arguments of an action or function, by name.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "server/api/call.h"
#include "server/odata/metadata.h"

namespace leadlight::api {

class Arguments {
 public:
  /// Of an action: the members of the body. Of a function: what stands in its parentheses, aliases (`@p`) looked up in
  /// the query.
  /// @errors InvalidInput: unreadable, or a name that `operation` does not have
  static Result<Arguments> make(const Call& call, const odata::Operation& operation);

  Result<Uuid> id(std::string_view name) const;
  Result<int> integer(std::string_view name) const;
  Result<std::string> text(std::string_view name) const;
  /// Empty when absent.
  Result<std::string> optional_text(std::string_view name) const;
  /// Empty when absent.
  Result<std::vector<std::string>> texts(std::string_view name) const;
  Result<std::optional<Uuid>> optional_id(std::string_view name) const;
  Result<std::optional<int>> optional_integer(std::string_view name) const;
  /// A moment or a day; nullopt when absent.
  Result<std::optional<Timestamp>> optional_time(std::string_view name) const;
  Result<std::vector<Uuid>> ids(std::string_view name) const;
  Result<bool> flag(std::string_view name) const;
  Result<bool> flag(std::string_view name, bool otherwise) const;
  /// A JSON object; nullptr when absent.
  Result<const Json*> object(std::string_view name) const;
  /// All of them as they came.
  const Json& json() const { return values_; }

 private:
  explicit Arguments(Json values) : values_(std::move(values)) {}
  const Json* find(std::string_view name) const;
  Json values_;
};

}  // namespace leadlight::api
