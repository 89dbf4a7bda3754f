#include "service/insight/numbers.h"

namespace leadlight::insight {

void TextKeys::add(std::string_view text) {
  constexpr std::size_t kBlock = 1 << 20;
  if (text.size() > left_) {
    left_ = std::max(kBlock, text.size());
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
    next_ = blocks_.back().get();
  }
  std::ranges::copy(text, next_);
  texts_.emplace_back(next_, text.size());
  next_ += text.size();
  left_ -= text.size();
}

}  // namespace leadlight::insight
