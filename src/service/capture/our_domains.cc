#include "service/capture/our_domains.h"

#include <algorithm>

#include "base/text.h"
#include "core/feature/contact.h"
#include "service/insight/settings.h"

namespace leadlight::capture {

OurDomains::OurDomains(std::vector<std::string> domains) : domains_(std::move(domains)) {
  std::ranges::sort(domains_);
  domains_.erase(std::ranges::unique(domains_).begin(), domains_.end());
}

bool OurDomains::has(std::string_view address) const {
  const std::size_t at = address.rfind('@');
  if (at == std::string_view::npos) return false;
  for (std::string_view domain = address.substr(at + 1); !domain.empty();) {
    if (std::ranges::binary_search(domains_, domain)) return true;
    const std::size_t dot = domain.find('.');
    domain = dot == std::string_view::npos ? std::string_view{} : domain.substr(dot + 1);
  }
  return false;
}

Result<std::vector<std::string>> parse_domains(std::string_view list) {
  std::vector<std::string> domains;
  for (std::string_view part : base::split(list, ',')) {
    std::string domain = base::fold(base::trim(part));
    if (domain.starts_with('@')) domain.erase(0, 1);
    if (domain.empty()) continue;
    if (domain.find('.') == std::string::npos || domain.find_first_of("@ /") != std::string::npos)
      return fail(ErrorCode::WrongUse, "--ours takes domains such as acme.com,acme.de, not \"{}\"", part);
    const auto mail = feature::mail_class("somebody@" + domain);
    if (mail == feature::MailClass::Free || mail == feature::MailClass::Disposable)
      return fail(ErrorCode::WrongUse, "--ours: everybody may have an address at {}", domain);
    domains.push_back(std::move(domain));
  }
  return domains;
}

Result<OurDomains> add_our_domains(store::Store& store, const std::vector<std::string>& domains) {
  auto all = TRY(insight::read_settings(*TRY(store.snapshot()))).our_domains;
  const std::size_t before = all.size();
  all.insert(all.end(), domains.begin(), domains.end());
  OurDomains ours(std::move(all));
  if (ours.list().size() > before) TRY(insight::change_settings(store, Json{{"our_domains", ours.list()}}));
  return ours;
}

}  // namespace leadlight::capture
