#include "service/work/subject_access.h"

#include <algorithm>
#include <array>

#include "service/insight/around.h"
#include "service/insight/kpi_groups.h"
#include "service/insight/kpi_rows.h"
#include "service/settings/privacy.h"
#include "service/work/history_json.h"
#include "service/work/names.h"
#include "service/work/rows.h"

namespace leadlight::work {
namespace {

using record::Record;
using record::Reference;
using record::Value;

/// More rows of one kind than anybody reads; that there are others is said.
constexpr std::size_t kMostRows = 10'000;
constexpr std::array<std::string_view, 4> kSubjects{"contact", "lead", "opportunity", "systemuser"};

/// A choice with its words, for who reads the file.
OrderedJson cell_json(const record::Field& field, const Value& value) {
  const auto* number = record::as<std::int64_t>(value);
  const record::Option* option = number != nullptr && field.choices != nullptr ? field.choices->find(*number) : nullptr;
  if (option == nullptr) return value_json(value);
  return {{"value", *number}, {"label", option->label.en}};
}

/// The columns that have a value and may leave the program.
OrderedJson row_json(const record::TableSchema& table, const Record& row) {
  OrderedJson out = OrderedJson::object();
  out[std::string(table.table().primary_id)] = row.id.to_string();
  for (const record::Field* field : table.fields()) {
    const Value& value = row.get(field->name);
    if (field->type == record::FieldType::Id || field->has(record::kInternal) || record::is_null(value)) continue;
    out[std::string(field->name)] = cell_json(*field, value);
  }
  return out;
}

class SubjectAccess {
 public:
  SubjectAccess(store::Snapshot& snapshot, const Reference& subject, Timestamp now, const store::Caller& caller)
      : snapshot_(snapshot), subject_(subject), now_(now), caller_(caller) {}

  Result<OrderedJson> run() {
    const Record row = TRY(required(snapshot_, subject_.table, subject_.id, {}, caller_));
    out_ = {{"EntityId", subject_.id.to_string()},
            {"EntityType", subject_.table},
            {"AsOf", base::to_string(now_)},
            {"TimeZone", "UTC"}};
    const insight::RelationshipQuery wanted{subject_, now_, TRY(TimeZone::named("UTC"))};
    OrderedJson groups = TRY(insight::kpi_groups(snapshot_, wanted, caller_));
    TRY(add_privacy(groups.at("left_out")));
    groups.erase("left_out");
    out_.update(groups);
    out_["Record"] = row_json(*snapshot_.schema().find(subject_.table), row);
    if (subject_.table == "systemuser") {
      TRY(add_of_user());
    } else {
      TRY(add_of_record());
    }
    TRY(add_names(snapshot_, caller_, out_));
    return std::move(out_);
  }

 private:
  /// Said first of all: why there may be no figures.
  Result<void> add_privacy(const OrderedJson& left_out) {
    const settings::Privacy privacy = TRY(settings::read_privacy(snapshot_));
    out_["Privacy"] = {{"left_out", left_out}, {"consent_required", privacy.consent_required}};
    return {};
  }

  Result<void> add_of_record() {
    if (subject_.table != "opportunity") TRY(add_people());
    const insight::KpiTable& kept = insight::kpi_table_of(TRY(insight::record_type_of(subject_.table)));
    TRY(add_rows("KPIs in lists", kept.table, kept.of_record, {subject_.id}));
    return add_rows("Scores", "msdyn_predictivescore", "msdyn_entityid", {subject_.id.to_string()});
  }

  Result<void> add_of_user() {
    TRY(add_people());
    TRY(add_rows("Mailboxes", "ll_mailbox", "ownerid", {subject_.id}));
    TRY(add_rows("Mail accounts", "ll_mailaccount", "ll_mailboxid", last_rows_));
    TRY(add_rows("Notice readings", "ll_noticereading", "ll_systemuserid", {subject_.id}));
    return add_rows("Roles", "systemuserroles", "systemuserid", {subject_.id});
  }

  Result<void> add_people() {
    TRY(add_rows("People", "ll_person", "ll_recordid", {subject_.id}));
    return add_rows("Addresses", "ll_personaddress", "ll_personid", last_rows_);
  }

  /// Whoever may read the record may read what is kept of it: these rows follow it.
  Result<void> add_rows(const std::string& group, std::string_view table, std::string_view column,
                        std::vector<Value> keys) {
    const record::TableSchema& schema = *snapshot_.schema().find(table);
    OrderedJson& list = out_[group] = OrderedJson::array();
    last_rows_.clear();
    if (keys.empty()) return {};
    query::In in{{{}, {}, std::string(column)}, std::move(keys)};
    query::Query query{.table = std::string(table)};
    query.filter = std::make_shared<query::Filter>(query::Filter{std::move(in)});
    return snapshot_.scan(query, store::Caller::system(), [&](Record&& row) -> Result<bool> {
      last_rows_.emplace_back(row.id);
      list.push_back(list.size() < kMostRows ? row_json(schema, row) : OrderedJson("there are more"));
      return list.size() <= kMostRows;
    });
  }

  store::Snapshot& snapshot_;
  const Reference subject_;
  const Timestamp now_;
  const store::Caller& caller_;
  OrderedJson out_;
  std::vector<Value> last_rows_;  ///< of the group added last
};

}  // namespace

Result<OrderedJson> subject_access(store::Snapshot& snapshot, const Reference& subject, Timestamp now,
                                   const store::Caller& caller) {
  if (std::ranges::find(kSubjects, subject.table) == kSubjects.end()) {
    return fail(Error(ErrorCode::InvalidInput, fmt::format("of {} nothing is worked out about a person", subject.table),
                      "Ask about a contact, lead, opportunity or systemuser."));
  }
  return SubjectAccess(snapshot, subject, now, caller).run();
}

}  // namespace leadlight::work
