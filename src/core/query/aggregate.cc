#include "core/query/aggregate.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"

namespace leadlight::query {
namespace {

using record::as;
using record::FieldType;
using record::Record;
using record::Value;

struct LessValues {
  bool operator()(const Value& a, const Value& b) const { return order_values(a, b) < 0; }
  bool operator()(const std::vector<Value>& a, const std::vector<Value>& b) const {
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
      if (const int order = order_values(a[i], b[i]); order != 0) return order < 0;
    }
    return a.size() < b.size();
  }
};

const record::Field* field_at(const Path& path, const record::TableSchema& table) {
  if (path.lookup.empty()) return table.find(path.column);
  const record::Field* lookup = table.find(path.lookup);
  if (lookup == nullptr) return nullptr;
  const std::string_view target =
      path.lookup_table.empty() ? record::lookup_targets(*lookup).front() : std::string_view(path.lookup_table);
  const record::TableSchema* other = record::Schema::built_in()->find(target);
  return other ? other->find(path.column) : nullptr;
}

Value part_of(const Value& value, DatePart part) {
  if (part == DatePart::Whole || record::is_null(value)) return value;
  const auto* time = as<Timestamp>(value);
  const auto* date = as<Date>(value);
  if (time == nullptr && date == nullptr) return {};
  const std::chrono::year_month_day day(time ? std::chrono::floor<std::chrono::days>(*time) : *date);
  if (part == DatePart::Year) return std::int64_t{static_cast<int>(day.year())};
  return std::int64_t{part == DatePart::Month ? static_cast<unsigned>(day.month()) : static_cast<unsigned>(day.day())};
}

/// One measure of one group, row after row.
class Tally {
 public:
  void add(const Value& value) {
    ++rows_;
    if (record::is_null(value)) return;
    ++values_;
    distinct_.insert(value);
    if (const auto* whole = as<std::int64_t>(value)) exact_ += *whole;
    if (const auto* amount = as<Amount>(value)) exact_ += amount->ten_thousandths;
    if (const auto* number = as<double>(value)) real_ += *number;
  }

  Result<Value> result(Method method, FieldType type) const {
    if (method == Method::Count) return Value(rows_);
    if (method == Method::CountDistinct) return Value(static_cast<std::int64_t>(distinct_.size()));
    if (values_ == 0) return Value();
    if (method == Method::Min) return *distinct_.begin();
    if (method == Method::Max) return *distinct_.rbegin();
    if (type != FieldType::Double) return exact_total(method, type, exact_, values_);
    return Value(method == Method::Sum ? real_ : real_ / static_cast<double>(values_));
  }

 private:
  std::int64_t rows_ = 0, values_ = 0;
  __int128 exact_ = 0;
  double real_ = 0;
  std::set<Value, LessValues> distinct_;
};

struct Gathered {
  std::vector<Value> shown;
  std::vector<Tally> tallies;
};

/// The smallest spelling stands for all that fold the same.
void show_smaller(std::vector<Value>& shown, const std::vector<Value>& keys) {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto* now = as<std::string>(shown[i]);
    const auto* other = as<std::string>(keys[i]);
    if (now != nullptr && other != nullptr && *other < *now) shown[i] = *other;
  }
}

Value key_of(const GroupKey& key, const Record& row, const Resolve& resolve) {
  Value value = value_at(key.path, row, resolve);
  if (const auto* reference = as<record::Reference>(value)) {
    if (!resolve || resolve(*reference) == nullptr) return {};
  }
  return part_of(value, key.part);
}

}  // namespace

bool can_measure(Method method, FieldType type) {
  using enum FieldType;
  switch (method) {
    case Method::Count:
      return true;
    case Method::CountDistinct:
      return type != Binary && type != Memo;
    case Method::Sum:
    case Method::Average:
      return type == Integer || type == BigInteger || type == Double || type == Money;
    case Method::Min:
    case Method::Max:
      return type == Integer || type == BigInteger || type == Double || type == Money || type == DateTime ||
             type == DateOnly;
  }
  return false;
}

Result<Value> exact_total(Method method, FieldType type, __int128 sum, std::int64_t count) {
  if (count == 0) return Value();
  const bool money = type == FieldType::Money;
  if (method == Method::Average && !money) {
    return Value(static_cast<double>(static_cast<long double>(sum) / static_cast<long double>(count)));
  }
  if (method == Method::Average) {
    const __int128 half = sum < 0 ? -(count / 2) : count / 2;
    sum = (sum + half) / count;
  }
  const auto fits = static_cast<std::int64_t>(sum);
  if (fits != sum) return fail(ErrorCode::TooLarge, "a sum is larger than any value can be");
  return money ? Value(Amount{fits}) : Value(fits);
}

Result<std::vector<Group>> aggregate(const Aggregate& question, std::span<const Record> rows,
                                     const record::TableSchema& table, const Resolve& resolve) {
  std::map<std::vector<Value>, Gathered, LessValues> gathered;
  if (question.keys.empty()) gathered[{}].tallies.resize(question.measures.size());
  for (const Record& row : rows) {
    if (question.filter && !matches(*question.filter, row, table, resolve)) continue;
    std::vector<Value> keys;
    for (const GroupKey& key : question.keys) keys.push_back(key_of(key, row, resolve));
    const auto [group, is_new] = gathered.try_emplace(keys, Gathered{keys, {}});
    group->second.tallies.resize(question.measures.size());
    if (!is_new) show_smaller(group->second.shown, keys);
    for (std::size_t i = 0; i < question.measures.size(); ++i) {
      const Measure& measure = question.measures[i];
      const bool counts = measure.method == Method::Count;
      group->second.tallies[i].add(counts ? Value() : key_of({{}, measure.path, {}}, row, resolve));
    }
  }
  if (gathered.size() > kMaxGroups) return fail(ErrorCode::TooLarge, "more than {} groups", kMaxGroups);
  std::vector<Group> groups;
  for (auto& [key, group] : gathered) {
    Group answer{std::move(group.shown), {}};
    for (std::size_t i = 0; i < question.measures.size(); ++i) {
      const Measure& measure = question.measures[i];
      const record::Field* field = field_at(measure.path, table);
      answer.measures.push_back(TRY(group.tallies[i].result(measure.method, field ? field->type : FieldType::Integer)));
    }
    groups.push_back(std::move(answer));
  }
  sort_groups(groups);
  return groups;
}

void sort_groups(std::vector<Group>& groups) {
  std::ranges::sort(groups, [](const Group& a, const Group& b) { return LessValues()(a.keys, b.keys); });
}

Record as_row(const Aggregate& question, Group group) {
  Record row;
  row.table = question.table;
  for (std::size_t i = 0; i < group.keys.size(); ++i) row.values[question.keys[i].name] = std::move(group.keys[i]);
  for (std::size_t i = 0; i < group.measures.size(); ++i) {
    row.values[question.measures[i].name] = std::move(group.measures[i]);
  }
  return row;
}

}  // namespace leadlight::query
