#include "core/record/markdown.h"

#include <fmt/format.h>

#include <map>

#include "core/record/type_names.h"

namespace leadlight::record {
namespace {

constexpr std::string_view kOpening = R"(# Tables and columns

Generated from the field table (`src/core/record`) by `leadlight_generate`; edit that, not this. Labels exist in English, Dutch,
German, Chinese and Thai; this page shows the English ones. Names and values are those of Dynamics 365; columns and
tables that begin with `ll_` are ours. Every table also has `createdon`, `createdby`, `modifiedon`, `modifiedby` and
`versionnumber`; tables whose rows belong to somebody have `ownerid` and `owningbusinessunit`.

)";

std::string seen_by(const Table& table) {
  switch (table.ownership) {
    case Ownership::User:
      return "Rows belong to a user or a team; seen by own, business unit or organisation.";
    case Ownership::Organisation:
      return "Rows belong to the organisation; seen by all who hold the privilege.";
    case Ownership::Parent: {
      std::string lookups;
      for (const char letter : table.parent) lookups += letter == ',' ? std::string("` or `") : std::string(1, letter);
      return fmt::format("Rows are seen by whoever sees the row that `{}` points to.", lookups);
    }
    case Ownership::System:
      break;
  }
  return "The program's own.";
}

std::string type_of(const Field& field) {
  std::string type(type_name(field.type));
  if (field.type == FieldType::Text || field.type == FieldType::Memo)
    return fmt::format("{} {}", type, max_length(field));
  if (field.choices != nullptr)
    return fmt::format("{} [{}](#choice-{})", type, field.choices->name, field.choices->name);
  if (field.type == FieldType::Lookup) {
    std::string targets;
    for (const std::string_view target : lookup_targets(field))
      targets += (targets.empty() ? "" : ", ") + std::string(target);
    return fmt::format("{} to {}", type, targets);
  }
  return type;
}

std::string notes_of(const Field& field) {
  std::string notes;
  const auto note = [&](FieldFlag flag, std::string_view text) {
    if (field.has(flag)) notes += fmt::format("{}{}", notes.empty() ? "" : ", ", text);
  };
  note(kRequired, "required");
  note(kUnique, "unique");
  note(kComputed, "set by the program");
  note(kSearchable, "searched");
  note(kPersonal, "personal");
  note(kOutcome, "known at the close");
  if (!field.has(kOutcome)) note(kNoFactor, "no factor");
  return notes;
}

/// The columns of this table only; the standard ones stand in the opening.
std::string columns_of(const Table& table) {
  std::string rows = "| column | type | label | |\n|---|---|---|---|\n";
  rows += fmt::format("| {} | Id | | |\n", table.primary_id);
  for (const Field& field : table.fields) {
    if (field.has(kInternal)) continue;
    rows += fmt::format("| {} | {} | {} | {} |\n", field.name, type_of(field), field.label.en, notes_of(field));
  }
  return rows;
}

}  // namespace

std::string to_markdown(const Schema& schema) {
  std::string text(kOpening);
  std::map<std::string_view, const ChoiceSet*> sets;
  for (const TableSchema* each : schema.tables()) {
    const Table& table = each->table();
    if (table.has(kNoApi)) continue;
    text += fmt::format("## {} (`{}`)\n\nEntity set `{}`. {}\n\n{}\n", table.label.en, table.name, table.entity_set,
                        seen_by(table), columns_of(table));
    for (const Field& field : table.fields) {
      if (field.choices != nullptr) sets.emplace(field.choices->name, field.choices);
    }
  }
  text += "## Values\n";
  for (const auto& [name, set] : sets) {
    text += fmt::format("\n### <a id=\"choice-{}\"></a>{}\n\n", name, name);
    for (const Option& option : set->options) {
      text += fmt::format("- {} {}{}\n", option.value, option.label.en,
                          option.state < 0 ? "" : fmt::format(" (statecode {})", option.state));
    }
  }
  return text;
}

}  // namespace leadlight::record
