#include "service/capture/suggested_accounts.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "connect/mail/domain.h"
#include "core/feature/contact.h"
#include "service/capture/people_decisions.h"
#include "service/insight/rows.h"
#include "service/insight/settings.h"

namespace leadlight::capture {

using record::Record;
using record::Value;

namespace {

/// By their own addresses and those of their contacts.
Result<std::map<std::string, Uuid>> accounts_by_domain(store::Snapshot& snapshot) {
  std::map<std::string, Uuid> accounts;
  const auto add = [&](std::string_view address, const Uuid& account) {
    if (std::string domain = mail::registrable_domain(address); !domain.empty())
      accounts.emplace(std::move(domain), account);
  };
  query::Query query{.table = "account", .columns = {"emailaddress1", "websiteurl"}};
  TRY(snapshot.scan(query, store::Caller::system(), [&](Record&& row) -> Result<bool> {
    add(row.text("emailaddress1"), row.id);
    std::string site = base::to_lower_ascii(row.text("websiteurl"));
    if (const auto scheme = site.find("://"); scheme != std::string::npos) site.erase(0, scheme + 3);
    add(std::string_view(site).substr(0, site.find_first_of("/:?#")), row.id);
    return true;
  }));
  query::Query contacts{.table = "contact", .columns = {"emailaddress1", "parentcustomerid"}};
  contacts.filter = query::compare("parentcustomerid", query::CompareOp::Ne, {});
  TRY(snapshot.scan(contacts, store::Caller::system(), [&](Record&& row) -> Result<bool> {
    const auto* parent = row.get_as<record::Reference>("parentcustomerid");
    const std::string address = row.text("emailaddress1");
    if (parent->table == "account" && feature::mail_class(address) == feature::MailClass::Business)
      add(address, parent->id);
    return true;
  }));
  return accounts;
}

}  // namespace

Result<std::optional<Uuid>> account_of_address(store::Snapshot& snapshot, std::string_view address) {
  const std::string domain = mail::registrable_domain(address);
  if (domain.empty() || feature::mail_class(address) != feature::MailClass::Business) return std::optional<Uuid>();
  const auto accounts = TRY(accounts_by_domain(snapshot));
  const auto found = accounts.find(domain);
  return found == accounts.end() ? std::optional<Uuid>() : std::optional(found->second);
}

Result<std::vector<std::string>> addresses_of_person(store::Snapshot& snapshot, const Uuid& person) {
  query::Query query{.table = "ll_personaddress", .columns = {"ll_address"}};
  query.filter = query::equals("ll_personid", person);
  query.order = {{query::Path{{}, {}, "createdon"}}};
  query.limit = 50;
  std::vector<std::string> addresses;
  for (const store::Row& row : TRY(snapshot.select(query, store::Caller::system())).rows)
    addresses.push_back(row.record.text("ll_address"));
  std::ranges::stable_partition(addresses, [](const std::string& address) {
    return feature::mail_class(address) == feature::MailClass::Business;
  });
  return addresses;
}

Result<std::vector<SuggestedAccount>> suggest_accounts(store::Snapshot& snapshot, std::size_t most) {
  const auto system = store::Caller::system();
  const insight::OurDomains ours = TRY(insight::read_settings(snapshot)).our_domains;
  const auto accounts = TRY(accounts_by_domain(snapshot));
  const auto dismissed = TRY(dismissed_domains(snapshot));
  struct Domain {
    std::set<Uuid> people;
    std::vector<Value> addresses;
  };
  std::map<std::string, Domain> domains;
  std::set<Uuid> not_people;
  query::Query machines{.table = "ll_person", .columns = {"ll_kind"}};
  machines.filter = query::compare("ll_kind", query::CompareOp::Gt, std::int64_t{0});
  TRY(snapshot.scan(machines, system, [&](Record&& row) -> Result<bool> {
    not_people.insert(row.id);
    return true;
  }));
  query::Query addresses{.table = "ll_personaddress", .columns = {"ll_address", "ll_personid", "ll_ours"}};
  TRY(snapshot.scan(addresses, system, [&](Record&& row) -> Result<bool> {
    const std::string address = base::fold(row.text("ll_address"));
    if (row.is_true("ll_ours") || ours.has(address) || not_people.contains(row.target("ll_personid"))) return true;
    if (feature::mail_class(address) != feature::MailClass::Business) return true;
    std::string domain = mail::registrable_domain(address);
    if (domain.empty() || accounts.contains(domain) || dismissed.contains(domain)) return true;
    Domain& found = domains[std::move(domain)];
    found.people.insert(row.target("ll_personid"));
    found.addresses.emplace_back(address);
    return true;
  }));
  std::vector<SuggestedAccount> out;
  for (const auto& [name, domain] : domains) out.push_back({name, static_cast<std::int64_t>(domain.people.size()), 0});
  std::ranges::stable_sort(out, std::ranges::greater{}, &SuggestedAccount::people);
  if (out.size() > most) out.resize(most);
  for (SuggestedAccount& each : out) {
    std::set<Uuid> activities;
    TRY(insight::for_each_of(snapshot, "activityparty", "addressused", domains.at(each.domain).addresses,
                             {"activityid"}, system, [&](Record&& party) -> Result<void> {
                               activities.insert(party.target("activityid"));
                               return {};
                             }));
    each.messages = static_cast<std::int64_t>(activities.size());
  }
  return out;
}

}  // namespace leadlight::capture
