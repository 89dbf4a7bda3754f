#include "server/api/events.h"

#include <algorithm>

#include "base/log.h"
#include "base/text.h"
#include "core/condition/names.h"
#include "server/api/call.h"
#include "server/api/event_text.h"
#include "server/odata/url.h"
#include "service/insight/around.h"

namespace leadlight::api {
namespace {

constexpr std::chrono::milliseconds kPause{300};
constexpr auto kKeepAlive = std::chrono::seconds(15);
constexpr auto kIdentityCheck = std::chrono::seconds(2);
constexpr int kLinesAtOnce = 2'000;
/// A listener is told of so many rows of a table at once; of more, to read its list anew.
constexpr std::size_t kMostTold = 200;
constexpr std::size_t kIdsAtOnce = 500;
constexpr std::size_t kMostTopics = 40;
/// The job that works out all list columns of relationships.
constexpr std::string_view kRebuild = "relations";
/// What the events of those columns are called.
constexpr std::string_view kFigures = "relationship";
/// Clocks of several nodes differ a little, and so do the times of what they write.
constexpr auto kOverlap = std::chrono::seconds(5);

/// The smallest time-ordered id (RFC 9562, version 7) of a moment.
Uuid first_id_of(Timestamp time) {
  const auto ms = std::chrono::floor<std::chrono::milliseconds>(time).time_since_epoch().count();
  Uuid id;
  for (int i = 0; i < 6; ++i) id.bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
  return id;
}

query::FilterPtr one_of(std::string_view column, std::vector<record::Value> values) {
  return std::make_shared<query::Filter>(query::Filter{query::In{{{}, {}, std::string(column)}, std::move(values)}});
}

template <class Pointers>
std::vector<Uuid> ids_of(const Pointers& events) {
  std::vector<Uuid> ids;
  for (const auto* event : events) ids.push_back(event->id);
  return ids;
}

/// Those of some rows that the caller may read.
Result<std::set<Uuid>> readable_of(store::Snapshot& snapshot, const std::string& table, const std::vector<Uuid>& ids,
                                   const store::Caller& caller) {
  std::set<Uuid> readable;
  const record::TableSchema* schema = snapshot.schema().find(table);
  if (schema == nullptr) return readable;
  const std::string id_column(schema->table().primary_id);
  for (std::size_t at = 0; at < ids.size(); at += kIdsAtOnce) {
    const std::size_t end = std::min(ids.size(), at + kIdsAtOnce);
    query::Query query{.table = table, .columns = {id_column}};
    query.filter = one_of(
        id_column, {ids.begin() + static_cast<std::ptrdiff_t>(at), ids.begin() + static_cast<std::ptrdiff_t>(end)});
    for (const store::Row& row : TRY(snapshot.select(query, caller)).rows) readable.insert(row.record.id);
  }
  return readable;
}

}  // namespace

Events::~Events() {
  {
    std::lock_guard lock(mutex_);
    ending_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
  for (Listener& listener : listeners_) listener.stream->close();
  for (Listener& listener : joining_) listener.stream->close();
}

Result<Events::Topics> Events::topics_of(const http::Request& request) const {
  std::string list;
  for (const odata::QueryOption& option : TRY(odata::parse_query_options(request.query))) {
    if (option.name == "topics") list = option.value;
  }
  const auto schema = deps_.store.schema();
  Topics topics;
  for (const std::string_view part : base::split(list, ',')) {
    const std::string_view name = base::trim(part);
    const record::TableSchema* table = schema->find_by_entity_set(name);
    if (name == "jobs") {
      topics.jobs = true;
    } else if (table == nullptr || table->table().has(record::kNoHistory) || !condition::has_entity_set(*table)) {
      return fail(Error(ErrorCode::InvalidInput, fmt::format("'{}' is no topic", name.substr(0, 60)),
                        "Topics are jobs and the entity sets whose changes are kept: topics=leads,jobs."));
    } else {
      topics.tables.emplace(table->name());
    }
    if (topics.tables.size() > kMostTopics) return fail(ErrorCode::InvalidInput, "more than {} topics", kMostTopics);
  }
  return topics;
}

Result<http::Response> Events::listen(const http::Request& request) {
  Listener listener;
  listener.identity = TRY(identities_.authenticate(request));
  listener.topics = TRY(topics_of(request));
  for (const char* name : {"Authorization", "Cookie"}) {
    if (request.headers.has(name)) listener.credentials.headers.add(name, std::string(request.headers.get(name)));
  }
  listener.credentials.method = "GET";
  listener.checked = listener.told = deps_.clock.now();
  listener.stream = std::make_shared<http::Stream>(limits_.buffered);
  http::Response response;
  response.headers.add("Content-Type", "text/event-stream");
  response.headers.add("Cache-Control", "no-store");
  response.headers.add("X-Accel-Buffering", "no");  // a proxy that collects answers would make it anything but live
  response.body = "retry: 2000\n: listening\n\n";
  response.stream = listener.stream;

  std::lock_guard lock(mutex_);
  std::size_t& of_user = open_by_user_[listener.identity->user.id];
  if (open_ >= limits_.streams || of_user >= limits_.streams_per_user) {
    return fail(Error(ErrorCode::Unavailable, "too many event streams are open", "Close one, or ask again later."));
  }
  // The place in the history is taken before the answer goes out: whatever happens after it is told.
  if (!following_) {
    TRY(start_following());
    if (thread_.joinable()) thread_.join();
    following_ = true;
    thread_ = std::thread([this] { follow(); });
  }
  ++open_;
  ++of_user;
  joining_.push_back(std::move(listener));
  return response;
}

/// Called with the mutex held, while no thread runs.
Result<void> Events::start_following() {
  const auto snapshot = TRY(deps_.store.snapshot());
  const Timestamp now = deps_.clock.now();
  TRY(follower_.start(*snapshot, now));
  TRY(kpi_follower_.start(*snapshot, now));
  scores_from_ = now - kOverlap;
  scores_seen_.clear();
  jobs_.clear();
  std::vector<Event> before;
  TRY(add_scores(*snapshot, before));
  News running;
  return add_jobs(*snapshot, running);
}

void Events::follow() {
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      wake_.wait_for(lock, kPause, [this] { return ending_; });
      if (ending_) return;
      listeners_.splice(listeners_.end(), joining_);
    }
    const Timestamp now = deps_.clock.now();
    check_identities(listeners_, now);
    if (const auto told = tell(); !told) {
      base::log(base::LogLevel::Warning, "events", "could not follow", {{"error", told.error().to_string()}});
    }
    std::lock_guard lock(mutex_);
    std::erase_if(listeners_, [this](const Listener& listener) {
      if (listener.stream->is_open()) return false;
      --open_;
      const auto of_user = open_by_user_.find(listener.identity->user.id);
      if (--of_user->second == 0) open_by_user_.erase(of_user);
      return true;
    });
    if (listeners_.empty() && joining_.empty()) {
      following_ = false;
      return;
    }
  }
}

