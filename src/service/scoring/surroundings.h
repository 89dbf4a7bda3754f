// Reads what surrounds records: related rows, activities and stages, now or as of an earlier moment.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/query/evaluate.h"
#include "service/scoring/definition.h"
#include "service/scoring/sources.h"
#include "service/scoring/subject.h"
#include "service/settings/privacy.h"
#include "storage/store/store.h"

namespace leadlight::scoring {

/// The columns of an activity that are counted as facts of the record it is about; empty for other tables.
std::vector<std::string_view> counted_columns(std::string_view table);

/// Whether a record's life was lived here, or it came in as it is (an import): then the rows around it came in with it,
/// and count as they first were.
enum class Past { Lived, CameIn };

/// For one snapshot. Keeps what it has read, so that a page of records costs a few queries (read_ahead), and one record
/// reads only what is wanted of it.
class Surroundings {
 public:
  Surroundings(store::Snapshot& snapshot, const ScoredTable& scored, Surrounding wanted)
      : snapshot_(snapshot), scored_(scored), wanted_(wanted) {}

  Result<void> read_ahead(std::span<const record::Record* const> records);
  /// The histories of the rows that are read, too: for before().
  Result<void> read_histories_ahead();

  /// The record with what surrounds it now. A record that is not written yet (`version` 0) has no past.
  Result<Subject> now(const record::Record& record, double as_of);
  /// `known` is the record just before `moment`: what surrounds it is taken as of then, too. Without a moment
  /// everything that happened counts.
  Result<Subject> before(const record::Record& known, std::optional<Timestamp> moment, Past past);

  /// Any row, read once; nullptr when there is none. For conditions on related columns.
  Result<std::shared_ptr<const record::Record>> row(const record::Reference& reference);

 private:
  struct Happening {
    Timestamp at;
    Fact kind;  ///< EmailsIn .. Tasks
    bool inbound = false;
  };
  struct Stay {
    Timestamp entered;
    std::optional<Timestamp> left;
    Uuid stage, process;
    std::string name;
  };
  struct RelatedLife {
    std::shared_ptr<const record::Record> now;
    std::optional<std::vector<store::HistoryEntry>> history;  ///< Read when an earlier moment is asked for.
  };

  Result<void> read_rows(std::string_view table, std::vector<Uuid> ids);
  Result<void> read_histories(std::string_view table, std::span<const Uuid> ids);
  Result<void> read_activities(const std::vector<Uuid>& records);
  Result<void> forget_left_out(const std::vector<Uuid>& records);
  Result<void> read_stages(const std::vector<Uuid>& records);
  Result<RelatedLife*> life(const record::Reference& reference);
  Result<std::shared_ptr<const record::Record>> related(const record::Record& record, size_t relation);
  Result<std::shared_ptr<const record::Record>> related_before(const record::Record& known, size_t relation,
                                                               std::optional<Timestamp> moment, Past past);
  Result<void> ensure_read(const record::Record& record);
  void add_facts(const Uuid& record, std::optional<Timestamp> moment, Subject& subject) const;

  store::Snapshot& snapshot_;
  const ScoredTable& scored_;
  Surrounding wanted_;
  std::optional<settings::Privacy> privacy_;  ///< read when first needed
  std::map<std::pair<std::string, Uuid>, RelatedLife> rows_;
  std::map<Uuid, std::vector<Happening>> happenings_;  ///< of the records read, oldest first
  std::map<Uuid, std::vector<Stay>> stays_;            ///< likewise
};

}  // namespace leadlight::scoring
