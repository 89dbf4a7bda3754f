// The words of a condition.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace leadlight::condition {

enum class TokenKind { Word, Text, Open, Close, Comma, Slash, End };

struct Token {
  TokenKind kind = TokenKind::End;
  std::string text;     ///< Word as written (names, numbers, dates, ids, `eq`); Text without quotes.
  size_t position = 0;  ///< Where it begins, counted from 1.
};

/// Reads one token after the other; `peek` does not move on.
class Lexer {
 public:
  /// `text` must outlive the lexer.
  explicit Lexer(std::string_view text) : text_(text) {}
  /// @errors InvalidInput: a text without its closing quote, a character that begins nothing
  Result<Token> next();
  Result<Token> peek();

 private:
  std::string_view text_;
  size_t at_ = 0;
};

/// `end`, `'text'` or the word, as messages name a token.
std::string describe(const Token& token);

}  // namespace leadlight::condition
