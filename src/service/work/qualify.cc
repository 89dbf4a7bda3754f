// A lead becomes account, contact and opportunity.
#include <array>
#include <utility>

#include "service/work/rows.h"
#include "service/work/work.h"

namespace leadlight::work {
namespace {

using record::Record;
using record::Reference;
using record::Value;
using record::Values;

using ColumnPair = std::pair<std::string_view, std::string_view>;

// Lead column, column of the new record; same names stand once.
constexpr ColumnPair kToAccount[] = {{"companyname", "name"},
                                     {"industrycode", "industrycode"},
                                     {"revenue", "revenue"},
                                     {"numberofemployees", "numberofemployees"},
                                     {"sic", "sic"},
                                     {"telephone1", "telephone1"},
                                     {"fax", "fax"},
                                     {"websiteurl", "websiteurl"},
                                     {"address1_line1", "address1_line1"},
                                     {"address1_city", "address1_city"},
                                     {"address1_stateorprovince", "address1_stateorprovince"},
                                     {"address1_postalcode", "address1_postalcode"},
                                     {"address1_country", "address1_country"},
                                     {"transactioncurrencyid", "transactioncurrencyid"}};
constexpr ColumnPair kToContact[] = {{"salutation", "salutation"},
                                     {"firstname", "firstname"},
                                     {"middlename", "middlename"},
                                     {"lastname", "lastname"},
                                     {"fullname", "fullname"},
                                     {"jobtitle", "jobtitle"},
                                     {"emailaddress1", "emailaddress1"},
                                     {"emailaddress2", "emailaddress2"},
                                     {"telephone1", "telephone1"},
                                     {"mobilephone", "mobilephone"},
                                     {"telephone2", "telephone2"},
                                     {"fax", "fax"},
                                     {"websiteurl", "websiteurl"},
                                     {"address1_line1", "address1_line1"},
                                     {"address1_city", "address1_city"},
                                     {"address1_stateorprovince", "address1_stateorprovince"},
                                     {"address1_postalcode", "address1_postalcode"},
                                     {"address1_country", "address1_country"},
                                     {"leadsourcecode", "leadsourcecode"},
                                     {"preferredcontactmethodcode", "preferredcontactmethodcode"},
                                     {"donotemail", "donotemail"},
                                     {"donotphone", "donotphone"},
                                     {"donotbulkemail", "donotbulkemail"},
                                     {"transactioncurrencyid", "transactioncurrencyid"}};
constexpr ColumnPair kToOpportunity[] = {{"subject", "name"},
                                         {"emailaddress1", "emailaddress"},
                                         {"estimatedamount", "estimatedvalue"},
                                         {"estimatedclosedate", "estimatedclosedate"},
                                         {"budgetamount", "budgetamount"},
                                         {"budgetstatus", "budgetstatus"},
                                         {"purchasetimeframe", "purchasetimeframe"},
                                         {"purchaseprocess", "purchaseprocess"},
                                         {"need", "need"},
                                         {"decisionmaker", "decisionmaker"},
                                         {"prioritycode", "prioritycode"},
                                         {"description", "description"},
                                         {"transactioncurrencyid", "transactioncurrencyid"}};

Values carried_over(const Record& lead, std::span<const ColumnPair> columns, const record::TableSchema& to) {
  Values values{{"originatingleadid", Reference{"lead", lead.id}}};
  if (const auto* owner = lead.get_as<Reference>("ownerid")) values["ownerid"] = *owner;
  for (const auto& [from, column] : columns) {
    const Value& value = lead.get(from);
    if (!record::is_null(value) && to.find(column) != nullptr) values.emplace(column, value);
  }
  return values;
}

/// One qualification under way.
class Qualifying {
 public:
  Qualifying(ingest::Records& records, store::Transaction& tx, const Qualification& wanted, const store::Caller& caller)
      : records_(records), tx_(tx), wanted_(wanted), caller_(caller) {}

  Result<Qualified> run() {
    lead_ = TRY(required(tx_, "lead", wanted_.lead, {}, caller_));
    if (lead_.number("statecode") != 0) {
      return fail(Error(ErrorCode::Conflict, "the lead is closed already", "Reopen it before it is qualified."));
    }
    TRY(make_account());
    TRY(make_contact());
    TRY(make_opportunity());
    TRY(close_lead());
    return std::move(result_);
  }

