#include "service/capture/people_evidence.h"

#include <algorithm>

#include "base/text.h"

namespace leadlight::capture {
namespace {

constexpr std::size_t kMostKept = 400;  // Threads, correspondents and lists of one address; spellings a tenth of it.
constexpr std::size_t kMostAddressBytes = 254;
/// Who writes knows the own name.
constexpr int kAuthor = 3, kNamedByOthers = 1;

template <class Set>
void keep(Set& set, std::uint64_t value) {
  if (set.size() < kMostKept) set.insert(value);
}

std::vector<std::uint64_t> sorted(const std::unordered_set<std::uint64_t>& set) {
  std::vector<std::uint64_t> out(set.begin(), set.end());
  std::ranges::sort(out);
  return out;
}

/// A domain or local part that only lists have.
bool looks_like_list(std::string_view address) {
  const std::size_t at = address.rfind('@');
  const std::string_view local = address.substr(0, at), domain = address.substr(at + 1);
  for (const std::string_view begin : {"lists.", "list.", "listserv.", "mailman.", "vger."}) {
    if (domain.starts_with(begin)) return true;
  }
  for (const std::string_view host : {"googlegroups.com", "groups.io", "lists.sourceforge.net", "yahoogroups.com"}) {
    if (domain == host) return true;
  }
  return local.ends_with("-list") || local.ends_with("-announce") || local.ends_with("-discuss");
}

/// An address that takes no answers, whoever wrote to it.
bool looks_like_robot(const mail::Address& who) {
  mail::Message message;
  message.from.push_back(who);
  return mail::classify(message).kind == mail::Kind::Robot;
}

}  // namespace

std::uint64_t thread_hash(std::string_view thread) {
  return std::hash<std::string_view>{}(thread);
}

std::string address_key(std::string_view written) {
  const std::string_view trimmed = base::trim(written);
  const std::size_t at = trimmed.rfind('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == trimmed.size() || trimmed.size() > kMostAddressBytes ||
      trimmed.find_first_of(" \t<>") != std::string_view::npos) {
    return {};
  }
  const bool ascii = std::ranges::all_of(trimmed, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  std::string key = ascii ? base::to_lower_ascii(trimmed) : base::fold(trimmed);
  return key.size() > kMostAddressBytes ? std::string() : key;
}

PeopleEvidence::All::iterator PeopleEvidence::note(const mail::Address& who, std::uint64_t thread, int weight) {
  const std::string key = address_key(who.address);
  if (key.empty()) return seen_.end();
  const auto [at, is_new] = seen_.try_emplace(key);
  Seen& seen = at->second;
  if (is_new) seen.is_list = looks_like_list(key);
  ++seen.messages;
  if (!who.name.empty() && (seen.names.size() < kMostKept / 10 || seen.names.contains(who.name))) {
    seen.names[who.name] += weight;
  }
  keep(seen.threads, thread);
  return at;
}

/// People of one mail know each other, unless there are so many that it tells nothing.
void PeopleEvidence::acquaint(const std::vector<Met>& met, const std::vector<std::uint64_t>& lists) {
  constexpr std::size_t kMostOfOneMail = 100;
  if (met.size() > kMostOfOneMail) return;
  for (const Met& one : met) {
    for (const std::uint64_t list : lists) keep(one.seen->lists, list);
    for (const Met& other : met) {
      if (one.seen != other.seen && !other.ours) keep(one.seen->correspondents, other.hash);
    }
  }
}

void PeopleEvidence::add(const ParsedMail& mail, std::string_view thread) {
  const std::uint64_t hash = thread_hash(thread);
  for (const std::string& list : mail.lists) {
    const std::string key = address_key(list);
    if (!key.empty()) seen_[key].is_list = true;
  }
  std::vector<Met> met;
  std::vector<std::uint64_t> lists;
  const auto take = [&](const mail::Address& who, int weight) -> Seen* {
    const auto noted = note(who, hash, weight);
    if (noted == seen_.end()) return nullptr;
    Seen& seen = noted->second;
    const std::uint64_t who_hash = thread_hash(noted->first);
    if (seen.is_list) {
      lists.push_back(who_hash);
    } else {
      met.push_back({&seen, who_hash, ours_.has(noted->first)});
    }
    return &seen;
  };
  if (mail.author) {
    if (Seen* author = take(*mail.author, kAuthor)) {
      ++author->written;
      if (mail.kind == mail::Kind::Robot || mail.kind == mail::Kind::DeliveryReport) ++author->by_robot;
    }
  }
  for (const auto* people : {&mail.to, &mail.cc, &mail.bcc}) {
    for (const mail::Address& each : *people) take(each, kNamedByOthers);
  }
  acquaint(met, lists);
}

void PeopleEvidence::add_meeting(const std::vector<mail::Address>& people, std::string_view meeting) {
  for (const mail::Address& each : people) note(each, thread_hash(meeting), kNamedByOthers);
}

std::vector<AddressFacts> PeopleEvidence::facts() const {
  std::vector<AddressFacts> out;
  for (const auto& [address, seen] : seen_) {
    AddressFacts facts{.address = address};
    facts.names.assign(seen.names.begin(), seen.names.end());
    std::ranges::sort(facts.names);
    facts.ours = ours_.has(address);
    facts.has_written = seen.written > 0;
    facts.messages = seen.messages;
    facts.threads = sorted(seen.threads);
    facts.correspondents = sorted(seen.correspondents);
    facts.lists = sorted(seen.lists);
    if (seen.is_list) {
      facts.kind = AddressKind::List;
    } else if ((seen.written > 0 && seen.by_robot == seen.written) || looks_like_robot({{}, address})) {
      facts.kind = AddressKind::Robot;
    }
    out.push_back(std::move(facts));
  }
  return out;
}

}  // namespace leadlight::capture
