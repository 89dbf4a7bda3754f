// What a table and a column are. The rows themselves stand in field_table.cc: one table that drives SQL, OData
// metadata, CSV matching, TypeScript types and the reference documentation.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace leadlight::record {

/// A text in the five languages of the application.
struct Labels {
  std::string_view en, nl, de, zh, th;
};

enum class FieldType {
  Id,          ///< The row's own id (Uuid).
  Text,        ///< One line, at most max_length characters; compared and ordered folded.
  Memo,        ///< Many lines; not ordered.
  Integer,     ///< 32 bit.
  BigInteger,  ///< 64 bit.
  Double,
  Money,  ///< Amount.
  Boolean,
  Choice,    ///< One value of `choices`.
  State,     ///< statecode
  Status,    ///< statuscode; each option belongs to one state.
  DateTime,  ///< Timestamp, UTC.
  DateOnly,  ///< Date.
  Lookup,    ///< Reference into one of `targets`. With several targets a second column holds the table's name.
  Binary,    ///< Bytes.
};

struct Option {
  int value;
  Labels label;
  int state = -1;  ///< For Status options: the state it belongs to.
};

struct ChoiceSet {
  std::string_view name;  ///< Logical name, e.g. `lead_statuscode`.
  std::span<const Option> options;

  const Option* find(std::int64_t value) const {
    for (const Option& option : options) {
      if (option.value == value) return &option;
    }
    return nullptr;
  }
};

enum FieldFlag : unsigned {
  kRequired = 1u << 0,    ///< A row without it is refused.
  kComputed = 1u << 1,    ///< Written by the program; refused from clients.
  kSearchable = 1u << 2,  ///< Part of the table's text search.
  kPersonal = 1u << 3,    ///< Says who a person is; never a factor of a model by default.
  kInternal = 1u << 4,    ///< Never leaves through the API (password hashes, model bytes).
  kIndexed = 1u << 5,     ///< Has an index of its own.
  kUnique = 1u << 6,      ///< Alternate key: no two rows with the same value.
  kOutcome = 1u << 7,     ///< Known only at or after the close (actual value, close date, reasons): never a factor.
  kNoFactor = 1u << 8,    ///< System bookkeeping (versions, exchange rates): never a factor.
  kCustom = 1u << 9,      ///< Added at run time.
  kRetired = 1u << 10,    ///< Hidden; data kept.
  kUntold = 1u << 11,     ///< Its changes are not written to the field history.
};

struct Field {
  std::string_view name;  ///< Logical name, also the SQL column and the OData property.
  FieldType type;
  Labels label;
  unsigned flags = 0;
  std::string_view targets = {};       ///< Lookup: `account` or `account,contact`.
  const ChoiceSet* choices = nullptr;  ///< Choice, State, Status.
  int max_length = 0;                  ///< Text, Memo: characters; 0 takes the type's default (Text 200, Memo 100,000).
  bool has(FieldFlag flag) const { return (flags & flag) != 0; }
};

/// Whose row it is, and so who may see it.
enum class Ownership {
  User,          ///< Has ownerid and owningbusinessunit; seen by depth (own, business unit, organisation).
  Organisation,  ///< Nobody's: seen by all who hold the privilege.
  Parent,        ///< Derived from another row (`parent` field): seen by who sees that one.
  System,        ///< The program's own tables; reached through services only, never by a query of a user.
};

enum TableFlag : unsigned {
  kActivity = 1u << 0,   ///< Something that happened at a time between parties (email, phonecall, ...).
  kNoHistory = 1u << 1,  ///< Changes are not written to the field history (ledgers, sessions, the history itself).
  kNoApi = 1u << 2,      ///< No entity set in the API.
  kJoin = 1u << 3,       ///< Joins rows or is part of one, and goes with any row it needs.
  /// Has `ll_private`: where that is true only the owner reaches the row, and the owners of mailboxes that hold it; and
  /// `ll_tracked`: where that is true, too, whoever may read what it is regarding may read it. What `ll_ignored` is
  /// true of nobody reaches.
  kPrivate = 1u << 4,
};

struct Table {
  std::string_view name;          ///< `lead`
  std::string_view entity_set;    ///< `leads`
  std::string_view primary_id;    ///< `leadid`
  std::string_view primary_name;  ///< `fullname`; the column shown for a row
  Labels label;                   ///< Lead
  Labels plural;                  ///< Leads
  Ownership ownership;
  /// Ownership::Parent: the lookup whose row decides access; of several, separated by commas, the first non-null
  /// one. A row without any is seen by nobody but the system.
  std::string_view parent = {};
  unsigned flags = 0;
  std::span<const Field> fields = {};  ///< Own columns; the standard ones are added by the Schema.
  /// Text columns, separated by commas, that name a row together. The program sees to it that no two rows agree in
  /// them.
  std::string_view alternate_key = {};
  bool has(TableFlag flag) const { return (flags & flag) != 0; }
};

}  // namespace leadlight::record
