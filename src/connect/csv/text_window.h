// The decoded text around the reading position: grows at the back, is dropped at the front.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "connect/csv/decoder.h"
#include "connect/csv/reader.h"

namespace leadlight::csv {

class TextWindow {
 public:
  /// Reads the first `chunk` bytes, finds the encoding out and passes the byte order mark.
  /// @errors InvalidInput (empty, binary); what the source says
  static Result<TextWindow> make(std::unique_ptr<Source> source, std::size_t chunk);

  /// From the reading position to what was read so far; until the next call of more() or drop().
  std::string_view ahead() const { return std::string_view(buffer_).substr(begin_); }
  /// True when nothing comes after ahead().
  bool at_end() const { return at_end_; }
  /// Reads on, by half of ahead() at least: looking at a long record again after each call costs linear time in all.
  Result<void> more();
  void drop(std::size_t bytes) { begin_ += bytes; }

  const Decoder& decoder() const { return decoder_; }

 private:
  TextWindow(std::unique_ptr<Source> source, Decoder decoder, std::size_t chunk)
      : source_(std::move(source)), decoder_(std::move(decoder)), chunk_(chunk) {}

  std::unique_ptr<Source> source_;
  Decoder decoder_;
  std::size_t chunk_;
  std::vector<char> raw_;
  std::string buffer_;
  std::size_t begin_ = 0;
  bool at_end_ = false;
};

}  // namespace leadlight::csv
