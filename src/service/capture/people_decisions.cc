#include "service/capture/people_decisions.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/text.h"
#include "connect/mail/domain.h"
#include "service/capture/record_book.h"
#include "service/capture/row_values.h"
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
constexpr std::array<std::string_view, 3> kStandFor = {"contact", "lead", "systemuser"};

Json reference_or_null(const Record& row, std::string_view column) {
  const auto* target = row.get_as<Reference>(column);
  if (target == nullptr) return nullptr;
  return {{"table", target->table}, {"id", target->id.to_string()}};
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

/// One decision in the making: changes people and remembers how they were.
class Deciding {
 public:
  explicit Deciding(store::Transaction& tx) : tx_(tx) {}

  Result<Record> person(const Uuid& id) {
    auto row = TRY(tx_.find("ll_person", id, {}, system_));
    if (!row) return fail(ErrorCode::NotFound, "no person with this id");
    if (const auto* record = row->get_as<Reference>("ll_recordid")) concerned_.push_back(*record);
    return std::move(*row);
  }

  Result<Record> address(const Uuid& id) {
    auto row = TRY(tx_.find("ll_personaddress", id, {}, system_));
    if (!row) return fail(ErrorCode::NotFound, "no address with this id");
    return std::move(*row);
  }

  Result<std::vector<Record>> addresses(std::string_view lookup, const Uuid& person) {
    std::vector<Record> rows;
    TRY(insight::for_each_of(tx_, "ll_personaddress", lookup, {person}, {}, system_, [&](Record&& row) -> Result<void> {
      rows.push_back(std::move(row));
      return {};
    }));
    if (rows.size() > kMostAddresses)
      return fail(ErrorCode::TooLarge, "this person has more than {} addresses", kMostAddresses);
    return rows;
  }

  Result<void> change_address(const Record& row, Values changes) {
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

  Result<void> change_record(const Record& person, const Value& record) {
    remember(person);
    TRY(tx_.update("ll_person", person.id, {{"ll_recordid", record}}, std::nullopt, system_));
    if (const auto* target = record::as<Reference>(record)) concerned_.push_back(*target);
    return {};
  }

  Result<void> remove_person(const Record& person) {
    remember(person);
    return tx_.remove("ll_person", person.id, std::nullopt, system_);
  }

  void keep_apart(const std::vector<Record>& one, const std::vector<Record>& other) {
    const auto list = [](const std::vector<Record>& rows) {
      Json out = Json::array();
      for (const Record& row : rows) out.push_back(row.text("ll_address"));
      return out;
    };
    apart_ = {{"one", list(one)}, {"other", list(other)}};
  }

  Result<Uuid> keep(PeopleDecision kind, const std::string& about, const store::Caller& caller) {
    Values values{{"ll_name", text_or_null(about, 400)}, {"ll_kind", static_cast<std::int64_t>(kind)}};
    if (!addresses_.empty() || !persons_.empty())
      values["ll_before"] = base::to_text(Json{{"addresses", addresses_}, {"persons", persons_}});
    if (!apart_.empty()) values["ll_apart"] = base::to_text(apart_);
    const Record made = TRY(tx_.insert("ll_peopledecision", {}, std::move(values), caller));
    TRY(insight::touch_people(tx_, concerned_));
    return made.id;
  }

  store::Transaction& tx() { return tx_; }

 private:
  void remember(const Record& person) {
    persons_.push_back({{"id", person.id.to_string()},
                        {"name", json_or_null(person, "ll_name")},
                        {"kind", person.number("ll_kind", 0)},
                        {"record", reference_or_null(person, "ll_recordid")}});
  }

  store::Transaction& tx_;
  const store::Caller system_ = store::Caller::system();
  std::vector<Reference> concerned_;
  Json addresses_ = Json::array(), persons_ = Json::array(), apart_ = Json::object();
};

template <class Work>
Result<Uuid> decide(store::Store& store, const Work& work) {
  Uuid made;
  TRY(store.write([&](store::Transaction& tx) -> Result<void> {
    Deciding deciding(tx);
    made = TRY(work(deciding));
    return {};
  }));
  return made;
}

std::string name_of(const Record& person, const std::vector<Record>& addresses) {
  std::string name = person.text("ll_name");
  for (const Record& each : addresses) {
    const std::string address = each.text("ll_address");
    if (address == name) continue;
    name += (name.empty() ? "" : " · ") + address;
    if (name.size() > 150) break;
  }
  return name;
}

Values confirmed(const Uuid& person, const Record& address) {
  const bool known = !address.text("ll_reason").empty();
  Values values{{"ll_personid", Reference{"ll_person", person}},
                {"ll_certainty", static_cast<std::int64_t>(Certainty::Confirmed)},
                {"ll_proposedpersonid", Value()}};
  if (!known || address.number("ll_certainty") == static_cast<std::int64_t>(Certainty::Separated))
    values["ll_reason"] = std::string("put together by hand");
  return values;
}

Result<Uuid> join(Deciding& deciding, const Uuid& into_id, const Uuid& other_id, const store::Caller& caller) {
  if (into_id == other_id) return fail(ErrorCode::InvalidInput, "this is one person already");
  const Record into = TRY(deciding.person(into_id)), other = TRY(deciding.person(other_id));
  const auto* record = into.get_as<Reference>("ll_recordid");
  const auto* other_record = other.get_as<Reference>("ll_recordid");
  if (record != nullptr && other_record != nullptr && !(*record == *other_record)) {
    return fail(Error(ErrorCode::Conflict, "each of the two has a record of its own",
                      "Merge the records, or take one of them from its person first."));
  }
  const auto kept = TRY(deciding.addresses("ll_personid", into.id));
  const auto moved = TRY(deciding.addresses("ll_personid", other.id));
  for (const Record& row : moved) TRY(deciding.change_address(row, confirmed(into.id, row)));
  for (const Record& row : kept) {
    const bool separated = row.number("ll_certainty") == static_cast<std::int64_t>(Certainty::Separated);
    const bool was_to_join = row.target("ll_proposedpersonid") == other.id;
    if (separated || was_to_join) TRY(deciding.change_address(row, confirmed(into.id, row)));
  }
  for (const Record& row : TRY(deciding.addresses("ll_proposedpersonid", other.id)))
    TRY(deciding.change_address(row, {{"ll_proposedpersonid", Reference{"ll_person", into.id}}}));
  if (record == nullptr && other_record != nullptr) TRY(deciding.change_record(into, *other_record));
  TRY(deciding.remove_person(other));
  return deciding.keep(PeopleDecision::OnePerson, name_of(into, kept) + " + " + name_of(other, moved), caller);
}

Result<Reference> proposed_for(const Record& address) {
  const auto* proposed = address.get_as<Reference>("ll_proposedpersonid");
  if (proposed == nullptr) return fail(ErrorCode::InvalidInput, "nobody is proposed for this address");
  return *proposed;
}

Result<Uuid> refuse(Deciding& deciding, const Uuid& address, const store::Caller& caller) {
  const Record row = TRY(deciding.address(address));
  const Record proposed = TRY(deciding.person(TRY(proposed_for(row)).id));
  const Record person = TRY(deciding.person(row.target("ll_personid")));
  const auto own = TRY(deciding.addresses("ll_personid", person.id));
  const auto theirs = TRY(deciding.addresses("ll_personid", proposed.id));
  const auto take_back = [&](const std::vector<Record>& rows, const Uuid& whom) -> Result<void> {
    for (const Record& each : rows) {
      if (each.target("ll_proposedpersonid") != whom) continue;
      TRY(deciding.change_address(each, {{"ll_certainty", static_cast<std::int64_t>(Certainty::Certain)},
                                         {"ll_proposedpersonid", Value()},
                                         {"ll_reason", Value()}}));
    }
    return {};
  };
  TRY(take_back(own, proposed.id));
  TRY(take_back(theirs, person.id));
  deciding.keep_apart(own, theirs);
  return deciding.keep(PeopleDecision::Different, name_of(person, own) + " / " + name_of(proposed, theirs), caller);
}

Result<Uuid> separate(Deciding& deciding, const Uuid& address, const store::Caller& caller) {
  const auto system = store::Caller::system();
  const Record row = TRY(deciding.address(address));
  const Record person = TRY(deciding.person(row.target("ll_personid")));
  const std::string folded = base::fold(row.text("ll_address"));
  if (TRY(deciding.addresses("ll_personid", person.id)).size() < 2)
    return fail(ErrorCode::InvalidInput, "{} is the only address of this person", folded);
  RecordBook records;
  TRY(records.learn(deciding.tx(), {folded}));
  const Reference* owner = records.owner_of(folded);
  const auto* record = person.get_as<Reference>("ll_recordid");
  if (owner != nullptr && record != nullptr && *owner == *record) {
    return fail(Error(ErrorCode::Conflict, fmt::format("{} is an address of this person's {}", folded, owner->table),
                      "Take it out of that record first."));
  }
  Uuid alone = Uuid::from_name("person, separated:" + folded);
  if (TRY(deciding.tx().find("ll_person", alone, {"ll_name"}, system))) alone = {};
  const std::string name = row.text("ll_name").empty() ? folded : row.text("ll_name");
  Values values{{"ll_name", text_or_null(name, kNameBytes)}, {"ll_kind", std::int64_t{0}}};
  if (owner != nullptr) values["ll_recordid"] = *owner;
  alone = TRY(deciding.tx().insert("ll_person", alone, std::move(values), system)).id;
  TRY(deciding.person(alone));
  TRY(deciding.change_address(row, {{"ll_personid", Reference{"ll_person", alone}},
                                    {"ll_certainty", static_cast<std::int64_t>(Certainty::Separated)},
                                    {"ll_reason", std::string("separated by hand")},
                                    {"ll_proposedpersonid", Value()}}));
  return deciding.keep(PeopleDecision::Separated, folded + " – " + person.text("ll_name"), caller);
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
      Value record = read_reference(each.value("record", Json()));
      if (const auto* target = record::as<Reference>(record)) {
        if (!TRY(tx_.find(target->table, target->id, {}, system_))) record = Value();
      }
      const auto now = TRY(tx_.find("ll_person", id, {"ll_recordid"}, system_));
      for (const Value& concerned : {record, now ? now->get("ll_recordid") : Value()}) {
        if (const auto* target = record::as<Reference>(concerned)) concerned_.push_back(*target);
      }
      if (now) {
        TRY(tx_.update("ll_person", id, {{"ll_recordid", record}}, std::nullopt, system_));
        ++put_back_;
      } else {
        TRY(tx_.insert("ll_person", id,
                       {{"ll_name", text_of(each.value("name", Json()))},
                        {"ll_kind", each.value("kind", std::int64_t{0})},
                        {"ll_recordid", record}},
                       system_));
        left_.push_back(id);
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

Result<Uuid> join_people(store::Store& store, const Uuid& into, const Uuid& other, const store::Caller& caller) {
  return decide(store, [&](Deciding& deciding) { return join(deciding, into, other, caller); });
}

Result<Uuid> confirm_address(store::Store& store, const Uuid& address, const store::Caller& caller) {
  return decide(store, [&](Deciding& deciding) -> Result<Uuid> {
    const Record row = TRY(deciding.address(address));
    return join(deciding, TRY(proposed_for(row)).id, row.target("ll_personid"), caller);
  });
}

Result<Uuid> refuse_address(store::Store& store, const Uuid& address, const store::Caller& caller) {
  return decide(store, [&](Deciding& deciding) { return refuse(deciding, address, caller); });
}

Result<Uuid> separate_address(store::Store& store, const Uuid& address, const store::Caller& caller) {
  return decide(store, [&](Deciding& deciding) { return separate(deciding, address, caller); });
}

Result<Uuid> link_person(store::Store& store, const Uuid& person, const std::optional<Reference>& record,
                         const store::Caller& caller) {
  Uuid made;
  TRY(store.write([&](store::Transaction& tx) -> Result<void> {
    made = TRY(link_person(tx, person, record, caller));
    return {};
  }));
  return made;
}

Result<Uuid> link_person(store::Transaction& tx, const Uuid& person, const std::optional<Reference>& record,
                         const store::Caller& caller) {
  if (record && std::ranges::find(kStandFor, record->table) == kStandFor.end())
    return fail(ErrorCode::InvalidInput, "a contact, a lead or a user stands for a person, not a {}", record->table);
  Deciding deciding(tx);
  const Record row = TRY(deciding.person(person));
  if (record && !TRY(tx.find(record->table, record->id, {}, caller)))
    return fail(ErrorCode::NotFound, "no {} with this id", record->table);
  TRY(deciding.change_record(row, record ? Value(*record) : Value()));
  return deciding.keep(PeopleDecision::Linked, row.text("ll_name"), caller);
}

Result<Uuid> dismiss_domain(store::Store& store, const std::string& domain, const store::Caller& caller) {
  const std::string folded = base::fold(base::trim(domain));
  if (mail::registrable_domain("somebody@" + folded).empty())
    return fail(ErrorCode::InvalidInput, "\"{}\" is no domain such as acme.com", domain);
  return decide(store, [&](Deciding& deciding) { return deciding.keep(PeopleDecision::NoAccount, folded, caller); });
}

Result<void> undo_decision(store::Store& store, const Uuid& decision) {
  const auto system = store::Caller::system();
  return store.write([&](store::Transaction& tx) -> Result<void> {
    const auto row = TRY(tx.find("ll_peopledecision", decision, {}, system));
    if (!row) return fail(ErrorCode::NotFound, "no decision with this id");
    if (row->number("ll_kind") != static_cast<std::int64_t>(PeopleDecision::NoAccount)) {
      const Json before = TRY(base::parse_json(row->text("ll_before"), 6));
      TRY(Undoing(tx, before).run());
    }
    return tx.remove("ll_peopledecision", decision, std::nullopt, system);
  });
}

Result<std::vector<Apart>> read_apart(store::Snapshot& snapshot) {
  std::vector<Apart> out;
  query::Query query{.table = "ll_peopledecision", .columns = {"ll_apart"}};
  query.filter = query::equals("ll_kind", static_cast<std::int64_t>(PeopleDecision::Different));
  TRY(snapshot.scan(query, store::Caller::system(), [&](Record&& row) -> Result<bool> {
    const Json apart = TRY(base::parse_json(row.text("ll_apart"), 4));
    for (const Json& one : apart.value("one", Json::array())) {
      for (const Json& other : apart.value("other", Json::array()))
        out.push_back({base::fold(one.get<std::string>()), base::fold(other.get<std::string>())});
    }
    return true;
  }));
  return out;
}

Result<std::set<std::string>> dismissed_domains(store::Snapshot& snapshot) {
  std::set<std::string> out;
  query::Query query{.table = "ll_peopledecision", .columns = {"ll_name"}};
  query.filter = query::equals("ll_kind", static_cast<std::int64_t>(PeopleDecision::NoAccount));
  TRY(snapshot.scan(query, store::Caller::system(), [&](Record&& row) -> Result<bool> {
    out.insert(base::fold(row.text("ll_name")));
    return true;
  }));
  return out;
}

}  // namespace leadlight::capture
