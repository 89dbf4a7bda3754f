#include "connect/mail/domain.h"

#include <libpsl.h>

#include <algorithm>

#include "base/text.h"

namespace leadlight::mail {

std::string registrable_domain(std::string_view address) {
  constexpr size_t kLongestDomain = 253;
  std::string domain = base::to_lower_ascii(base::trim(address.substr(address.rfind('@') + 1)));
  if (domain.ends_with('.')) domain.pop_back();
  if (domain.size() > kLongestDomain || domain.find('.') == std::string::npos || domain.front() == '[') return {};
  const bool is_ip = std::ranges::all_of(domain, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
  if (is_ip || !base::is_valid_utf8(domain)) return {};
  const char* found = psl_registrable_domain(psl_builtin(), domain.c_str());
  return found == nullptr ? std::string() : std::string(found);
}

}  // namespace leadlight::mail
