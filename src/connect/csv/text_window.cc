#include "connect/csv/text_window.h"

#include <algorithm>

namespace leadlight::csv {
namespace {

constexpr std::size_t kChunk = std::size_t{256} << 10;

}  // namespace

Result<TextWindow> TextWindow::make(std::unique_ptr<Source> source) {
  std::string head(kChunk, '\0');
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
  TextWindow window(std::move(source), TRY(Decoder::make(head, extent)));
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
  raw_.resize(std::max(kChunk, kept / 2));
  const std::size_t n = TRY(source_->read(raw_));
  at_end_ = n == 0;
  buffer_ += decoder_.decode({raw_.data(), n}, at_end_ ? Extent::Whole : Extent::Part);
  return {};
}

}  // namespace leadlight::csv
