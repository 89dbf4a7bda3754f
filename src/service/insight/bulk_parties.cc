#include <algorithm>
#include <future>

#include "base/text.h"
#include "service/insight/bulk_activities.h"

namespace leadlight::insight {
namespace {

using store::Cells;

class PartiesReading {
 public:
  Result<ReadParties> run(store::Snapshot& snapshot, const Tick& tick) {
    const store::StreamQuery query{
        "activityparty",
        {"activityid", "partyid", "participationtypemask", "addressused", "ll_answer", "ll_answeredon", "ll_ignored"}};
    std::size_t rows = 0;
    TRY(snapshot.stream(query, store::Caller::system(), [&](const Cells& row) -> Result<bool> {
      if (rows++ % kTickEvery == 0) TRY(tick());
      add(row);
      return true;
    }));
    return std::move(out_);
  }

 private:
  void add(const Cells& row) {
    const auto role = role_of(row.whole(2));
    if (!role || row.is_true(6)) return;
    const auto answer = row.is_null(4) ? std::nullopt : std::optional(row.whole(4));
    BulkParty party{0, *role, relation::Side::Them, row.is_null(1), is_answer_known(answer, !row.is_null(5))};
    if (party.is_address) {
      party.who = number_of(row.text(3));
      if (party.who == kNoNumber) return;
    } else {
      party.who = out_.people.add(row.id(1));
      party.side = side_of(row.target_table(1));
    }
    if (!row.is_null(5)) out_.answered.emplace_back(static_cast<std::uint32_t>(out_.rows.size()), row.time(5));
    out_.rows.push_back({row.id(0), party});
  }

  /// An address is folded once for each way in which it is written.
  std::uint32_t number_of(std::string_view address) {
    const std::uint32_t spelling = spellings_.add(address);
    if (spelling == folded_.size()) {
      const std::string folded = base::fold(address);
      folded_.push_back(folded.empty() ? kNoNumber : out_.addresses.add(folded));
    }
    return folded_[spelling];
  }

  ReadParties out_;
  TextNumbers spellings_;
  std::vector<std::uint32_t> folded_;  ///< by spelling; kNoNumber: nothing is left of it
};

/// Of each row the number of its activity; kNoNumber: there is none.
std::vector<std::uint32_t> activities_of(const std::deque<ReadParties::Row>& rows, const BulkActivities& activities) {
  std::vector<std::uint32_t> numbers(rows.size());
  const auto find_between = [&](std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) numbers[i] = activities.ids.find(rows[i].activity);
  };
  const auto half = std::async(std::launch::async, find_between, 0, rows.size() / 2);
  find_between(rows.size() / 2, rows.size());
  half.wait();
  return numbers;
}

}  // namespace

Result<ReadParties> read_parties(store::Snapshot& snapshot, const Tick& tick) {
  return PartiesReading().run(snapshot, tick);
}

BulkParties by_activity(ReadParties read, const BulkActivities& activities) {
  const std::vector<std::uint32_t> numbers = activities_of(read.rows, activities);
  BulkParties out;
  out.begins.assign(activities.facts.size() + 1, 0);
  for (const std::uint32_t activity : numbers) {
    if (activity != kNoNumber) ++out.begins[activity + 1];
  }
  for (std::size_t i = 1; i < out.begins.size(); ++i) out.begins[i] += out.begins[i - 1];
  std::vector<std::uint64_t> next(out.begins.begin(), out.begins.end() - 1);
  out.list.resize(out.begins.back());
  auto answer = read.answered.begin();
  for (std::size_t row = 0; row < numbers.size(); ++row) {
    const bool has_answer = answer != read.answered.end() && answer->first == row;
    if (numbers[row] != kNoNumber) {
      const std::uint64_t place = next[numbers[row]]++;
      out.list[place] = read.rows[row].party;
      if (has_answer) out.answered.emplace_back(place, answer->second);
    }
    if (has_answer) ++answer;
  }
  std::ranges::sort(out.answered);
  out.people = std::move(read.people);
  out.addresses = std::move(read.addresses);
  return out;
}

}  // namespace leadlight::insight
