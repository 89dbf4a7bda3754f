// Which rows a caller may reach, as SQL. The one place that knows: every table reference in every statement of the
// store asks here.
//
// 1. The program itself (Caller::system) reaches everything; its own tables are reached by nobody else.
// 2. A user's row: by the depth of the caller's privilege on the table. Wider depths include narrower ones.
//    A mail or meeting is also reached by whoever has it in a mailbox; a private one by nobody else but its owner; one
//    that an ignore list holds back by nobody at all.
// 3. An organisation's row: by any depth at all.
// 4. A derived row (note, party, score) has no access of its own: it is read by who reads its parent row and
//    changed by who changes it. Where several lookups may name the parent, the first that is filled decides.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/record/schema.h"
#include "storage/store/access.h"
#include "storage/store/dialect.h"

namespace leadlight::store {

/// What the pieces of one statement share.
struct SqlContext {
  const record::Schema& schema;
  const Dialect& dialect;
  const Caller& caller;
  int aliases = 0;

  std::string next_alias() { return "a" + std::to_string(++aliases); }
};

struct Predicate {
  enum class Kind { All, None, Some } kind = Kind::None;
  Sql sql;  ///< For Some: a condition on the row; may be null, which means no.

  static Predicate all() { return {Kind::All, {}}; }
  static Predicate none() { return {Kind::None, {}}; }
  static Predicate some(Sql sql) { return {Kind::Some, std::move(sql)}; }
  /// As a condition: `TRUE`, `FALSE` or the SQL in parentheses.
  Sql condition() const;
};

/// The rows of `table`, referred to by `alias`, on which the caller may use `verb`.
Predicate access_predicate(SqlContext& context, const record::TableSchema& table, std::string_view alias, Verb verb);

/// The rows that the caller may read as conditions of which exactly one holds for each of them, so that each can be
/// looked up in an index of its own. One condition (TRUE for all rows) where that would gain nothing.
std::vector<Sql> readable_parts(SqlContext& context, const record::TableSchema& table, std::string_view alias);

/// The verb on the parent row that `verb` on a derived row needs: reading for reading, writing for all else.
Verb parent_verb(Verb verb);

}  // namespace leadlight::store
