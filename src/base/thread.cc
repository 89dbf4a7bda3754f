#include "base/thread.h"

namespace leadlight::base {
namespace {

thread_local bool works_in_background = false;
thread_local bool writes_redoable = false;

}  // namespace

void set_background(bool background) {
  works_in_background = background;
}

bool is_background() {
  return works_in_background;
}

void set_redoable(bool redoable) {
  writes_redoable = redoable;
}

bool is_redoable() {
  return writes_redoable;
}

}  // namespace leadlight::base
