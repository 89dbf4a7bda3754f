#include "service/insight/closed_deals.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "base/text.h"
#include "service/insight/rows.h"

namespace leadlight::insight {
namespace {

using record::Field;
using record::FieldType;
using record::Record;
using record::Reference;
using record::Value;

constexpr int kMostDeals = 20'000;
/// So many of the newest tell which columns are written at the close.
constexpr std::size_t kLookedBack = 200;
constexpr std::size_t kFewestWrittenLate = 5;

constexpr std::int64_t kWonDeal = 1;

/// Of how far a deal came, and what was done on the way: won ones came to the end.
constexpr std::array<std::string_view, 7> kProgress = {
    "salesstage",      "stepname",       "closeprobability", "identifycompetitors", "identifycustomercontacts",
    "developproposal", "presentproposal"};
constexpr std::array<std::string_view, 3> kOfAccount = {"industrycode", "numberofemployees", "revenue"};

std::optional<relation::AttributeKind> attribute_kind(FieldType type) {
  switch (type) {
    case FieldType::Integer:
    case FieldType::BigInteger:
    case FieldType::Double:
    case FieldType::Money:
      return relation::AttributeKind::Number;
    case FieldType::Boolean:
    case FieldType::Choice:
    case FieldType::Text:
      return relation::AttributeKind::Category;
    default:
      return std::nullopt;
  }
}

bool says_what_a_deal_is_like(const Field& field, std::string_view primary_name) {
  constexpr unsigned kBarred = record::kComputed | record::kPersonal | record::kInternal | record::kOutcome |
                               record::kNoFactor | record::kRetired;
  if ((field.flags & kBarred) != 0 || field.name == primary_name) return false;
  return attribute_kind(field.type) && std::ranges::find(kProgress, field.name) == kProgress.end();
}

std::vector<DealColumn> columns_of(const record::Schema& schema) {
  std::vector<DealColumn> columns;
  const record::TableSchema& deals = *schema.find("opportunity");
  for (const Field* field : deals.fields()) {
    if (says_what_a_deal_is_like(*field, deals.table().primary_name)) columns.push_back({field});
  }
  for (const std::string_view name : kOfAccount) {
    if (const Field* field = schema.find("account")->find(name)) columns.push_back({field, true});
  }
  return columns;
}

std::vector<std::string> names_of(const std::vector<DealColumn>& columns, bool of_account,
                                  std::vector<std::string> more) {
  for (const DealColumn& column : columns) {
    if (column.of_account == of_account) more.emplace_back(column.field->name);
  }
  return more;
}

/// Values as numbers.
class Encoding {
 public:
  explicit Encoding(const std::vector<DealColumn>& columns) : columns_(columns), levels_(columns.size()) {}

  void encode(const Record& row, bool of_account, std::span<double> cells) {
    const auto* rate = row.get_as<double>("exchangerate");
    const double to_base = rate != nullptr && *rate > 0 ? 1 / *rate : 1;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i].of_account == of_account) cells[i] = cell(i, row.get(columns_[i].field->name), to_base);
    }
  }

 private:
  double cell(std::size_t column, const Value& value, double to_base) {
    if (const auto* amount = record::as<Amount>(value)) return by_ratio(amount->to_double() * to_base);
    if (const auto* flag = record::as<bool>(value)) return *flag ? 1 : 0;
    if (const auto* text = record::as<std::string>(value)) return level(column, base::fold(*text));
    if (const auto* real = record::as<double>(value)) return std::isfinite(*real) ? *real : relation::kUnknown;
    const auto* whole = record::as<std::int64_t>(value);
    if (whole == nullptr) return relation::kUnknown;
    const auto number = static_cast<double>(*whole);
    return columns_[column].field->name == "numberofemployees" ? by_ratio(number) : number;
  }

  static double by_ratio(double amount) { return std::copysign(std::log1p(std::abs(amount)), amount); }

  double level(std::size_t column, const std::string& text) {
    if (text.empty()) return relation::kUnknown;
    auto& levels = levels_[column];
    return levels.emplace(text, static_cast<double>(levels.size())).first->second;
  }

  const std::vector<DealColumn>& columns_;
  std::vector<std::map<std::string, double>> levels_;
};

ClosedDeal deal_of(const Record& row) {
  ClosedDeal deal{
      .id = row.id, .won = row.number("statecode") == kWonDeal, .closed = row.time("ll_closedon"), .account = {}};
  for (const char* column : {"parentaccountid", "customerid"}) {
    const auto* reference = row.get_as<Reference>(column);
    if (!deal.account && reference != nullptr && reference->table == "account") deal.account = reference->id;
  }
  return deal;
}

class ClosedDealsReading {
 public:
  explicit ClosedDealsReading(store::Snapshot& snapshot) : snapshot_(snapshot) {
    out_.columns = columns_of(snapshot.schema());
    for (const DealColumn& column : out_.columns) {
      out_.table.attributes.push_back(*attribute_kind(column.field->type));
    }
  }

