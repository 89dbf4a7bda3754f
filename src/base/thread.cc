#include "base/thread.h"

namespace leadlight::base {
namespace {

thread_local bool works_in_background = false;

}  // namespace

void set_background(bool background) {
  works_in_background = background;
}

bool is_background() {
  return works_in_background;
}

}  // namespace leadlight::base
