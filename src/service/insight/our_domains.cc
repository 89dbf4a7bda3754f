#include "service/insight/our_domains.h"

#include <algorithm>

namespace leadlight::insight {

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

}  // namespace leadlight::insight
