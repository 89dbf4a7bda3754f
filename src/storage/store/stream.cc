#include "storage/store/stream.h"

#include <algorithm>

#include "storage/store/columns.h"
#include "storage/store/sql_ddl.h"
#include "storage/store/sql_scope.h"

namespace leadlight::store {

using record::Field;

Cells::Cells(const std::vector<const Field*>& fields) {
  int column = 0;
  for (const Field* field : fields) {
    append_select(*field, "t", list_);
    const int at = column++;
    places_.push_back({field, at, has_type_column(*field) ? column++ : -1});
  }
}

bool Cells::is_null(std::size_t place) const {
  return rows_->is_null(places_[place].column);
}

std::int64_t Cells::whole(std::size_t place) const {
  return is_null(place) ? 0 : rows_->integer(places_[place].column);
}

double Cells::real(std::size_t place) const {
  return is_null(place) ? 0 : rows_->real(places_[place].column);
}

std::string_view Cells::text(std::size_t place) const {
  return is_null(place) ? std::string_view() : rows_->bytes(places_[place].column);
}

Timestamp Cells::time(std::size_t place) const {
  return Timestamp(std::chrono::microseconds(whole(place)));
}

Date Cells::date(std::size_t place) const {
  return Date(std::chrono::days(whole(place)));
}

Uuid Cells::id(std::size_t place) const {
  const std::string_view bytes = text(place);
  Uuid id;
  if (bytes.size() == id.bytes.size()) {
    std::ranges::copy(bytes, id.bytes.begin());
  } else if (!bytes.empty()) {
    corrupt_ = places_[place].field;
  }
  return id;
}

std::string_view Cells::target_table(std::size_t place) const {
  const Place& lookup = places_[place];
  if (is_null(place)) return {};
  return lookup.type_column < 0 ? lookup.field->targets : rows_->bytes(lookup.type_column);
}

Result<void> Cells::sound() const {
  if (corrupt_ == nullptr) return {};
  return fail(ErrorCode::Corrupt, "column {}: an id that is not 16 bytes long", corrupt_->name);
}

Result<void> stream_rows(Connection& connection, const record::Schema& schema, const StreamQuery& query,
                         const VisitCells& visit) {
  const record::TableSchema* table = TRY(find_table(schema, query.table));
  if (query.columns.empty()) return fail(ErrorCode::InvalidInput, "no column of {} is asked for", query.table);
  std::vector<const Field*> fields;
  for (const std::string& name : query.columns) {
    const Field* field = table->find(name);
    if (field == nullptr) return fail(ErrorCode::InvalidInput, "table {} has no column {}", query.table, name);
    fields.push_back(field);
  }
  Cells cells(fields);
  Sql sql("SELECT ");
  sql.add(cells.list()).add(" FROM ").add(quoted(query.table)).add(" t");
  const auto rows = TRY(connection.query(finish(connection, std::move(sql)), Fetch::Streaming));
  cells.look_at(*rows);
  while (TRY(rows->next())) {
    const bool more = TRY(visit(cells));
    TRY(cells.sound());
    if (!more) return {};
  }
  return {};
}

}  // namespace leadlight::store
