// Columns of this database's own, added, named anew, retired and brought back by administrators.
#include <algorithm>

#include "base/text.h"
#include "core/condition/names.h"
#include "core/record/validate.h"
#include "server/api/operations.h"

namespace leadlight::api {
namespace {

using odata::Parameter;
using enum odata::Operation::Kind;
using record::CustomColumn;
using record::FieldType;

constexpr size_t kLongestLabel = 100;
constexpr std::pair<std::string_view, FieldType> kColumnTypes[] = {
    {"Text", FieldType::Text},         {"Memo", FieldType::Memo},        {"Integer", FieldType::Integer},
    {"Double", FieldType::Double},     {"Money", FieldType::Money},      {"Boolean", FieldType::Boolean},
    {"DateTime", FieldType::DateTime}, {"DateOnly", FieldType::DateOnly}};

Result<FieldType> type_named(std::string_view name) {
  std::string known;
  for (const auto& [text, type] : kColumnTypes) {
    if (text == name) return type;
    known += (known.empty() ? "" : ", ") + std::string(text);
  }
  return fail(Error(ErrorCode::InvalidInput, fmt::format("there is no column type '{}'", name.substr(0, 60)),
                    "Types are " + known + "."));
}

Result<std::string> label_in(const Arguments& arguments) {
  const std::string text = TRY(arguments.text("Label"));
  std::string label(base::trim(text));
  if (label.empty() || label.size() > kLongestLabel || !base::is_valid_utf8(label)) {
    return fail(ErrorCode::InvalidInput, "Label takes a text of 1 to {} bytes", kLongestLabel);
  }
  return label;
}

Result<const record::TableSchema*> table_in(const record::Schema& schema, const Arguments& arguments) {
  const std::string name = TRY(arguments.text("Table"));
  const record::TableSchema* table = schema.find(name);
  if (table == nullptr || !condition::has_entity_set(*table)) {
    return fail(ErrorCode::NotFound, "there is no table {}", name.substr(0, 80));
  }
  // What holds the program together has no columns of others.
  if (table->table().ownership == record::Ownership::System || table->table().has(record::kJoin)) {
    return fail(ErrorCode::InvalidInput, "the table {} takes no columns", name);
  }
  return table;
}

/// The custom column, retired or not.
Result<CustomColumn> column_in(const record::Schema& schema, const Arguments& arguments) {
  const std::string table = TRY(arguments.text("Table")), name = TRY(arguments.text("Column"));
  for (const CustomColumn& column : schema.custom_columns()) {
    if (column.table == table && column.name == name) return column;
  }
  return fail(Error(ErrorCode::NotFound,
                    fmt::format("{} has no custom column {}", table.substr(0, 80), name.substr(0, 80)),
                    "Columns of the product itself stay as they are."));
}

Answer add_column(const Deps& deps, const Call& call, const Arguments& arguments) {
  const record::TableSchema* table = TRY(table_in(*call.schema, arguments));
  CustomColumn column;
  column.table = table->name();
  column.label = TRY(label_in(arguments));
  column.type = TRY(type_named(TRY(arguments.text("Type"))));
  column.name = record::custom_column_name(column.label, *table);
  const std::string name = column.name;
  TRY(deps.store.add_columns({std::move(column)}));
  return ok({{"name", name}});
}

Answer rename_column(const Deps& deps, const Call& call, const Arguments& arguments) {
  const CustomColumn column = TRY(column_in(*call.schema, arguments));
  TRY(deps.store.change_column(column.table, column.name, TRY(label_in(arguments)), column.retired));
  return no_content();
}

template <bool Retired>
Answer set_retired(const Deps& deps, const Call& call, const Arguments& arguments) {
  const CustomColumn column = TRY(column_in(*call.schema, arguments));
  TRY(deps.store.change_column(column.table, column.name, column.label, Retired));
  return no_content();
}

constexpr Parameter kAddColumnIn[] = {{"Table", "Edm.String"}, {"Label", "Edm.String"}, {"Type", "Edm.String"}};
constexpr Parameter kAddColumnOut[] = {{"name", "Edm.String"}};
constexpr Parameter kRenameColumnIn[] = {{"Table", "Edm.String"}, {"Column", "Edm.String"}, {"Label", "Edm.String"}};
constexpr Parameter kColumnIn[] = {{"Table", "Edm.String"}, {"Column", "Edm.String"}};

constexpr OperationRoute kColumnRoutes[] = {
    {{Action, "AddColumn", kAddColumnIn, kAddColumnOut}, Audience::Administrators, add_column},
    {{Action, "RenameColumn", kRenameColumnIn, {}}, Audience::Administrators, rename_column},
    {{Action, "RetireColumn", kColumnIn, {}}, Audience::Administrators, set_retired<true>},
    {{Action, "RestoreColumn", kColumnIn, {}}, Audience::Administrators, set_retired<false>},
};

}  // namespace

std::span<const OperationRoute> column_operations() {
  return kColumnRoutes;
}

}  // namespace leadlight::api
