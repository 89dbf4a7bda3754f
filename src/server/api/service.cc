// About the service itself: who am I, and which columns are this database's own.
#include "core/condition/names.h"
#include "server/api/operations.h"

namespace leadlight::api {
namespace {

std::string_view type_name(record::FieldType type) {
  static constexpr std::string_view kNames[] = {"Id",     "Text",     "Memo",     "Integer", "BigInteger",
                                                "Double", "Money",    "Boolean",  "Choice",  "State",
                                                "Status", "DateTime", "DateOnly", "Lookup",  "Binary"};
  static_assert(std::size(kNames) == static_cast<size_t>(record::FieldType::Binary) + 1);
  return kNames[static_cast<size_t>(type)];
}

}  // namespace

Result<http::Response> who_am_i(const Deps&, const Call& call, const Arguments&) {
  // One organisation a database: its id only has to be the same every time.
  static const Uuid organisation = Uuid::from_name("leadlight organisation");
  return json_response(
      200, base::to_text(OrderedJson{{"@odata.context", call.root + "/$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse"},
                                     {"BusinessUnitId", call.caller().business_unit.to_string()},
                                     {"UserId", call.caller().user.to_string()},
                                     {"OrganizationId", organisation.to_string()}}));
}

Result<http::Response> columns(const Deps&, const Call& call, const Arguments& arguments) {
  const std::string name = TRY(arguments.text("Table"));
  const record::TableSchema* table = call.schema->find(name);
  if (table == nullptr || !condition::has_entity_set(*table))
    return fail(ErrorCode::NotFound, "there is no table {}", name);
  OrderedJson list = OrderedJson::array();
  for (const record::Field* field : condition::visible_fields(*table)) {
    if (!field->has(record::kCustom)) continue;
    list.push_back({{"name", field->name}, {"label", field->label.en}, {"type", type_name(field->type)}});
  }
  // Out of use, and named so that they can be brought back.
  OrderedJson retired = OrderedJson::array();
  for (const record::CustomColumn& column : call.schema->custom_columns()) {
    if (column.table != table->name() || !column.retired) continue;
    retired.push_back({{"name", column.name}, {"label", column.label}, {"type", type_name(column.type)}});
  }
  return json_response(200, base::to_text(OrderedJson{{"columns", std::move(list)}, {"retired", std::move(retired)}}));
}

}  // namespace leadlight::api
