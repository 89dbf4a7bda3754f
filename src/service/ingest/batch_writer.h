// Rows of an import on their way into a table: batch after batch, each in one transaction, scored where a model is
// published. While a batch is written, the next one is read and scored.
#pragma once

#include <future>
#include <memory>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/time.h"
#include "service/scoring/live_model.h"
#include "service/scoring/scoring.h"
#include "storage/store/store.h"

namespace leadlight::ingest {

/// A record's key in the system it came from.
constexpr std::string_view kExternalKey = "ll_externalkey";

/// A checked row of a file, ready to become a record.
struct PreparedRow {
  std::string key;  ///< A record that has it already is left alone.
  record::Values values;
  record::Values given = {};  ///< Where an import may also update: only what the file says.
  std::uint64_t line = 0;
};

class BatchWriter {
 public:
  struct Written {
    std::uint64_t imported = 0;
    std::uint64_t there_already = 0;
    std::uint64_t scored = 0;
  };

  BatchWriter(store::Store& store, scoring::ScoringService& scoring, std::string_view table, const Clock& clock);

  /// Answers as soon as the batch before is in the database; errors may be of that one.
  Result<void> write(std::vector<PreparedRow> rows);
  /// Waits for the last batch.
  Result<void> finish();
  /// What is in the database, without a batch still under way.
  const Written& written() const { return written_; }

 private:
  struct NewRecord {
    std::string key;
    Uuid id;
    record::Values values;
    scoring::NewScore score;  ///< Empty columns: none.
  };
  struct Batch {
    std::vector<NewRecord> records;
    std::shared_ptr<const scoring::ModelsInForce> models;  ///< What scored them.
    Timestamp now;
  };

  Result<Batch> score(std::vector<PreparedRow> rows);
  /// nullopt where nothing scores.
  std::optional<scoring::Surroundings> around(store::Snapshot& snapshot, const scoring::ModelsInForce& models) const;
  Result<void> score_one(store::Snapshot& snapshot, const scoring::ModelsInForce& models,
                         std::optional<scoring::Surroundings>& surroundings, Timestamp now, NewRecord& record);
  Result<Written> write_in(store::Transaction& tx, const Batch& batch);
  Result<Written> write_batch(const Batch& batch);

  store::Store& store_;
  scoring::ScoringService& scoring_;
  const std::string table_;
  const Clock& clock_;
  Random random_;
  Written written_;
  std::future<Result<Written>> under_way_;  ///< Last: waited for before anything it uses goes.
};

}  // namespace leadlight::ingest
