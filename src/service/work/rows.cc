#include "service/work/rows.h"

#include <algorithm>

namespace leadlight::work {

using record::Record;

Result<const record::TableSchema*> table_named(const record::Schema& schema, std::string_view table) {
  const record::TableSchema* found = schema.find(table);
  if (found == nullptr) return fail(ErrorCode::InvalidInput, "no table named {}", table);
  return found;
}

Result<Record> required(store::Snapshot& snapshot, std::string_view table, const Uuid& id,
                        const std::vector<std::string>& columns, const store::Caller& caller) {
  TRY(table_named(snapshot.schema(), table));
  auto row = TRY(snapshot.find(table, id, columns, caller));
  if (!row) return fail(ErrorCode::NotFound, "there is no {} {}", table, id.to_string());
  return *std::move(row);
}

Result<std::int64_t> state_of_status(const record::TableSchema& table, std::int64_t status) {
  const record::Field* field = table.find("statuscode");
  const record::Option* option = field == nullptr ? nullptr : field->choices->find(status);
  if (option == nullptr) {
    return fail(ErrorCode::InvalidInput, "{} is no status reason of a {}", status, table.name());
  }
  return option->state;
}

query::FilterPtr any_id(std::string_view column, const std::vector<Uuid>& ids) {
  query::In any{{{}, {}, std::string(column)}, {}};
  for (const Uuid& id : ids) any.values.emplace_back(id);
  return std::make_shared<query::Filter>(query::Filter{std::move(any)});
}

bool is_open_state(std::string_view table, std::int64_t state) {
  // Appointments that are planned have a state of their own (3, Scheduled).
  return state == 0 || (table == "appointment" && state == 3);
}

}  // namespace leadlight::work
