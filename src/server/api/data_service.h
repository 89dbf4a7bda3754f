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
  /// One request, or one of a batch: then perhaps as a step of a change set's transaction.
  Result<http::Response> handle_one(const http::Request& request, const access::Identity& identity,
                                    std::string_view rest, store::Transaction* tx, std::string& route);
  bool was_outdated(const std::shared_ptr<const record::Schema>& schema, const http::Request& request,
                    const Result<http::Response>& response) const;
  Result<http::Response> batch(const http::Request& request, const access::Identity& identity);
  Result<http::Response> dispatch(const Call& call, std::string& route);
  Result<http::Response> run_operation(const Call& call, std::string& route);
  Result<http::Response> entity_set(const Call& call, const record::TableSchema& table, std::string& route);
  http::Response metadata(const Call& call);

  /// What follows from a schema alone, kept until the next one.
  struct Prepared {
    std::shared_ptr<const record::Schema> schema;
    std::shared_ptr<const odata::RowShapes> shapes;
    std::shared_ptr<const std::string> metadata;  ///< Made when first asked for.
  };
  Prepared prepared();

  const Deps& deps_;
  std::mutex prepared_mutex_;
  Prepared prepared_;
};

}  // namespace leadlight::api
