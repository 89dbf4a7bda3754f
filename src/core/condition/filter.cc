#include "core/condition/filter.h"

#include <algorithm>
#include <array>

#include "core/condition/lexer.h"
#include "core/condition/literal.h"
#include "core/condition/names.h"
#include "core/condition/path.h"

namespace leadlight::condition {
namespace {

using query::FilterPtr;
using record::FieldType;

/// Functions and operators of OData 4.0 (part 2, 5.1.1) that we do not offer.
constexpr std::string_view kKnownFunctions[] = {"length",
                                                "indexof",
                                                "substring",
                                                "substringof",
                                                "tolower",
                                                "toupper",
                                                "trim",
                                                "concat",
                                                "year",
                                                "month",
                                                "day",
                                                "hour",
                                                "minute",
                                                "second",
                                                "date",
                                                "time",
                                                "now",
                                                "round",
                                                "floor",
                                                "ceiling",
                                                "cast",
                                                "isof",
                                                "any",
                                                "all",
                                                "geo.distance",
                                                "fractionalseconds",
                                                "maxdatetime",
                                                "mindatetime",
                                                "totaloffsetminutes",
                                                "totalseconds"};
constexpr std::string_view kKnownOperators[] = {"add", "sub", "mul", "div", "divby", "mod", "has"};

constexpr std::pair<std::string_view, query::CompareOp> kComparisons[] = {
    {"eq", query::CompareOp::Eq}, {"ne", query::CompareOp::Ne}, {"gt", query::CompareOp::Gt},
    {"ge", query::CompareOp::Ge}, {"lt", query::CompareOp::Lt}, {"le", query::CompareOp::Le}};
constexpr std::pair<std::string_view, query::TextOp> kTextFunctions[] = {{"contains", query::TextOp::Contains},
                                                                         {"startswith", query::TextOp::StartsWith},
                                                                         {"endswith", query::TextOp::EndsWith}};

template <class Table>
auto lookup(const Table& table, std::string_view name) -> std::optional<decltype(std::begin(table)->second)> {
  for (const auto& [key, value] : table) {
    if (key == name) return value;
  }
  return std::nullopt;
}

template <class List>
bool contains(const List& list, std::string_view name) {
  return std::find(std::begin(list), std::end(list), name) != std::end(list);
}

FilterPtr make(auto node) {
  return std::make_shared<query::Filter>(query::Filter{std::move(node)});
}

bool is_word(const Token& token, std::string_view word) {
  return token.kind == TokenKind::Word && token.text == word;
}

class FilterParser {
 public:
  FilterParser(std::string_view text, const ResolveColumn& resolve, const record::TableSchema& table)
      : lexer_(text), resolve_(resolve), table_(table) {}

  Result<FilterPtr> parse() {
    FilterPtr filter = TRY(parse_or(0));
    const Token rest = TRY(lexer_.next());
    if (rest.kind != TokenKind::End) return fail(expected("and, or, or the end", rest));
    return filter;
  }

 private:
  static Error expected(std::string_view what, const Token& token) {
    return Error(ErrorCode::InvalidInput,
                 fmt::format("position {}: expected {}, found {}", token.position, what, describe(token)));
  }

  Result<FilterPtr> parse_or(int depth) {
    std::vector<FilterPtr> parts;
    parts.push_back(TRY(parse_and(depth)));
    while (is_word(TRY(lexer_.peek()), "or")) {
      TRY(lexer_.next());
      parts.push_back(TRY(parse_and(depth)));
    }
    return parts.size() == 1 ? std::move(parts.front()) : query::any_of(std::move(parts));
  }

  Result<FilterPtr> parse_and(int depth) {
    std::vector<FilterPtr> parts;
    parts.push_back(TRY(parse_unary(depth)));
    while (is_word(TRY(lexer_.peek()), "and")) {
      TRY(lexer_.next());
      parts.push_back(TRY(parse_unary(depth)));
    }
    return parts.size() == 1 ? std::move(parts.front()) : query::all_of(std::move(parts));
  }

