// Which addresses are ours.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace leadlight::insight {

class OurDomains {
 public:
  OurDomains() = default;
  /// `acme.com`, folded, in any order.
  explicit OurDomains(std::vector<std::string> domains);

  /// Whether it is an address of one of the domains or of one below it. @shape address: folded
  bool has(std::string_view address) const;
  const std::vector<std::string>& list() const { return domains_; }

 private:
  std::vector<std::string> domains_;  // Ascending.
};

}  // namespace leadlight::insight
