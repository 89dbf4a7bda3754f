#include "storage/store/sql.h"

namespace leadlight::store {

Statement Sql::finish(bool numbered) && {
  Statement statement;
  statement.text.reserve(text_.size() + 2 * cells_.size());
  int number = 0;
  for (const char c : text_) {
    if (c != kMark) {
      statement.text.push_back(c);
    } else if (numbered) {
      statement.text.append("$").append(std::to_string(++number));
    } else {
      statement.text.push_back('?');
    }
  }
  statement.cells = std::move(cells_);
  return statement;
}

std::string insert_text(std::string_view table, const std::vector<std::string>& columns, bool numbered) {
  std::string text = "INSERT INTO " + quoted(table) + " (", marks;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) {
      text += ", ";
      marks += ", ";
    }
    text += quoted(columns[i]);
    marks += numbered ? "$" + std::to_string(i + 1) : "?";
  }
  return text + ") VALUES (" + marks + ")";
}

std::string quoted(std::string_view name) {
  std::string text;
  text.reserve(name.size() + 2);
  return text.append("\"").append(name).append("\"");
}

std::string quoted(std::string_view alias, std::string_view name) {
  std::string text(alias);
  return text.append(".\"").append(name).append("\"");
}

}  // namespace leadlight::store