/// A session that ended ends its streams; other rights count from here on.
void Events::check_identities(std::list<Listener>& listeners, Timestamp now) {
  for (Listener& listener : listeners) {
    if (!listener.stream->is_open()) continue;
    if (now - listener.told >= kKeepAlive) {
      listener.stream->write(": still here\n\n");
      listener.told = now;
    }
    if (now - listener.checked < kIdentityCheck) continue;
    listener.checked = now;
    auto identity = identities_.look(listener.credentials);
    if (identity && (*identity)->user.id == listener.identity->user.id) {
      listener.identity = *std::move(identity);
    } else if (identity || identity.error().code() == ErrorCode::Unauthenticated) {
      listener.stream->close();
    }
  }
}

Result<void> Events::tell() {
  const auto snapshot = TRY(deps_.store.snapshot());
  News news{.changes = TRY(changes(*snapshot)), .figures = TRY(figures(*snapshot))};
  TRY(add_jobs(*snapshot, news));
  if (news.empty()) return {};
  for (Listener& listener : listeners_) {
    if (!listener.stream->is_open()) continue;
    auto text = text_for(*snapshot, listener, news);
    if (!text) {
      // It would miss something without knowing: it reads its lists anew when it comes back.
      listener.stream->close();
      return fail(std::move(text).error());
    }
    if (text->empty()) continue;
    listener.stream->write(*text);
    listener.told = deps_.clock.now();
  }
  return {};
}

