// Rows to OData JSON.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/query/query.h"
#include "core/record/record.h"
#include "core/record/schema.h"

namespace leadlight::odata {

inline constexpr std::string_view kFormattedValue = "OData.Community.Display.V1.FormattedValue";
inline constexpr std::string_view kLookupTable = "Microsoft.Dynamics.CRM.lookuplogicalname";

/// What `Prefer: odata.include-annotations` asked for.
struct Annotations {
  bool formatted = false;       ///< `...@OData.Community.Display.V1.FormattedValue` of choices, yes/no and lookups.
  bool lookup_tables = false;   ///< `...@Microsoft.Dynamics.CRM.lookuplogicalname`.
  std::string language = "en";  ///< Of formatted values: en, nl, de, zh, th.
};

/// Reads the header's list: `"*"` or names, with `*` at the end of one.
Annotations parse_annotations(std::string_view prefer_value);

using Related = std::map<std::string, std::shared_ptr<record::Record>, std::less<>>;
using Collections = std::map<std::string, std::vector<record::Record>, std::less<>>;

/// The value as JSON.
void append_value(std::string& out, const record::Value& value);
/// What a choice or a yes/no is called; empty for other columns.
std::string_view label_of(const record::Field& field, const record::Value& value, std::string_view language);

/// `W/"17"`
std::string etag(std::int64_t version);

/// How the columns of every table look in JSON. Made once for a schema, shared by all its answers.
class RowShapes {
 public:
  struct Column {
    const record::Field* field;
    std::string key;            ///< `,"subject":`
    std::string formatted_key;  ///< Empty for columns without formatted values.
    std::string table_key;      ///< Empty for all but lookups.
  };
  struct Table {
    std::string id_key;           ///< `,"leadid":"`
    std::vector<Column> columns;  ///< By field name, the id left out.
  };

  explicit RowShapes(std::shared_ptr<const record::Schema> schema);
  /// nullptr when there is no such table.
  const Table* find(std::string_view table) const;

 private:
  std::shared_ptr<const record::Schema> schema_;
  std::map<std::string, Table, std::less<>> tables_;
};

/// How the rows of one query look. Made once for an answer, used for each of its rows.
/// @threads a writer is immutable: any thread may write with it
class RowWriter {
 public:
  /// `shapes` must outlive the writer.
  RowWriter(const RowShapes& shapes, const query::Query& query, Annotations annotations);

  /// Appends one object: `@odata.etag`, the id, the query's columns (null where the row has none), its expansions.
  /// With `context` also `@odata.context` as the first member.
  void write(std::string& out, const record::Record& row, const Related& related, const Collections& collections,
             std::string_view context = {}) const;

 private:
  struct Selection {
    std::string_view id_key;
    std::vector<const RowShapes::Column*> columns;  ///< By field name.
  };
  struct Expansion {
    std::string navigation, key;
    bool collection;
    Selection selection;
  };

  static Selection select(const RowShapes::Table& table, const std::vector<std::string>& columns);
  void write_members(std::string& out, const Selection& selection, const record::Record& row,
                     const Related* names) const;
  void write_column(std::string& out, const RowShapes::Column& column, const record::Value& value,
                    const Related* names) const;

  Annotations annotations_;
  Selection selection_;
  std::vector<Expansion> expansions_;
};

}  // namespace leadlight::odata
