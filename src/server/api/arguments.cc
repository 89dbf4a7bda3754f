#include "server/api/arguments.h"

#include <algorithm>
#include <limits>

#include "base/text.h"

namespace leadlight::api {
namespace {

Result<std::string> resolve_alias(const Call& call, const std::string& value) {
  if (!value.starts_with('@')) return value;
  const auto found = std::ranges::find(call.options, value, &odata::QueryOption::name);
  if (found == call.options.end()) return fail(ErrorCode::InvalidInput, "the parameter alias {} has no value", value);
  return odata::unquote(found->value).value_or(found->value);
}

Error takes(std::string_view name, std::string_view what, const Json* given) {
  if (given == nullptr) return Error(ErrorCode::InvalidInput, fmt::format("{} is missing; it takes {}", name, what));
  return Error(ErrorCode::InvalidInput,
               fmt::format("{} takes {}, not {}", name, what, base::to_text(*given).substr(0, 60)));
}

}  // namespace

Result<Arguments> Arguments::make(const Call& call, const odata::Operation& operation) {
  Json values = Json::object();
  if (operation.kind == odata::Operation::Kind::Action) {
    values = TRY(json_body(call.request));
    if (!values.is_object()) return fail(ErrorCode::InvalidInput, "the body is no JSON object");
  } else {
    for (const odata::QueryOption& argument : TRY(odata::parse_arguments(call.path.front().argument.value_or("")))) {
      values[argument.name] = TRY(resolve_alias(call, argument.value));
    }
  }
  for (const auto& [name, value] : values.items()) {
    const bool known =
        std::ranges::find(operation.parameters, name, &odata::Parameter::name) != operation.parameters.end();
    if (!known && name.find('@') == std::string::npos) {
      return fail(ErrorCode::InvalidInput, "{} has no parameter '{}'", operation.name, name.substr(0, 60));
    }
  }
  return Arguments(std::move(values));
}

const Json* Arguments::find(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() || found->is_null() ? nullptr : &*found;
}

Result<Uuid> Arguments::id(std::string_view name) const {
  const Json* given = find(name);
  const auto id =
      given != nullptr && given->is_string() ? Uuid::parse(given->get_ref<const std::string&>()) : std::nullopt;
  if (!id) return fail(takes(name, "an id", given));
  return *id;
}

Result<int> Arguments::integer(std::string_view name) const {
  const Json* given = find(name);
  std::optional<std::int64_t> number;
  if (given != nullptr && given->is_string()) number = base::parse_int(given->get_ref<const std::string&>());
  if (given != nullptr && given->is_number_integer()) number = given->get<std::int64_t>();
  if (!number || *number < std::numeric_limits<int>::min() || *number > std::numeric_limits<int>::max()) {
    return fail(takes(name, "a whole number", given));
  }
  return static_cast<int>(*number);
}

Result<std::string> Arguments::text(std::string_view name) const {
  const Json* given = find(name);
  if (given == nullptr || !given->is_string()) return fail(takes(name, "a text", given));
  return given->get<std::string>();
}

Result<std::string> Arguments::optional_text(std::string_view name) const {
  return find(name) == nullptr ? std::string() : text(name);
}

Result<std::vector<std::string>> Arguments::texts(std::string_view name) const {
  const Json* given = find(name);
  std::vector<std::string> texts;
  if (given == nullptr) return texts;
  if (!given->is_array()) return fail(takes(name, "a list of texts", given));
  for (const Json& element : *given) {
    if (!element.is_string()) return fail(takes(name, "a list of texts", given));
    texts.push_back(element.get<std::string>());
  }
  return texts;
}

Result<std::optional<Uuid>> Arguments::optional_id(std::string_view name) const {
  if (find(name) == nullptr) return std::nullopt;
  return TRY(id(name));
}

Result<std::optional<int>> Arguments::optional_integer(std::string_view name) const {
  if (find(name) == nullptr) return std::nullopt;
  return TRY(integer(name));
}

Result<std::optional<Timestamp>> Arguments::optional_time(std::string_view name) const {
  const Json* given = find(name);
  if (given == nullptr) return std::nullopt;
  if (given->is_string()) {
    const std::string& text = given->get_ref<const std::string&>();
    if (const auto time = base::parse_timestamp(text)) return *time;
    if (const auto date = base::parse_date(text)) return Timestamp(*date);
  }
  return fail(takes(name, "a moment like 2026-11-22T10:00:00Z or a day like 2026-11-22", given));
}

Result<std::vector<Uuid>> Arguments::ids(std::string_view name) const {
  std::vector<Uuid> ids;
  for (const std::string& text : TRY(texts(name))) {
    const auto id = Uuid::parse(text);
    if (!id) return fail(ErrorCode::InvalidInput, "{}: '{}' is no id", name, text.substr(0, 60));
    ids.push_back(*id);
  }
  return ids;
}

Result<bool> Arguments::flag(std::string_view name) const {
  const Json* given = find(name);
  if (given != nullptr && given->is_boolean()) return given->get<bool>();
  if (given != nullptr && (*given == "true" || *given == "false")) return *given == "true";
  return fail(takes(name, "true or false", given));
}

Result<bool> Arguments::flag(std::string_view name, bool otherwise) const {
  return find(name) == nullptr ? otherwise : flag(name);
}

Result<const Json*> Arguments::object(std::string_view name) const {
  const Json* given = find(name);
  if (given != nullptr && !given->is_object()) return fail(takes(name, "a JSON object", given));
  return given;
}

}  // namespace leadlight::api
