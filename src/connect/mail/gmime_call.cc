#include "connect/mail/gmime_call.h"

#include <mutex>

#ifdef LEADLIGHT_ADDRESS_SANITIZER
#include <sanitizer/lsan_interface.h>
#endif

namespace leadlight::mail {
namespace {

void start() {
#ifdef LEADLIGHT_ADDRESS_SANITIZER
  // GMime forgets to free the types that are replaced here: sixteen bytes each, once.
  const __lsan::ScopedDisabler known;
#endif
  g_mime_init();
  for (const char* subtype : {"rfc822", "rfc2822", "global", "news", "*"})
    g_mime_object_register_type("message", subtype, GMIME_TYPE_PART);
}

}  // namespace

void start_gmime() {
  static std::once_flag once;
  std::call_once(once, start);
}

}  // namespace leadlight::mail
