// The address of a request: percent-decoding, query options, resource paths.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/uuid.h"

namespace leadlight::odata {

enum class Plus { IsSpace, IsPlus };

/// @errors InvalidInput: a broken escape, invalid UTF-8, or a zero byte
Result<std::string> percent_decode(std::string_view text, Plus plus);
/// Everything but RFC 3986's unreserved characters and `$(),'` escaped: safe in a query option's value.
std::string percent_encode(std::string_view text);

struct QueryOption {
  std::string name;  ///< Decoded: `%24filter` is `$filter`.
  std::string value;
};

/// The options of a query string in order. Blanks may come as `+`, as browsers' form encoding writes them.
/// @errors InvalidInput: not decodable, or a `$` option twice
Result<std::vector<QueryOption>> parse_query_options(std::string_view query);

/// One segment of a path: `leads`, `leads(KEY)`, `GradePreview(ModelId=1,A=75)`.
struct PathSegment {
  std::string name;
  std::optional<std::string> argument;  ///< What stands between the parentheses.
};

/// The path below the service root, `leads(KEY)/ownerid`. Empty for the root itself.
/// @errors InvalidInput: not decodable, unbalanced parentheses, more than four segments
Result<std::vector<PathSegment>> parse_path(std::string_view path);

/// A row's key: an id, quoted or not, named (`leadid=ID`) or not; or an alternate key, of one column
/// (`ll_externalkey='x'`) or of several (`msdyn_entityid='...',msdyn_entitytype='lead'`).
struct Key {
  struct Part {
    std::string column, text;
  };
  std::optional<Uuid> id;
  std::vector<Part> parts;  ///< Of the alternate key; none for an id.

  /// `ll_externalkey='x'`, for messages.
  std::string to_string() const;
};
/// @errors InvalidInput: neither, or a column twice
Result<Key> parse_key(std::string_view argument, std::string_view primary_id);

/// `ModelId=1,A=75` as names and values, quotes removed.
Result<std::vector<QueryOption>> parse_arguments(std::string_view text);

/// Splits at `separator` where no quote and no parenthesis is open. Blanks around the parts are removed.
/// @errors InvalidInput: unbalanced quotes or parentheses, or nested deeper than 100
Result<std::vector<std::string_view>> split_outside(std::string_view text, char separator);

/// The text of `'it''s'`; nullopt when it is not a whole quoted string.
std::optional<std::string> unquote(std::string_view text);

}  // namespace leadlight::odata
