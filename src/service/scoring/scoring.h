// Models and scores: train, judge, publish, score, explain.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "storage/store/store.h"

namespace leadlight::scoring {

/// A version of a model, ready to score; immutable.
class LiveModel;
/// The published models of a table.
struct ModelsInForce;
class Surroundings;
struct ScoredTable;
class Trends;

/// Told how far it is; false cancels.
using ProgressFn = std::function<bool(double share, std::string_view step, std::int64_t done, std::int64_t total)>;

struct TrainRequest {
  Uuid model;
  std::vector<std::string> keep;  ///< Suspect columns used anyway, by hand.
  std::vector<std::string> drop;
  double holdout = 0.2;
  /// A numeric or date column that grows with time, where closed records have no dates. Empty: the model's own, if any.
  std::string order_column;
  std::uint64_t seed = 1;
  bool automatic = false;  ///< Nobody asked for it: settle() decides what becomes of the version.
};

/// What became of a version that was trained automatically.
struct Settled {
  bool published = false;
  std::string_view why;  ///< docs/api.md, rulings of an automatic training
};

/// Work that time or new outcomes brought, to be queued under its own id, so that any number of nodes do it once.
struct DueWork {
  Uuid id;
  std::string kind;  ///< of job
  Json payload;
};

/// A score worked out but not written yet. Empty `columns`: the record's score stays as it is.
struct NewScore {
  record::Values columns;  ///< To set on the record itself, in the same write; nulls when the score goes.
  Uuid row_id;             ///< The msdyn_predictivescore row.
  bool row_exists = false;
  record::Values row;          ///< Empty: the row goes, for no model is about the record any more.
  std::optional<Uuid> given;   ///< The msdyn_predictivemodelscore row that it is shown from, if any.
  record::Values ledger_line;  ///< Empty: score, grade, reasons and model are what the last line says.
};

/// Records whose score depends on a row that changed.
struct Dependents {
  /// Everything of a table that points at a row: too many for a save to wait for. No lookup: the whole table.
  struct Many {
    std::string table, lookup;
    Uuid target;
  };
  std::vector<record::Reference> now;
  std::vector<Many> later;
};

struct GradeShare {
  int lower = 0;             ///< Lower bound of the grade's scores.
  double share_of_open = 0;  ///< 0..1 of the scored open records.
  std::int64_t open = 0;
  std::int64_t closed = 0;  ///< Closed records of the training set that would stand in this grade.
  double success_rate = 0;  ///< 0..1 among those; out-of-fold probabilities.
};

/// What grades would be like with other bounds.
struct GradePreview {
  std::array<GradeShare, 4> grades;             ///< A to D.
  std::array<std::int64_t, 101> open_scores{};  ///< [score] open records that have it.
};

struct Compaction {
  std::int64_t looked_at = 0;  ///< Old lines of the ledger.
  std::int64_t removed = 0;
};

/// @threads any
class ScoringService {
 public:
  ScoringService(store::Store& store, const Clock& clock);
  ~ScoringService();

  /// The model of a table (the first by name), made as a draft when there is none.
  Result<Uuid> default_model(std::string_view table);

  /// Reads the closed records as they were before their close, trains, and stores a new version (not published).
  /// Answers the version's id. Runs where it is called; the job worker calls it in a process of its own.
  /// @errors InvalidInput when there is nothing to learn from; Unavailable when cancelled
  Result<Uuid> train(const TrainRequest& request, const ProgressFn& progress);

  /// What is due now: the nightly passes over scores and ledger, trainings of models that train by themselves. Cheap
  /// enough to ask every few minutes.
  Result<std::vector<DueWork>> due_work();

  /// Publishes a version that was trained automatically where it takes over from the one in force by the rule of
  /// challenge.h, and logs the decision. A first version waits for somebody to publish it.
  Result<Settled> settle(const Uuid& model_version);

  /// Makes a version the one that scores. Rescoring all open records is a separate step (rescore_all).
  /// @errors Conflict: a version that may not be published (no signal, failed)
  Result<void> publish(const Uuid& model_version, const store::Caller& caller);