Result<std::vector<Events::Event>> Events::changes(store::Snapshot& snapshot) {
  using enum store::HistoryEntry::Kind;
  std::vector<Event> events;
  std::map<std::pair<std::string, Uuid>, std::size_t> places;
  for (store::Change& change : TRY(follower_.next(snapshot, deps_.clock.now(), kLinesAtOnce))) {
    const std::string_view kind = change.kind == Create ? "create" : change.kind == Delete ? "delete" : "update";
    const auto [place, is_new] = places.try_emplace({change.table, change.id}, events.size());
    if (is_new) {
      events.push_back({std::move(change.table), change.id, kind, std::move(change.before)});
      continue;
    }
    // Several changes of one row are told once: as new when it is new, as gone when it is gone.
    Event& event = events[place->second];
    if (kind == "delete") event.kind = kind;
    event.before.insert(change.before.begin(), change.before.end());
  }
  TRY(add_scores(snapshot, events));
  return events;
}

/// Scores that came without a change of the row: from a new model.
Result<void> Events::add_scores(store::Snapshot& snapshot, std::vector<Event>& events) {
  query::Query query{.table = "ll_scorepoint", .columns = {"ll_leadid", "ll_opportunityid"}};
  query.filter = query::compare("ll_scorepointid", query::CompareOp::Gt, first_id_of(scores_from_));
  query.order = {{{{}, {}, "ll_scorepointid"}, query::Direction::Ascending}};
  query.limit = kLinesAtOnce;
  std::set<std::pair<std::string, Uuid>> told;
  for (const Event& event : events) told.emplace(event.table, event.id);
  const store::Page page = TRY(snapshot.select(query, store::Caller::system()));
  std::set<Uuid> seen;
  for (const store::Row& row : page.rows) {
    seen.insert(row.record.id);
    if (scores_seen_.contains(row.record.id)) continue;
    for (const char* lookup : {"ll_leadid", "ll_opportunityid"}) {
      const auto* of = row.record.get_as<record::Reference>(lookup);
      if (of != nullptr && told.emplace(of->table, of->id).second) events.push_back({of->table, of->id, "score", {}});
    }
  }
  const Timestamp now = deps_.clock.now();
  if (page.next) {
    // A new model scores everything: go on behind what was read, not five seconds before it.
    std::int64_t ms = 0;
    for (std::size_t i = 0; i < 6; ++i) ms = ms << 8 | page.rows.back().record.id.bytes[i];
    const Timestamp read_up_to{std::chrono::milliseconds(ms)};
    scores_from_ = std::max(scores_from_ + std::chrono::milliseconds(1), read_up_to);
  } else {
    scores_from_ = std::max(scores_from_, now - kOverlap);
  }
  scores_seen_ = std::move(seen);
  return {};
}

Result<std::vector<Events::Event>> Events::figures(store::Snapshot& snapshot) {
  std::vector<Event> events;
  for (record::Reference& record : TRY(kpi_follower_.next(snapshot, deps_.clock.now(), kLinesAtOnce))) {
    events.push_back({std::move(record.table), record.id, kFigures, {}});
  }
  return events;
}

