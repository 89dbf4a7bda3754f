#include "service/capture/ignore_list.h"

#include <algorithm>

#include "base/text.h"
#include "core/feature/contact.h"
#include "service/insight/settings.h"

namespace leadlight::capture {
namespace {

using record::Record;

/// `*` matches any text. @cost length of one times length of the other
bool matches(std::string_view text, std::string_view pattern) {
  std::size_t at = 0, in = 0, star = std::string_view::npos, tried = 0;
  while (at < text.size()) {
    if (in < pattern.size() && pattern[in] == '*') {
      star = in++;
      tried = at;
    } else if (in < pattern.size() && pattern[in] == text[at]) {
      ++at;
      ++in;
    } else if (star != std::string_view::npos) {
      in = star + 1;
      at = ++tried;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', in) == std::string_view::npos;
}

/// The domain, then those it is below.
template <class Test>
bool any_domain(std::string_view address, const Test& test) {
  const std::size_t at = address.rfind('@');
  if (at == std::string_view::npos) return false;
  for (std::string_view domain = address.substr(at + 1); !domain.empty();) {
    if (test(domain)) return true;
    const std::size_t dot = domain.find('.');
    domain = dot == std::string_view::npos ? std::string_view{} : domain.substr(dot + 1);
  }
  return false;
}

}  // namespace

IgnoreEntry::Kind IgnoreEntry::kind() const {
  if (!mailbox.is_nil()) return Kind::Folder;
  return value.find('@') == std::string::npos ? Kind::Domain : Kind::Address;
}

bool is_folder(std::string_view folder, std::string_view pattern) {
  const std::string name = base::fold(folder), wanted = base::fold(pattern);
  for (std::size_t end = name.size(); end != 0 && end != std::string::npos; end = name.rfind('/', end - 1)) {
    if (matches(std::string_view(name).substr(0, end), wanted)) return true;
  }
  return false;
}

Result<std::shared_ptr<const IgnoreRules>> IgnoreRules::read(store::Snapshot& snapshot) {
  auto rules = std::make_shared<IgnoreRules>();
  const query::Query query{.table = "ll_ignore", .columns = {"ll_value", "ll_userid", "ll_mailboxid"}};
  TRY(snapshot.scan(query, store::Caller::system(), [&](Record&& row) -> Result<bool> {
    rules->entries_.push_back({row.id, row.text("ll_value"), row.target("ll_userid"), row.target("ll_mailboxid")});
    return true;
  }));
  // The organisation's first: where both name somebody, it is the organisation's that keeps out.
  std::ranges::sort(rules->entries_, {}, [](const IgnoreEntry& each) { return std::pair(each.user, each.value); });
  TRY(rules->read_ours(snapshot));
  return std::shared_ptr<const IgnoreRules>(std::move(rules));
}

/// Where nothing was set, the organisation is where its users and their mail accounts are.
Result<void> IgnoreRules::read_ours(store::Snapshot& snapshot) {
  const auto system = store::Caller::system();
  std::vector<std::string> domains;
  const auto add_domain_of = [&](const std::string& address) {
    if (feature::mail_class(address) == feature::MailClass::Business)
      domains.push_back(address.substr(address.rfind('@') + 1));
  };
  TRY(snapshot.scan({.table = "systemuser", .columns = {"internalemailaddress"}}, system,
                    [&](Record&& row) -> Result<bool> {
                      std::string address = base::fold(row.text("internalemailaddress"));
                      if (address.empty()) return true;
                      add_domain_of(address);
                      our_addresses_.insert(std::move(address));
                      return true;
                    }));
  TRY(snapshot.scan({.table = "ll_mailaccount", .columns = {"ll_username"}}, system, [&](Record&& row) -> Result<bool> {
    add_domain_of(base::fold(row.text("ll_username")));
    return true;
  }));
  const insight::OurDomains set = TRY(insight::read_settings(snapshot)).our_domains;
  ours_ = set.list().empty() ? insight::OurDomains(std::move(domains)) : set;
  return {};
}

bool IgnoreRules::is_ours(std::string_view folded_address) const {
  return ours_.has(folded_address) || our_addresses_.contains(folded_address);
}

IgnoreList::IgnoreList(std::shared_ptr<const IgnoreRules> rules, const Uuid& mailbox, const Uuid& owner)
    : rules_(std::move(rules)) {
  for (const IgnoreEntry& entry : rules_->entries()) {
    const bool is_elsewhere = entry.kind() == IgnoreEntry::Kind::Folder && entry.mailbox != mailbox;
    if (!is_elsewhere && (entry.user.is_nil() || entry.user == owner)) add(entry);
  }
}

IgnoreList::IgnoreList(std::shared_ptr<const IgnoreRules> rules) : rules_(std::move(rules)) {
  for (const IgnoreEntry& entry : rules_->entries()) {
    if (entry.kind() != IgnoreEntry::Kind::Folder) add(entry);
  }
}

void IgnoreList::add(const IgnoreEntry& entry) {
  switch (entry.kind()) {
    case IgnoreEntry::Kind::Address:
      addresses_.emplace(entry.value, &entry);
      break;
    case IgnoreEntry::Kind::Domain:
      domains_.emplace(entry.value, &entry);
      break;
    case IgnoreEntry::Kind::Folder:
      folders_.push_back(&entry);
      break;
  }
}

const IgnoreEntry* IgnoreList::folder(std::string_view name) const {
  const auto found = std::ranges::find_if(folders_, [&](const auto* entry) { return is_folder(name, entry->value); });
  return found == folders_.end() ? nullptr : *found;
}

const IgnoreEntry* IgnoreList::address(std::string_view folded) const {
  if (rules_->is_ours(folded)) return nullptr;
  if (const auto found = addresses_.find(folded); found != addresses_.end()) return found->second;
  const IgnoreEntry* entry = nullptr;
  any_domain(folded, [&](std::string_view domain) {
    const auto found = domains_.find(domain);
    if (found != domains_.end()) entry = found->second;
    return entry != nullptr;
  });
  return entry;
}

const IgnoreEntry* IgnoreList::whole(std::string_view folder_name, std::span<const Correspondent> people) const {
  if (const IgnoreEntry* entry = folder(folder_name)) return entry;
  if (addresses_.empty() && domains_.empty()) return nullptr;
  const IgnoreEntry* first = nullptr;
  bool all = true;
  for (const Correspondent& each : people) {
    if (each.address.empty() || rules_->is_ours(each.address)) continue;
    const IgnoreEntry* entry = address(each.address);
    if (entry != nullptr && each.wrote) return entry;
    if (first == nullptr) first = entry;
    all = all && entry != nullptr;
  }
  return all ? first : nullptr;
}

}  // namespace leadlight::capture
