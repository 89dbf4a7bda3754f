#include "service/capture/people.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "service/capture/same_person.h"

namespace leadlight::capture {
namespace {

class PeopleMerge {
 public:
  PeopleMerge(std::span<const AddressFacts> addresses, std::span<const Apart> apart)
      : parent_(addresses.size()), apart_(addresses.size()) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    for (const AddressFacts& each : addresses) nodes_.push_back(node_of(each));
    reasons_.resize(nodes_.size());
    clusters_.resize(nodes_.size());
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      const AddressFacts& facts = *nodes_[i].facts;
      clusters_[i] = {{i}, nodes_[i].names, facts.record ? facts.record : facts.linked};
    }
    keep_apart(apart);
  }

  People run() {
    join_as_before();
    for (auto& bucket : buckets()) judge_bucket(bucket);
    std::ranges::stable_sort(pairs_, [](const Pair& a, const Pair& b) { return a.verdict > b.verdict; });
    for (const Pair& pair : pairs_) {
      if (pair.verdict == Verdict::Same && may_be_one(pair.a, pair.b)) join(pair.a, pair.b, pair.reason);
    }
    name_persons();
    propose();
    return std::move(out_);
  }

 private:
  struct Pair {
    std::size_t a, b;
    Verdict verdict;
    std::string_view reason;
  };
  struct Cluster {
    std::vector<std::size_t> members;
    std::set<std::string> names;
    std::optional<record::Reference> record;
    Uuid person = {};
  };

  std::size_t root(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  Cluster& cluster_of(std::size_t i) { return clusters_[root(i)]; }

  bool may_join(std::size_t i) const {
    const AddressFacts& facts = *nodes_[i].facts;
    return facts.kind == AddressKind::Person && facts.certainty != Certainty::Separated && !is_role(nodes_[i].tagless);
  }

  void keep_apart(std::span<const Apart> apart) {
    if (apart.empty()) return;
    std::map<std::string_view, std::size_t> places;
    for (std::size_t i = 0; i < nodes_.size(); ++i) places.emplace(nodes_[i].facts->address, i);
    for (const Apart& pair : apart) {
      const auto one = places.find(pair.one), other = places.find(pair.other);
      if (one == places.end() || other == places.end()) continue;
      apart_[one->second].push_back(other->second);
      apart_[other->second].push_back(one->second);
    }
  }

  /// Whether somebody said of two of their addresses that they are not one person's.
  bool are_apart(std::size_t a, std::size_t b) {
    const std::size_t other = root(b);
    return std::ranges::any_of(cluster_of(a).members, [&](std::size_t member) {
      return std::ranges::any_of(apart_[member], [&](std::size_t i) { return root(i) == other; });
    });
  }

  bool may_be_one(std::size_t a, std::size_t b) {
    const Cluster &one = cluster_of(a), &other = cluster_of(b);
    if (!one.names.empty() && !other.names.empty() && !share_one(one.names, other.names)) return false;
    if (one.record && other.record && !(*one.record == *other.record)) return false;
    return !are_apart(a, b);
  }

  void join(std::size_t a, std::size_t b, std::string_view reason) {
    std::size_t into = root(a), from = root(b);
    if (into == from) return;
    Cluster *kept = &clusters_[into], *gone = &clusters_[from];
    if (gone->members.size() > kept->members.size()) {
      std::swap(into, from);
      std::swap(kept, gone);
    }
    for (const std::size_t i : gone->members) {
      if (reasons_[i].empty()) reasons_[i] = reason;
    }
    if (kept->members.size() == 1 && reasons_[kept->members.front()].empty()) reasons_[kept->members.front()] = reason;
    kept->members.insert(kept->members.end(), gone->members.begin(), gone->members.end());
    kept->names.merge(gone->names);
    if (!kept->record) kept->record = gone->record;
    parent_[from] = into;
    gone->members.clear();
  }

  /// What was one person stays one.
  void join_as_before() {
    std::map<Uuid, std::size_t> first;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      const AddressFacts& facts = *nodes_[i].facts;
      if (!facts.person || facts.certainty == Certainty::Separated) continue;
      held_.insert(*facts.person);
      const auto [at, is_new] = first.try_emplace(*facts.person, i);
      if (is_new) continue;
      const bool by_hand =
          facts.certainty == Certainty::Confirmed || nodes_[at->second].facts->certainty == Certainty::Confirmed;
      if (by_hand || may_be_one(at->second, i)) join(at->second, i, "");
    }
  }

