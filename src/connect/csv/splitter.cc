#include "connect/csv/splitter.h"

#include <algorithm>

#include "base/text.h"

namespace leadlight::csv {
namespace {

bool is_blank(std::string_view text) {
  if (text.empty()) return true;
  return static_cast<unsigned char>(text.front()) <= ' ' && base::trim(text).empty();
}

}  // namespace

void Splitter::add(std::string_view text, Cell cell) {
  ++count_;
  const bool blank = !cell.quoted && is_blank(text.substr(cell.begin, cell.end - cell.begin));
  if (!blank) width_ = count_;
  if (cells_.size() < max_cells_) cells_.push_back(cell);
}

Splitter::Found Splitter::finish(std::string_view text, size_t at, Tail tail) {
  bytes_ = at;
  if (at == text.size()) return Found::Record;
  const bool carriage = text[at] == '\r';
  if (carriage && at + 1 == text.size() && tail != Tail::End) return Found::NeedMore;
  bytes_ = at + (carriage && at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1);
  ++lines_;
  return Found::Record;
}

Splitter::Found Splitter::split(std::string_view text, Tail tail) {
  const Found found = split_record(text, tail);
  // The next look begins at the front again, before what the finders have passed.
  if (found == Found::NeedMore) {
    for (Finder* finder : {&comma_, &lf_, &cr_, &quote_}) finder->reset();
  }
  return found;
}

Splitter::Found Splitter::split_record(std::string_view text, Tail tail) {
  cells_.clear();
  count_ = width_ = bytes_ = odd_quotes_ = 0;
  lines_ = 0;
  size_t at = 0;
  size_t this_line_end = line_end(text, 0);
  while (true) {
    bytes_ = at;
    bool plain = at == text.size() || text[at] != '"';
    if (!plain) {
      const Close close = find_close(text, at, tail);
      if (close.found == Found::NeedMore) return Found::NeedMore;
      if (close.found == Found::Record) {
        add(text, {at + 1, close.quote, true, close.doubled});
        for (size_t i = line_end(text, at); i < close.quote; i = line_end(text, i)) {
          ++lines_;
          i += text[i] == '\r' && text[i + 1] == '\n' ? 2 : 1;
        }
        at = close.after;
        this_line_end = line_end(text, at);
      } else {
        quote_.reset();  // It has run ahead of the cells that follow.
        if (!has_odd_quote(text, at)) return Found::Unclosed;
        ++odd_quotes_;
        plain = true;
      }
    }
    if (plain) {
      const size_t stop = std::min(comma_.at(text, at), this_line_end);
      if (stop == text.size() && tail != Tail::End) return Found::NeedMore;
      add(text, {at, stop});
      at = stop;
    }
    if (at == text.size() || text[at] != separator_) return finish(text, at, tail);
    ++at;
  }
}

Splitter::Close Splitter::find_close(std::string_view text, size_t open, Tail tail) {
  const size_t first_line_end = line_end(text, open);
  size_t from = open + 1;
  bool touches_open = from < text.size() && text[from] == '"';
  bool doubled = false;
  while (true) {
    if (!touches_open && from < hopeless_until_) {
      from = hopeless_until_;
      doubled = true;
    }
    touches_open = false;
    const size_t run = quote_.at(text, from);
    size_t run_end = run;
    while (run_end < text.size() && text[run_end] == '"') ++run_end;
    size_t after = run_end;
    while (after < text.size() && text[after] == ' ' && separator_ != ' ') ++after;
    const bool cut = after == text.size() && (tail != Tail::End || run == text.size());
    if (cut) {
      if (tail == Tail::More) return {Found::NeedMore};
      hopeless_until_ = std::max(hopeless_until_, run);
      return {Found::Unclosed};
    }
    const bool lone = (run_end - run) % 2 == 1;
    doubled = doubled || run_end - run > 1;
    if (lone && (after == text.size() || ends_cell(text[after]))) return {Found::Record, run_end - 1, after, doubled};
    if (lone && run > first_line_end && ends_cell(text[run - 1])) {
      hopeless_until_ = std::max(hopeless_until_, run);
      return {Found::Unclosed};
    }
    from = run_end;
  }
}

/// Whether the cell as it stands, up to its separator or line end, has a quote that is not doubled.
bool Splitter::has_odd_quote(std::string_view text, size_t open) {
  const size_t stop = std::min(comma_.at(text, open), line_end(text, open));
  for (size_t i = open + 1; i < stop; ++i) {
    if (text[i] != '"') continue;
    size_t run_end = i;
    while (run_end < stop && text[run_end] == '"') ++run_end;
    if ((run_end - i) % 2 == 1) return true;
    i = run_end;
  }
  return false;
}

void Splitter::drop(size_t bytes) {
  for (Finder* finder : {&comma_, &lf_, &cr_, &quote_}) finder->drop(bytes);
  hopeless_until_ -= std::min(bytes, hopeless_until_);
}

void Splitter::assign_value(std::string& to, std::string_view text, const Cell& cell) {
  to.assign(text, cell.begin, cell.end - cell.begin);
  if (!cell.doubled) return;
  size_t kept = 0;
  for (size_t i = 0; i < to.size(); ++i) {
    if (to[i] == '"' && i + 1 < to.size() && to[i + 1] == '"') ++i;
    to[kept++] = to[i];
  }
  to.resize(kept);
}

std::string Splitter::value(std::string_view text, const Cell& cell) {
  std::string out;
  assign_value(out, text, cell);
  return out;
}

}  // namespace leadlight::csv
