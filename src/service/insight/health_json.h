// Why health is what it is, as the API and the list columns have it.
#pragma once

#include "base/json.h"
#include "core/relation/health_explanation.h"

namespace leadlight::insight {

/// `email`, `meeting`, `call`, `task`, `other`.
std::string_view channel_name(relation::Channel channel);

/// docs/api.md, `Relationship`, `health.terms`.
OrderedJson terms_json(const std::vector<relation::HealthTerm>& terms);

}  // namespace leadlight::insight
