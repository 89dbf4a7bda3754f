// Which addresses are ours.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "storage/store/store.h"

namespace leadlight::capture {

class OurDomains {
 public:
  /// `acme.com`, `@acme.com`; folded, in any order.
  explicit OurDomains(std::vector<std::string> domains);

  /// One of the domains or one below it. @shape address: folded
  bool has(std::string_view address) const;
  const std::vector<std::string>& list() const { return domains_; }

 private:
  std::vector<std::string> domains_;  // Ascending.
};

/// `acme.com,acme.de` -> two. @errors WrongUse: what cannot be a domain, or one where everybody may have an address
Result<std::vector<std::string>> parse_domains(std::string_view list);

/// Adds the domains to what the organisation has set as its own and answers all of them.
Result<OurDomains> add_our_domains(store::Store& store, const std::vector<std::string>& domains);

}  // namespace leadlight::capture
