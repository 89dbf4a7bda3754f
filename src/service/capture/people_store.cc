#include "service/capture/people_store.h"

#include <algorithm>
#include <map>
#include <set>

#include "service/capture/people_plan.h"

namespace leadlight::capture {
namespace {

/// Others write between two parts. A part takes tens of milliseconds.
constexpr std::size_t kPartAddresses = 100;
/// So often others may come between; after that all is done at once.
constexpr int kMostRounds = 5;

Result<void> update_as_read(store::Transaction& tx, std::string_view table, const std::vector<store::RowChange>& rows) {
  if (rows.empty()) return {};
  for (const store::UpdateOutcome outcome : TRY(tx.update_many(table, rows, store::Caller::system()))) {
    if (outcome != store::UpdateOutcome::Done)
      return fail(ErrorCode::Conflict, "a row of {} was changed meanwhile", table);
  }
  return {};
}

Result<void> write_part(store::Transaction& tx, const PeoplePart& part) {
  const auto system = store::Caller::system();
  TRY(tx.insert_many("ll_person", part.new_people, system));
  TRY(update_as_read(tx, "ll_person", part.people));
  TRY(tx.insert_many("ll_personaddress", part.new_addresses, system));
  TRY(update_as_read(tx, "ll_personaddress", part.addresses));
  for (const Uuid& person : part.emptied) TRY(tx.remove("ll_person", person, std::nullopt, system));
  return {};
}

/// Imports beside this one, and people who decide, write between what is read here and what is written. So
///  1. a part changes rows only as they were read, and adds only what is not there: where that fails, its addresses are
///     looked at again;
///  2. when all is written, those are looked at again that may belong to an address which somebody else added. Of two
///     who add at once at least the later one sees the other's.
class PeopleKeeping {
 public:
  PeopleKeeping(store::Store& store, std::vector<AddressFacts> seen) : store_(store), open_(std::move(seen)) {}

  Result<PeopleReport> run() {
    for (int round = 0; round < kMostRounds && !open_.empty(); ++round) TRY(write_in_parts());
    if (!open_.empty()) TRY(write_at_once());
    return report();
  }

 private:
  Result<void> write_in_parts() {
    const PeoplePlan plan = TRY(plan_people(*TRY(store_.snapshot()), open_, kPartAddresses));
    std::set<std::size_t> again;
    for (const PeoplePart& part : plan.parts) {
      const auto done = store_.write([&](store::Transaction& tx) { return write_part(tx, part); });
      if (done) {
        note(part);
      } else if (is_stale(done.error())) {
        for (const auto& each : part.settled) again.insert(each.fact);
      } else {
        return fail(done.error());
      }
    }
    TRY(add_those_of_others(plan, again));
    std::vector<AddressFacts> left;
    for (const std::size_t fact : again) left.push_back(std::move(open_[fact]));
    open_ = std::move(left);
    return {};
  }

  /// What was read of people is not so any more: a row changed or went away, or one that is added is there.
  static bool is_stale(const Error& error) {
    return error.code() == ErrorCode::Conflict || error.code() == ErrorCode::InvalidInput ||
           error.code() == ErrorCode::NotFound;
  }

  Result<void> add_those_of_others(const PeoplePlan& plan, std::set<std::size_t>& again) {
    const auto snapshot = TRY(store_.snapshot());
    const auto count = TRY(snapshot->count("ll_personaddress", {}, store::Caller::system()));
    if (again.empty() && count == static_cast<std::int64_t>(plan.known.size())) return {};
    const auto keys = TRY(keys_of_others(*snapshot, plan.known));
    for (std::size_t i = 0; i < open_.size() && !keys.empty(); ++i) {
      const auto own = comparison_keys(open_[i]);
      if (std::ranges::any_of(own, [&](const std::string& key) { return keys.contains(key); })) again.insert(i);
    }
    return {};
  }

  Result<void> write_at_once() {
    PeoplePlan plan;
    TRY(store_.write([&](store::Transaction& tx) -> Result<void> {
      plan = TRY(plan_people(tx, open_, SIZE_MAX));
      for (const PeoplePart& part : plan.parts) TRY(write_part(tx, part));
      return {};
    }));
    for (const PeoplePart& part : plan.parts) note(part);
    return {};
  }

  void note(const PeoplePart& part) {
    for (const auto& each : part.settled) settled_[open_[each.fact].address] = {each.person, each.to_confirm};
  }

  PeopleReport report() const {
    PeopleReport report;
    std::set<Uuid> people;
    for (const auto& [_, settled] : settled_) {
      people.insert(settled.first);
      report.to_confirm += settled.second ? 1 : 0;
    }
    report.addresses = settled_.size();
    report.people = people.size();
    return report;
  }

  store::Store& store_;
  std::vector<AddressFacts> open_;
  std::map<std::string, std::pair<Uuid, bool>> settled_;
};

}  // namespace

Result<PeopleReport> keep_people(store::Store& store, const PeopleEvidence& evidence) {
  return PeopleKeeping(store, evidence.facts()).run();
}

}  // namespace leadlight::capture
