#include "storage/store/expansion.h"

#include <algorithm>
#include <span>
#include <unordered_map>

#include "storage/store/columns.h"

namespace leadlight::store {
namespace {

constexpr int kMaxCollection = 500;
constexpr std::size_t kIdsAtOnce = 500;

using RelatedRows = std::unordered_map<Uuid, std::shared_ptr<record::Record>>;

Result<void> read_related(Connection& connection, SqlContext& context, const RowPlan& plan, std::span<const Uuid> ids,
                          RelatedRows& related) {
  const std::string alias = context.next_alias();
  Sql sql("SELECT ");
  sql.add(plan.select_list(alias)).add(" FROM ").add(quoted(plan.table->name())).add(" ").add(alias).add(" WHERE ");
  sql.add(quoted(alias, plan.table->table().primary_id)).add(" IN (");
  for (std::size_t i = 0; i < ids.size(); ++i) sql.add(i > 0 ? ", " : "").bind(Cell::uuid(ids[i]));
  sql.add(")");
  const Predicate readable = access_predicate(context, *plan.table, alias, Verb::Read);
  if (readable.kind != Predicate::Kind::All) sql.add(" AND ").add(readable.condition());
  const auto rows = TRY(connection.query(std::move(sql).finish(context.dialect.numbered_parameters)));
  while (TRY(rows->next())) {
    int column = 0;
    record::Record row = TRY(plan.read(*rows, column));
    related.emplace(row.id, std::make_shared<record::Record>(row));
  }
  return {};
}

std::string_view target_of(const query::Expand& expand, const record::Field& lookup) {
  return expand.table.empty() ? record::lookup_targets(lookup).front() : std::string_view(expand.table);
}

}  // namespace

Result<query::Query> Expansion::with_lookups() {
  query::Query query = query_;
  const record::TableSchema* table = TRY(find_table(context_.schema, query.table));
  for (const query::Expand& expand : query_.expand) {
    if (expand.collection) continue;
    const record::Field* lookup = TRY(find_field(context_, *table, expand.lookup));
    const auto targets = record::lookup_targets(*lookup);
    if (targets.empty() || std::ranges::find(targets, target_of(expand, *lookup)) == targets.end()) {
      return fail(ErrorCode::InvalidInput, "column {} of {} does not point to {}", expand.lookup, query.table,
                  expand.table);
    }
    if (query.columns.empty() || std::ranges::find(query.columns, expand.lookup) != query.columns.end()) continue;
    query.columns.push_back(expand.lookup);
    added_.push_back(expand.lookup);
  }
  return query;
}

Result<void> Expansion::fill(Page& page) {
  for (const query::Expand& expand : query_.expand) {
    TRY(expand.collection ? fill_collection(expand, page) : fill_lookup(expand, page));
  }
  for (const std::string& name : added_) {
    for (Row& row : page.rows) row.record.values.erase(name);
  }
  return {};
}

Result<void> Expansion::fill_lookup(const query::Expand& expand, Page& page) {
  const record::Field* lookup = context_.schema.find(query_.table)->find(expand.lookup);
  const std::string_view target = target_of(expand, *lookup);
  const RowPlan plan = TRY(plan_row(context_, *TRY(find_table(context_.schema, target)), expand.columns));
  const auto reference_of = [&](const Row& row) -> const record::Reference* {
    const auto* reference = row.record.get_as<record::Reference>(expand.lookup);
    return reference != nullptr && reference->table == target ? reference : nullptr;
  };
  std::vector<Uuid> ids;
  for (const Row& row : page.rows) {
    if (const auto* reference = reference_of(row)) ids.push_back(reference->id);
  }
  std::ranges::sort(ids);
  ids.erase(std::ranges::unique(ids).begin(), ids.end());
  RelatedRows related;
  for (std::size_t at = 0; at < ids.size(); at += kIdsAtOnce) {
    const auto some = std::span(ids).subspan(at, std::min(kIdsAtOnce, ids.size() - at));
    TRY(read_related(connection_, context_, plan, some, related));
  }
  for (Row& row : page.rows) {
    const auto* reference = reference_of(row);
    const auto found = reference ? related.find(reference->id) : related.end();
    if (found != related.end()) row.related[expand.navigation] = found->second;
  }
  return {};
}

Result<void> Expansion::fill_collection(const query::Expand& expand, Page& page) {
  const int limit = expand.limit <= 0 ? kMaxCollection : std::min(expand.limit, kMaxCollection);
  std::unordered_map<Uuid, std::vector<record::Record>*> lists;
  std::vector<Uuid> owners;
  for (Row& row : page.rows) {
    lists[row.record.id] = &row.collections[expand.navigation];
    owners.push_back(row.record.id);
  }
  for (std::size_t at = 0; at < std::max<std::size_t>(owners.size(), 1); at += kIdsAtOnce) {
    const auto begin = owners.begin() + static_cast<std::ptrdiff_t>(at);
    const std::vector<Uuid> some(begin, begin + static_cast<std::ptrdiff_t>(std::min(kIdsAtOnce, owners.size() - at)));
    const CollectionPlan plan = TRY(plan_collection(context_, expand, query_.table, some, limit));
    if (some.empty()) return {};  // an empty page: the plan has still refused what is wrong with the expand
    const auto rows = TRY(connection_.query(plan.statement));
    while (TRY(rows->next())) {
      const auto owner = Uuid::from_bytes(rows->bytes(0));
      int column = 1;
      record::Record row = TRY(plan.row.read(*rows, column));
      if (owner) lists[*owner]->push_back(std::move(row));
    }
  }
  return {};
}

}  // namespace leadlight::store