  Result<FilterPtr> parse_unary(int depth) {
    const Token token = TRY(lexer_.next());
    if (depth > kMaxFilterDepth) {
      return fail(Error(ErrorCode::InvalidInput,
                        fmt::format("position {}: nested deeper than {} levels", token.position, kMaxFilterDepth),
                        "Write the condition with fewer parentheses."));
    }
    if (is_word(token, "not")) return query::negate(TRY(parse_unary(depth + 1)));
    if (token.kind == TokenKind::Open) {
      FilterPtr inner = TRY(parse_or(depth + 1));
      const Token close = TRY(lexer_.next());
      if (close.kind != TokenKind::Close) return fail(expected("a closing parenthesis", close));
      return inner;
    }
    if (++terms_ > kMaxFilterTerms) {
      return fail(Error(ErrorCode::InvalidInput, fmt::format("more than {} conditions", kMaxFilterTerms),
                        "Use `in (...)` for a list of values."));
    }
    if (is_literal(token)) {
      return fail(Error(expected("a column", token)).with_hint("Write the column first: statecode eq 0."));
    }
    if (token.kind != TokenKind::Word) return fail(expected("a column", token));
    if (TRY(lexer_.peek()).kind == TokenKind::Open) return parse_call(token);
    return parse_comparison(TRY(resolve_(token, lexer_)));
  }

  Result<FilterPtr> parse_call(const Token& name) {
    const std::optional<query::TextOp> op = lookup(kTextFunctions, name.text);
    if (!op) {
      if (contains(kKnownFunctions, name.text) || name.text.starts_with("Microsoft.Dynamics.CRM.")) {
        return fail(Error(ErrorCode::Unsupported, fmt::format("position {}: the function {}", name.position, name.text),
                          "Filters know contains, startswith and endswith."));
      }
      return fail(Error(ErrorCode::InvalidInput, fmt::format("position {}: no function {}", name.position, name.text),
                        "Filters know contains, startswith and endswith."));
    }
    TRY(lexer_.next());
    const Token first = TRY(lexer_.next());
    if (first.kind != TokenKind::Word) return fail(expected("a column", first));
    if (TRY(lexer_.peek()).kind == TokenKind::Open) {
      return fail(ErrorCode::Unsupported, "position {}: the function {} inside {}", first.position, first.text,
                  name.text);
    }
    ResolvedPath resolved = TRY(resolve_(first, lexer_));
    if (resolved.field->type != FieldType::Text && resolved.field->type != FieldType::Memo) {
      return fail(Error(ErrorCode::InvalidInput, fmt::format("position {}: {} works on text, and {} is not text",
                                                             first.position, name.text, resolved.field->name)));
    }
    const Token comma = TRY(lexer_.next());
    if (comma.kind != TokenKind::Comma) return fail(expected("a comma", comma));
    Token needle = TRY(lexer_.next());
    if (needle.kind != TokenKind::Text) return fail(expected("a text in single quotes", needle));
    const Token close = TRY(lexer_.next());
    if (close.kind != TokenKind::Close) return fail(expected("a closing parenthesis", close));
    FilterPtr match = make(query::TextMatch{std::move(resolved.path), *op, std::move(needle.text)});
    return with_truth(std::move(match));
  }

  /// `contains(...) eq true`, as generators write it.
  Result<FilterPtr> with_truth(FilterPtr match) {
    const Token op = TRY(lexer_.peek());
    if (!is_word(op, "eq") && !is_word(op, "ne")) return match;
    TRY(lexer_.next());
    const Token truth = TRY(lexer_.next());
    if (!is_word(truth, "true") && !is_word(truth, "false")) return fail(expected("true or false", truth));
    return is_word(op, "eq") == is_word(truth, "true") ? match : query::negate(std::move(match));
  }

  Result<FilterPtr> parse_comparison(ResolvedPath resolved) {
    const Token op = TRY(lexer_.peek());
    if (is_word(op, "in")) {
      TRY(lexer_.next());
      return parse_in(std::move(resolved));
    }
    const std::optional<query::CompareOp> compare =
        op.kind == TokenKind::Word ? lookup(kComparisons, op.text) : std::nullopt;
    if (!compare) {
      if (op.kind == TokenKind::Word && contains(kKnownOperators, op.text)) {
        return fail(ErrorCode::Unsupported, "position {}: the operator {}", op.position, op.text);
      }
      const bool ends =
          op.kind == TokenKind::End || op.kind == TokenKind::Close || is_word(op, "and") || is_word(op, "or");
      if (ends && resolved.field->type == FieldType::Boolean) {
        return make(query::Compare{std::move(resolved.path), query::CompareOp::Eq, record::Value(true)});
      }
      return fail(expected("eq, ne, gt, ge, lt, le or in", op));
    }
    TRY(lexer_.next());
    record::Value value = TRY(parse_value(resolved));
    return make(query::Compare{std::move(resolved.path), *compare, std::move(value)});
  }

