#include "service/demo/organisation.h"

#include "service/demo/row_batch.h"
#include "service/demo/stories.h"

namespace leadlight::demo {
namespace {

using record::Reference;
using record::Value;
using record::Values;

/// As service/access seeds them.
constexpr std::string_view kManagerRole = "Sales manager";
constexpr std::string_view kSellerRole = "Salesperson";

struct CurrencyName {
  std::string_view code, name, symbol;
};
constexpr CurrencyName kCurrencies[] = {{"EUR", "Euro", "€"},
                                        {"GBP", "Pound sterling", "£"},
                                        {"USD", "US dollar", "$"},
                                        {"CNY", "Yuan renminbi", "¥"},
                                        {"THB", "Baht", "฿"}};

/// The one row of a table that matches.
Result<Uuid> find_one(store::Transaction& tx, std::string_view table, query::FilterPtr filter, std::string_view what) {
  query::Query query{.table = std::string(table), .filter = std::move(filter), .limit = 1};
  const store::Page page = TRY(tx.select(query, store::Caller::system()));
  if (page.rows.empty()) {
    return fail(Error(ErrorCode::NotFound, fmt::format("there is no {}", what),
                      "roles and the root business unit must be made before the demo company"));
  }
  return page.rows.front().record.id;
}

double rate_of(std::string_view code) {
  for (const Culture& culture : cultures()) {
    if (culture.currency == code) return culture.euro_rate;
  }
  return 1;
}

void add_currencies(RowBatch& batch) {
  for (const CurrencyName& currency : kCurrencies) {
    batch.add("transactioncurrency", currency_id(currency.code),
              {{"currencyname", text(currency.name)},
               {"isocurrencycode", text(currency.code)},
               {"currencysymbol", text(currency.symbol)},
               {"currencyprecision", whole(2)},
               {"exchangerate", rate_of(currency.code)}});
  }
}

/// Rates are those of the euro.
Result<void> set_base_currency(store::Transaction& tx) {
  query::Query query{.table = "organization", .limit = 1};
  for (const store::Row& row : TRY(tx.select(query, store::Caller::system())).rows) {
    TRY(tx.update("organization", row.record.id,
                  {{"basecurrencyid", Reference{"transactioncurrency", currency_id("EUR")}}}, std::nullopt,
                  store::Caller::system()));
  }
  return {};
}

/// Users and their places in one unit, in the order in which rows point to each other.
class Staffing {
 public:
  Staffing(store::Transaction& tx, const Plan& plan, Uuid manager_role, Uuid seller_role)
      : tx_(tx),
        manager_role_(manager_role),
        seller_role_(seller_role),
        random_(random_for(plan, Story::Organisation, 1)),
        since_(plan.start()) {}

  Result<void> add(const Unit& unit, const Uuid& root) {
    RowBatch leading;
    leading.add(
        "businessunit", unit.id,
        {{"name", text(unit.name)}, {"parentbusinessunitid", Reference{"businessunit", root}}, {"createdon", since_}});
    leading.add("systemuser", unit.manager.id, user_row(unit, unit.manager, "Sales manager"));
    leading.add("team", unit.team,
                {{"name", text(unit.name + " sales")},
                 {"businessunitid", Reference{"businessunit", unit.id}},
                 {"administratorid", user(unit.manager)},
                 {"teamtype", whole(0)},
                 {"createdon", since_}});
    add_places(unit, unit.manager, manager_role_, leading);
    TRY(leading.write(tx_));

    RowBatch selling;
    for (const Employee& seller : unit.sellers) {
      Values row = user_row(unit, seller, "Account executive");
      row["parentsystemuserid"] = user(unit.manager);
      selling.add("systemuser", seller.id, std::move(row));
      add_places(unit, seller, seller_role_, selling);
    }
    return selling.write(tx_);
  }

