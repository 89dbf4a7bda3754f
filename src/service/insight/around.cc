#include "service/insight/around.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "service/insight/around_in_store.h"

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
const TypeRow& row_of(RecordType type) {
  return types()[static_cast<std::size_t>(type)];
}

std::optional<Reference> reference(const Record& row, std::string_view column) {
  const auto* found = row.get_as<Reference>(column);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

/// Works out who stands around one record.
class AroundReading {
 public:
  AroundReading(AroundSource& source, RecordType type, const Reference& record, Timestamp as_of)
      : source_(source), as_of_(as_of) {
    around_.type = type;
    around_.record = record;
  }

  Result<Around> run() {
    const auto row = TRY(source_.row(around_.type, around_.record.id));
    if (!row) return fail(ErrorCode::NotFound, "no {} with this id", around_.record.table);
    around_.name = row->name;
    around_.created = row->created;
    around_.open = row->state == 0;
    around_.left_out = row->left_out;
    TRY(read_interval(*row));
    switch (around_.type) {
      case RecordType::Account:
        TRY(read_account(*row));
        break;
      case RecordType::Contact:
        around_.theirs.push_back({around_.record, row->addresses});
        break;
      case RecordType::Lead:
        around_.theirs.push_back({around_.record, row->addresses});
        TRY(read_connections());
        TRY(read_owner(*row));
        break;
      case RecordType::Opportunity:
        TRY(read_opportunity(*row));
        break;
    }
    // Where two of them share an address, no order of reading decides whose it is.
    const auto id = [](const Counterpart& each) { return each.who.id; };
    std::ranges::sort(around_.theirs, {}, id);
    around_.theirs.erase(std::ranges::unique(around_.theirs, {}, id).begin(), around_.theirs.end());
    return std::move(around_);
  }

 private:
  Result<void> read_interval(const AroundRow& row) {
    int days = row.interval;
    if (days <= 0 && row.owner && row.owner->table == "team") days = TRY(source_.interval_of_team(row.owner->id));
    if (days > 0) around_.interval = days;
    return {};
  }

  Result<void> read_account(const AroundRow& account) {
    std::vector<Uuid> contacts = TRY(source_.contacts_of_account(account.id));
    if (account.primary_contact) contacts.push_back(account.primary_contact->id);
    return add_contacts(std::move(contacts), around_.theirs);
  }

  Result<void> read_opportunity(const AroundRow& row) {
    std::vector<Uuid> contacts;
    for (const auto& who : {row.parent_contact, row.customer}) {
      if (who && who->table == "contact") contacts.push_back(who->id);
    }
    TRY(add_contacts(std::move(contacts), around_.theirs));
    TRY(read_connections());
    TRY(read_owner(row));
    auto account = row.parent_account;
    if (!account && row.customer && row.customer->table == "account") account = row.customer;
    if (account) {
      const auto found = TRY(source_.row(RecordType::Account, account->id));
      if (found && found->primary_contact) TRY(add_contacts({found->primary_contact->id}, around_.by_account));
    }
    return read_deal(row);
  }

  /// Stakeholders and the sales team.
  Result<void> read_connections() {
    std::vector<Uuid> contacts;
    for (const auto& [other, role] : TRY(source_.connections_of(around_.record.id))) {
      if (other.table == "contact") contacts.push_back(other.id);
      const bool opportunity = around_.type == RecordType::Opportunity;
      if (opportunity && other.table == "systemuser" && role == kSalesTeamMember) around_.users.push_back(other.id);
    }
    return add_contacts(std::move(contacts), around_.theirs);
  }

  Result<void> read_owner(const AroundRow& row) {
    if (!row.owner) return {};
    if (row.owner->table == "systemuser") {
      around_.users.push_back(row.owner->id);
      return {};
    }
    const std::vector<Uuid> members = TRY(source_.members_of_team(row.owner->id));
    around_.users.insert(around_.users.end(), members.begin(), members.end());
    return {};
  }

  Result<void> add_contacts(std::vector<Uuid> ids, std::vector<Counterpart>& to) {
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    const std::vector<AroundRow> contacts = TRY(source_.contacts(ids));
    for (const AroundRow& contact : contacts) {
      if (contact.left_out == LeftOut::No) to.push_back({{"contact", contact.id}, contact.addresses});
    }
    return {};
  }

  Result<void> read_deal(const AroundRow& row) {
    relation::DealProgress deal;
    deal.estimated_close = row.estimated_close;
    // A deal that has only ever stood in its first stage has not moved.
    int stages = 0;
    const std::vector<Timestamp> entered = TRY(source_.stages_of(row.id));
    for (const Timestamp at : entered) {
      if (at > as_of_) continue;
      ++stages;
      if (!deal.stage_moved || *deal.stage_moved < at) deal.stage_moved = at;
    }
    if (stages < 2) deal.stage_moved.reset();
    around_.deal = deal;
    return {};
  }

  AroundSource& source_;
  Timestamp as_of_;
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
  return row_of(type).table;
}

const std::vector<std::string>& around_columns(RecordType type) {
  return row_of(type).columns;
}

LeftOut left_out(const Record& person, const settings::Privacy& privacy) {
  if (!settings::is_left_out(person, privacy)) return LeftOut::No;
  return person.is_true("msdyn_gdproptout") ? LeftOut::OptedOut : LeftOut::NoConsent;
}

AroundRow around_row(RecordType type, const Record& row, const settings::Privacy& privacy) {
  AroundRow out;
  out.id = row.id;
  out.name = row.text(row_of(type).name);
  out.created = row.time("createdon").value_or(Timestamp());
  out.state = row.number("statecode", 0);
  const bool is_person = type == RecordType::Contact || type == RecordType::Lead;
  if (is_person) out.left_out = left_out(row, privacy);
  out.interval = static_cast<int>(row.number("ll_contactinterval", 0));
  out.owner = reference(row, "ownerid");
  out.parent_contact = reference(row, "parentcontactid");
  out.customer = reference(row, "customerid");
  out.parent_account = reference(row, "parentaccountid");
  out.primary_contact = reference(row, "primarycontactid");
  if (const auto* date = row.get_as<Date>("estimatedclosedate")) out.estimated_close = *date;
  for (const char* column : {"emailaddress1", "emailaddress2"}) {
    if (const std::string address = row.text(column); !address.empty()) out.addresses.push_back(base::fold(address));
  }
  return out;
}

Result<Around> read_around(AroundSource& source, const Reference& record, Timestamp as_of) {
  return AroundReading(source, TRY(record_type_of(record.table)), record, as_of).run();
}

Result<Around> read_around(store::Snapshot& snapshot, const Reference& record, Timestamp as_of) {
  AroundInStore source(snapshot, TRY(settings::read_privacy(snapshot)));
  return read_around(source, record, as_of);
}

}  // namespace leadlight::insight