  Result<ClosedDeals> run(const Uuid& asked) {
    Encoding encoding(out_.columns);
    TRY(read_deals(asked, encoding));
    TRY(read_accounts(encoding));
    TRY(forget_what_came_late());
    return std::move(out_);
  }

 private:
  std::size_t width() const { return out_.columns.size(); }
  std::span<double> cells(std::size_t deal) { return std::span(out_.table.cells).subspan(deal * width(), width()); }

  Result<void> read_deals(const Uuid& asked, Encoding& encoding) {
    const auto names =
        names_of(out_.columns, false, {"statecode", "ll_closedon", "parentaccountid", "customerid", "exchangerate"});
    const auto row = TRY(snapshot_.find("opportunity", asked, names, system_));
    if (!row) return fail(ErrorCode::NotFound, "no opportunity with this id");
    out_.asked = deal_of(*row);
    out_.asked_cells.assign(width(), relation::kUnknown);
    encoding.encode(*row, false, out_.asked_cells);
    query::Query query{.table = "opportunity",
                       .columns = names,
                       .filter = query::compare("statecode", query::CompareOp::Gt, std::int64_t{0})};
    query.order = {{query::Path{{}, {}, "ll_closedon"}, query::Direction::Descending}};
    query.limit = kMostDeals;
    return snapshot_.scan(query, system_, [&](Record&& found) -> Result<bool> {
      if (found.id == asked) return true;
      out_.deals.push_back(deal_of(found));
      out_.table.cells.resize(out_.deals.size() * width(), relation::kUnknown);
      encoding.encode(found, false, cells(out_.deals.size() - 1));
      return true;
    });
  }

  Result<void> read_accounts(Encoding& encoding) {
    std::map<Uuid, std::vector<std::span<double>>> places;
    if (out_.asked.account) places[*out_.asked.account].push_back(out_.asked_cells);
    for (std::size_t i = 0; i < out_.deals.size(); ++i) {
      if (out_.deals[i].account) places[*out_.deals[i].account].push_back(cells(i));
    }
    std::vector<Value> keys;
    for (const auto& [account, _] : places) keys.emplace_back(account);
    return for_each_of(snapshot_, "account", "accountid", keys, names_of(out_.columns, true, {"exchangerate"}), system_,
                       [&](Record&& account) -> Result<void> {
                         for (const std::span<double> each : places[account.id]) encoding.encode(account, true, each);
                         return {};
                       });
  }

  Result<void> forget_what_came_late() {
    std::vector<Uuid> newest;
    for (const ClosedDeal& deal : out_.deals) {
      if (newest.size() < kLookedBack) newest.push_back(deal.id);
    }
    const auto histories = TRY(snapshot_.histories("opportunity", newest, {"statecode"}, system_));
    std::vector<std::size_t> known(width()), late(width());
    for (std::size_t deal = 0; deal < histories.size(); ++deal) count_late(histories[deal], cells(deal), known, late);
    for (std::size_t column = 0; column < width(); ++column) {
      if (late[column] < kFewestWrittenLate || 2 * late[column] <= known[column]) continue;
      for (std::size_t deal = 0; deal < out_.deals.size(); ++deal) cells(deal)[column] = relation::kUnknown;
      out_.asked_cells[column] = relation::kUnknown;
    }
    return {};
  }

  /// Of a deal whose closing was seen here, which of its known values were written then or later.
  void count_late(const std::vector<store::HistoryEntry>& history, std::span<const double> row,
                  std::vector<std::size_t>& known, std::vector<std::size_t>& late) const {
    std::optional<std::size_t> closing;
    for (std::size_t i = 0; i < history.size(); ++i) {
      const auto state = history[i].changes.find("statecode");
      if (history[i].kind != store::HistoryEntry::Kind::Update || state == history[i].changes.end()) continue;
      const auto* before = record::as<std::int64_t>(state->second.before);
      if (before == nullptr || *before == 0) closing = i;
    }
    if (!closing) return;
    std::set<std::string_view> written;
    for (std::size_t i = *closing; i < history.size(); ++i) {
      for (const auto& [column, _] : history[i].changes) written.insert(column);
    }
    for (std::size_t column = 0; column < width(); ++column) {
      if (out_.columns[column].of_account || std::isnan(row[column])) continue;
      ++known[column];
      if (written.contains(out_.columns[column].field->name)) ++late[column];
    }
  }

  store::Snapshot& snapshot_;
  const store::Caller system_ = store::Caller::system();
  ClosedDeals out_;
};

}  // namespace

Result<ClosedDeals> read_closed_deals(store::Snapshot& snapshot, const Uuid& asked) {
  return ClosedDealsReading(snapshot).run(asked);
}

}  // namespace leadlight::insight