Result<void> Events::add_jobs(store::Snapshot& snapshot, News& news) {
  query::Query query{.table = "ll_job", .columns = {"ll_kind", "ll_state", "ll_progress", "ll_step"}};
  std::vector<record::Value> known;
  for (const auto& [id, job] : jobs_) known.emplace_back(id);
  // Young ones, too: a short one begins and ends between two looks.
  const Uuid young = first_id_of(deps_.clock.now() - kOverlap);
  query.filter = query::any_of({one_of("ll_state", {std::int64_t{0}, std::int64_t{1}}), one_of("ll_jobid", known),
                                query::compare("ll_jobid", query::CompareOp::Gt, young)});
  query.limit = 1'000;
  std::map<Uuid, JobSeen> now;
  for (const store::Row& row : TRY(snapshot.select(query, store::Caller::system())).rows) {
    const auto* state = row.record.get_as<std::int64_t>("ll_state");
    JobSeen seen{state ? *state : 0, job_text(row.record)};
    const bool has_ended = seen.state > 1;
    const auto before = jobs_.find(row.record.id);
    if (before == jobs_.end() || before->second.line != seen.line) {
      news.jobs.push_back(row.record.id);
      if (has_ended && row.record.text("ll_kind") == kRebuild) news.all_figures = true;
    }
    // Told as finished once, then forgotten.
    if (!has_ended || row.record.id > young) now.emplace(row.record.id, std::move(seen));
  }
  jobs_ = std::move(now);
  return {};
}

Result<std::string> Events::text_for(store::Snapshot& snapshot, const Listener& listener, const News& news) {
  std::string text;
  const auto by_table = [&](const std::vector<Event>& events) {
    std::map<std::string, Rows> out;
    for (const Event& event : events) {
      if (listener.topics.tables.contains(event.table)) out[event.table].push_back(&event);
    }
    return out;
  };
  for (const auto& [table, events] : by_table(news.changes)) {
    TRY(add_changes(snapshot, listener, table, events, text));
  }
  if (news.all_figures) {
    for (const auto type : insight::kRecordTypes) {
      const std::string_view table = insight::table_of(type);
      if (listener.topics.tables.contains(table)) text += reset_text(table, kFigures);
    }
  } else {
    for (const auto& [table, events] : by_table(news.figures)) {
      TRY(add_figures(snapshot, listener, table, events, text));
    }
  }
  if (!listener.topics.jobs) return text;
  for (const Uuid& id : news.jobs) {
    const auto job =
        TRY(snapshot.find("ll_job", id, {"ll_state", "ll_progress", "ll_step"}, listener.identity->caller));
    if (job) text += job_text(*job);
  }
  return text;
}

Result<void> Events::add_changes(store::Snapshot& snapshot, const Listener& listener, const std::string& table,
                                 const Rows& events, std::string& text) {
  const store::Caller& caller = listener.identity->caller;
  const std::set<Uuid> readable = TRY(readable_of(snapshot, table, ids_of(events), caller));
  std::vector<std::pair<const Event*, std::string_view>> told;
  for (const Event* event : events) {
    if (readable.contains(event->id)) {
      told.emplace_back(event, event->kind);
      continue;
    }
    // Gone, or gone to somebody else: told to those who could read it until then.
    const bool may_be_gone = event->kind == "delete" || event->before.contains("ownerid");
    if (may_be_gone && TRY(snapshot.could_read(table, event->before, caller))) told.emplace_back(event, "delete");
  }
  if (told.size() > kMostTold) {
    text += reset_text(table);
    return {};
  }
  for (const auto& [event, kind] : told) text += change_text(table, event->id, kind);
  return {};
}

Result<void> Events::add_figures(store::Snapshot& snapshot, const Listener& listener, const std::string& table,
                                 const Rows& events, std::string& text) {
  const auto readable = TRY(readable_of(snapshot, table, ids_of(events), listener.identity->caller));
  if (readable.size() > kMostTold) {
    text += reset_text(table, kFigures);
    return {};
  }
  for (const Uuid& id : readable) text += change_text(table, id, kFigures);
  return {};
}

}  // namespace leadlight::api
