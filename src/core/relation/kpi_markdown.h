// The table of KPIs as the page of the reference.
#pragma once

#include <string>

namespace leadlight::relation {

std::string kpis_markdown();

}  // namespace leadlight::relation
