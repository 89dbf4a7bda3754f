#include "service/ingest/import_options.h"

namespace leadlight::ingest {
namespace {

Result<std::string> text_member(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end() || found->is_null()) return std::string();
  if (!found->is_string()) return fail(ErrorCode::InvalidInput, "{} takes a text", name);
  return found->get<std::string>();
}

Result<const Json*> object_member(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end() || found->is_null()) return nullptr;
  if (!found->is_object()) return fail(ErrorCode::InvalidInput, "{} takes an object by column of the file", name);
  return &*found;
}

Result<ImportOptions::Mode> mode_named(const std::string& name) {
  if (name.empty() || name == "create") return ImportOptions::Mode::Create;
  if (name == "update") return ImportOptions::Mode::Update;
  if (name == "upsert") return ImportOptions::Mode::Upsert;
  return fail(ErrorCode::InvalidInput, "Mode is create, update or upsert, not {}", name.substr(0, 40));
}

}  // namespace

Result<ImportOptions> import_options(const Json& json) {
  ImportOptions options;
  options.table = TRY(text_member(json, "Table"));
  options.key_column = TRY(text_member(json, "Key"));
  options.owner_column = TRY(text_member(json, "Owner"));
  options.created_column = TRY(text_member(json, "Created"));
  options.closed_column = TRY(text_member(json, "Closed"));
  options.mode = TRY(mode_named(TRY(text_member(json, "Mode"))));
  if (const std::string outcome = TRY(text_member(json, "OutcomeColumn")); !outcome.empty()) {
    options.outcome = OutcomeColumn{outcome, TRY(text_member(json, "OutcomePositive"))};
  }
  const auto created = json.find("NewColumns");
  options.new_columns = created != json.end() && (*created == true || *created == "create");
  if (const Json* mapping = TRY(object_member(json, "Mapping"))) {
    for (const auto& [header, target] : mapping->items()) {
      if (!target.is_string())
        return fail(ErrorCode::InvalidInput, "Mapping of \"{}\" takes the name of a column", header);
      options.mapping[header] = target.get<std::string>();
    }
  }
  if (const Json* lookups = TRY(object_member(json, "Lookups"))) {
    for (const auto& [header, rule] : lookups->items()) {
      if (!rule.is_object())
        return fail(ErrorCode::InvalidInput, "Lookups of \"{}\" takes a table and a column", header);
      options.lookups[header] = {TRY(text_member(rule, "table")), TRY(text_member(rule, "column"))};
    }
  }
  return options;
}

}  // namespace leadlight::ingest
