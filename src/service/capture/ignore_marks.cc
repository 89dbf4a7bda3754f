#include "service/capture/ignore_marks.h"

#include <algorithm>
#include <optional>
#include <set>
#include <unordered_map>

#include "base/text.h"
#include "service/capture/mail_rows.h"
#include "service/insight/rows.h"
#include "service/insight/touch.h"
#include "service/jobs/jobs.h"

namespace leadlight::capture {
namespace {

using record::Record;
using record::Reference;
using record::Value;
using record::Values;

/// Of one transaction: others write between.
constexpr std::size_t kActivitiesAtOnce = 200;
/// More are quicker worked out all together.
constexpr std::size_t kFew = 200;
constexpr std::int64_t kWroteMail = 1, kToRecipient = 2, kCalledMeeting = 7;

struct Captured {
  Record row;
  std::vector<Record> items, parties;
};

/// Marks some activities.
class Marking {
 public:
  Marking(store::Transaction& tx, std::shared_ptr<const IgnoreRules> rules) : tx_(tx), rules_(std::move(rules)) {}

  Result<IgnoreMarks> run(std::span<const Uuid> activities) {
    TRY(read(activities));
    for (auto& [_, captured] : captured_) mark(captured);
    for (auto& [table, changes] : changes_) TRY(tx_.update_many(table, std::move(changes), system_));
    return std::move(out_);
  }

 private:
  Result<void> read(std::span<const Uuid> activities) {
    const std::vector<Value> ids(activities.begin(), activities.end());
    for (const char* table : {"email", "appointment"}) {
      std::vector<std::string> columns{"ll_ignored", "regardingobjectid"};
      if (table == std::string_view("email")) columns.emplace_back("torecipients");
      TRY(insight::for_each_of(tx_, table, "activityid", ids, columns, system_, [&](Record&& row) -> Result<void> {
        captured_[row.id].row = std::move(row);
        return {};
      }));
    }
    std::set<Uuid> mailboxes;
    TRY(insight::for_each_of(tx_, "ll_mailboxitem", "activityid", ids,
                             {"activityid", "ll_mailboxid", "ll_folder", "ll_ignored"}, system_,
                             [&](Record&& item) -> Result<void> {
                               mailboxes.insert(item.target("ll_mailboxid"));
                               const auto at = captured_.find(item.target("activityid"));
                               if (at != captured_.end()) at->second.items.push_back(std::move(item));
                               return {};
                             }));
    TRY(insight::for_each_of(tx_, "activityparty", "activityid", ids,
                             {"activityid", "participationtypemask", "addressused", "ll_ignored"}, system_,
                             [&](Record&& party) -> Result<void> {
                               const auto at = captured_.find(party.target("activityid"));
                               if (at != captured_.end()) at->second.parties.push_back(std::move(party));
                               return {};
                             }));
    std::erase_if(captured_, [](const auto& each) { return each.second.items.empty(); });
    return insight::for_each_of(tx_, "ll_mailbox", "ll_mailboxid", {mailboxes.begin(), mailboxes.end()}, {"ownerid"},
                                system_, [&](Record&& mailbox) -> Result<void> {
                                  lists_.try_emplace(mailbox.id, rules_, mailbox.id, mailbox.target("ownerid"));
                                  return {};
                                });
  }

  void mark(Captured& captured) {
    std::vector<Correspondent> people;
    for (const Record& party : captured.parties) {
      const std::int64_t role = party.number("participationtypemask", 0);
      people.push_back({base::fold(party.text("addressused")), role == kWroteMail || role == kCalledMeeting});
    }
    bool differs = false;
    const IgnoreEntry* held_by = nullptr;
    std::vector<const IgnoreList*> keepers;
    for (const Record& item : captured.items) {
      const auto list = lists_.find(item.target("ll_mailboxid"));
      if (list == lists_.end()) continue;
      const IgnoreEntry* entry = list->second.whole(item.text("ll_folder"), people);
      differs |= set("ll_mailboxitem", item, entry != nullptr);
      if (entry == nullptr) keepers.push_back(&list->second);
      if (held_by == nullptr) held_by = entry;
    }
    const bool held = keepers.empty() && held_by != nullptr;
    for (std::size_t i = 0; i < people.size(); ++i) {
      const bool left_out =
          !keepers.empty() && !people[i].address.empty() &&
          std::ranges::all_of(keepers, [&](const auto* list) { return list->address(people[i].address) != nullptr; });
      differs |= set("activityparty", captured.parties[i], left_out);
    }
    Values changes;
    if (captured.row.is_true("ll_ignored") != held) changes["ll_ignored"] = held;
    if (differs && captured.row.table == "email") add_recipients(captured, changes);
    differs |= !changes.empty();
    if (held) ++out_.held[held_by->id];
    if (!changes.empty()) changes_[captured.row.table].push_back({captured.row.id, std::move(changes), std::nullopt});
    if (!differs) return;
    out_.changed.push_back({captured.row.table, captured.row.id});
    if (!record::is_null(captured.row.get("regardingobjectid"))) ++out_.regarding;
  }

  /// Whether it was otherwise.
  bool set(const std::string& table, const Record& row, bool ignored) {
    if (row.is_true("ll_ignored") == ignored) return false;
    changes_[table].push_back({row.id, {{"ll_ignored", ignored}}, std::nullopt});
    marked_[row.id] = ignored;
    return true;
  }

