// Secrets do not stay in memory that is free again, where a dump or another allocation would show them.
#pragma once

#include <string.h>

#include <string>

namespace leadlight::base {

inline void wipe(std::string& secret) {
  ::explicit_bzero(secret.data(), secret.size());
  secret.clear();
}

}  // namespace leadlight::base
