// The things a model can weigh, whatever they come from: columns of the record, columns of a row it points at, facts
// derived from its life. Each is an attribute of the feature layer by its name.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/feature/frame.h"
#include "core/record/schema.h"
#include "service/scoring/definition.h"
#include "service/scoring/subject.h"

namespace leadlight::scoring {

enum class SourceGroup { Primary, Related, Derived };

struct Source {
  std::string name;        ///< `budgetamount`, `parentaccountid/industrycode`, `activity/calls`
  std::string label;       ///< English
  std::string_view table;  ///< Where the column stands; of a fact the scored table.
  SourceGroup group = SourceGroup::Primary;
  const record::Field* field = nullptr;  ///< nullptr: a fact.
  size_t relation = 0;                   ///< Related: index into kRelations.
  Fact fact{};

  feature::ColumnKind kind() const;
};

/// Everything that may become a factor: not ids, not computed or internal columns, not bookkeeping, not who handles the
/// record. Columns of the outcome are left out too unless named in `keep`.
std::vector<Source> factor_sources(const record::Schema& schema, const ScoredTable& scored,
                                   std::span<const std::string> keep);

/// The source of an attribute's name, barred ones included; nullopt for a column that is gone.
std::optional<Source> find_source(const record::Schema& schema, const ScoredTable& scored, std::string_view name);

/// Why blanks of an attribute cannot be ignored, as a stable key: `derived` (no fact of a record's life is ever blank
/// by neglect) or `presence` (only whether it is filled in is used). Empty where they can, as far as the kind of column
/// tells; what a version makes of a column may tell more.
std::string_view ignore_empty_bar(const Source& source);

/// Text that hardly repeats is free writing, of which only its presence is used.
void settle_kind(const Source& source, feature::Column& column);

/// The source's value; views into the subject or `buffer`.
feature::Cell cell_of(const Source& source, const Subject& subject, std::string& buffer);

/// What has to be read beside a record for some sources.
struct Surrounding {
  std::array<bool, kRelations.size()> related{};
  bool activities = false;
  bool stages = false;
  friend bool operator==(const Surrounding&, const Surrounding&) = default;
};
Surrounding surrounding_of(std::span<const Source> sources);

}  // namespace leadlight::scoring
