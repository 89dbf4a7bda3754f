// Whose turn it is in each conversation: the first mail that nobody has answered yet.
#pragma once

#include <cstdint>
#include <vector>

#include "core/relation/interaction.h"

namespace leadlight::relation {

/// A small table from thread to turn, made to be used for one record after another: emptying it costs nothing, and it
/// allocates only when a record has more threads than any before it.
class Conversations {
 public:
  struct Turn {
    Timestamp asked;  ///< when the side whose mail stands unanswered wrote it
    Direction by{};   ///< that side
    std::uint32_t thread = 0;
    std::uint32_t round = 0;  ///< of the table; of another round: an empty place
  };

  Conversations() : turns_(64) {}

  void clear();
  /// The turn of a thread (not 0), and whether it was there; a new one is for the caller to fill in. Valid until the
  /// next call.
  std::pair<Turn*, bool> find_or_add(std::uint32_t thread);

 private:
  Turn& place_of(std::uint32_t thread);
  void grow();

  std::vector<Turn> turns_;  ///< open addressing, a power of two
  std::uint32_t round_ = 1;
  std::size_t used_ = 0;
};

}  // namespace leadlight::relation
