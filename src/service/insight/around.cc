#include "service/insight/around.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "service/insight/rows.h"
#include "service/settings/privacy.h"

namespace leadlight::insight {
namespace {

using record::Record;
using record::Reference;
using relation::RecordType;

/// connection_role: a member of the sales team.
constexpr std::int64_t kSalesTeamMember = 8;

struct TypeRow {
  RecordType type;
  std::string_view table;
  std::string_view name;
  std::vector<std::string> columns;
};
const std::array<TypeRow, 4>& types() {
  static const std::array<TypeRow, 4> rows{{
      {RecordType::Account,
       "account",
       "name",
       {"name", "createdon", "primarycontactid", "ownerid", "ll_contactinterval"}},
      {RecordType::Contact,
       "contact",
       "fullname",
       {"fullname", "createdon", "emailaddress1", "emailaddress2", "ownerid", "ll_contactinterval", "msdyn_gdproptout",
        "ll_consent", "ll_consentground"}},
      {RecordType::Lead,
       "lead",
       "fullname",
       {"fullname", "createdon", "statecode", "emailaddress1", "emailaddress2", "ownerid", "ll_contactinterval",
        "msdyn_gdproptout", "ll_consent", "ll_consentground"}},
      {RecordType::Opportunity,
       "opportunity",
       "name",
       {"name", "createdon", "statecode", "ownerid", "parentcontactid", "customerid", "parentaccountid",
        "estimatedclosedate", "ll_contactinterval"}},
  }};
  return rows;
}

std::vector<std::string> addresses_of(const Record& person) {
  std::vector<std::string> out;
  for (const char* column : {"emailaddress1", "emailaddress2"}) {
    if (std::string address = person.text(column); !address.empty()) out.push_back(base::fold(address));
  }
  return out;
}

/// Reads what stands around one record.
class AroundReading {
 public:
  AroundReading(store::Snapshot& snapshot, const TypeRow& type, const Reference& record, Timestamp as_of)
      : snapshot_(snapshot), type_(type), as_of_(as_of) {
    around_.type = type.type;
    around_.record = record;
  }

  Result<Around> run() {
    const auto row = TRY(snapshot_.find(type_.table, around_.record.id, type_.columns, system_));
    if (!row) return fail(ErrorCode::NotFound, "no {} with this id", type_.table);
    around_.name = row->text(type_.name);
    around_.created = row->time("createdon").value_or(Timestamp());
    around_.open = row->number("statecode", 0) == 0;
    privacy_ = TRY(settings::read_privacy(snapshot_));
    const bool is_person = type_.type == RecordType::Contact || type_.type == RecordType::Lead;
    if (is_person && settings::is_left_out(*row, privacy_)) {
      around_.left_out = row->is_true("msdyn_gdproptout") ? LeftOut::OptedOut : LeftOut::NoConsent;
    }
    TRY(read_interval(*row));
    switch (type_.type) {
      case RecordType::Account:
        TRY(read_account(*row));
        break;
      case RecordType::Contact:
        around_.theirs.push_back({around_.record, addresses_of(*row)});
        break;
      case RecordType::Lead:
        around_.theirs.push_back({around_.record, addresses_of(*row)});
        TRY(read_connections());
        TRY(read_owner(*row));
        break;
      case RecordType::Opportunity:
        TRY(read_opportunity(*row));
        break;
    }
    return std::move(around_);
  }

 private:
  Result<void> read_interval(const Record& row) {
    if (const std::int64_t days = row.number("ll_contactinterval", 0); days > 0) {
      around_.interval = static_cast<int>(days);
      return {};
    }
    const auto* owner = row.get_as<Reference>("ownerid");
    if (owner == nullptr || owner->table != "team") return {};
    const auto team = TRY(snapshot_.find("team", owner->id, {"ll_contactinterval"}, system_));
    const std::int64_t days = team ? team->number("ll_contactinterval", 0) : 0;
    if (days > 0) around_.interval = static_cast<int>(days);
    return {};
  }

  Result<void> read_account(const Record& account) {
    std::vector<Reference> contacts;
    if (const auto* primary = account.get_as<Reference>("primarycontactid")) contacts.push_back(*primary);
    TRY(for_each_of(snapshot_, "contact", "parentcustomerid", {around_.record.id}, {"fullname"}, system_,
                    [&](Record&& row) -> Result<void> {
                      contacts.push_back({"contact", row.id});
                      return {};
                    }));
    return add_contacts(std::move(contacts), around_.theirs);
  }

