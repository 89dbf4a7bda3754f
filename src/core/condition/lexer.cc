#include "core/condition/lexer.h"

namespace leadlight::condition {
namespace {

bool is_word_character(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("_.-:+@$*{}").find(c) != std::string_view::npos;
}

}  // namespace

Result<Token> Lexer::peek() {
  const size_t before = at_;
  Result<Token> token = next();
  at_ = before;
  return token;
}

Result<Token> Lexer::next() {
  while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r')) {
    ++at_;
  }
  const size_t position = at_ + 1;
  if (at_ == text_.size()) return Token{TokenKind::End, {}, position};
  const char c = text_[at_];
  if (is_word_character(c)) {
    const size_t begin = at_;
    while (at_ < text_.size() && is_word_character(text_[at_])) ++at_;
    return Token{TokenKind::Word, std::string(text_.substr(begin, at_ - begin)), position};
  }
  if (c == '\'') {
    std::string value;
    for (size_t i = at_ + 1; i < text_.size(); ++i) {
      if (text_[i] != '\'') {
        value.push_back(text_[i]);
      } else if (i + 1 < text_.size() && text_[i + 1] == '\'') {
        value.push_back('\'');
        ++i;
      } else {
        at_ = i + 1;
        return Token{TokenKind::Text, std::move(value), position};
      }
    }
    return fail(Error(ErrorCode::InvalidInput, fmt::format("the text at position {} has no closing quote", position),
                      "Write a quote inside a text twice: 'it''s'."));
  }
  ++at_;
  switch (c) {
    case '(':
      return Token{TokenKind::Open, "(", position};
    case ')':
      return Token{TokenKind::Close, ")", position};
    case ',':
      return Token{TokenKind::Comma, ",", position};
    case '/':
      return Token{TokenKind::Slash, "/", position};
    default:
      return fail(Error(ErrorCode::InvalidInput, fmt::format("unexpected character '{}' at position {}", c, position),
                        c == '"' ? "Texts stand in single quotes." : ""));
  }
}

std::string describe(const Token& token) {
  switch (token.kind) {
    case TokenKind::End:
      return "the end";
    case TokenKind::Text:
      return fmt::format("the text '{}'", token.text.substr(0, 40));
    default:
      return fmt::format("'{}'", token.text.substr(0, 40));
  }
}

}  // namespace leadlight::condition
