#include "service/demo/job_titles.h"

#include "service/demo/culture.h"

namespace leadlight::demo {
namespace {

constexpr JobTitle kTitles[] = {
    {"CEO", 6, 0.9},
    {"CFO", 5, 0.8},
    {"Managing Director", 9, 0.85},
    {"Head of Sales", 8, 0.5},
    {"IT Director", 9, 0.55},
    {"Operations Manager", 14, 0.35},
    {"Marketing Manager", 10, 0.25},
    {"Purchasing Manager", 10, 0.4},
    {"Office Manager", 8, 0.1},
    {"Analyst", 8, 0.05},
    {"Engineer", 7, 0.1},
    {"Student", 3, 0.0},
    {"Intern", 3, 0.0},
};

}  // namespace

const JobTitle& pick_job_title(Random& random) {
  return kTitles[pick_weighted(kTitles, random)];
}

}  // namespace leadlight::demo
