#include "core/relation/conversation.h"

#include <bit>
#include <utility>

namespace leadlight::relation {

void Conversations::clear() {
  used_ = 0;
  if (++round_ != 0) return;
  // After four billion records the oldest rounds would look like this one.
  turns_.assign(turns_.size(), {});
  round_ = 1;
}

std::pair<Conversations::Turn*, bool> Conversations::find_or_add(std::uint32_t thread) {
  if (2 * (used_ + 1) > turns_.size()) grow();
  Turn& turn = place_of(thread);
  if (turn.round == round_) return {&turn, true};
  turn.thread = thread;
  turn.round = round_;
  ++used_;
  return {&turn, false};
}

Conversations::Turn& Conversations::place_of(std::uint32_t thread) {
  // Fibonacci hashing: the upper bits of the product are the place.
  const int shift = 32 - std::countr_zero(turns_.size());
  std::size_t place = (thread * 0x9e3779b9U) >> shift;
  while (turns_[place].round == round_ && turns_[place].thread != thread) place = (place + 1) & (turns_.size() - 1);
  return turns_[place];
}

void Conversations::grow() {
  const std::vector<Turn> old = std::exchange(turns_, std::vector<Turn>(2 * turns_.size()));
  for (const Turn& turn : old) {
    if (turn.round == round_) place_of(turn.thread) = turn;
  }
}

}  // namespace leadlight::relation