  std::vector<std::vector<std::size_t>> buckets() const {
    std::map<std::string, std::vector<std::size_t>> by_key;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (!may_join(i)) continue;
      for (std::string& key : comparison_keys(nodes_[i])) by_key[std::move(key)].push_back(i);
    }
    std::vector<std::vector<std::size_t>> out;
    for (auto& [_, members] : by_key) {
      if (members.size() > 1) out.push_back(std::move(members));
    }
    return out;
  }

  void judge_bucket(std::vector<std::size_t>& bucket) {
    if (bucket.size() > kMostOfOneName) bucket.resize(kMostOfOneName);
    for (std::size_t x = 0; x < bucket.size(); ++x) {
      for (std::size_t y = x + 1; y < bucket.size(); ++y) {
        const std::size_t a = std::min(bucket[x], bucket[y]), b = std::max(bucket[x], bucket[y]);
        if (!seen_.insert({a, b}).second) continue;
        const Judged judged = judge(nodes_[a], nodes_[b]);
        if (judged.verdict != Verdict::No) pairs_.push_back({a, b, judged.verdict, judged.reason});
      }
    }
  }

  /// The person of a cluster: the one it had, that of a record first, then that of the most addresses.
  Uuid person_of(const Cluster& cluster) const {
    const AddressFacts& alone = *nodes_[cluster.members.front()].facts;
    if (alone.certainty == Certainty::Separated && alone.person && held_.contains(*alone.person))
      return Uuid::from_name("person, separated:" + alone.address);
    std::map<Uuid, std::size_t> had;
    for (const std::size_t i : cluster.members) {
      if (nodes_[i].facts->person) had[*nodes_[i].facts->person] += nodes_[i].facts->record ? 1'000'000 : 1;
    }
    if (!had.empty()) return std::ranges::max_element(had, {}, [](const auto& each) { return each.second; })->first;
    const std::size_t best = leading(cluster);
    return Uuid::from_name("person:" + nodes_[best].facts->address);
  }

  /// The address with the most mail, among equals the first.
  std::size_t leading(const Cluster& cluster) const {
    return *std::ranges::min_element(cluster.members, {}, [&](std::size_t i) {
      return std::pair(-nodes_[i].facts->messages, nodes_[i].facts->address);
    });
  }

  void name_persons() {
    out_.assignments.resize(nodes_.size());
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      Cluster& cluster = cluster_of(i);
      if (cluster.members.front() == i || cluster.person.is_nil()) cluster.person = person_of(cluster);
      const AddressFacts& facts = *nodes_[i].facts;
      Assignment& out = out_.assignments[i];
      out.person = cluster.person;
      const bool by_hand = facts.certainty == Certainty::Confirmed || facts.certainty == Certainty::Separated;
      out.certainty = by_hand ? facts.certainty : Certainty::Certain;
      out.name = nodes_[i].written;
      out.reason = std::string(reasons_[i]);
      if (out.reason.empty() && facts.record) out.reason = "a record has this address as its own";
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (root(i) != i) continue;
      const Cluster& cluster = clusters_[i];
      const AddressNode& best = nodes_[leading(cluster)];
      MergedPerson person{cluster.person, best.written, best.facts->kind, cluster.record};
      for (const std::size_t member : cluster.members) {
        // A full name before any other, whoever has it.
        if (nodes_[member].name && !best.name) person.name = nodes_[member].written;
      }
      if (person.name.empty()) person.name = best.facts->address;
      out_.persons.push_back(std::move(person));
    }
    std::ranges::sort(out_.persons, {}, &MergedPerson::id);
  }

  /// Of two that may be one the smaller is proposed to join the larger. Of each two people it is asked once.
  void propose() {
    std::set<std::pair<std::size_t, std::size_t>> asked;
    for (const Pair& pair : pairs_) {
      std::size_t a = pair.a, b = pair.b;
      if (root(a) == root(b) || are_apart(a, b)) continue;
      const auto weight = [&](std::size_t i) {
        return std::pair(cluster_of(i).record.has_value(), nodes_[i].facts->messages);
      };
      if (weight(a) > weight(b)) std::swap(a, b);
      if (cluster_of(a).record && cluster_of(b).record) continue;
      Assignment& out = out_.assignments[a];
      if (out.certainty != Certainty::Certain || out.proposed) continue;
      if (!asked.insert(std::minmax(root(a), root(b))).second) continue;
      out.certainty = Certainty::ToConfirm;
      out.proposed = out_.assignments[b].person;
      out.reason = std::string(pair.reason);
    }
  }

  std::vector<AddressNode> nodes_;
  std::vector<std::size_t> parent_;
  std::vector<std::vector<std::size_t>> apart_;
  std::vector<Cluster> clusters_;
  std::vector<std::string_view> reasons_;
  std::set<Uuid> held_;  // Persons that somebody not separated from them belongs to.
  std::vector<Pair> pairs_;
  std::set<std::pair<std::size_t, std::size_t>> seen_;
  People out_;
};

}  // namespace

std::vector<std::string> comparison_keys(const AddressFacts& facts) {
  return comparison_keys(node_of(facts));
}

People merge_people(std::span<const AddressFacts> addresses, std::span<const Apart> apart) {
  return PeopleMerge(addresses, apart).run();
}

}  // namespace leadlight::capture