  /// Scores every open record of the table with the published models, in pages; answers how many. Where no model is
  /// about a record its score goes: nobody keeps it up. The ledger stays.
  /// `only` narrows it to some of them.
  Result<std::int64_t> rescore_all(std::string_view table, std::string_view cause, const ProgressFn& progress,
                                   const query::FilterPtr& only = nullptr);

  /// The open records whose score depends on another row: an account, a contact, an activity that is about one, the
  /// order in which the models are tried.
  /// `before` absent: it was made; `after` absent: it is going. Ask before a removal, which takes the lookups along.
  Result<Dependents> dependents(store::Snapshot& snapshot, const record::Record* before, const record::Record* after);
  /// After many rows of a table came in past dependents(): the tables whose models read it are scored anew.
  Result<void> rescore_around(std::string_view table);
  /// Scores records anew in the transaction that changed what they depend on.
  Result<void> rescore_in(store::Transaction& tx, const std::vector<record::Reference>& records,
                          std::string_view cause);

  /// The published models of a table. Cached by model version.
  Result<std::shared_ptr<const ModelsInForce>> in_force(store::Snapshot& snapshot, std::string_view table);

  /// Works out score, grade, trend and reasons of `after` (the record as it will be), by the first model in force that
  /// is about it. To be kept by keep() in the transaction that writes the record, `columns` set on the record itself.
  /// `after` must hold every column. Answers an empty score when the record is closed, or has a score of another origin
  /// that no model replaces.
  Result<NewScore> evaluate(store::Snapshot& tx, std::string_view table, const record::Record& after,
                            std::string_view cause, Timestamp now);
  /// The same for those who score many records: what in_force() answered in this transaction, and what has been read
  /// around the records.
  Result<NewScore> evaluate(store::Snapshot& tx, const ModelsInForce& models, Surroundings& surroundings,
                            const record::Record& after, std::string_view cause, Timestamp now);
  /// Records as they are stored, of one table; what is asked of each is read together.
  Result<std::vector<NewScore>> evaluate_many(store::Snapshot& snapshot, const ModelsInForce& models,
                                              std::span<const record::Record* const> records, std::string_view cause,
                                              Timestamp now);
  Result<void> keep(store::Transaction& tx, NewScore score);
  /// Many at once, for imports and rescoring.
  Result<void> keep_many(store::Transaction& tx, std::vector<NewScore> scores);

  /// A score that a model outside of Leadlight gives: a row of `msdyn_predictivescore` or `msdyn_predictivemodelscore`
  /// as a client sent it, checked against the field table. Makes the model where it is new, keeps the score as a row of
  /// the model, and shows it on the record unless another model comes before it. The same score twice is one score.
  /// @param row to change; nil: the values name the record
  /// @returns the row of `table` as it now stands
  /// @errors Denied: models are not the caller's to change; NotFound; InvalidInput, naming the column; Conflict
  Result<record::Record> push_score(store::Transaction& tx, std::string_view table, const Uuid& row,
                                    record::Values values, std::optional<std::int64_t> expected_version,
                                    const store::Caller& caller);
  /// Takes a pushed score back; of a row of `msdyn_predictivescore` all that were pushed for its record.
  /// @errors as above; Conflict: the score is Leadlight's own
  Result<void> withdraw_score(store::Transaction& tx, std::string_view table, const Uuid& row,
                              std::optional<std::int64_t> expected_version, const store::Caller& caller);

  /// Called inside the transaction that closes or reopens a record: keeps the evidence (value statistics) right.
  /// Called after the write; `before` and `after` hold every column. Nothing happens when both are open, or both closed
  /// the same way.
  Result<void> outcome_changed(store::Transaction& tx, std::string_view table, const record::Record& before,
                               const record::Record& after);

  /// Counts closings that came in past outcome_changed (an import of closed records, which would count them one by
  /// one).
  Result<void> refresh_evidence(std::string_view table);

