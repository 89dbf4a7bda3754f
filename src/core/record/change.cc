// check_change: a whole row or the changed part of one.
#include <algorithm>

#include "core/record/validate.h"

namespace leadlight::record {
namespace {

const Field* find_of_type(const TableSchema& table, FieldType type) {
  const auto found = std::ranges::find(table.fields(), type, &Field::type);
  return found == table.fields().end() ? nullptr : *found;
}

Result<void> check_writable(const TableSchema& table, const Field* field, std::string_view name, ChangeKind kind,
                            Writer writer) {
  if (field == nullptr || (field->has(kInternal) && writer == Writer::Client)) {
    return fail(ErrorCode::InvalidInput, "{} has no column named {}", table.name(), name);
  }
  if (field->has(kComputed) && writer == Writer::Client) {
    return fail(ErrorCode::InvalidInput, "column {} of {} is written by the program and cannot be set", name,
                table.name());
  }
  if (field->type == FieldType::Id && kind == ChangeKind::Update) {
    return fail(ErrorCode::InvalidInput, "column {} is the id of the row and cannot change", name);
  }
  return {};
}

/// May a row be without it? States, owners of owned rows and required columns may not be emptied.
bool may_be_null(const Field& field) {
  return !field.has(kRequired) && field.type != FieldType::State && field.type != FieldType::Status &&
         field.type != FieldType::Id && field.name != "ownerid";
}

const Option* first_status_of(const ChoiceSet& statuses, std::int64_t state) {
  const auto found = std::ranges::find(statuses.options, static_cast<int>(state), &Option::state);
  return found == statuses.options.end() ? nullptr : &*found;
}

Result<void> complete_state(const TableSchema& table, Values& values, ChangeKind kind) {
  const Field* state = find_of_type(table, FieldType::State);
  const Field* status = find_of_type(table, FieldType::Status);
  if (state == nullptr || status == nullptr) return {};
  const auto given_state = values.find(state->name);
  const auto given_status = values.find(status->name);
  if (given_status != values.end()) {
    const Option* option = status->choices->find(*as<std::int64_t>(given_status->second));
    if (given_state != values.end() && *as<std::int64_t>(given_state->second) != option->state) {
      return fail(Error(ErrorCode::InvalidInput,
                        fmt::format("statuscode {} ({}) does not belong to statecode {}", option->value,
                                    option->label.en, to_string(given_state->second)),
                        fmt::format("it belongs to statecode {}", option->state)));
    }
    values[std::string(state->name)] = static_cast<std::int64_t>(option->state);
    return {};
  }
  if (given_state == values.end() && kind == ChangeKind::Update) return {};
  const std::int64_t wanted =
      given_state == values.end() ? state->choices->options.front().value : *as<std::int64_t>(given_state->second);
  values[std::string(state->name)] = wanted;
  values[std::string(status->name)] = static_cast<std::int64_t>(first_status_of(*status->choices, wanted)->value);
  return {};
}

Result<void> check_required(const TableSchema& table, const Values& values) {
  for (const Field* field : table.fields()) {
    if (!field->has(kRequired)) continue;
    if (!values.contains(field->name)) {
      return fail(ErrorCode::InvalidInput, "column {} of {} is required", field->name, table.name());
    }
  }
  return {};
}

void complete_full_name(const TableSchema& table, Values& values, ChangeKind kind) {
  if (table.find("fullname") == nullptr || values.contains("fullname")) return;
  const bool both = values.contains("firstname") && values.contains("lastname");
  if (kind == ChangeKind::Update && !both) return;  // the other part is in the row: the caller knows it
  if (Value name = full_name(values); !is_null(name)) values["fullname"] = std::move(name);
}

}  // namespace

Value full_name(const Values& row) {
  std::string name;
  for (const std::string_view part : {"firstname", "middlename", "lastname"}) {
    const auto found = row.find(part);
    const auto* text = found == row.end() ? nullptr : as<std::string>(found->second);
    if (text == nullptr || text->empty()) continue;
    if (!name.empty()) name += ' ';
    name += *text;
  }
  return name.empty() ? Value{} : Value(std::move(name));
}

Result<Values> check_change(const TableSchema& table, Values values, ChangeKind kind, Writer writer) {
  for (auto& [name, value] : values) {
    const Field* field = table.find(name);
    TRY(check_writable(table, field, name, kind, writer));
    value = TRY(check_value(*field, std::move(value)));
  }
  std::erase_if(values, [&](const auto& entry) {
    return kind == ChangeKind::Create && is_null(entry.second);  // a new row has nothing to empty
  });
  for (const auto& [name, value] : values) {
    if (is_null(value) && !may_be_null(*table.find(name))) {
      return fail(ErrorCode::InvalidInput, "column {} of {} cannot be emptied", name, table.name());
    }
  }
  if (kind == ChangeKind::Create) TRY(check_required(table, values));
  TRY(complete_state(table, values, kind));
  complete_full_name(table, values, kind);
  return values;
}

}  // namespace leadlight::record
