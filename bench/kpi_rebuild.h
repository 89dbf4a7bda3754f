#pragma once

#include "figure.h"

namespace leadlight::bench {

/// The part `rebuild` of the benchmark kpi (kpi.cc).
void run_kpi_rebuild(Run& run);

}  // namespace leadlight::bench
