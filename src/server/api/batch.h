// `$batch`: many requests in one (OData 4.0 part 1, 11.7), as multipart/mixed or as JSON (OData JSON 4.01, 19).
//
// A change set (an `atomicityGroup` in JSON) is one transaction: all of it happens or nothing. `Content-ID` names what
// a request made; later ones point to it as `$1`, in their address or in an `@odata.bind`. Without `Prefer:
// odata.continue-on-error` nothing runs after the first error.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "server/api/deps.h"
#include "server/http/message.h"

namespace leadlight::api {

inline constexpr std::size_t kMaxBatchParts = 1000;

struct BatchRequest {
  std::string id;  ///< Content-ID or the JSON member; may be empty.
  http::Request request;
  std::vector<std::string> depends_on;  ///< JSON only.
};
/// One request, or a change set of several.
struct BatchItem {
  bool atomic = false;
  std::vector<BatchRequest> requests;
};

enum class BatchFormat { Multipart, Json };
struct Batch {
  BatchFormat format;
  std::vector<BatchItem> items;
};

/// @errors InvalidInput: malformed, a read or a change set inside a change set; TooLarge: too many parts;
/// Unsupported: another content type
Result<Batch> parse_batch(const http::Request& request);

/// Answers one request of a batch. `tx` set: as a step of it.
using RunPart = std::function<http::Response(const http::Request&, store::Transaction* tx)>;

/// Runs the parts in order and answers for each that ran.
http::Response run_batch(const Deps& deps, const http::Request& outer, Batch batch, const RunPart& run);

}  // namespace leadlight::api
