// Keys as small numbers: what is read by the ten million is kept by number.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/uuid.h"

namespace leadlight::insight {

inline constexpr std::uint32_t kNoNumber = std::numeric_limits<std::uint32_t>::max();

/// Ids one after the other.
class UuidKeys {
 public:
  using Key = Uuid;
  UuidKeys() = default;
  explicit UuidKeys(std::vector<Uuid> ids) : ids_(std::move(ids)) {}
  std::size_t size() const { return ids_.size(); }
  const Uuid& at(std::uint32_t number) const { return ids_[number]; }
  void add(const Uuid& id) { ids_.push_back(id); }
  static std::uint64_t hash(const Uuid& id) {
    std::uint64_t halves[2];
    std::memcpy(halves, id.bytes.data(), sizeof halves);
    std::uint64_t mixed = (halves[0] ^ (halves[1] * 0x9e3779b97f4a7c15ULL)) * 0xbf58476d1ce4e5b9ULL;
    return mixed ^ (mixed >> 32);
  }

 private:
  std::vector<Uuid> ids_;
};

/// Texts in blocks that never move.
class TextKeys {
 public:
  using Key = std::string_view;
  std::size_t size() const { return texts_.size(); }
  std::string_view at(std::uint32_t number) const { return texts_[number]; }
  void add(std::string_view text);
  static std::uint64_t hash(std::string_view text) { return std::hash<std::string_view>{}(text); }

 private:
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t left_ = 0;  ///< room in the last block
  char* next_ = nullptr;
  std::vector<std::string_view> texts_;
};

/// Numbers keys from 0 in the order in which they come. Open addressing: two reads of memory for a key.
/// @threads const members may be called from any
template <class Keys>
class Numbers {
 public:
  using Key = typename Keys::Key;

  Numbers() = default;
  /// Of keys that are all different.
  explicit Numbers(Keys keys) : keys_(std::move(keys)) {
    std::size_t size = kLeast;
    while (size < 2 * keys_.size()) size *= 2;
    index(size);
  }

  std::size_t size() const { return keys_.size(); }
  Key at(std::uint32_t number) const { return keys_.at(number); }
  /// kNoNumber: it has none.
  std::uint32_t find(Key key) const { return slots_.empty() ? kNoNumber : slots_[place_of(key)]; }
  /// Its number, a new one where it has none.
  std::uint32_t add(Key key) {
    if (2 * (keys_.size() + 1) > slots_.size()) index(std::max(kLeast, 2 * slots_.size()));
    std::uint32_t& slot = slots_[place_of(key)];
    if (slot == kNoNumber) {
      slot = static_cast<std::uint32_t>(keys_.size());
      keys_.add(key);
    }
    return slot;
  }

 private:
  static constexpr std::size_t kLeast = 64;

  /// Where the key stands, or would stand.
  std::size_t place_of(Key key) const {
    std::size_t place = Keys::hash(key) & (slots_.size() - 1);
    while (slots_[place] != kNoNumber && keys_.at(slots_[place]) != key) place = (place + 1) & (slots_.size() - 1);
    return place;
  }
  void index(std::size_t size) {
    slots_.assign(size, kNoNumber);
    for (std::uint32_t number = 0; number < keys_.size(); ++number) slots_[place_of(keys_.at(number))] = number;
  }

  Keys keys_;
  std::vector<std::uint32_t> slots_;  ///< a power of two, at most half of it taken
};

using UuidNumbers = Numbers<UuidKeys>;
using TextNumbers = Numbers<TextKeys>;

/// Which numbers belong to which: those of `of` stand one after the other.
class Groups {
 public:
  Groups() = default;
  /// @param pairs calls its argument with (group, number) for every pair, twice the same ones in the same order
  template <class Pairs>
  Groups(std::size_t groups, const Pairs& pairs) : begins_(groups + 1) {
    pairs([&](std::size_t group, std::uint32_t) { ++begins_[group + 1]; });
    for (std::size_t group = 0; group < groups; ++group) begins_[group + 1] += begins_[group];
    numbers_.resize(begins_.back());
    std::vector<std::size_t> next(begins_.begin(), begins_.end() - 1);
    pairs([&](std::size_t group, std::uint32_t number) { numbers_[next[group]++] = number; });
  }
  std::span<const std::uint32_t> of(std::size_t group) const {
    return std::span(numbers_).subspan(begins_[group], begins_[group + 1] - begins_[group]);
  }

 private:
  std::vector<std::size_t> begins_;
  std::vector<std::uint32_t> numbers_;
};

}  // namespace leadlight::insight
