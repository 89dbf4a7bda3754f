#include "core/condition/path.h"

#include "core/condition/names.h"

namespace leadlight::condition {

Result<ResolvedPath> parse_path_from(const Token& first, Lexer& lexer, const record::Schema& schema,
                                     const record::TableSchema& table) {
  const std::string where = fmt::format("position {}", first.position);
  Token after = TRY(lexer.peek());
  if (after.kind != TokenKind::Slash) {
    const record::Field* field = find_property(table, first.text);
    if (field == nullptr) return fail(unknown_property(table, first.text).in(where));
    return ResolvedPath{{{}, {}, std::string(field->name)}, &table, field};
  }

  const std::optional<Navigation> navigation = find_navigation(schema, table, first.text);
  if (!navigation) {
    return fail(Error(ErrorCode::InvalidInput, fmt::format("{} has no related row '{}'", table.name(), first.text),
                      "See $metadata for its navigation properties.")
                    .in(where));
  }
  if (navigation->collection) {
    return fail(Error(ErrorCode::Unsupported, fmt::format("conditions on the collection {} (any, all)", first.text),
                      "Ask for the other table and filter it by its lookup.")
                    .in(where));
  }
  TRY(lexer.next());
  const Token name = TRY(lexer.next());
  after = TRY(lexer.peek());
  if (after.kind == TokenKind::Slash) {
    return fail(ErrorCode::Unsupported, "position {}: a path of more than one step from {}", first.position,
                table.name());
  }
  const record::Field* field = name.kind == TokenKind::Word ? find_property(*navigation->target, name.text) : nullptr;
  if (field == nullptr) {
    return fail(unknown_property(*navigation->target, name.text).in(fmt::format("position {}", name.position)));
  }
  return ResolvedPath{
      {std::string(navigation->lookup->name), std::string(navigation->target->name()), std::string(field->name)},
      navigation->target,
      field};
}

}  // namespace leadlight::condition
