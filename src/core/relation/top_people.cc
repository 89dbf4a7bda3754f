#include "core/relation/top_people.h"

#include <algorithm>

namespace leadlight::relation {
namespace {

void keep_top(std::vector<TopPerson>& top, const TopPerson& person, History history) {
  const auto is_before = [history](const TopPerson& a, const TopPerson& b) {
    if (a.contacts != b.contacts) return a.contacts > b.contacts;
    if (history[a.last].time != history[b.last].time) return history[a.last].time > history[b.last].time;
    return a.person < b.person;
  };
  top.insert(std::ranges::upper_bound(top, person, is_before), person);
  if (top.size() > kTopPeople) top.pop_back();
}

}  // namespace

std::vector<TopPerson> top_people(History history, std::span<const Participation> participations, Side side,
                                  Period period, TopScratch& scratch) {
  scratch.clear();
  for (const Participation& p : participations) {
    const Interaction& i = history[p.interaction];
    const bool counts = p.side == side && has_reached(i) && i.time >= period.from && i.time <= period.as_of;
    if (counts) scratch.emplace_back(p.person, p.interaction);
  }
  std::ranges::sort(scratch);
  scratch.erase(std::unique(scratch.begin(), scratch.end()), scratch.end());

  std::vector<TopPerson> top;
  for (auto at = scratch.begin(); at != scratch.end();) {
    TopPerson person{.person = at->first};
    for (; at != scratch.end() && at->first == person.person; ++at) {
      ++person.by_channel[static_cast<std::size_t>(history[at->second].channel)];
      ++person.contacts;
      person.last = at->second;
    }
    keep_top(top, person, history);
  }
  return top;
}

}  // namespace leadlight::relation
