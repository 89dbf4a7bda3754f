#include "core/condition/names.h"

#include <algorithm>
#include <numeric>

namespace leadlight::condition {
namespace {

using record::Field;
using record::FieldType;

bool is_visible(const Field& field) {
  return !field.has(record::kInternal) && !field.has(record::kRetired);
}

/// Levenshtein's distance, for suggestions.
size_t distance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = std::exchange(row[0], i);
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t substitution = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, substitution}));
    }
  }
  return row.back();
}

std::vector<const record::TableSchema*> targets_of(const record::Schema& schema, const Field& field) {
  std::vector<const record::TableSchema*> targets;
  for (std::string_view name : record::lookup_targets(field)) {
    const record::TableSchema* target = schema.find(name);
    if (target != nullptr && has_entity_set(*target)) targets.push_back(target);
  }
  return targets;
}

std::string collection_name(const record::TableSchema& many, const Field& lookup) {
  return fmt::format("{}_{}", many.name(), lookup.name);
}

/// The ways along a lookup of `table`.
void append_single(const record::Schema& schema, const record::TableSchema& table, const Field& field,
                   std::vector<Navigation>& all) {
  if (field.type != FieldType::Lookup || !is_visible(field)) return;
  const auto targets = targets_of(schema, field);
  if (targets.empty()) return;
  all.push_back({std::string(field.name), false, targets.front(), &field, collection_name(table, field)});
  if (targets.size() < 2) return;
  for (const record::TableSchema* target : targets) {
    all.push_back({fmt::format("{}_{}", field.name, target->name()), false, target, &field,
                   target == targets.front() ? std::string() : collection_name(table, field)});
  }
}

/// The way from `table` to the rows of `many` whose `field` points to it, if it can.
void append_collection(const record::Schema& schema, const record::TableSchema& table, const record::TableSchema& many,
                       const Field& field, std::vector<Navigation>& all) {
  if (field.type != FieldType::Lookup || !is_visible(field) || !has_entity_set(many)) return;
  const auto targets = targets_of(schema, field);
  const auto here = std::ranges::find(targets, &table);
  if (here == targets.end()) return;
  all.push_back({collection_name(many, field), true, &many, &field,
                 here == targets.begin() ? std::string(field.name) : fmt::format("{}_{}", field.name, table.name())});
}

}  // namespace

bool has_entity_set(const record::TableSchema& table) {
  return !table.table().has(record::kNoApi);
}

const Field* find_property(const record::TableSchema& table, std::string_view name) {
  const bool is_value = name.starts_with('_') && name.ends_with("_value") && name.size() > 7;
  const Field* field = table.find(is_value ? name.substr(1, name.size() - 7) : name);
  if (field == nullptr || !is_visible(*field)) return nullptr;
  return (field->type == FieldType::Lookup) == is_value ? field : nullptr;
}

std::string property_name(const Field& field) {
  return field.type == FieldType::Lookup ? fmt::format("_{}_value", field.name) : std::string(field.name);
}

std::vector<const Field*> visible_fields(const record::TableSchema& table) {
  std::vector<const Field*> fields;
  std::ranges::copy_if(table.fields(), std::back_inserter(fields),
                       [](const Field* field) { return is_visible(*field); });
  return fields;
}

std::vector<Navigation> navigations(const record::Schema& schema, const record::TableSchema& table) {
  std::vector<Navigation> all;
  for (const Field* field : table.fields()) append_single(schema, table, *field, all);
  for (const record::TableSchema* many : schema.tables()) {
    for (const Field* field : many->fields()) append_collection(schema, table, *many, *field, all);
  }
  return all;
}

std::optional<Navigation> find_navigation(const record::Schema& schema, const record::TableSchema& table,
                                          std::string_view name) {
  std::vector<Navigation> candidates;
  for (const Field* field : table.fields()) {
    if (name.starts_with(field->name)) append_single(schema, table, *field, candidates);
  }
  for (const record::TableSchema* many : schema.tables()) {
    if (!name.starts_with(many->name()) || name.size() < many->name().size() + 2) continue;
    const Field* field = many->find(name.substr(many->name().size() + 1));
    if (field != nullptr) append_collection(schema, table, *many, *field, candidates);
  }
  const auto found = std::ranges::find(candidates, name, &Navigation::name);
  if (found == candidates.end()) return std::nullopt;
  return std::move(*found);
}

Error unknown_property(const record::TableSchema& table, std::string_view name) {
  const std::string message = fmt::format("{} has no column '{}'", table.name(), name);
  const Field* lookup = table.find(name);
  if (lookup != nullptr && lookup->type == FieldType::Lookup && is_visible(*lookup)) {
    return Error(ErrorCode::InvalidInput, fmt::format("'{}' of {} is a related row, not a value", name, table.name()),
                 fmt::format("The id stands in _{}_value.", name));
  }
  // A long name would make this costly and cannot be a slip of the fingers.
  std::string nearest;
  size_t best = 4;
  for (const Field* field : visible_fields(table)) {
    const std::string candidate = property_name(*field);
    const size_t apart = name.size() > 60 ? best : distance(name, candidate);
    if (apart < best) {
      best = apart;
      nearest = candidate;
    }
  }
  return Error(ErrorCode::InvalidInput, message,
               nearest.empty() ? "See $metadata for its columns." : fmt::format("Did you mean {}?", nearest));
}

}  // namespace leadlight::condition
