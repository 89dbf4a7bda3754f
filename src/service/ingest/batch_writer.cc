#include "service/ingest/batch_writer.h"

#include <random>
#include <set>

#include "base/text.h"
#include "base/thread.h"
#include "service/ingest/base_amounts.h"

namespace leadlight::ingest {
namespace {

std::uint64_t seed() {
  std::random_device device;
  return std::uint64_t{device()} << 32 | device();
}

/// Folded keys of those records that are in the table already.
Result<std::set<std::string>> keys_there(store::Snapshot& snapshot, std::string_view table,
                                         std::vector<record::Value> keys) {
  query::Query query;
  query.table = table;
  query.columns = {std::string(kExternalKey)};
  query::In in{query::Path{{}, {}, std::string(kExternalKey)}, std::move(keys)};
  query.filter = std::make_shared<query::Filter>(query::Filter{std::move(in)});
  std::set<std::string> found;
  TRY(snapshot.scan(query, store::Caller::system(), [&](record::Record&& row) -> Result<bool> {
    if (const auto* key = row.get_as<std::string>(kExternalKey)) found.insert(base::fold(*key));
    return true;
  }));
  return found;
}

}  // namespace

BatchWriter::BatchWriter(store::Store& store, scoring::ScoringService& scoring, std::string_view table,
                         const Clock& clock)
    : store_(store), scoring_(scoring), table_(table), clock_(clock), random_(seed()) {}

Result<void> BatchWriter::write(std::vector<PreparedRow> rows) {
  if (rows.empty()) return {};
  Batch batch = TRY(score(std::move(rows)));
  TRY(finish());
  under_way_ = std::async(std::launch::async, [this, batch = std::move(batch), background = base::is_background()] {
    base::set_background(background);
    return write_batch(batch);
  });
  return {};
}

Result<void> BatchWriter::finish() {
  if (!under_way_.valid()) return {};
  const Written batch = TRY(under_way_.get());
  written_.imported += batch.imported;
  written_.there_already += batch.there_already;
  written_.scored += batch.scored;
  return {};
}

Result<BatchWriter::Batch> BatchWriter::score(std::vector<PreparedRow> rows) {
  const auto snapshot = TRY(store_.snapshot());
  Batch batch{{}, TRY(scoring_.in_force(*snapshot, table_)), clock_.now()};
  batch.records.reserve(rows.size());
  const record::TableSchema* table = snapshot->schema().find(table_);
  if (table == nullptr) return fail(ErrorCode::InvalidInput, "no table named {}", table_);
  BaseAmounts base_amounts(*snapshot);
  auto surroundings = around(*snapshot, *batch.models);
  for (PreparedRow& row : rows) {
    NewRecord record{std::move(row.key), Uuid::make(batch.now, random_), std::move(row.values), {}};
    // What an age is counted from, in the score as in the record.
    record.values.try_emplace("createdon", batch.now);
    TRY(base_amounts.complete(*table, nullptr, record.values));
    TRY(score_one(*snapshot, *batch.models, surroundings, batch.now, record));
    batch.records.push_back(std::move(record));
  }
  return batch;
}

std::optional<scoring::Surroundings> BatchWriter::around(store::Snapshot& snapshot,
                                                         const scoring::ModelsInForce& models) const {
  if (models.empty()) return std::nullopt;
  return std::optional<scoring::Surroundings>(std::in_place, snapshot, *scoring::find_scored_table(table_),
                                              models.wanted);
}

Result<void> BatchWriter::score_one(store::Snapshot& snapshot, const scoring::ModelsInForce& models,
                                    std::optional<scoring::Surroundings>& surroundings, Timestamp now,
                                    NewRecord& record) {
  if (!surroundings) return {};
  record::Record after{table_, record.id, 0, std::move(record.values)};
  record.score = TRY(scoring_.evaluate(snapshot, models, *surroundings, after, "import", now));
  record.values = std::move(after.values);
  for (const auto& [name, value] : record.score.columns) record.values.insert_or_assign(name, value);
  return {};
}

Result<BatchWriter::Written> BatchWriter::write_in(store::Transaction& tx, const Batch& batch) {
  std::vector<record::Value> keys;
  for (const NewRecord& record : batch.records) keys.emplace_back(record.key);
  const auto there = TRY(keys_there(tx, table_, std::move(keys)));
  // A model published since the batch was scored scores it anew.
  const auto models = TRY(scoring_.in_force(tx, table_));
  const bool overtaken = !(*models == *batch.models);
  auto surroundings = around(tx, *models);

  std::vector<std::pair<Uuid, record::Values>> rows;
  std::vector<scoring::NewScore> scores;
  for (const NewRecord& known : batch.records) {
    if (there.contains(base::fold(known.key))) continue;
    NewRecord record = known;
    if (overtaken) {
      for (const auto& [name, value] : record.score.columns) record.values.erase(name);
      record.score = {};
      TRY(score_one(tx, *models, surroundings, batch.now, record));
    }
    if (!record.score.columns.empty()) scores.push_back(std::move(record.score));
    rows.emplace_back(record.id, std::move(record.values));
  }
  const Written written{rows.size(), batch.records.size() - rows.size(), scores.size()};
  TRY(tx.insert_many(table_, std::move(rows), store::Caller::system()));
  TRY(scoring_.keep_many(tx, std::move(scores)));
  return written;
}

Result<BatchWriter::Written> BatchWriter::write_batch(const Batch& batch) {
  Written written;
  TRY(store_.write([&](store::Transaction& tx) -> Result<void> {
    written = TRY(write_in(tx, batch));
    return {};
  }));
  return written;
}

}  // namespace leadlight::ingest
