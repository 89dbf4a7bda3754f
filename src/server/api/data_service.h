// /api/data/v9.2/: entity sets, operations, $metadata.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "server/api/call.h"
#include "server/api/deps.h"

namespace leadlight::api {

class DataService {
 public:
  explicit DataService(const Deps& deps) : deps_(deps) {}

  /// `rest`: the path below the service root, as sent. `route` is set to a name for metrics, one of a few.
  Result<http::Response> handle(const http::Request& request, const access::Identity& identity, std::string_view rest,
                                std::string& route);

 private:
  Result<http::Response> dispatch(const Call& call, std::string& route);
  Result<http::Response> run_operation(const Call& call, std::string& route);
  Result<http::Response> entity_set(const Call& call, const record::TableSchema& table, std::string& route);
  http::Response metadata(const Call& call);

  const Deps& deps_;
  std::mutex metadata_mutex_;
  std::int64_t metadata_version_ = -1;
  std::shared_ptr<const std::string> metadata_;  ///< For one schema version.
};

}  // namespace leadlight::api
