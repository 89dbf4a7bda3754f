#include "service/capture/people_decisions.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/text.h"
#include "connect/mail/domain.h"
#include "service/capture/people_changes.h"
#include "service/capture/record_book.h"
#include "service/capture/row_values.h"

namespace leadlight::capture {
namespace {

using record::Record;
using record::Reference;
using record::Value;
using record::Values;

constexpr std::array<std::string_view, 3> kStandFor = {"contact", "lead", "systemuser"};

template <class Work>
Result<Uuid> decide(store::Store& store, const Work& work) {
  Uuid made;
  TRY(store.write([&](store::Transaction& tx) -> Result<void> {
    PeopleChanges changes(tx);
    made = TRY(work(changes));
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

Result<Uuid> join(PeopleChanges& changes, const Uuid& into_id, const Uuid& other_id, const store::Caller& caller) {
  if (into_id == other_id) return fail(ErrorCode::InvalidInput, "this is one person already");
  const Record into = TRY(changes.person(into_id)), other = TRY(changes.person(other_id));
  const auto* record = into.get_as<Reference>("ll_recordid");
  const auto* other_record = other.get_as<Reference>("ll_recordid");
  if (record != nullptr && other_record != nullptr && !(*record == *other_record)) {
    return fail(Error(ErrorCode::Conflict, "each of the two has a record of its own",
                      "Merge the records, or take one of them from its person first."));
  }
  const auto kept = TRY(changes.addresses("ll_personid", into.id));
  const auto moved = TRY(changes.addresses("ll_personid", other.id));
  for (const Record& row : moved) TRY(changes.change_address(row, confirmed(into.id, row)));
  for (const Record& row : kept) {
    const bool separated = row.number("ll_certainty") == static_cast<std::int64_t>(Certainty::Separated);
    const bool was_to_join = row.target("ll_proposedpersonid") == other.id;
    if (separated || was_to_join) TRY(changes.change_address(row, confirmed(into.id, row)));
  }
  for (const Record& row : TRY(changes.addresses("ll_proposedpersonid", other.id)))
    TRY(changes.change_address(row, {{"ll_proposedpersonid", Reference{"ll_person", into.id}}}));
  if (record == nullptr && other_record != nullptr) TRY(changes.change_record(into, *other_record));
  TRY(changes.remove_person(other));
  return changes.keep(PeopleDecision::OnePerson, name_of(into, kept) + " + " + name_of(other, moved), caller);
}

Result<Reference> proposed_for(const Record& address) {
  const auto* proposed = address.get_as<Reference>("ll_proposedpersonid");
  if (proposed == nullptr) {
    return fail(Error(ErrorCode::InvalidInput, "nobody is proposed for this address",
                      "It may have been settled meanwhile: read the list anew."));
  }
  return *proposed;
}

Result<Uuid> refuse(PeopleChanges& changes, const Uuid& address, const store::Caller& caller) {
  const Record row = TRY(changes.address(address));
  const Record proposed = TRY(changes.person(TRY(proposed_for(row)).id));
  const Record person = TRY(changes.person(row.target("ll_personid")));
  const auto own = TRY(changes.addresses("ll_personid", person.id));
  const auto theirs = TRY(changes.addresses("ll_personid", proposed.id));
  const auto take_back = [&](const std::vector<Record>& rows, const Uuid& whom) -> Result<void> {
    for (const Record& each : rows) {
      if (each.target("ll_proposedpersonid") != whom) continue;
      TRY(changes.change_address(each, {{"ll_certainty", static_cast<std::int64_t>(Certainty::Certain)},
                                        {"ll_proposedpersonid", Value()},
                                        {"ll_reason", Value()}}));
    }
    return {};
  };
  TRY(take_back(own, proposed.id));
  TRY(take_back(theirs, person.id));
  changes.keep_apart(own, theirs);
  return changes.keep(PeopleDecision::Different, name_of(person, own) + " / " + name_of(proposed, theirs), caller);
}

Result<Uuid> separate(PeopleChanges& changes, const Uuid& address, const store::Caller& caller) {
  const auto system = store::Caller::system();
  const Record row = TRY(changes.address(address));
  const Record person = TRY(changes.person(row.target("ll_personid")));
  const std::string folded = base::fold(row.text("ll_address"));
  if (TRY(changes.addresses("ll_personid", person.id)).size() < 2)
    return fail(ErrorCode::InvalidInput, "{} is the only address of this person", folded);
  RecordBook records;
  TRY(records.learn(changes.tx(), {folded}));
  const Reference* owner = records.owner_of(folded);
  const auto* record = person.get_as<Reference>("ll_recordid");
  if (owner != nullptr && record != nullptr && *owner == *record) {
    return fail(Error(ErrorCode::Conflict, fmt::format("{} is an address of this person's {}", folded, owner->table),
                      "Take it out of that record first."));
  }
  Uuid alone = Uuid::from_name("person, separated:" + folded);
  if (TRY(changes.tx().find("ll_person", alone, {"ll_name"}, system))) alone = {};
  const std::string name = row.text("ll_name").empty() ? folded : row.text("ll_name");
  Values values{{"ll_name", text_or_null(name, kNameBytes)}, {"ll_kind", std::int64_t{0}}};
  if (owner != nullptr) values["ll_recordid"] = *owner;
  alone = TRY(changes.tx().insert("ll_person", alone, std::move(values), system)).id;
  TRY(changes.person(alone));
  TRY(changes.change_address(row, {{"ll_personid", Reference{"ll_person", alone}},
                                   {"ll_certainty", static_cast<std::int64_t>(Certainty::Separated)},
                                   {"ll_reason", std::string("separated by hand")},
                                   {"ll_proposedpersonid", Value()}}));
  return changes.keep(PeopleDecision::Separated, folded + " – " + person.text("ll_name"), caller);
}

}  // namespace

Result<Uuid> join_people(store::Store& store, const Uuid& into, const Uuid& other, const store::Caller& caller) {
  return decide(store, [&](PeopleChanges& changes) { return join(changes, into, other, caller); });
}

Result<Uuid> confirm_address(store::Store& store, const Uuid& address, const store::Caller& caller) {
  return decide(store, [&](PeopleChanges& changes) -> Result<Uuid> {
    const Record row = TRY(changes.address(address));
    return join(changes, TRY(proposed_for(row)).id, row.target("ll_personid"), caller);
  });
}

Result<Uuid> refuse_address(store::Store& store, const Uuid& address, const store::Caller& caller) {
  return decide(store, [&](PeopleChanges& changes) { return refuse(changes, address, caller); });
}

Result<Uuid> separate_address(store::Store& store, const Uuid& address, const store::Caller& caller) {
  return decide(store, [&](PeopleChanges& changes) { return separate(changes, address, caller); });
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
  PeopleChanges changes(tx);
  const Record row = TRY(changes.person(person));
  if (record && !TRY(tx.find(record->table, record->id, {}, caller)))
    return fail(ErrorCode::NotFound, "no {} with this id", record->table);
  TRY(changes.change_record(row, record ? Value(*record) : Value()));
  return changes.keep(PeopleDecision::Linked, row.text("ll_name"), caller);
}

Result<Uuid> dismiss_domain(store::Store& store, const std::string& domain, const store::Caller& caller) {
  const std::string folded = base::fold(base::trim(domain));
  if (mail::registrable_domain("somebody@" + folded).empty())
    return fail(ErrorCode::InvalidInput, "\"{}\" is no domain such as acme.com", domain);
  return decide(store, [&](PeopleChanges& changes) { return changes.keep(PeopleDecision::NoAccount, folded, caller); });
}

Result<void> undo_decision(store::Store& store, const Uuid& decision) {
  const auto system = store::Caller::system();
  return store.write([&](store::Transaction& tx) -> Result<void> {
    const auto row = TRY(tx.find("ll_peopledecision", decision, {}, system));
    if (!row) return fail(ErrorCode::NotFound, "no decision with this id");
    if (row->number("ll_kind") != static_cast<std::int64_t>(PeopleDecision::NoAccount)) {
      TRY(put_back(tx, *row));
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
