#include "service/jobs/claim.h"

#include "core/query/query.h"

namespace leadlight::jobs {
namespace {

using record::Record;
using record::Values;
using store::Caller;
using store::Transaction;

/// Jobs that wait and are due, and those whose worker's lease has ended; the most urgent and oldest first.
query::Query claimable(const std::vector<std::string>& kinds, Timestamp now) {
  using query::CompareOp;
  query::Query query;
  query.table = "ll_job";
  query.columns = {"ll_kind", "ll_payload", "ll_state", "ll_attempts", "ll_error", "versionnumber"};
  std::vector<query::FilterPtr> wanted;
  for (const std::string& kind : kinds) wanted.push_back(query::equals("ll_kind", kind));
  const auto due = query::any_of(
      {query::equals("ll_nextattempton", record::Value{}), query::compare("ll_nextattempton", CompareOp::Le, now)});
  const auto waits = query::all_of({query::equals("ll_state", std::int64_t{kQueued}), due});
  const auto abandoned = query::all_of(
      {query::equals("ll_state", std::int64_t{kRunning}), query::compare("ll_leaseexpireson", CompareOp::Lt, now)});
  query.filter = query::all_of({query::any_of({waits, abandoned}), query::any_of(std::move(wanted))});
  query.order = {{query::Path{{}, {}, "ll_priority"}, query::Direction::Descending},
                 {query::Path{{}, {}, "createdon"}, query::Direction::Ascending}};
  query.limit = 1;
  return query;
}

/// What it failed of the last time is worth more than that it was tried often.
Result<void> give_up(Transaction& tx, const Record& job) {
  std::string why = job.text("ll_error");
  if (why.empty()) why = fmt::format("its worker ended {} times before it was done", Worker::kMostAttempts);
  TRY(tx.update("ll_job", job.id,
                {{"ll_state", std::int64_t{kFailed}}, {"ll_error", "given up: " + why}, {"finishedon", tx.now()}},
                job.version, Caller::system()));
  return {};
}

}  // namespace

Result<std::optional<Claim>> claim(store::Store& store, const Clock& clock, const std::vector<std::string>& kinds) {
  const Caller program = Caller::system();
  {
    // Most of the time there is nothing: that costs no write.
    const auto snapshot = TRY(store.snapshot());
    if (TRY(snapshot->select(claimable(kinds, clock.now()), program)).rows.empty()) return std::optional<Claim>();
  }
  std::optional<Claim> claimed;
  TRY(store.write([&](Transaction& tx) -> Result<void> {
    claimed.reset();
    const Timestamp now = clock.now();
    const std::optional<Record> job = TRY(tx.take(claimable(kinds, now)));
    if (!job) return {};
    const std::int64_t attempts = job->number("ll_attempts", 0) + 1;
    if (attempts > Worker::kMostAttempts) return give_up(tx, *job);
    // Unlike any other: a claim makes the row's next version, and no two transactions make the same.
    const std::string key = fmt::format("{}/{}", job->id.to_string(), job->version + 1);
    TRY(tx.update("ll_job", job->id,
                  {{"ll_state", std::int64_t{kRunning}},
                   {"ll_attempts", attempts},
                   {"ll_leaseowner", key},
                   {"ll_leaseexpireson", now + kLease},
                   {"ll_nextattempton", record::Value{}},
                   {"startedon", now},
                   {"ll_progress", 0.0}},
                  job->version, program));
    claimed = Claim{job->id, job->text("ll_kind"), job->text("ll_payload"), key, attempts};
    return {};
  }));
  return claimed;
}

Result<bool> update_if_ours(store::Store& store, const Claim& job, const Values& changes) {
  const Caller program = Caller::system();
  bool ours = false;
  TRY(store.write([&](Transaction& tx) -> Result<void> {
    const auto row = TRY(tx.find("ll_job", job.id, {"ll_state", "ll_leaseowner"}, program));
    ours = row && row->number("ll_state", 0) == kRunning && row->text("ll_leaseowner") == job.key;
    if (ours) TRY(tx.update("ll_job", job.id, changes, std::nullopt, program));
    return {};
  }));
  return ours;
}

namespace {

Values row_of(std::string_view kind, const Json& payload, const Caller& caller, int priority) {
  Values values{{"ll_kind", std::string(kind)},
                {"ll_state", std::int64_t{kQueued}},
                {"ll_payload", base::to_text(payload)},
                {"ll_priority", std::int64_t{priority}},
                {"ll_progress", 0.0},
                {"ll_attempts", std::int64_t{0}}};
  // So that a model's page finds its jobs.
  const auto model = payload.is_object() ? Uuid::parse(payload.value("model", "")) : std::nullopt;
  if (model) values["ll_modelid"] = record::Reference{"ll_model", *model};
  if (!caller.is_system) {
    values["createdby"] = record::Reference{"systemuser", caller.user};
    values["ownerid"] = record::Reference{"systemuser", caller.user};
  }
  return values;
}

}  // namespace

Result<Uuid> enqueue(Transaction& tx, std::string_view kind, const Json& payload, const Caller& caller, int priority) {
  return TRY(tx.insert("ll_job", Uuid{}, row_of(kind, payload, caller, priority), Caller::system())).id;
}

Result<Uuid> enqueue(store::Store& store, std::string_view kind, const Json& payload, const Caller& caller,
                     int priority) {
  Uuid id;
  TRY(store.write([&](Transaction& tx) -> Result<void> {
    id = TRY(enqueue(tx, kind, payload, caller, priority));
    return {};
  }));
  return id;
}

Result<bool> enqueue_once(store::Store& store, const Uuid& id, std::string_view kind, const Json& payload) {
  const Caller program = Caller::system();
  bool added = false;
  const auto result = store.write([&](Transaction& tx) -> Result<void> {
    added = !TRY(tx.find("ll_job", id, {"ll_state"}, program));
    if (added) TRY(tx.insert("ll_job", id, row_of(kind, payload, program, 0), program));
    return {};
  });
  // Another node was a moment sooner.
  if (!result && result.error().code() == ErrorCode::Conflict) return false;
  if (!result) return fail(result.error());
  return added;
}

Result<bool> enqueue_unless_queued(Transaction& tx, std::string_view kind, const Json& payload) {
  const auto waiting =
      query::all_of({query::equals("ll_kind", std::string(kind)), query::equals("ll_state", std::int64_t{kQueued})});
  if (TRY(tx.count("ll_job", waiting, Caller::system())) > 0) return false;
  TRY(enqueue(tx, kind, payload, Caller::system(), 0));
  return true;
}

Result<bool> enqueue_unless_queued(store::Store& store, std::string_view kind, const Json& payload) {
  bool added = false;
  TRY(store.write([&](Transaction& tx) -> Result<void> {
    added = TRY(enqueue_unless_queued(tx, kind, payload));
    return {};
  }));
  return added;
}

Result<void> cancel(store::Store& store, const Uuid& job, const Caller& caller) {
  return store.write([&](Transaction& tx) -> Result<void> {
    const auto row = TRY(tx.find("ll_job", job, {"ll_state"}, caller));
    if (!row) return fail(ErrorCode::NotFound, "there is no job {}", job.to_string());
    const std::int64_t state = row->number("ll_state", 0);
    if (state != kQueued && state != kRunning) return {};
    TRY(tx.update("ll_job", job, {{"ll_state", std::int64_t{kCancelled}}, {"finishedon", tx.now()}}, std::nullopt,
                  Caller::system()));
    return {};
  });
}

}  // namespace leadlight::jobs