 private:
  Values user_row(const Unit& unit, const Employee& employee, std::string_view title) const {
    return {{"fullname", text(employee.full_name)},
            {"firstname", text(employee.first_name)},
            {"lastname", text(employee.last_name)},
            {"domainname", text(employee.sign_in)},
            {"internalemailaddress", text(employee.mail)},
            {"title", text(title)},
            {"businessunitid", Reference{"businessunit", unit.id}},
            {"isdisabled", false},
            {"ll_language", text(employee.language)},
            {"createdon", since_}};
  }
  void add_places(const Unit& unit, const Employee& employee, const Uuid& role, RowBatch& batch) {
    batch.add("systemuserroles", Uuid::make(since_, random_),
              {{"systemuserid", user(employee)}, {"roleid", Reference{"role", role}}});
    batch.add("teammembership", Uuid::make(since_, random_),
              {{"teamid", Reference{"team", unit.team}}, {"systemuserid", user(employee)}});
  }

  store::Transaction& tx_;
  Uuid manager_role_, seller_role_;
  Random random_;
  Timestamp since_;
};

Values address_of(const AccountStory& account) {
  return {{"address1_line1", text(account.company.street)},
          {"address1_city", text(account.company.place.city)},
          {"address1_stateorprovince", text(account.company.place.province)},
          {"address1_postalcode", text(account.company.place.postal_code)},
          {"address1_country", text(account.culture->country)},
          {"transactioncurrencyid", Reference{"transactioncurrency", currency_id(account.culture->currency)}},
          {"exchangerate", account.culture->euro_rate},
          {"ownerid", user(*account.owner)},
          {"createdon", account.created},
          {"createdby", user(*account.owner)}};
}

void add_account(const AccountStory& story, RowBatch& batch) {
  Values account = address_of(story);
  account["name"] = text(story.company.name);
  account["industrycode"] = whole(story.company.industry);
  account["numberofemployees"] = whole(story.company.employees);
  account["revenue"] = *Amount::from_double(story.company.revenue);
  account["websiteurl"] = text("https://www." + story.company.domain);
  account["customertypecode"] = whole(3);
  batch.add("account", story.id, std::move(account));
  for (const Stakeholder& each : story.people) {
    Values contact = address_of(story);
    contact["firstname"] = text(each.person.first_name);
    contact["lastname"] = text(each.person.last_name);
    contact["fullname"] = text(each.person.full_name);
    contact["jobtitle"] = text(each.job_title);
    contact["accountrolecode"] = whole(each.decides ? 1 : 2);
    contact["emailaddress1"] = text(company_address(each.person, story.company.domain));
    contact["parentcustomerid"] = Reference{"account", story.id};
    batch.add("contact", each.id, std::move(contact));
  }
}

}  // namespace

Result<void> write_organisation(store::Transaction& tx, const Plan& plan) {
  const auto role = [&](std::string_view name) {
    return find_one(tx, "role", query::equals("name", std::string(name)), fmt::format("role named {}", name));
  };
  const Uuid manager = TRY(role(kManagerRole));
  const Uuid seller = TRY(role(kSellerRole));
  const Uuid root =
      TRY(find_one(tx, "businessunit", query::equals("parentbusinessunitid", Value{}), "root business unit"));
  tx.set_now(plan.start());
  RowBatch currencies;
  add_currencies(currencies);
  TRY(currencies.write(tx));
  TRY(set_base_currency(tx));
  Staffing staffing(tx, plan, manager, seller);
  for (const Unit& unit : plan.units) TRY(staffing.add(unit, root));
  return {};
}

Result<void> write_accounts(store::Transaction& tx, const Plan& plan, std::int64_t first, std::int64_t count) {
  tx.set_now(plan.start());
  RowBatch batch;
  std::vector<std::pair<Uuid, Uuid>> primary_contacts;
  for (std::int64_t number = first; number < first + count; ++number) {
    const AccountStory account = tell_account(plan, number);
    add_account(account, batch);
    primary_contacts.emplace_back(account.id, account.people.front().id);
  }
  TRY(batch.write(tx));
  for (const auto& [account, contact] : primary_contacts) {
    TRY(tx.update("account", account, {{"primarycontactid", Reference{"contact", contact}}}, std::nullopt,
                  store::Caller::system()));
  }
  return {};
}

}  // namespace leadlight::demo
