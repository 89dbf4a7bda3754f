#include "server/odata/metadata.h"

#include <fmt/format.h>

#include "base/text.h"
#include "core/condition/names.h"
#include "server/odata/json_text.h"

namespace leadlight::odata {
namespace {

using record::Field;
using record::FieldType;
using record::Schema;
using record::TableSchema;

std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out.push_back(c);
    }
  }
  return out;
}

std::string_view edm_type(FieldType type) {
  switch (type) {
    case FieldType::Id:
    case FieldType::Lookup:
      return "Edm.Guid";
    case FieldType::Text:
    case FieldType::Memo:
      return "Edm.String";
    case FieldType::Integer:
    case FieldType::Choice:
    case FieldType::State:
    case FieldType::Status:
      return "Edm.Int32";
    case FieldType::BigInteger:
      return "Edm.Int64";
    case FieldType::Double:
      return "Edm.Double";
    case FieldType::Money:
      return "Edm.Decimal";
    case FieldType::Boolean:
      return "Edm.Boolean";
    case FieldType::DateTime:
      return "Edm.DateTimeOffset";
    case FieldType::DateOnly:
      return "Edm.Date";
    case FieldType::Binary:
      return "Edm.Binary";
  }
  return "Edm.String";
}

/// What a parameter or member is declared as: objects that docs/api.md describes are open complex types, because
/// CSDL 4.0 has no word for "anything".
std::string declared_type(std::string_view type) {
  if (type == "Edm.Untyped") return "mscrm.ll_object";
  if (type == "Collection(Edm.Untyped)") return "Collection(mscrm.ll_object)";
  return std::string(type);
}

class Document {
 public:
  explicit Document(const Schema& schema) : schema_(schema) {}

  template <class... Args>
  void line(int indent, fmt::format_string<Args...> format, Args&&... args) {
    text_.append(static_cast<size_t>(indent) * 2, ' ');
    fmt::format_to(std::back_inserter(text_), format, std::forward<Args>(args)...);
    text_.push_back('\n');
  }

  void property(const Field& field) {
    std::string facets;
    if (field.type == FieldType::Id) facets += " Nullable=\"false\"";
    if (field.max_length > 0) facets += fmt::format(" MaxLength=\"{}\"", field.max_length);
    if (field.type == FieldType::Money) facets += " Scale=\"4\"";
    const std::string head = fmt::format("Property Name=\"{}\" Type=\"{}\"{}", escaped(condition::property_name(field)),
                                         edm_type(field.type), facets);
    if (!field.has(record::kComputed)) {
      line(4, "<{}/>", head);
      return;
    }
    line(4, "<{}>", head);
    line(5, "<Annotation Term=\"Org.OData.Core.V1.Computed\" Bool=\"true\"/>");
    line(4, "</Property>");
  }

  void navigation(const condition::Navigation& navigation) {
    const std::string partner =
        navigation.partner.empty() ? std::string() : fmt::format(" Partner=\"{}\"", navigation.partner);
    const std::string type = fmt::format("mscrm.{}", navigation.target->name());
    if (navigation.collection) {
      line(4, "<NavigationProperty Name=\"{}\" Type=\"Collection({})\"{}/>", navigation.name, type, partner);
      return;
    }
    line(4, "<NavigationProperty Name=\"{}\" Type=\"{}\"{}>", navigation.name, type, partner);
    line(5, "<ReferentialConstraint Property=\"{}\" ReferencedProperty=\"{}\"/>",
         condition::property_name(*navigation.lookup), navigation.target->table().primary_id);
    line(4, "</NavigationProperty>");
  }

  void entity_type(const TableSchema& table) {
    line(3, "<EntityType Name=\"{}\">", table.name());
    line(4, "<Key><PropertyRef Name=\"{}\"/></Key>", table.table().primary_id);
    for (const Field* field : condition::visible_fields(table)) property(*field);
    for (const condition::Navigation& each : condition::navigations(schema_, table)) navigation(each);
    alternate_keys(table);
    line(3, "</EntityType>");
  }

  void alternate_keys(const TableSchema& table) {
    std::vector<std::vector<std::string_view>> keys;
    for (const Field* field : condition::visible_fields(table)) {
      if (field->has(record::kUnique) && field->type == FieldType::Text) keys.push_back({field->name});
    }
    if (const std::string_view columns = table.table().alternate_key; !columns.empty()) {
      keys.push_back(base::split(columns, ','));
    }
    if (keys.empty()) return;
    line(4, "<Annotation Term=\"Org.OData.Core.V1.AlternateKeys\">");
    line(5, "<Collection>");
    for (const auto& key : keys) {
      line(6, "<Record><PropertyValue Property=\"Key\"><Collection>");
      for (const std::string_view column : key) {
        line(7, "<Record>");
        line(8, "<PropertyValue Property=\"Name\" PropertyPath=\"{}\"/>", column);
        line(8, "<PropertyValue Property=\"Alias\" String=\"{}\"/>", column);
        line(7, "</Record>");
      }
      line(6, "</Collection></PropertyValue></Record>");
    }
    line(5, "</Collection>");
    line(4, "</Annotation>");
  }

