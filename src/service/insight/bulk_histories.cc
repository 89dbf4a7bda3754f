#include "service/insight/bulk_histories.h"

#include <algorithm>

namespace leadlight::insight {

using relation::Side;

BulkHistories::BulkHistories(BulkActivities activities, BulkParties parties, BulkPeople people, UuidNumbers records)
    : activities_(std::move(activities)),
      parties_(std::move(parties)),
      people_(std::move(people)),
      records_(std::move(records)) {
  const auto count = static_cast<std::uint32_t>(activities_.facts.size());
  const auto of_parties = [&](bool address, const auto& add) {
    for (std::uint32_t activity = 0; activity < count; ++activity) {
      for (const BulkParty& party : parties_.of(activity)) {
        if (party.is_address == address && party.side == Side::Them) add(party.who, activity);
      }
    }
  };
  of_person_ = Groups(parties_.people.size(), [&](const auto& add) { of_parties(false, add); });
  of_address_ = Groups(parties_.addresses.size(), [&](const auto& add) { of_parties(true, add); });
  regarding_ = Groups(records_.size(), [&](const auto& add) {
    for (std::uint32_t activity = 0; activity < count; ++activity) {
      if (activities_.regarding[activity] != kNoNumber) add(activities_.regarding[activity], activity);
    }
  });
}

record::Reference BulkHistories::row(std::uint32_t activity) const {
  const auto channel = activities_.facts[activity].what.channel;
  const auto table = std::ranges::find(activity_tables(), channel, &ActivityTable::channel);
  return {std::string(table->name), activities_.ids.at(activity)};
}

BulkHistoryReader::BulkHistoryReader(const BulkHistories& all)
    : all_(all), conversations_(all.activities_.conversations + 1) {}

/// Whose the addresses of the record's own people are. What people and their mail tell decides.
void BulkHistoryReader::tell_addresses(const Around& around) {
  own_addresses_.clear();
  for (const auto* list : {&around.theirs, &around.by_account}) {
    for (const Counterpart& each : *list) {
      const std::uint32_t person = all_.parties_.people.find(each.who.id);
      for (const std::string& address : each.addresses) {
        own_addresses_.emplace_back(all_.parties_.addresses.find(address), person);
      }
    }
  }
  for (const auto* list : {&around.theirs, &around.by_account}) {
    for (const Counterpart& each : *list) {
      const std::uint32_t person = all_.parties_.people.find(each.who.id);
      const auto others = all_.people_.other_addresses.find(person);
      if (others == all_.people_.other_addresses.end()) continue;
      for (const std::uint32_t address : others->second) own_addresses_.emplace_back(address, person);
    }
  }
  // Who is told last has it.
  std::ranges::reverse(own_addresses_);
  const auto address = [](const auto& each) { return each.first; };
  std::ranges::stable_sort(own_addresses_, {}, address);
  own_addresses_.erase(std::ranges::unique(own_addresses_, {}, address).begin(), own_addresses_.end());
  if (!own_addresses_.empty() && own_addresses_.back().first == kNoNumber) own_addresses_.pop_back();
}

void BulkHistoryReader::find_activities(const Around& around) {
  found_.clear();
  const auto add = [&](std::span<const std::uint32_t> activities) {
    found_.insert(found_.end(), activities.begin(), activities.end());
  };
  const std::uint32_t record = all_.records_.find(around.record.id);
  if (record != kNoNumber) add(all_.regarding_.of(record));
  for (const Counterpart& each : around.theirs) add(all_.of_person_.of(all_.parties_.people.find(each.who.id)));
  for (const auto& [address, _] : own_addresses_) add(all_.of_address_.of(address));
  std::ranges::sort(found_);
  found_.erase(std::ranges::unique(found_).begin(), found_.end());
}

relation::Interest BulkHistoryReader::interest_in(const Around& around) const {
  const auto numbers = [&](const std::vector<Counterpart>& list) {
    std::vector<std::uint32_t> out;
    for (const Counterpart& each : list) out.push_back(all_.parties_.people.find(each.who.id));
    return out;
  };
  relation::People people{
      .owner_and_team = {}, .contacts = numbers(around.theirs), .account_primary = numbers(around.by_account)};
  for (const Uuid& user : around.users) people.owner_and_team.push_back(all_.parties_.people.find(user));
  return relation::interest_of(around.type, around.record.id, std::move(people));
}

std::uint32_t BulkHistoryReader::owner_of(std::uint32_t address) const {
  const auto own = std::ranges::lower_bound(own_addresses_, address, {}, [](const auto& each) { return each.first; });
  return own != own_addresses_.end() && own->first == address ? own->second : all_.people_.behind[address];
}

void BulkHistoryReader::fill_parties(std::uint32_t activity) {
  const BulkParties& parties = all_.parties_;
  counting_.parties.clear();
  for (const BulkParty& each : parties.of(activity)) {
    const std::uint32_t person = each.is_address ? owner_of(each.who) : each.who;
    const Side side = each.is_address && all_.people_.ours[each.who] ? Side::Us : each.side;
    const bool left_out = person < kAddressAlone && all_.people_.left_out[person];
    counting_.parties.push_back({{person, each.role, side}, left_out, each.answer_known, {}});
  }
  if (all_.activities_.facts[activity].what.channel != relation::Channel::Meeting) return;
  const std::uint64_t begin = parties.begins[activity], end = parties.begins[activity + 1];
  auto answer = std::ranges::lower_bound(parties.answered, begin, {}, [](const auto& each) { return each.first; });
  for (; answer != parties.answered.end() && answer->first < end; ++answer) {
    counting_.parties[answer->first - begin].answered = answer->second;
  }
}

std::uint32_t BulkHistoryReader::number_in_record(std::uint32_t conversation) {
  if (conversation == 0) return 0;
  auto& [round, number] = conversations_[conversation];
  if (round != round_) {
    round = round_;
    number = ++conversations_met_;
  }
  return number;
}

const BulkHistory& BulkHistoryReader::read(const Around& around) {
  out_.interactions.clear();
  out_.activities.clear();
  if (around.left_out != LeftOut::No) return out_;
  tell_addresses(around);
  find_activities(around);
  const relation::Interest interest = interest_in(around);
  const std::uint32_t record = all_.records_.find(around.record.id);
  linked_.clear();
  conversations_met_ = 0;
  ++round_;
  for (const std::uint32_t activity : found_) {
    const ActivityFacts& facts = all_.activities_.facts[activity];
    if (facts.is_private) continue;
    fill_parties(activity);
    const bool regarding = record != kNoNumber && all_.activities_.regarding[activity] == record;
    auto what = counting_.on(interest, facts, regarding ? around.record.id : Uuid());
    if (!what) continue;
    what->thread = number_in_record(what->thread);
    linked_.emplace_back(*what, activity);
  }
  std::ranges::sort(linked_);
  for (const auto& [what, activity] : linked_) {
    out_.interactions.push_back(what);
    out_.activities.push_back(activity);
  }
  return out_;
}

}  // namespace leadlight::insight
