#include "storage/store/take.h"

#include "storage/store/sql_select.h"

namespace leadlight::store {

Result<std::optional<record::Record>> take_row(Connection& connection, SqlContext& context, query::Query query) {
  query.limit = 1;
  query.cursor.reset();
  const SelectPlan plan = TRY(plan_select(context, query, Paging::Scan));
  Statement statement = plan.statements.front();
  statement.text += context.dialect.queue_lock;
  const auto rows = TRY(connection.query(statement));
  if (!TRY(rows->next())) return std::optional<record::Record>();
  int column = 0;
  return std::optional(TRY(plan.row.read(*rows, column)));
}

}  // namespace leadlight::store
