#include "service/capture/same_person.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "connect/mail/domain.h"
#include "core/feature/contact.h"

namespace leadlight::capture {
namespace {

/// And one in so many of those of whom fewer are known: mails to many make many acquaintances.
constexpr std::size_t kFewestSharedCorrespondents = 2, kSharedOneIn = 10;
/// Of a very common name.
constexpr std::size_t kFewestSharedThreads = 3;
constexpr std::size_t kShortestSingleName = 5;
constexpr std::size_t kShortestLocalPart = 3;
/// A name that stands there one time in so many is one by which the person is called, not a mistake.
constexpr int kOftenOneIn = 10;

/// `suse` of `suse.co.uk`, `linuxfoundation` of `linux-foundation.org`; empty where everybody may have an address.
std::string organisation_of(const std::string& address, bool is_free) {
  if (is_free) return {};
  std::string domain = mail::registrable_domain(address);
  domain.resize(std::min(domain.find('.'), domain.size()));
  std::erase(domain, '-');
  return domain;
}

/// The spelling seen most often among those of the full name seen most often; without a full name, of all.
void take_name(AddressNode& node) {
  struct Spelling {
    int weight = 0, most = 0;
    std::string written;
    std::optional<PersonName> name;
  };
  std::map<std::string, Spelling> full;
  int all = 0, single = 0;
  for (const auto& [written, weight] : node.facts->names) {
    auto name = person_name(written);
    if (!name) {
      if (weight > single && !base::equals_ignoring_ascii_case(written, node.facts->address)) {
        single = weight;
        node.written = written;
      }
      continue;
    }
    all += weight;
    Spelling& spelling = full[name->first + " " + name->last];
    spelling.weight += weight;
    if (weight > spelling.most) spelling.most = weight, spelling.written = written;
    spelling.name = std::move(name);
  }
  const auto best = std::ranges::max_element(full, {}, [](const auto& each) { return each.second.weight; });
  // An address under which many are named is nobody's.
  if (best == full.end() || 2 * best->second.weight < all) return;
  node.written = best->second.written;
  node.name = best->second.name;
  for (const auto& [key, spelling] : full) {
    if (kOftenOneIn * spelling.weight >= all) node.names.insert(key);
  }
}

std::size_t shared(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  std::size_t count = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) ++count;
    const bool less = *i < *j;
    if (!(*j < *i)) ++i;
    if (!less) ++j;
  }
  return count;
}

bool know_the_same(const AddressNode& a, const AddressNode& b) {
  const std::size_t both = shared(a.facts->correspondents, b.facts->correspondents);
  const std::size_t fewer = std::min(a.facts->correspondents.size(), b.facts->correspondents.size());
  return both >= kFewestSharedCorrespondents && both * kSharedOneIn >= fewer;
}

/// A local part of their own choice, not one that many of that name have.
bool share_handle(const AddressNode& a, const AddressNode& b) {
  return a.tagless == b.tagless && a.tagless.size() >= kShortestLocalPart &&
         local_part_for(*a.name, a.tagless) == LocalPart::Other;
}

Judged judge_same_name(const AddressNode& a, const AddressNode& b) {
  const std::size_t threads = shared(a.facts->threads, b.facts->threads);
  const bool one_organisation = !a.organisation.empty() && a.organisation == b.organisation;
  if (a.name->is_common) {
    const auto fits = [](const AddressNode& node) {
      return local_part_for(*node.name, node.local) != LocalPart::Other;
    };
    if (one_organisation && fits(a) && fits(b)) return {Verdict::Same, "the same name at the same organisation"};
    if (threads >= kFewestSharedThreads && (a.is_free || b.is_free))
      return {Verdict::Same, "the same name in the same conversations"};
    return {Verdict::Maybe, "the same name, but many share it"};
  }
  if (one_organisation) return {Verdict::Same, "the same name at the same organisation"};
  if (threads > 0) return {Verdict::Same, "the same name in the same conversations"};
  if (a.is_free != b.is_free) return {Verdict::Same, "the same name, one of the addresses at a provider for everybody"};
  if (know_the_same(a, b)) return {Verdict::Same, "the same name among the same people"};
  if (shared(a.facts->lists, b.facts->lists) > 0) return {Verdict::Same, "the same name on the same mailing list"};
  if (share_handle(a, b)) return {Verdict::Same, "the same name beside the same word before the @"};
  return {Verdict::Maybe, "the same name, and nothing else that tells"};
}

