// Rows put into groups and measured: the plain value behind `$apply`, and what it means in memory.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/query/evaluate.h"
#include "core/query/query.h"

namespace leadlight::query {

/// A group key may be a part of a date, in UTC.
enum class DatePart { Whole, Year, Month, Day };

/// What rows of one group have in common. Text is compared folded and shown as its smallest spelling (as bytes); a
/// lookup to a row that the viewer may not see is as null as one that points nowhere.
struct GroupKey {
  std::string name;  ///< In the answer.
  Path path;
  DatePart part = DatePart::Whole;  ///< DateTime and DateOnly columns only.
};

enum class Method { Count, CountDistinct, Sum, Average, Min, Max };

/// Count counts rows; the others leave nulls out. Sum, Average, Min and Max of no value are null, CountDistinct is 0.
/// A sum has the type of its column, an average of money is money (rounded half away from zero), any other a double.
struct Measure {
  std::string name;  ///< In the answer.
  Method method = Method::Count;
  Path path;  ///< Not for Count.
};

struct Aggregate {
  std::string table = {};
  FilterPtr filter = {};  ///< Of the rows, before they are grouped.
  std::vector<GroupKey> keys = {};
  std::vector<Measure> measures = {};
};

/// More groups than this are refused: who asks for so many wants rows.
inline constexpr std::size_t kMaxGroups = 10'000;
inline constexpr std::size_t kMaxKeys = 8;
inline constexpr std::size_t kMaxMeasures = 16;

/// One line of the answer: a value for each key, then for each measure.
struct Group {
  std::vector<record::Value> keys, measures;
};

/// Whether a method can be used on a column of this type.
bool can_measure(Method method, record::FieldType type);

/// A sum of whole numbers or ten-thousandths, which may be larger than 64 bits on its way.
/// @errors TooLarge: it does not fit into a value
Result<record::Value> exact_total(Method method, record::FieldType type, __int128 sum, std::int64_t count);

/// The oracle: groups of `rows` in the order of their keys (nulls first). Without keys always one group.
/// @errors TooLarge: too many groups, or a sum that does not fit
Result<std::vector<Group>> aggregate(const Aggregate& question, std::span<const record::Record> rows,
                                     const record::TableSchema& table, const Resolve& resolve);

/// The same order for what a store answers.
void sort_groups(std::vector<Group>& groups);

/// A group as a row whose columns are the names of its keys and measures, for conditions and orders on the result.
record::Record as_row(const Aggregate& question, Group group);

}  // namespace leadlight::query
