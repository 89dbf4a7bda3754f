// Values between us and the process that reads mail: numbers as this machine keeps them, texts with their length.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/time.h"

namespace leadlight::capture {

class WireWriter {
 public:
  template <class T>
  void number(T value) {
    base::append_bytes(bytes_, value);
  }
  void flag(bool value) { number(static_cast<std::uint8_t>(value)); }
  void text(std::string_view value) {
    number(static_cast<std::uint32_t>(value.size()));
    bytes_.append(value);
  }
  void time(const std::optional<Timestamp>& value) {
    flag(value.has_value());
    if (value) number(std::int64_t{value->time_since_epoch().count()});
  }
  template <class List, class F>
  void list(const List& values, F&& each) {
    number(static_cast<std::uint32_t>(values.size()));
    for (const auto& value : values) each(value);
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Never reads beyond the bytes: what a harmed process says is not believed. After the first thing that is not there
/// everything is empty and ok() false.
class WireReader {
 public:
  explicit WireReader(std::string_view bytes) : bytes_(bytes) {}

  template <class T>
  T number() {
    if (!has(sizeof(T))) return {};
    const T value = base::bytes_at<T>(bytes_, 0);
    bytes_.remove_prefix(sizeof(T));
    return value;
  }
  bool flag() { return number<std::uint8_t>() != 0; }
  std::string text() {
    const auto size = number<std::uint32_t>();
    if (!has(size)) return {};
    std::string value(bytes_.substr(0, size));
    bytes_.remove_prefix(size);
    return value;
  }
  std::optional<Timestamp> time() {
    if (!flag()) return std::nullopt;
    return Timestamp(Timestamp::duration(number<std::int64_t>()));
  }
  template <class T, class F>
  std::vector<T> list(F&& each) {
    std::vector<T> values;
    for (auto left = number<std::uint32_t>(); left > 0 && ok_; --left) values.push_back(each());
    return values;
  }
  bool ok() const { return ok_; }
  bool at_end() const { return ok_ && bytes_.empty(); }

 private:
  bool has(std::size_t size) {
    ok_ = ok_ && bytes_.size() >= size;
    return ok_;
  }

  std::string_view bytes_;
  bool ok_ = true;
};

}  // namespace leadlight::capture
