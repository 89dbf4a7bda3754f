// Records from a file, in the body of a request.
#include "server/api/operations.h"
#include "service/ingest/import.h"

namespace leadlight::api {

Result<http::Response> import_file(const Deps& deps, const Call& call, const Arguments& arguments) {
  ingest::ImportOptions options;
  options.table = TRY(arguments.text("Table"));
  options.key_column = TRY(arguments.optional_text("Key"));
  options.created_column = TRY(arguments.optional_text("Created"));
  options.closed_column = TRY(arguments.optional_text("Closed"));
  options.new_columns = TRY(arguments.optional_text("NewColumns")) == "create";
  const std::string outcome = TRY(arguments.optional_text("OutcomeColumn"));
  if (!outcome.empty()) options.outcome = ingest::OutcomeColumn{outcome, TRY(arguments.text("OutcomePositive"))};

  csv::Reader reader = TRY(csv::Reader::from_text(TRY(arguments.text("Content"))));
  const ingest::ImportReport report =
      TRY(ingest::import_file(deps.store, deps.scoring, reader, options, call.caller(), deps.clock, nullptr));
  return json_response(200, base::to_text(to_json(report)));
}

}  // namespace leadlight::api