/// Of `named`, who has a full name, and `other`, who has none.
Judged judge_local_part(const AddressNode& named, const AddressNode& other) {
  if (named.organisation.empty() || named.organisation != other.organisation) return {};
  switch (local_part_for(*named.name, other.local)) {
    case LocalPart::Full:
      return {Verdict::Same, "the name stands in the address, at the same organisation"};
    case LocalPart::Partial:
      return {Verdict::Maybe, "the address goes with the name, at the same organisation"};
    case LocalPart::Other:
      break;
  }
  return {};
}

std::string without_marks(std::string text) {
  std::erase_if(text, [](char c) { return c == '.' || c == '-' || c == '_'; });
  return text;
}

/// As local parts have it.
std::vector<std::string> forms_of(const PersonName& name) {
  const std::string first = without_marks(name.first), last = without_marks(name.last);
  const std::string f = first.substr(0, 1), l = last.substr(0, 1);
  return {first + last, last + first, first, last, f + last, last + f, first + l, l + first};
}

}  // namespace

bool share_one(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::ranges::any_of(a, [&](const std::string& name) { return b.contains(name); });
}

AddressNode node_of(const AddressFacts& facts) {
  AddressNode node{.facts = &facts};
  const std::size_t at = std::min(facts.address.rfind('@'), facts.address.size());
  node.local = facts.address.substr(0, at);
  node.tagless = node.local.substr(0, node.local.find('+'));
  node.domain = facts.address.substr(std::min(at + 1, facts.address.size()));
  const auto mail = feature::mail_class(facts.address);
  node.is_free = mail == feature::MailClass::Free || mail == feature::MailClass::Disposable;
  node.organisation = organisation_of(facts.address, node.is_free);
  take_name(node);
  return node;
}

Judged judge(const AddressNode& a, const AddressNode& b) {
  if (a.name && b.name && !share_one(a.names, b.names)) return {};
  if (a.tagless == b.tagless && a.domain == b.domain) {
    if (a.name && b.name) return {Verdict::Same, "the same address with a tag, and the same name"};
    return {};
  }
  if (a.name && b.name) return judge_same_name(a, b);
  if (a.name || b.name) return a.name ? judge_local_part(a, b) : judge_local_part(b, a);
  const bool one_word = a.written.size() >= kShortestSingleName && base::fold(a.written) == base::fold(b.written);
  const bool one_local = a.tagless.size() >= kShortestLocalPart && a.tagless == b.tagless;
  if (one_word && one_local && (shared(a.facts->threads, b.facts->threads) > 0 || know_the_same(a, b)))
    return {Verdict::Same, "the same word before the @ and the same name, among the same people"};
  return {};
}

std::vector<std::string> comparison_keys(const AddressNode& node) {
  std::vector<std::string> keys;
  for (const std::string& name : node.names) keys.push_back("name " + name);
  if (!node.name && !node.written.empty()) keys.push_back("word " + base::fold(node.written));
  if (node.organisation.empty()) return keys;
  if (!node.name) keys.push_back("form " + node.organisation + " " + without_marks(base::fold(node.tagless)));
  if (node.name) {
    for (const std::string& form : forms_of(*node.name)) keys.push_back("form " + node.organisation + " " + form);
  }
  std::ranges::sort(keys);
  keys.erase(std::ranges::unique(keys).begin(), keys.end());
  return keys;
}

}  // namespace leadlight::capture
