#include "service/capture/people_changes.h"

#include <algorithm>
#include <set>

#include "service/capture/row_values.h"
#include "service/capture/same_person.h"
#include "service/insight/rows.h"
#include "service/insight/touch.h"

namespace leadlight::capture {
namespace {

using record::Record;
using record::Reference;
using record::Value;
using record::Values;

/// Of the people in one decision, together.
constexpr std::size_t kMostAddresses = 300;
constexpr int kMostNested = 6;

Json reference_json(const Reference* target) {
  if (target == nullptr) return nullptr;
  return {{"table", target->table}, {"id", target->id.to_string()}};
}

Json reference_or_null(const Record& row, std::string_view column) {
  return reference_json(row.get_as<Reference>(column));
}

Value read_reference(const Json& json) {
  if (!json.is_object()) return {};
  const auto id = Uuid::parse(json.value("id", ""));
  return id ? Value(Reference{json.value("table", ""), *id}) : Value();
}

Value text_of(const Json& json) {
  return json.is_string() ? Value(json.get<std::string>()) : Value();
}

Json json_or_null(const Record& row, std::string_view column) {
  const std::string text = row.text(column);
  return text.empty() ? Json(nullptr) : Json(text);
}

Error gone(std::string_view what) {
  return {ErrorCode::NotFound, fmt::format("no {} with this id", what),
          "It may have been put together with another meanwhile: read the list anew."};
}

/// What a decision is about: the ids of addresses, and of people with whom they were, are, or whose record it changed.
struct Concerned {
  std::set<std::string> addresses, changed_people, people;
};

Concerned concerned_by(const Json& before) {
  Concerned out;
  for (const Json& each : before.value("addresses", Json::array())) {
    out.addresses.insert(each.value("id", ""));
    out.people.insert(each.value("after", ""));
  }
  for (const Json& each : before.value("persons", Json::array())) out.changed_people.insert(each.value("id", ""));
  out.people.insert(out.changed_people.begin(), out.changed_people.end());
  return out;
}

/// Taken back in another order than they were made, decisions about the same would leave what nobody decided.
Result<void> check_last(store::Transaction& tx, const Record& decision, const Json& before) {
  const Concerned own = concerned_by(before);
  query::Query query{.table = "ll_peopledecision", .columns = {"ll_name", "ll_before"}};
  query.filter = query::compare("createdon", query::CompareOp::Gt, decision.get("createdon"));
  std::string later;
  TRY(tx.scan(query, store::Caller::system(), [&](Record&& row) -> Result<bool> {
    if (row.text("ll_before").empty()) return true;
    const Concerned other = concerned_by(TRY(base::parse_json(row.text("ll_before"), kMostNested)));
    if (share_one(own.addresses, other.addresses) || share_one(own.people, other.changed_people))
      later = row.text("ll_name");
    return later.empty();
  }));
  if (later.empty()) return {};
  return fail(Error(ErrorCode::Conflict, fmt::format("a later decision is about the same people: {}", later),
                    "Take that back first."));
}

/// Puts back what one decision changed.
class Undoing {
 public:
  Undoing(store::Transaction& tx, const Json& before) : tx_(tx), before_(before) {}

  Result<void> run() {
    TRY(put_persons_back());
    TRY(put_addresses_back());
    if (put_back_ == 0) {
      return fail(Error(ErrorCode::Conflict, "all that was decided here has changed since",
                        "Take back the later decisions first, or decide anew."));
    }
    for (const Uuid& person : left_) TRY(remove_when_empty(person));
    return insight::touch_people(tx_, concerned_);
  }

 private:
  Result<void> put_persons_back() {
    for (const Json& each : before_.value("persons", Json::array())) {
      const Uuid id = Uuid::parse(each.value("id", "")).value_or(Uuid{});
      const bool was_removed = !each.contains("after");
      const auto now = TRY(tx_.find("ll_person", id, {"ll_recordid"}, system_));
      if (now.has_value() == was_removed) continue;  // Imports have gone on since.
      Value record = read_reference(each.value("record", Json()));
      if (const auto* target = record::as<Reference>(record)) {
        if (!TRY(tx_.find(target->table, target->id, {}, system_))) record = Value();
      }
      if (was_removed) {
        TRY(tx_.insert("ll_person", id,
                       {{"ll_name", text_of(each.value("name", Json()))},
                        {"ll_kind", each.value("kind", std::int64_t{0})},
                        {"ll_recordid", record}},
                       system_));
        left_.push_back(id);
      } else if (now->get("ll_recordid") == read_reference(each["after"])) {
        TRY(tx_.update("ll_person", id, {{"ll_recordid", record}}, std::nullopt, system_));
        ++put_back_;
      }
      for (const Value& concerned : {record, now ? now->get("ll_recordid") : Value()}) {
        if (const auto* target = record::as<Reference>(concerned)) concerned_.push_back(*target);
      }
    }
    return {};
  }

