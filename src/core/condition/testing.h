// For tests: a filter as text, to compare what was parsed.
#pragma once

#include <string>

#include "core/query/query.h"
#include "core/record/value.h"

namespace leadlight::condition {

/// `and(statecode Eq 0, not(contains companyname 'x'))`
inline std::string to_text(const query::FilterPtr& filter);

namespace internal {

inline std::string path_text(const query::Path& path) {
  return path.lookup.empty() ? path.column : path.lookup + "(" + path.lookup_table + ")/" + path.column;
}

inline std::string list_text(const char* name, const std::vector<query::FilterPtr>& parts) {
  std::string text = std::string(name) + "(";
  for (size_t i = 0; i < parts.size(); ++i) text += (i == 0 ? "" : ", ") + to_text(parts[i]);
  return text + ")";
}

inline std::string value_text(const record::Value& value) {
  static constexpr const char* kTypes[] = {"",      "bool ", "int ", "double ", "money ", "text ",
                                           "time ", "day ",  "id ",  "ref ",    "bytes "};
  return kTypes[value.index()] + record::to_string(value);
}

struct FilterText {
  std::string operator()(const query::And& node) const { return list_text("and", node.parts); }
  std::string operator()(const query::Or& node) const { return list_text("or", node.parts); }
  std::string operator()(const query::Not& node) const { return "not(" + to_text(node.part) + ")"; }
  std::string operator()(const query::Compare& node) const {
    static constexpr const char* kOps[] = {"eq", "ne", "gt", "ge", "lt", "le"};
    return path_text(node.path) + " " + kOps[static_cast<int>(node.op)] + " " + value_text(node.value);
  }
  std::string operator()(const query::In& node) const {
    std::string text = path_text(node.path) + " in [";
    for (size_t i = 0; i < node.values.size(); ++i) text += (i == 0 ? "" : ", ") + value_text(node.values[i]);
    return text + "]";
  }
  std::string operator()(const query::TextMatch& node) const {
    static constexpr const char* kOps[] = {"contains", "startswith", "endswith"};
    return path_text(node.path) + " " + kOps[static_cast<int>(node.op)] + " " + node.needle;
  }
  std::string operator()(const query::Search& node) const { return "search " + node.text; }
};

}  // namespace internal

inline std::string to_text(const query::FilterPtr& filter) {
  return filter == nullptr ? "all" : std::visit(internal::FilterText{}, filter->node);
}

}  // namespace leadlight::condition
