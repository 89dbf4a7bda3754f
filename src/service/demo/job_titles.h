// What people at customers do, and how likely they may sign.
#pragma once

#include <string_view>

#include "base/random.h"

namespace leadlight::demo {

struct JobTitle {
  std::string_view name;
  double weight;
  double decides;  ///< Probability of being a decision maker.
};
const JobTitle& pick_job_title(Random& random);

}  // namespace leadlight::demo