  Result<void> put_addresses_back() {
    for (const Json& each : before_.value("addresses", Json::array())) {
      const auto row =
          TRY(tx_.find("ll_personaddress", Uuid::parse(each.value("id", "")).value_or(Uuid{}), {}, system_));
      const auto person = Uuid::parse(each.value("person", "")), after = Uuid::parse(each.value("after", ""));
      if (!row || !person || row->target("ll_personid") != after) continue;
      if (!TRY(tx_.find("ll_person", *person, {"ll_name"}, system_))) continue;
      Value proposed = read_reference(each.value("proposed", Json()));
      std::int64_t certainty = each.value("certainty", std::int64_t{0});
      if (const auto* target = record::as<Reference>(proposed)) {
        if (!TRY(tx_.find("ll_person", target->id, {"ll_name"}, system_))) proposed = Value(), certainty = 0;
      }
      TRY(tx_.update("ll_personaddress", row->id,
                     {{"ll_personid", Reference{"ll_person", *person}},
                      {"ll_certainty", certainty},
                      {"ll_reason", text_of(each.value("reason", Json()))},
                      {"ll_proposedpersonid", proposed}},
                     std::nullopt, system_));
      left_.push_back(*after);
      ++put_back_;
    }
    return {};
  }

  Result<void> remove_when_empty(const Uuid& person) {
    const auto row = TRY(tx_.find("ll_person", person, {"ll_recordid"}, system_));
    if (!row) return {};
    if (const auto* record = row->get_as<Reference>("ll_recordid")) concerned_.push_back(*record);
    if (TRY(tx_.count("ll_personaddress", query::equals("ll_personid", person), system_)) > 0) return {};
    return tx_.remove("ll_person", person, std::nullopt, system_);
  }

  store::Transaction& tx_;
  const Json& before_;
  const store::Caller system_ = store::Caller::system();
  std::vector<Uuid> left_;
  std::vector<Reference> concerned_;
  int put_back_ = 0;
};

}  // namespace

Result<Record> PeopleChanges::person(const Uuid& id) {
  auto row = TRY(tx_.find("ll_person", id, {}, system_));
  if (!row) return fail(gone("person"));
  if (const auto* record = row->get_as<Reference>("ll_recordid")) concerned_.push_back(*record);
  return std::move(*row);
}

Result<Record> PeopleChanges::address(const Uuid& id) {
  auto row = TRY(tx_.find("ll_personaddress", id, {}, system_));
  if (!row) return fail(gone("address"));
  return std::move(*row);
}

Result<std::vector<Record>> PeopleChanges::addresses(std::string_view lookup, const Uuid& person) {
  std::vector<Record> rows;
  TRY(insight::for_each_of(tx_, "ll_personaddress", lookup, {person}, {}, system_, [&](Record&& row) -> Result<void> {
    rows.push_back(std::move(row));
    return {};
  }));
  if (rows.size() > kMostAddresses)
    return fail(ErrorCode::TooLarge, "this person has more than {} addresses", kMostAddresses);
  return rows;
}

Result<void> PeopleChanges::change_address(const Record& row, Values changes) {
  const auto person = changes.find("ll_personid");
  const Uuid after = person == changes.end() ? row.target("ll_personid") : record::as<Reference>(person->second)->id;
  addresses_.push_back({{"id", row.id.to_string()},
                        {"person", row.target("ll_personid").to_string()},
                        {"after", after.to_string()},
                        {"certainty", row.number("ll_certainty", 0)},
                        {"reason", json_or_null(row, "ll_reason")},
                        {"proposed", reference_or_null(row, "ll_proposedpersonid")}});
  TRY(tx_.update("ll_personaddress", row.id, std::move(changes), std::nullopt, system_));
  return {};
}

Result<void> PeopleChanges::change_record(const Record& person, const Value& record) {
  remember(person);
  persons_.back()["after"] = reference_json(record::as<Reference>(record));
  TRY(tx_.update("ll_person", person.id, {{"ll_recordid", record}}, std::nullopt, system_));
  if (const auto* target = record::as<Reference>(record)) concerned_.push_back(*target);
  return {};
}

Result<void> PeopleChanges::remove_person(const Record& person) {
  remember(person);
  return tx_.remove("ll_person", person.id, std::nullopt, system_);
}

void PeopleChanges::keep_apart(const std::vector<Record>& one, const std::vector<Record>& other) {
  const auto list = [](const std::vector<Record>& rows) {
    Json out = Json::array();
    for (const Record& row : rows) out.push_back(row.text("ll_address"));
    return out;
  };
  apart_ = {{"one", list(one)}, {"other", list(other)}};
}

Result<Uuid> PeopleChanges::keep(PeopleDecision kind, const std::string& about, const store::Caller& caller) {
  Values values{{"ll_name", text_or_null(about, 400)}, {"ll_kind", static_cast<std::int64_t>(kind)}};
  if (!addresses_.empty() || !persons_.empty())
    values["ll_before"] = base::to_text(Json{{"addresses", addresses_}, {"persons", persons_}});
  if (!apart_.empty()) values["ll_apart"] = base::to_text(apart_);
  const Record made = TRY(tx_.insert("ll_peopledecision", {}, std::move(values), caller));
  TRY(insight::touch_people(tx_, concerned_));
  return made.id;
}

void PeopleChanges::remember(const Record& person) {
  persons_.push_back({{"id", person.id.to_string()},
                      {"name", json_or_null(person, "ll_name")},
                      {"kind", person.number("ll_kind", 0)},
                      {"record", reference_or_null(person, "ll_recordid")}});
}

Result<void> put_back(store::Transaction& tx, const Record& decision) {
  const Json before = TRY(base::parse_json(decision.text("ll_before"), kMostNested));
  TRY(check_last(tx, decision, before));
  return Undoing(tx, before).run();
}

}  // namespace leadlight::capture