  Result<FilterPtr> parse_in(ResolvedPath resolved) {
    const Token open = TRY(lexer_.next());
    if (open.kind != TokenKind::Open) return fail(expected("an opening parenthesis", open));
    std::vector<record::Value> values;
    bool with_null = false;
    if (TRY(lexer_.peek()).kind == TokenKind::Close) {
      TRY(lexer_.next());
    } else {
      for (Token separator{TokenKind::Comma, {}, 0}; separator.kind != TokenKind::Close;) {
        record::Value value = TRY(parse_value(resolved));
        if (record::is_null(value)) {
          with_null = true;
        } else {
          values.push_back(std::move(value));
        }
        separator = TRY(lexer_.next());
        if (separator.kind != TokenKind::Comma && separator.kind != TokenKind::Close) {
          return fail(expected("a comma or a closing parenthesis", separator));
        }
      }
    }
    FilterPtr in = make(query::In{resolved.path, std::move(values)});
    if (!with_null) return in;
    return query::any_of({in, make(query::Compare{resolved.path, query::CompareOp::Eq, record::Value{}})});
  }

  Result<record::Value> parse_value(const ResolvedPath& resolved) {
    const Token token = TRY(lexer_.next());
    if (token.kind == TokenKind::Text || token.kind == TokenKind::Word) {
      if (!is_literal(token)) {
        if (TRY(lexer_.peek()).kind == TokenKind::Open) {
          return fail(ErrorCode::Unsupported, "position {}: the function {} as a value", token.position, token.text);
        }
        if (find_property(table_, token.text) != nullptr) {
          return fail(ErrorCode::Unsupported, "position {}: a comparison of two columns", token.position);
        }
      }
      return to_value(token, *resolved.table, *resolved.field);
    }
    return fail(expected("a value", token));
  }

  Lexer lexer_;
  const ResolveColumn& resolve_;
  const record::TableSchema& table_;
  int terms_ = 0;
};

/// The columns of a table and of the rows one lookup away.
ResolveColumn columns_of(const record::Schema& schema, const record::TableSchema& table) {
  return [&schema, &table](const Token& first, Lexer& lexer) { return parse_path_from(first, lexer, schema, table); };
}

Result<std::vector<query::Order>> read_orderby(std::string_view text, const ResolveColumn& resolve) {
  std::vector<query::Order> orders;
  Lexer lexer(text);
  for (Token token = TRY(lexer.next());; token = TRY(lexer.next())) {
    if (token.kind != TokenKind::Word) {
      return fail(ErrorCode::InvalidInput, "position {}: expected a column, found {}", token.position, describe(token));
    }
    ResolvedPath resolved = TRY(resolve(token, lexer));
    if (resolved.field->type == FieldType::Memo || resolved.field->type == FieldType::Binary) {
      return fail(ErrorCode::InvalidInput, "position {}: rows cannot be ordered by the long text {}", token.position,
                  resolved.field->name);
    }
    query::Order order{std::move(resolved.path), query::Direction::Ascending};
    Token after = TRY(lexer.next());
    if (is_word(after, "asc") || is_word(after, "desc")) {
      if (after.text == "desc") order.direction = query::Direction::Descending;
      after = TRY(lexer.next());
    }
    orders.push_back(std::move(order));
    if (after.kind == TokenKind::End) return orders;
    if (after.kind != TokenKind::Comma) {
      return fail(ErrorCode::InvalidInput, "position {}: expected asc, desc, a comma or the end, found {}",
                  after.position, describe(after));
    }
    if (orders.size() == 10) return fail(ErrorCode::InvalidInput, "more than 10 columns");
  }
}

}  // namespace

Result<FilterPtr> parse_filter_of(std::string_view text, const ResolveColumn& resolve,
                                  const record::TableSchema& table) {
  Result<FilterPtr> filter = FilterParser(text, resolve, table).parse();
  if (!filter) return fail(std::move(filter).error().in("$filter"));
  return filter;
}

Result<FilterPtr> parse_filter(std::string_view text, const record::Schema& schema, const record::TableSchema& table) {
  return parse_filter_of(text, columns_of(schema, table), table);
}

Result<std::vector<query::Order>> parse_orderby_of(std::string_view text, const ResolveColumn& resolve) {
  auto orders = read_orderby(text, resolve);
  if (!orders) return fail(std::move(orders).error().in("$orderby"));
  return orders;
}

Result<std::vector<query::Order>> parse_orderby(std::string_view text, const record::Schema& schema,
                                                const record::TableSchema& table) {
  return parse_orderby_of(text, columns_of(schema, table));
}

}  // namespace leadlight::condition
