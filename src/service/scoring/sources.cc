#include "service/scoring/sources.h"

#include <algorithm>

#include "core/feature/infer.h"
#include "service/scoring/columns.h"

namespace leadlight::scoring {
namespace {

using feature::ColumnKind;
using record::Field;
using record::FieldType;

struct FactName {
  Fact fact;
  std::string_view name, label;
};
constexpr FactName kFactNames[] = {
    {Fact::EmailsIn, "activity/emails_in", "E-mails received"},
    {Fact::EmailsOut, "activity/emails_out", "E-mails sent"},
    {Fact::Calls, "activity/calls", "Phone calls"},
    {Fact::Meetings, "activity/meetings", "Meetings"},
    {Fact::Tasks, "activity/tasks", "Tasks done"},
    {Fact::Last30Days, "activity/last_30_days", "Activities of the last 30 days"},
    {Fact::DaysSinceLast, "activity/days_since_last", "Days since the last activity"},
    {Fact::DaysSinceInbound, "activity/days_since_inbound", "Days since the customer wrote or called"},
    {Fact::Health, "activity/health", "Relationship health"},
    {Fact::StageDays, "stage/days", "Days in the process stage"},
    {Fact::StageName, "stage/name", "Process stage"},
};

Source source_of(const FactName& fact, std::string_view table) {
  Source source;
  source.name = fact.name;
  source.label = fact.label;
  source.table = table;
  source.group = SourceGroup::Derived;
  source.fact = fact.fact;
  return source;
}

Source source_of(const Field& field, std::string_view table) {
  Source source;
  source.name = field.name;
  source.label = field.label.en;
  source.table = table;
  source.field = &field;
  return source;
}

Source related_source(const Field& field, size_t relation, const record::TableSchema& table) {
  Source source = source_of(field, table.name());
  source.name = std::string(kRelations[relation].lookup) + "/" + std::string(field.name);
  source.label = fmt::format("{} ({})", field.label.en, table.table().label.en);
  source.group = SourceGroup::Related;
  source.relation = relation;
  return source;
}

/// Whether a row beyond a lookup says something by this column: whether it points on or has a note is about our own
/// bookkeeping.
bool tells_of_relation(const Field& field) {
  return field.type != FieldType::Lookup && field.type != FieldType::Memo && field.type != FieldType::Status;
}

/// nullptr when the scored table does not point there.
const record::TableSchema* related_table(const record::Schema& schema, const ScoredTable& scored, size_t relation) {
  const record::TableSchema* table = schema.find(scored.table);
  if (table == nullptr || table->find(kRelations[relation].lookup) == nullptr) return nullptr;
  return schema.find(kRelations[relation].table);
}

}  // namespace

ColumnKind Source::kind() const {
  if (field != nullptr) return column_kind(*field);
  return fact == Fact::StageName ? ColumnKind::Category : ColumnKind::Number;
}

std::vector<Source> factor_sources(const record::Schema& schema, const ScoredTable& scored,
                                   std::span<const std::string> keep) {
  std::vector<Source> sources;
  for (const Field* field : factor_columns(*schema.find(scored.table), keep)) {
    sources.push_back(source_of(*field, scored.table));
  }
  for (size_t relation = 0; relation < kRelations.size(); ++relation) {
    const record::TableSchema* table = related_table(schema, scored, relation);
    if (table == nullptr) continue;
    for (const Field* field : factor_columns(*table, {})) {
      if (tells_of_relation(*field)) sources.push_back(related_source(*field, relation, *table));
    }
  }
  for (const FactName& fact : kFactNames) sources.push_back(source_of(fact, scored.table));
  return sources;
}

std::optional<Source> find_source(const record::Schema& schema, const ScoredTable& scored, std::string_view name) {
  const auto slash = name.find('/');
  if (slash == std::string_view::npos) {
    const record::TableSchema* table = schema.find(scored.table);
    const Field* field = table == nullptr ? nullptr : table->find(name);
    return field == nullptr ? std::nullopt : std::optional(source_of(*field, scored.table));
  }
  const auto fact = std::find_if(std::begin(kFactNames), std::end(kFactNames),
                                 [&](const FactName& each) { return each.name == name; });
  if (fact != std::end(kFactNames)) return source_of(*fact, scored.table);
  for (size_t relation = 0; relation < kRelations.size(); ++relation) {
    if (kRelations[relation].lookup != name.substr(0, slash)) continue;
    const record::TableSchema* table = related_table(schema, scored, relation);
    const Field* field = table == nullptr ? nullptr : table->find(name.substr(slash + 1));
    if (field != nullptr) return related_source(*field, relation, *table);
  }
  return std::nullopt;
}

std::string_view ignore_empty_bar(const Source& source) {
  if (source.group == SourceGroup::Derived) return "derived";
  return source.kind() == ColumnKind::Text ? "presence" : "";
}

void settle_kind(const Source& source, feature::Column& column) {
  const bool is_text = source.field != nullptr && source.field->type == FieldType::Text;
  if (!is_text || column.kind != ColumnKind::Category) return;
  // So many rows tell, of however many.
  constexpr size_t kEnough = 20'000;
  const size_t step = std::max<size_t>(1, column.codes.size() / kEnough);
  const auto text = [&](size_t number) {
    const std::int32_t code = column.codes[number * step];
    return code < 0 ? std::string_view() : std::string_view(column.levels[code]);
  };
  if (feature::infer_kind(text, column.codes.size() / step) == ColumnKind::Text) column.kind = ColumnKind::Text;
}

feature::Cell cell_of(const Source& source, const Subject& subject, std::string& buffer) {
  switch (source.group) {
    case SourceGroup::Primary:
      return to_cell(*source.field, subject.record->get(source.field->name), buffer);
    case SourceGroup::Related: {
      const auto& row = subject.related[source.relation];
      return row == nullptr ? feature::Cell() : to_cell(*source.field, row->get(source.field->name), buffer);
    }
    case SourceGroup::Derived:
      break;
  }
  if (source.fact == Fact::StageName) {
    return subject.stage.empty() ? feature::Cell() : feature::Cell(std::string_view(subject.stage));
  }
  const double value = subject.facts[static_cast<size_t>(source.fact)];
  return std::isnan(value) ? feature::Cell() : feature::Cell(value);
}

Surrounding surrounding_of(std::span<const Source> sources) {
  Surrounding wanted;
  for (const Source& source : sources) {
    if (source.group == SourceGroup::Related) wanted.related[source.relation] = true;
    if (source.group != SourceGroup::Derived) continue;
    (source.fact >= Fact::StageDays ? wanted.stages : wanted.activities) = true;
  }
  return wanted;
}

}  // namespace leadlight::scoring
