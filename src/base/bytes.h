// Plain values in a string of bytes, as this machine keeps them.
#pragma once

#include <cstring>
#include <string>
#include <string_view>

namespace leadlight::base {

template <class T>
void append_bytes(std::string& bytes, const T& value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// The caller has made sure that the bytes are there.
template <class T>
T bytes_at(std::string_view bytes, size_t at) {
  T value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

}  // namespace leadlight::base
