#include "connect/csv/text_window.h"

#include <algorithm>

namespace leadlight::csv {
Result<TextWindow> TextWindow::make(std::unique_ptr<Source> source, std::size_t chunk) {
  std::string head(chunk, '\0');
  std::size_t filled = 0;
  Extent extent = Extent::Part;
  while (filled < head.size()) {
    const std::size_t n = TRY(source->read({head.data() + filled, head.size() - filled}));
    if (n == 0) {
      extent = Extent::Whole;
      break;
    }
    filled += n;
  }
  head.resize(filled);
  if (head.empty()) {
    return fail(
        Error(ErrorCode::InvalidInput, "the file is empty", "It needs a line of column names and a line a record."));
  }
  TextWindow window(std::move(source), TRY(Decoder::make(head, extent)), chunk);
  window.at_end_ = extent == Extent::Whole;
  window.buffer_ = window.decoder_.decode(std::string_view(head).substr(window.decoder_.bom_bytes()), extent);
  return window;
}

Result<void> TextWindow::more() {
  const std::size_t kept = buffer_.size() - begin_;
  if (begin_ >= kept) {  // Moving no more than was dropped keeps the cost linear.
    buffer_.erase(0, begin_);
    begin_ = 0;
  }
  raw_.resize(std::max(chunk_, kept / 2));
  // Sources that give little at a time must not make a long record be looked at so many times.
  const std::size_t least = kept > chunk_ ? kept / 2 : 1;
  std::size_t filled = 0;
  while (filled < least && !at_end_) {
    const std::size_t n = TRY(source_->read(std::span(raw_).subspan(filled)));
    filled += n;
    at_end_ = n == 0;
  }
  buffer_ += decoder_.decode({raw_.data(), filled}, at_end_ ? Extent::Whole : Extent::Part);
  return {};
}

}  // namespace leadlight::csv
