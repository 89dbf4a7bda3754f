// What is no record: actions and functions beside the entity sets (docs/api.md).
#pragma once

#include <span>
#include <string_view>

#include "server/api/arguments.h"
#include "server/api/call.h"
#include "server/api/deps.h"
#include "server/odata/metadata.h"

namespace leadlight::api {

enum class Audience { Everybody, Administrators };

using Answer = Result<http::Response>;
/// 200 with a JSON object.
http::Response ok(const OrderedJson& json);

/// What an operation on one record asks for.
inline constexpr odata::Parameter kRecordIn[] = {{"Table", "Edm.String"}, {"Id", "Edm.Guid"}};

struct OperationRoute {
  odata::Operation operation;
  Audience audience;
  Result<http::Response> (*run)(const Deps&, const Call&, const Arguments&);
};

/// All of them, for routing and $metadata.
std::span<const OperationRoute> operations();
/// What people do with records (work.cc).
std::span<const OperationRoute> work_operations();
/// How relationships stand (relationship.cc).
std::span<const OperationRoute> relationship_operations();
/// What people may ask about themselves (privacy.cc).
std::span<const OperationRoute> privacy_operations();
/// Who writes: people, their addresses, the accounts they could be (people.cc).
std::span<const OperationRoute> people_operations();
/// Files into records (imports.cc).
std::span<const OperationRoute> import_operations();
/// Mail accounts (mailboxes.cc).
std::span<const OperationRoute> mailbox_operations();
/// What is kept out of captured mail and meetings (ignore.cc).
std::span<const OperationRoute> ignore_operations();
/// Users, roles, teams, tokens, capabilities (admin.cc).
std::span<const OperationRoute> admin_operations();
/// Columns at run time (columns_admin.cc).
std::span<const OperationRoute> column_operations();
/// Lists as files (export.cc).
std::span<const OperationRoute> export_operations();
std::vector<odata::Operation> declared_operations();
/// With or without the namespace in front of the name; nullptr when there is none.
const OperationRoute* find_operation(std::string_view name);

/// @errors Denied
Result<void> require_administrator(const Call& call);

// The operations, one function each, in the file of what they are about.
Result<http::Response> train_model(const Deps&, const Call&, const Arguments&);
Result<http::Response> publish_model(const Deps&, const Call&, const Arguments&);
Result<http::Response> cancel_job(const Deps&, const Call&, const Arguments&);
Result<http::Response> set_grades(const Deps&, const Call&, const Arguments&);
Result<http::Response> save_model(const Deps& deps, const Call& call, const Arguments& arguments);
Result<http::Response> clone_model(const Deps& deps, const Call& call, const Arguments& arguments);
Result<http::Response> pause_model(const Deps& deps, const Call& call, const Arguments& arguments);
Result<http::Response> resume_model(const Deps& deps, const Call& call, const Arguments& arguments);
Result<http::Response> delete_model(const Deps& deps, const Call& call, const Arguments& arguments);
Result<http::Response> count_records(const Deps& deps, const Call& call, const Arguments& arguments);
Result<http::Response> score_details(const Deps&, const Call&, const Arguments&);
Result<http::Response> was_it_right(const Deps&, const Call&, const Arguments&);
Result<http::Response> what_would_change(const Deps&, const Call&, const Arguments&);
Result<http::Response> grade_preview(const Deps&, const Call&, const Arguments&);
Result<http::Response> scoring_status(const Deps&, const Call&, const Arguments&);
Result<http::Response> model_factors(const Deps&, const Call&, const Arguments&);
Result<http::Response> attribute_insight(const Deps&, const Call&, const Arguments&);
Result<http::Response> columns(const Deps&, const Call&, const Arguments&);
Result<http::Response> who_am_i(const Deps&, const Call&, const Arguments&);

}  // namespace leadlight::api