  /// Whom a mail went to is told in its row, too: those who are left out now go, those who are not any more come back.
  void add_recipients(const Captured& captured, Values& changes) const {
    std::vector<std::string> to;
    const std::string before = captured.row.text("torecipients");
    for (const std::string_view each : base::split(before, ';')) to.emplace_back(each);
    const auto is = [](const std::string& address) {
      return [&](const std::string& each) { return base::fold(each) == address; };
    };
    for (const Record& party : captured.parties) {
      const auto marked = marked_.find(party.id);
      if (marked == marked_.end() || party.number("participationtypemask", 0) != kToRecipient) continue;
      const std::string address = base::fold(party.text("addressused"));
      std::erase_if(to, is(address));
      if (!marked->second) to.push_back(address);
    }
    Value text = kept_recipients(to);
    if (captured.row.get("torecipients") != text) changes["torecipients"] = std::move(text);
  }

  store::Transaction& tx_;
  std::shared_ptr<const IgnoreRules> rules_;
  const store::Caller system_ = store::Caller::system();
  std::map<Uuid, Captured> captured_;
  std::map<Uuid, IgnoreList> lists_;                                           ///< By mailbox.
  std::map<std::string, std::vector<store::RowChange>, std::less<>> changes_;  ///< By table.
  std::map<Uuid, bool> marked_;
  IgnoreMarks out_;
};

/// Activities that the lists could concern, and those that are marked.
class Candidates {
 public:
  explicit Candidates(std::shared_ptr<const IgnoreRules> rules) : all_(std::move(rules)) {}

  Result<std::vector<Uuid>> find(store::Snapshot& snapshot) {
    const auto system = store::Caller::system();
    TRY(snapshot.stream({"activityparty", {"activityid", "addressused", "ll_ignored"}}, system,
                        [&](const store::Cells& row) -> Result<bool> {
                          if (row.is_true(2) || (!row.is_null(1) && is_named(row.text(1)))) found_.push_back(row.id(0));
                          return true;
                        }));
    TRY(snapshot.stream({"ll_mailboxitem", {"activityid", "ll_mailboxid", "ll_folder", "ll_ignored"}}, system,
                        [&](const store::Cells& row) -> Result<bool> {
                          if (row.is_true(3) || (!row.is_null(2) && is_named(row.id(1), row.text(2))))
                            found_.push_back(row.id(0));
                          return true;
                        }));
    std::ranges::sort(found_);
    found_.erase(std::ranges::unique(found_).begin(), found_.end());
    return std::move(found_);
  }

 private:
  /// On anybody's list. Each spelling is looked up once.
  bool is_named(std::string_view address) {
    const auto [at, is_new] = addresses_.try_emplace(std::string(address), false);
    if (is_new) at->second = all_.address(base::fold(address)) != nullptr;
    return at->second;
  }
  bool is_named(const Uuid& mailbox, std::string_view folder) {
    return std::ranges::any_of(all_.rules()->entries(), [&](const IgnoreEntry& each) {
      return each.mailbox == mailbox && is_folder(folder, each.value);
    });
  }

  IgnoreList all_;
  std::unordered_map<std::string, bool> addresses_;
  std::vector<Uuid> found_;
};

Result<void> touch_all(store::Transaction& tx, const std::vector<Reference>& activities) {
  for (const Reference& each : activities) {
    const auto row = TRY(tx.find(each.table, each.id, {}, store::Caller::system()));
    if (row) TRY(insight::touch(tx, nullptr, &*row));
  }
  return {};
}

Result<void> note_held(store::Store& store, const IgnoreRules& rules, const std::map<Uuid, std::int64_t>& held) {
  return store.write([&](store::Transaction& tx) -> Result<void> {
    std::vector<store::RowChange> changes;
    for (const IgnoreEntry& entry : rules.entries()) {
      const auto found = held.find(entry.id);
      const std::int64_t count = found == held.end() ? 0 : found->second;
      changes.push_back({entry.id, {{"ll_held", count}}, std::nullopt});
    }
    if (!changes.empty()) TRY(tx.update_many("ll_ignore", std::move(changes), store::Caller::system()));
    return {};
  });
}

}  // namespace

Result<IgnoreMarks> mark_ignored(store::Transaction& tx, const std::shared_ptr<const IgnoreRules>& rules,
                                 std::span<const Uuid> activities) {
  return Marking(tx, rules).run(activities);
}

Result<IgnoreApplied> apply_ignore_lists(store::Store& store, const IgnoreProgress& progress) {
  const auto snapshot = TRY(store.snapshot());
  const auto rules = TRY(IgnoreRules::read(*snapshot));
  const std::vector<Uuid> candidates = TRY(Candidates(rules).find(*snapshot));
  const bool few = candidates.size() <= kFew;
  IgnoreApplied applied{.looked_at = static_cast<std::int64_t>(candidates.size())};
  std::map<Uuid, std::int64_t> held;
  for (std::size_t first = 0; first < candidates.size(); first += kActivitiesAtOnce) {
    if (!progress(static_cast<std::int64_t>(first), applied.looked_at))
      return fail(ErrorCode::Unavailable, "the ignore lists were applied to {} of {}", first, candidates.size());
    const auto some = std::span(candidates).subspan(first, std::min(kActivitiesAtOnce, candidates.size() - first));
    IgnoreMarks marks;
    TRY(store.write([&](store::Transaction& tx) -> Result<void> {
      marks = TRY(mark_ignored(tx, rules, some));
      return few ? touch_all(tx, marks.changed) : Result<void>();
    }));
    applied.changed += static_cast<std::int64_t>(marks.changed.size());
    applied.regarding += marks.regarding;
    for (const auto& [entry, count] : marks.held) held[entry] += count;
  }
  TRY(note_held(store, *rules, held));
  if (!few && applied.changed > 0) TRY(jobs::enqueue_unless_queued(store, "relations", Json::object()));
  return applied;
}

}  // namespace leadlight::capture
