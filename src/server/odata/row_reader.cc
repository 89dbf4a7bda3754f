#include "server/odata/row_reader.h"

#include <algorithm>
#include <limits>

#include "core/condition/literal.h"
#include "core/condition/names.h"
#include "server/odata/base64.h"
#include "server/odata/url.h"

namespace leadlight::odata {
namespace {

using record::Field;
using record::FieldType;
using record::Schema;
using record::TableSchema;
using record::Value;

constexpr std::string_view kBind = "@odata.bind";
constexpr size_t kShown = 60;

std::string shown(const Json& json) {
  std::string text = base::to_text(json);
  if (text.size() <= kShown) return text;
  size_t end = kShown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "...";
}

/// What a column takes in a body, where texts and times stand in double quotes.
std::string accepted_in_json(const Field& field) {
  switch (field.type) {
    case FieldType::Text:
    case FieldType::Memo:
      return "a text";
    case FieldType::DateTime:
      return "a time such as \"2026-11-22T10:00:00Z\"";
    case FieldType::DateOnly:
      return "a day such as \"2026-11-22\"";
    case FieldType::Binary:
      return "bytes as a base64 text";
    default:
      return condition::accepted(field);
  }
}

bool is_numeric(FieldType type) {
  switch (type) {
    case FieldType::Integer:
    case FieldType::BigInteger:
    case FieldType::Double:
    case FieldType::Money:
    case FieldType::Choice:
    case FieldType::State:
    case FieldType::Status:
      return true;
    default:
      return false;
  }
}

std::optional<Value> number_from(const Field& field, const Json& json) {
  if (!json.is_number() || !is_numeric(field.type)) return std::nullopt;
  if (field.type == FieldType::Double) return Value(json.get<double>());
  if (field.type == FieldType::Money) {
    if (json.is_number_integer()) {
      const auto whole = Amount::parse(base::to_text(json));
      return whole ? std::optional<Value>(*whole) : std::nullopt;
    }
    const auto amount = Amount::from_double(json.get<double>());
    return amount ? std::optional<Value>(*amount) : std::nullopt;
  }
  if (json.is_number_unsigned() &&
      json.get<std::uint64_t>() > std::uint64_t{std::numeric_limits<std::int64_t>::max()}) {
    return std::nullopt;
  }
  if (json.is_number_integer()) return Value(json.get<std::int64_t>());
  // 3.0 is a whole number that some writers of JSON spell so.
  const double number = json.get<double>();
  constexpr double kExact = 9007199254740992.0;
  if (number == static_cast<double>(static_cast<std::int64_t>(std::clamp(number, -kExact, kExact)))) {
    return Value(static_cast<std::int64_t>(number));
  }
  return std::nullopt;
}

std::optional<Value> text_from(const Field& field, const std::string& text) {
  switch (field.type) {
    case FieldType::Text:
    case FieldType::Memo:
      return Value(text);
    case FieldType::DateTime:
      if (const auto time = base::parse_timestamp(text)) return Value(*time);
      return std::nullopt;
    case FieldType::DateOnly:
      if (const auto date = base::parse_date(text)) return Value(*date);
      if (const auto time = base::parse_timestamp(text)) return Value(std::chrono::floor<std::chrono::days>(*time));
      return std::nullopt;
    case FieldType::Id:
      if (const auto id = Uuid::parse(text)) return Value(*id);
      return std::nullopt;
    case FieldType::Binary:
      if (auto bytes = from_base64(text)) return Value(record::Bytes{*std::move(bytes)});
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

Result<Value> value_from(const TableSchema& table, const Field& field, const Json& json) {
  if (json.is_null()) return Value{};
  std::optional<Value> value;
  if (json.is_string()) {
    value = text_from(field, json.get_ref<const std::string&>());
  } else if (json.is_boolean()) {
    if (field.type == FieldType::Boolean) value = Value(json.get<bool>());
  } else {
    value = number_from(field, json);
  }
  if (value) return *std::move(value);
  return fail(ErrorCode::InvalidInput, "{}.{} takes {}, not {}", table.name(), field.name, accepted_in_json(field),
              shown(json));
}

/// `/systemusers(ID)`, with or without the slash or the whole service root before it.
Result<record::Reference> reference_from(const std::string& address, const Schema& schema) {
  const size_t close = address.rfind(')');
  const size_t open = address.find('(');
  if (open == std::string::npos || close != address.size() - 1) {
    return fail(Error(ErrorCode::InvalidInput, fmt::format("'{}' names no row", address.substr(0, kShown)),
                      "Write \"/systemusers(ID)\"."));
  }
  const size_t slash = address.rfind('/', open);
  const size_t begin = slash == std::string::npos ? 0 : slash + 1;
  const std::string_view set = std::string_view(address).substr(begin, open - begin);
  const TableSchema* target = schema.find_by_entity_set(set);
  if (target == nullptr) return fail(ErrorCode::InvalidInput, "there is no entity set '{}'", set.substr(0, kShown));
  const Key key =
      TRY(parse_key(std::string_view(address).substr(open + 1, close - open - 1), target->table().primary_id));
  if (!key.id) return fail(ErrorCode::Unsupported, "binding by the alternate key {}", key.to_string());
  return record::Reference{std::string(target->name()), *key.id};
}

Result<void> read_bind(std::string_view name, const Json& json, const Schema& schema, const TableSchema& table,
                       RowBody& body) {
  const std::optional<condition::Navigation> navigation = condition::find_navigation(schema, table, name);
  if (!navigation) return fail(condition::unknown_property(table, name));
  if (navigation->collection) {
    return fail(Error(ErrorCode::Unsupported, fmt::format("binding the collection {}", name),
                      "Set the lookup on the rows of the other table."));
  }
  const std::string column(navigation->lookup->name);
  if (json.is_null()) {
    body.values[column] = Value{};
    return {};
  }
  if (!json.is_string()) {
    return fail(ErrorCode::InvalidInput, "{}{} takes \"/{}(ID)\" or null, not {}", name, kBind,
                navigation->target->table().entity_set, shown(json));
  }
  auto reference = reference_from(json.get_ref<const std::string&>(), schema);
  if (!reference) return fail(std::move(reference).error().in(fmt::format("{}{}", name, kBind)));
  const auto targets = record::lookup_targets(*navigation->lookup);
  if (std::ranges::find(targets, reference->table) == targets.end()) {
    return fail(ErrorCode::InvalidInput, "{}{}: {} cannot point to {}, only to {}", name, kBind, name, reference->table,
                navigation->lookup->targets);
  }
  body.values[column] = *std::move(reference);
  return {};
}

Error lookup_needs_bind(const TableSchema& table, const Field& lookup, std::string_view member) {
  return Error(ErrorCode::InvalidInput,
               fmt::format("'{}' of {} cannot be set directly, because it points to another row", member, table.name()),
               fmt::format("Send \"{}@odata.bind\": \"/...(ID)\", or null to empty it.", lookup.name));
}

Result<void> read_member(const std::string& name, const Json& json, const Schema& schema, const TableSchema& table,
                         RowBody& body) {
  if (name.ends_with(kBind)) {
    return read_bind(std::string_view(name).substr(0, name.size() - kBind.size()), json, schema, table, body);
  }
  if (name.find('@') != std::string::npos) return {};  // annotations that clients send back as they got them
  const Field* field = condition::find_property(table, name);
  if (field == nullptr) {
    const Field* lookup = table.find(name);
    if (lookup != nullptr && lookup->type == FieldType::Lookup && !lookup->has(record::kInternal)) {
      if (json.is_object()) {
        return fail(Error(ErrorCode::Unsupported, fmt::format("creating the row '{}' inside another", name),
                          "Create it first and bind it."));
      }
      return fail(lookup_needs_bind(table, *lookup, name));
    }
    if (condition::find_navigation(schema, table, name)) {
      return fail(Error(ErrorCode::Unsupported, fmt::format("creating rows of '{}' inside another", name),
                        "Create them with requests of their own."));
    }
    return fail(condition::unknown_property(table, name));
  }
  if (field->type == FieldType::Lookup) return fail(lookup_needs_bind(table, *field, name));
  Value value = TRY(value_from(table, *field, json));
  if (field->type == FieldType::Id) {
    if (const auto* id = record::as<Uuid>(value)) body.id = *id;
    return {};
  }
  body.values[std::string(field->name)] = std::move(value);
  return {};
}

}  // namespace

Result<RowBody> read_row(const Json& json, const Schema& schema, const TableSchema& table) {
  if (!json.is_object()) {
    return fail(Error(ErrorCode::InvalidInput, fmt::format("the body is {}, not a JSON object", shown(json)),
                      "Send {\"column\": value, ...}."));
  }
  RowBody body;
  for (const auto& [name, value] : json.items()) TRY(read_member(name, value, schema, table, body));
  return body;
}

}  // namespace leadlight::odata
