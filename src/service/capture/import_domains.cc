#include "service/capture/import_domains.h"

#include "base/text.h"
#include "core/feature/contact.h"
#include "service/insight/settings.h"

namespace leadlight::capture {

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
  if (domains.empty())
    return fail(ErrorCode::WrongUse, "--ours names no domain; it takes domains such as acme.com,acme.de");
  return domains;
}

Result<insight::OurDomains> add_our_domains(store::Store& store, const std::vector<std::string>& domains) {
  auto all = TRY(insight::read_settings(*TRY(store.snapshot()))).our_domains.list();
  const std::size_t before = all.size();
  all.insert(all.end(), domains.begin(), domains.end());
  insight::OurDomains ours(std::move(all));
  if (ours.list().size() == before) return ours;
  TRY(store.write([&](store::Transaction& tx) -> Result<void> {
    TRY(insight::change_settings(tx, Json{{"our_domains", ours.list()}}));
    return {};
  }));
  return ours;
}

}  // namespace leadlight::capture