  /// Thins out the old part of the ledger, in short transactions (compaction.h says which lines stay).
  /// @errors Unavailable: cancelled; what is gone is gone
  Result<Compaction> compact_ledger(Timestamp now, const ProgressFn& progress);

  /// Everything the score pane shows of one record; see docs/api.md, `ScoreDetails`.
  Result<OrderedJson> explain(std::string_view table, const Uuid& id, const store::Caller& caller);

  /// What a seller could do about an open record's score; docs/api.md, `WhatWouldChange`.
  Result<OrderedJson> what_would_change(std::string_view table, const Uuid& id, const store::Caller& caller);

  /// Whether a table has a model, and whether there is enough to learn from; docs/api.md, `ScoringStatus`. Counts of
  /// the whole organisation, told only to who may read models.
  Result<OrderedJson> status(std::string_view table, const store::Caller& caller);

  /// What was promised of the caller's records that closed in the last weeks against what became of them, and alarms
  /// where that differs more than chance explains; docs/api.md, `WasItRight`. `by`: a choice column to group by; empty:
  /// none. @errors InvalidInput
  Result<OrderedJson> was_it_right(std::string_view table, int weeks, std::string_view by, const store::Caller& caller);

  /// Every attribute that may weigh in a model, and what its version in force (else its newest) made of it;
  /// docs/api.md, `ModelFactors`.
  Result<OrderedJson> factors(const Uuid& model, const store::Caller& caller);

  /// How the records a model is about ended by the values of one attribute, counted now; docs/api.md,
  /// `AttributeInsight`. `from` and `to` (excluded) bound the close; without them the model's own window does.
  /// @errors InvalidInput: no such attribute
  Result<OrderedJson> insight(const Uuid& model, std::string_view attribute, std::optional<Timestamp> from,
                              std::optional<Timestamp> to, const store::Caller& caller);

  /// How the open records and the hold-out would spread over the grades with these lower bounds.
  Result<GradePreview> preview_grades(const Uuid& model, int a, int b, int c, const store::Caller& caller);
  /// Sets the organisation's bounds and regrades; scores stay.
  Result<void> set_grades(const Uuid& model, int a, int b, int c, const store::Caller& caller);

  /// What scores for a model that has a published version.
  struct Serving {
    std::shared_ptr<const LiveModel> live;  ///< nullptr: no version can be used.
    std::optional<Error> problem;           ///< Of the published version: then `live` is the last good one before it.
  };
  Result<Serving> serving(store::Snapshot& snapshot, const record::Record& model);

  struct State;

 private:
  /// A version that gave a score; nullptr: its model is outside of Leadlight, or it cannot be read.
  Result<std::shared_ptr<const LiveModel>> version_of(store::Snapshot& snapshot, const record::Record& model,
                                                      const Uuid& version);
  /// The version that a new one has to stand up to; nullptr when none is published, or it cannot be read.
  Result<std::shared_ptr<const LiveModel>> champion_of(const record::Record& model);
  enum class Newest { Publishable, WithNoSignal };
  /// The version in force, else the newest one; nullptr when there is none.
  Result<std::shared_ptr<const LiveModel>> published_or_newest(store::Snapshot& snapshot, const record::Record& model,
                                                               Newest newest = Newest::Publishable);

  Result<NewScore> evaluate(store::Snapshot& tx, const ModelsInForce& models, Surroundings& surroundings,
                            Trends& trends, const record::Record& after, std::string_view cause, Timestamp now);

  Result<void> rescore_some(store::Transaction& tx, const ScoredTable& scored, const std::set<Uuid>& ids,
                            std::string_view cause);

  struct ScoredPage;
  Result<ScoredPage> score_page(const query::Query& query, std::string_view cause);
  /// false: other models are in force than the page was scored with, or records were changed since it was read.
  Result<bool> keep_page(std::string_view table, const ScoredPage& page);

  store::Store& store_;
  const Clock& clock_;
  std::unique_ptr<State> state_;
};

}  // namespace leadlight::scoring