 private:
  Result<LinkedRecord> linked(std::string_view table, const Uuid& id, std::string_view name_column) {
    const Record row = TRY(required(tx_, table, id, {std::string(name_column)}, caller_));
    return LinkedRecord{id, row.text(name_column), false};
  }

  Result<LinkedRecord> created(std::string_view table, Values values, std::string_view name_column) {
    const Record row = TRY(records_.create_in(tx_, table, Uuid{}, std::move(values), caller_));
    return LinkedRecord{row.id, row.text(name_column), true};
  }

  Result<void> make_account() {
    if (wanted_.account) {
      result_.account = TRY(linked("account", *wanted_.account, "name"));
    } else if (wanted_.create_account && !lead_.text("companyname").empty()) {
      const auto* table = tx_.schema().find("account");
      result_.account = TRY(created("account", carried_over(lead_, kToAccount, *table), "name"));
    }
    return {};
  }

  Result<void> make_contact() {
    if (wanted_.contact) {
      result_.contact = TRY(linked("contact", *wanted_.contact, "fullname"));
    } else if (wanted_.create_contact && !lead_.text("fullname").empty()) {
      Values values = carried_over(lead_, kToContact, *tx_.schema().find("contact"));
      if (result_.account) values["parentcustomerid"] = Reference{"account", result_.account->id};
      result_.contact = TRY(created("contact", std::move(values), "fullname"));
    }
    return {};
  }

  Result<void> make_opportunity() {
    if (!wanted_.create_opportunity) return {};
    Values values = carried_over(lead_, kToOpportunity, *tx_.schema().find("opportunity"));
    if (!values.contains("name")) {
      const std::string company = lead_.text("companyname");
      values["name"] = company.empty() ? lead_.text("fullname") : company;
    }
    if (result_.contact) values["parentcontactid"] = Reference{"contact", result_.contact->id};
    if (result_.account) values["parentaccountid"] = Reference{"account", result_.account->id};
    if (result_.account) {
      values["customerid"] = Reference{"account", result_.account->id};
    } else if (result_.contact) {
      values["customerid"] = Reference{"contact", result_.contact->id};
    }
    for (const auto& [column, value] : wanted_.opportunity) values.insert_or_assign(column, value);
    result_.opportunity = TRY(created("opportunity", std::move(values), "name"));
    return copy_people();
  }

  /// Stakeholders and sales team go on with the deal.
  Result<void> copy_people() {
    query::Query query{.table = "connection", .filter = query::equals("record1id", lead_.id)};
    query.limit = 500;
    const auto page = TRY(tx_.select(query, caller_));
    for (const store::Row& row : page.rows) {
      Values values{{"record1id", Reference{"opportunity", result_.opportunity->id}}};
      for (const auto* column : {"record2id", "ll_record1role", "ll_record2role", "description", "name"}) {
        if (!record::is_null(row.record.get(column))) values.emplace(column, row.record.get(column));
      }
      TRY(records_.create_in(tx_, "connection", Uuid{}, std::move(values), caller_));
    }
    return {};
  }

  Result<void> close_lead() {
    Values changes{{"statecode", std::int64_t{1}}, {"statuscode", wanted_.status}};
    if (result_.account) changes["parentaccountid"] = Reference{"account", result_.account->id};
    if (result_.contact) changes["parentcontactid"] = Reference{"contact", result_.contact->id};
    if (result_.account) {
      changes["customerid"] = Reference{"account", result_.account->id};
    } else if (result_.contact) {
      changes["customerid"] = Reference{"contact", result_.contact->id};
    }
    if (result_.opportunity) changes["qualifyingopportunityid"] = Reference{"opportunity", result_.opportunity->id};
    TRY(records_.update_in(tx_, "lead", lead_.id, std::move(changes), std::nullopt, caller_, "qualify"));
    return {};
  }

  ingest::Records& records_;
  store::Transaction& tx_;
  const Qualification& wanted_;
  const store::Caller& caller_;
  Record lead_;
  Qualified result_;
};

}  // namespace

Result<Qualified> qualify_lead(const Workplace& place, const Qualification& wanted, const store::Caller& caller) {
  Qualified result;
  TRY(place.store.write([&](store::Transaction& tx) -> Result<void> {
    if (TRY(state_of_status(*tx.schema().find("lead"), wanted.status)) != 1) {
      return fail(ErrorCode::InvalidInput, "status {} is not one of a qualified lead", wanted.status);
    }
    result = TRY(Qualifying(place.records, tx, wanted, caller).run());
    return {};
  }));
  return result;
}

}  // namespace leadlight::work