  Result<void> read_opportunity(const Record& row) {
    std::vector<Reference> contacts;
    for (const char* column : {"parentcontactid", "customerid"}) {
      const auto* who = row.get_as<Reference>(column);
      if (who != nullptr && who->table == "contact") contacts.push_back(*who);
    }
    TRY(add_contacts(std::move(contacts), around_.theirs));
    TRY(read_connections());
    TRY(read_owner(row));
    const auto* account = row.get_as<Reference>("parentaccountid");
    const auto* customer = row.get_as<Reference>("customerid");
    if (account == nullptr && customer != nullptr && customer->table == "account") account = customer;
    if (account != nullptr) {
      const auto found = TRY(snapshot_.find("account", account->id, {"primarycontactid"}, system_));
      const auto* primary = found ? found->get_as<Reference>("primarycontactid") : nullptr;
      if (primary != nullptr) TRY(add_contacts({*primary}, around_.by_account));
    }
    return read_deal(row);
  }

  /// Stakeholders and the sales team.
  Result<void> read_connections() {
    std::vector<Reference> contacts;
    const auto visit = [&](Record&& row) -> Result<void> {
      const auto* other = row.get_as<Reference>("record2id");
      if (other == nullptr) return {};
      if (other->table == "contact") contacts.push_back(*other);
      const bool opportunity = type_.type == RecordType::Opportunity;
      if (opportunity && other->table == "systemuser" && row.number("ll_record2role") == kSalesTeamMember) {
        around_.users.push_back(other->id);
      }
      return {};
    };
    TRY(for_each_of(snapshot_, "connection", "record1id", {around_.record.id}, {"record2id", "ll_record2role"}, system_,
                    visit));
    return add_contacts(std::move(contacts), around_.theirs);
  }

  Result<void> read_owner(const Record& row) {
    const auto* owner = row.get_as<Reference>("ownerid");
    if (owner == nullptr) return {};
    if (owner->table == "systemuser") {
      around_.users.push_back(owner->id);
      return {};
    }
    return for_each_of(snapshot_, "teammembership", "teamid", {owner->id}, {"systemuserid"}, system_,
                       [&](Record&& member) -> Result<void> {
                         around_.users.push_back(member.target("systemuserid"));
                         return {};
                       });
  }

  Result<void> add_contacts(std::vector<Reference> contacts, std::vector<Counterpart>& to) {
    std::vector<record::Value> ids;
    for (const Reference& contact : contacts) {
      if (std::ranges::find(ids, record::Value(contact.id)) == ids.end()) ids.emplace_back(contact.id);
    }
    std::vector<std::string> columns = settings::privacy_columns();
    columns.insert(columns.end(), {"emailaddress1", "emailaddress2"});
    return for_each_of(snapshot_, "contact", "contactid", ids, columns, system_, [&](Record&& row) -> Result<void> {
      if (!settings::is_left_out(row, privacy_)) to.push_back({{"contact", row.id}, addresses_of(row)});
      return {};
    });
  }

  Result<void> read_deal(const Record& row) {
    relation::DealProgress deal;
    if (const auto* date = row.get_as<Date>("estimatedclosedate")) deal.estimated_close = *date;
    // A deal that has only ever stood in its first stage has not moved.
    int stages = 0;
    TRY(for_each_of(snapshot_, "ll_stagehistory", "ll_opportunityid", {around_.record.id}, {"ll_enteredon"}, system_,
                    [&](Record&& stage) -> Result<void> {
                      const auto entered = stage.time("ll_enteredon");
                      if (!entered || *entered > as_of_) return {};
                      ++stages;
                      if (!deal.stage_moved || *deal.stage_moved < *entered) deal.stage_moved = entered;
                      return {};
                    }));
    if (stages < 2) deal.stage_moved.reset();
    around_.deal = deal;
    return {};
  }

  store::Snapshot& snapshot_;
  const TypeRow& type_;
  Timestamp as_of_;
  const store::Caller system_ = store::Caller::system();
  settings::Privacy privacy_;
  Around around_;
};

}  // namespace

Result<RecordType> record_type_of(std::string_view table) {
  for (const TypeRow& row : types()) {
    if (row.table == table) return row.type;
  }
  return fail(Error(ErrorCode::InvalidInput, fmt::format("{} has no relationships", table),
                    "Accounts, contacts, leads and opportunities have."));
}

std::string_view table_of(RecordType type) {
  return types()[static_cast<std::size_t>(type)].table;
}

Result<Around> read_around(store::Snapshot& snapshot, const Reference& record, Timestamp as_of) {
  const RecordType type = TRY(record_type_of(record.table));
  return AroundReading(snapshot, types()[static_cast<std::size_t>(type)], record, as_of).run();
}

}  // namespace leadlight::insight
