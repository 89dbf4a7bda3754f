// Our domains as an import is told of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "service/insight/our_domains.h"
#include "storage/store/store.h"

namespace leadlight::capture {

/// `acme.com,acme.de` -> two. @errors WrongUse: what cannot be a domain, or one where everybody may have an address
Result<std::vector<std::string>> parse_domains(std::string_view list);

/// Adds the domains to what the organisation has set as its own and answers all of them.
Result<insight::OurDomains> add_our_domains(store::Store& store, const std::vector<std::string>& domains);

}  // namespace leadlight::capture
