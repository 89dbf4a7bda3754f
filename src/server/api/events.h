// GET /api/events: what changes, told as it happens (server-sent events; docs/api.md, "Live").
//
// One thread per node follows the field history, the score ledger, the list columns of relationships and the jobs in
// the database, and only while somebody listens: so it is right with several nodes, and nobody's request waits for it.
// Each line is offered to each listener, and the store says which of them may read that row. Nothing here is kept but
// the place in the history.
#pragma once

#include <condition_variable>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "server/api/deps.h"
#include "server/api/identities.h"
#include "server/http/message.h"
#include "server/http/stream.h"
#include "service/insight/kpi_follower.h"
#include "storage/store/change_follower.h"

namespace leadlight::api {

struct EventLimits {
  std::size_t streams = 500;  ///< Of this node.
  std::size_t streams_per_user = 20;
  std::size_t buffered = 64 * 1024;  ///< Bytes that a reader may leave lying; then it is dropped.
};

class Events {
 public:
  Events(const Deps& deps, Identities& identities, EventLimits limits = {})
      : deps_(deps), identities_(identities), limits_(limits) {}
  ~Events();

  /// @errors Unauthenticated; InvalidInput: no or unknown topics; Unavailable: too many listen already
  Result<http::Response> listen(const http::Request& request);

 private:
  /// One row that changed, as its listeners are told.
  struct Event {
    std::string table;
    Uuid id;
    std::string_view kind;
    record::Values before;  ///< For rows that are gone or went to another owner.
  };
  using Rows = std::vector<const Event*>;
  /// What happened since the last look.
  struct News {
    std::vector<Event> changes = {};
    std::vector<Event> figures = {};  ///< Whose list columns of relationships were worked out.
    bool all_figures = false;         ///< A rebuild has ended, which works out all of them.
    std::vector<Uuid> jobs = {};

    bool empty() const { return changes.empty() && figures.empty() && !all_figures && jobs.empty(); }
  };
  struct Topics {
    std::set<std::string, std::less<>> tables;
    bool jobs = false;
  };
  struct Listener {
    std::shared_ptr<http::Stream> stream;
    http::Request credentials;  ///< Only what says who asks.
    std::shared_ptr<const access::Identity> identity;
    Topics topics;
    Timestamp checked, told;
  };
  struct JobSeen {
    std::int64_t state = 0;
    std::string line;  ///< As it was told.
  };

  Result<Topics> topics_of(const http::Request& request) const;
  Result<void> start_following();
  void follow();
  Result<void> tell();
  Result<std::vector<Event>> changes(store::Snapshot& snapshot);
  Result<void> add_scores(store::Snapshot& snapshot, std::vector<Event>& events);
  Result<std::vector<Event>> figures(store::Snapshot& snapshot);
  Result<void> add_jobs(store::Snapshot& snapshot, News& news);
  Result<std::string> text_for(store::Snapshot& snapshot, const Listener& listener, const News& news);
  Result<void> add_changes(store::Snapshot& snapshot, const Listener& listener, const std::string& table,
                           const Rows& events, std::string& text);
  Result<void> add_figures(store::Snapshot& snapshot, const Listener& listener, const std::string& table,
                           const Rows& events, std::string& text);
  void check_identities(std::list<Listener>& listeners, Timestamp now);

  const Deps& deps_;
  Identities& identities_;
  const EventLimits limits_;

  std::mutex mutex_;
  std::condition_variable wake_;
  std::list<Listener> joining_;  ///< Waiting for the thread to take them.
  std::map<Uuid, std::size_t> open_by_user_;
  std::size_t open_ = 0;
  bool following_ = false, ending_ = false;
  std::thread thread_;

  // The thread's own, from start_following() on.
  std::list<Listener> listeners_;
  store::ChangeFollower follower_;
  insight::KpiFollower kpi_follower_;
  Timestamp scores_from_;
  std::set<Uuid> scores_seen_;
  std::map<Uuid, JobSeen> jobs_;
};

}  // namespace leadlight::api
