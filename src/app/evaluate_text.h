// The evaluation as people read it in a terminal.
#pragma once

#include <string>

#include "core/feature/training.h"

namespace leadlight::app {

std::string to_text(const feature::Report& report);

}  // namespace leadlight::app