  void operation(const Operation& operation) {
    if (!operation.result.empty()) {
      // Open: some members are objects and lists that docs/api.md describes.
      line(3, "<ComplexType Name=\"{}Response\" OpenType=\"true\">", operation.name);
      for (const Parameter& member : operation.result) {
        line(4, "<Property Name=\"{}\" Type=\"{}\"/>", member.name, declared_type(member.type));
      }
      line(3, "</ComplexType>");
    }
    const char* kind = operation.kind == Operation::Kind::Action ? "Action" : "Function";
    line(3, "<{} Name=\"{}\">", kind, operation.name);
    for (const Parameter& parameter : operation.parameters) {
      line(4, "<Parameter Name=\"{}\" Type=\"{}\"/>", parameter.name, declared_type(parameter.type));
    }
    // A function always answers something: here a file.
    const bool is_file = operation.kind == Operation::Kind::Function && operation.result.empty();
    if (is_file) line(4, "<ReturnType Type=\"Edm.Stream\" Nullable=\"false\"/>");
    if (!operation.result.empty()) line(4, "<ReturnType Type=\"mscrm.{}Response\"/>", operation.name);
    line(3, "</{}>", kind);
  }

  void entity_set(const TableSchema& table) {
    line(4, "<EntitySet Name=\"{}\" EntityType=\"mscrm.{}\">", table.table().entity_set, table.name());
    for (const condition::Navigation& each : condition::navigations(schema_, table)) {
      line(5, "<NavigationPropertyBinding Path=\"{}\" Target=\"{}\"/>", each.name, each.target->table().entity_set);
    }
    line(4, "</EntitySet>");
  }

  std::string take() { return std::move(text_); }

 private:
  const Schema& schema_;
  std::string text_;
};

}  // namespace

std::string metadata_xml(const Schema& schema, std::span<const Operation> operations) {
  Document document(schema);
  document.line(0, "<?xml version=\"1.0\" encoding=\"utf-8\"?>");
  document.line(0, "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">");
  document.line(
      1, "<edmx:Reference Uri=\"https://oasis-tcs.github.io/odata-vocabularies/vocabularies/Org.OData.Core.V1.xml\">");
  document.line(2, "<edmx:Include Namespace=\"Org.OData.Core.V1\" Alias=\"Core\"/>");
  document.line(1, "</edmx:Reference>");
  document.line(1, "<edmx:DataServices>");
  document.line(2,
                "<Schema Namespace=\"Microsoft.Dynamics.CRM\" Alias=\"mscrm\" "
                "xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">");
  for (const TableSchema* table : schema.tables()) {
    if (condition::has_entity_set(*table)) document.entity_type(*table);
  }
  document.line(3, "<ComplexType Name=\"ll_object\" OpenType=\"true\"/>");
  for (const Operation& operation : operations) document.operation(operation);
  document.line(3, "<EntityContainer Name=\"System\">");
  for (const TableSchema* table : schema.tables()) {
    if (condition::has_entity_set(*table)) document.entity_set(*table);
  }
  for (const Operation& operation : operations) {
    const char* kind = operation.kind == Operation::Kind::Action ? "Action" : "Function";
    document.line(4, "<{0}Import Name=\"{1}\" {0}=\"mscrm.{1}\"/>", kind, operation.name);
  }
  document.line(3, "</EntityContainer>");
  document.line(2, "</Schema>");
  document.line(1, "</edmx:DataServices>");
  document.line(0, "</edmx:Edmx>");
  return document.take();
}

std::string service_document(const Schema& schema, std::string_view context) {
  std::string out = "{\"@odata.context\":";
  append_json_string(out, context);
  out += ",\"value\":[";
  bool first = true;
  for (const TableSchema* table : schema.tables()) {
    if (!condition::has_entity_set(*table)) continue;
    fmt::format_to(std::back_inserter(out), "{}{{\"name\":\"{}\",\"kind\":\"EntitySet\",\"url\":\"{}\"}}",
                   first ? "" : ",", table->table().entity_set, table->table().entity_set);
    first = false;
  }
  return out + "]}";
}

}  // namespace leadlight::odata
