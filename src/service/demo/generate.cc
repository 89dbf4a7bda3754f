#include "service/demo/generate.h"

#include <algorithm>

#include "core/record/validate.h"
#include "service/demo/activities.h"
#include "service/demo/effects.h"
#include "service/demo/organisation.h"
#include "service/demo/row_batch.h"
#include "service/demo/sales_process.h"
#include "service/demo/stories.h"
#include "service/demo/texts.h"
#include "service/ingest/base_amounts.h"

namespace leadlight::demo {
namespace {

using record::FieldType;
using record::Reference;
using record::Value;
using record::Values;

constexpr std::int64_t kMostLeads = 1'000'000;
constexpr std::int64_t kChunk = 100;

/// Columns of our own that the demo's leads have.
Result<void> add_columns(store::Store& store) {
  const std::vector<record::CustomColumn> wanted = {
      {"lead", "ll_website_visits", "Website visits", FieldType::Integer, false, 0},
      {"lead", "ll_replied_to_email", "Replied to email", FieldType::Boolean, false, 0},
      {"lead", "ll_demo_requested", "Demo requested", FieldType::Boolean, false, 0},
      {"lead", "ll_badge_colour", "Badge colour", FieldType::Text, false, 0},
      {"lead", "ll_campaign_wave", "Campaign wave", FieldType::Integer, false, 0},
  };
  const auto schema = store.schema();
  std::vector<record::CustomColumn> missing;
  for (const record::CustomColumn& column : wanted) {
    if (!schema->find("lead")->is_taken(column.name)) missing.push_back(column);
  }
  return missing.empty() ? Result<void>{} : store.add_columns(std::move(missing));
}

/// Writes lead after lead with everything that follows from it.
class LeadWriter {
 public:
  LeadWriter(store::Transaction& tx, const Plan& plan, const std::optional<SalesProcess>& process)
      : tx_(tx), plan_(plan), process_(process) {}

  Result<void> write(std::int64_t number) {
    const LeadStory lead = tell_lead(plan_, number);
    const store::Caller seller = acting(*lead.owner);
    const bool closed = lead.closes <= plan_.now;
    TRY(insert("lead", lead.id, lead.created, lead.first, seller));
    for (const Change& change : lead.changes) {
      if (change.at <= plan_.now) TRY(update("lead", lead.id, change, seller));
    }
    add_activities(plan_, lead, batch_);
    ++summary_.leads;
    if (!closed) {
      ++summary_.open;
      return {};
    }
    return lead.qualifies ? qualify(lead, seller) : disqualify(lead, seller);
  }

  /// Writes what was collected; the summary of this transaction.
  Result<DemoSummary> finish() {
    tx_.set_now(plan_.now);
    TRY(batch_.write(tx_));
    summary_.notes += batch_.count("annotation");
    for (const char* table : {"email", "phonecall", "appointment", "task"}) summary_.activities += batch_.count(table);
    return summary_;
  }

 private:
  static store::Caller acting(const Employee& employee) {
    store::Caller caller = store::Caller::system();
    caller.user = employee.id;
    return caller;
  }

  Result<void> insert(std::string_view table, const Uuid& id, Timestamp at, Values values,
                      const store::Caller& caller) {
    tx_.set_now(at);
    const record::TableSchema& schema = *tx_.schema().find(table);
    values = TRY(check_change(schema, std::move(values), record::ChangeKind::Create, record::Writer::Program));
    TRY(amounts_.complete(schema, nullptr, values));
    TRY(tx_.insert(table, id, std::move(values), caller));
    return {};
  }

  Result<void> update(std::string_view table, const Uuid& id, const Change& change, const store::Caller& caller) {
    tx_.set_now(change.at);
    const record::TableSchema& schema = *tx_.schema().find(table);
    Values values = TRY(check_change(schema, change.values, record::ChangeKind::Update, record::Writer::Program));
    const auto before = TRY(tx_.find(table, id, {}, store::Caller::system()));
    TRY(amounts_.complete(schema, before ? &*before : nullptr, values));
    TRY(tx_.update(table, id, std::move(values), std::nullopt, caller));
    return {};
  }

  Result<void> disqualify(const LeadStory& lead, const store::Caller& seller) {
    ++summary_.disqualified;
    Random random = random_for(plan_, Story::Opportunity, lead.number);
    const std::int64_t reason =
        lead.contacted && lead.discovered ? 4 + 2 * static_cast<std::int64_t>(random.below(2)) : 5;
    return update("lead", lead.id,
                  {lead.closes,
                   {{"statuscode", whole(reason)},
                    {"ll_closedon", lead.closes},
                    {"ll_disqualificationreason", text(disqualification_reason(reason))}}},
                  seller);
  }

  Result<void> qualify(const LeadStory& lead, const store::Caller& seller) {
    ++summary_.qualified;
    const OpportunityStory opportunity = tell_opportunity(plan_, lead);
    if (opportunity.account) TRY(add_account(lead, *opportunity.account, seller));
    TRY(add_contact(lead, opportunity, seller));
    TRY(insert("opportunity", opportunity.id, lead.closes, opportunity.first, seller));
    ++summary_.opportunities;
    Change close{lead.closes,
                 {{"statuscode", whole(3)},
                  {"ll_closedon", lead.closes},
                  {"qualifyingopportunityid", Reference{"opportunity", opportunity.id}},
                  {"parentcontactid", Reference{"contact", opportunity.contact}}}};
    if (opportunity.account) close.values["parentaccountid"] = Reference{"account", *opportunity.account};
    TRY(update("lead", lead.id, close, seller));
    for (const Change& change : opportunity.changes) {
      if (change.at <= plan_.now) TRY(update("opportunity", opportunity.id, change, seller));
    }
    add_activities(plan_, lead, opportunity, batch_);
    if (process_) add_course(plan_, *process_, opportunity, batch_);
    add_stakeholder(lead, opportunity.id, opportunity.contact, 1);
    if (lead.account) add_stakeholder(lead, opportunity.id, tell_account(plan_, *lead.account).people.front().id, 7);
    return {};
  }

  /// What the lead knows, in a new row.
  static Values copy(const LeadStory& lead, std::initializer_list<const char*> columns) {
    Values row{{"originatingleadid", Reference{"lead", lead.id}}};
    for (const char* column : columns) {
      if (const auto found = lead.settled.find(column); found != lead.settled.end()) row[column] = found->second;
    }
    return row;
  }

  Result<void> add_account(const LeadStory& lead, const Uuid& id, const store::Caller& seller) {
    Values account = copy(lead, {"industrycode", "numberofemployees", "revenue", "websiteurl", "address1_line1",
                                 "address1_city", "address1_stateorprovince", "address1_postalcode", "address1_country",
                                 "ownerid", "transactioncurrencyid", "exchangerate"});
    account["name"] = text(lead.company.name);
    account["customertypecode"] = whole(8);
    ++summary_.accounts;
    return insert("account", id, lead.closes, std::move(account), seller);
  }

  Result<void> add_contact(const LeadStory& lead, const OpportunityStory& opportunity, const store::Caller& seller) {
    Values contact = copy(lead, {"firstname", "lastname", "fullname", "jobtitle", "emailaddress1", "telephone1",
                                 "address1_line1", "address1_city", "address1_stateorprovince", "address1_postalcode",
                                 "address1_country", "ownerid", "transactioncurrencyid", "exchangerate"});
    if (const auto account = opportunity.first.find("parentaccountid"); account != opportunity.first.end()) {
      contact["parentcustomerid"] = account->second;
    }
    ++summary_.contacts;
    return insert("contact", opportunity.contact, lead.closes, std::move(contact), seller);
  }

  void add_stakeholder(const LeadStory& lead, const Uuid& opportunity, const Uuid& contact, std::int64_t role) {
    // Named after both ends, so that two transactions of the same company never disagree.
    const Uuid id = Uuid::from_name(opportunity.to_string() + contact.to_string());
    batch_.add("connection", id,
               {{"record1id", Reference{"opportunity", opportunity}},
                {"record2id", Reference{"contact", contact}},
                {"ll_record2role", whole(role)},
                {"ownerid", user(*lead.owner)},
                {"createdon", lead.closes},
                {"createdby", user(*lead.owner)}});
  }

  store::Transaction& tx_;
  ingest::BaseAmounts amounts_{tx_};
  const Plan& plan_;
  const std::optional<SalesProcess>& process_;
  RowBatch batch_{"email",      "phonecall",  "appointment",        "task",           "activityparty",
                  "annotation", "connection", "ll_processinstance", "ll_stagehistory"};
  DemoSummary summary_;
};

void add_up(DemoSummary& total, const DemoSummary& part) {
  total.leads += part.leads;
  total.open += part.open;
  total.qualified += part.qualified;
  total.disqualified += part.disqualified;
  total.accounts += part.accounts;
  total.contacts += part.contacts;
  total.opportunities += part.opportunities;
  total.activities += part.activities;
  total.notes += part.notes;
}

Result<void> check_empty(store::Store& store) {
  const auto snapshot = TRY(store.snapshot());
  if (TRY(snapshot->count("lead", nullptr, store::Caller::system())) > 0) {
    return fail(Error(ErrorCode::Conflict, "the database has leads already",
                      "the demo company is made in an empty database; choose another folder"));
  }
  return {};
}

Result<DemoSummary> write_leads(store::Store& store, const Plan& plan, const std::optional<SalesProcess>& process,
                                std::int64_t first, std::int64_t count) {
  DemoSummary summary;
  TRY(store.write([&](store::Transaction& tx) -> Result<void> {
    LeadWriter writer(tx, plan, process);
    for (std::int64_t number = first; number < first + count; ++number) TRY(writer.write(number));
    summary = TRY(writer.finish());
    return {};
  }));
  return summary;
}

}  // namespace

Result<DemoSummary> generate(store::Store& store, const DemoOptions& options, const ProgressFn& progress) {
  if (options.leads < 1 || options.leads > kMostLeads) {
    return fail(ErrorCode::InvalidInput, "the demo company can have 1 to {} leads, not {}", kMostLeads, options.leads);
  }
  TRY(check_empty(store));
  TRY(add_columns(store));
  const Plan plan = make_plan(options.seed, options.leads, options.now);
  const auto process = TRY(find_sales_process(store));
  const auto tell = [&](double share, std::string_view step) -> Result<void> {
    if (!progress || progress(share, step)) return {};
    return fail(ErrorCode::Unavailable, "the making of the demo company was cancelled");
  };

  TRY(tell(0, "people and accounts"));
  TRY(store.write([&](store::Transaction& tx) { return write_organisation(tx, plan); }));
  DemoSummary total;
  total.accounts = plan.standing_accounts();
  total.contacts = 2 * plan.standing_accounts();
  for (std::int64_t first = 0; first < plan.standing_accounts(); first += kChunk) {
    const std::int64_t count = std::min(kChunk, plan.standing_accounts() - first);
    TRY(store.write([&](store::Transaction& tx) { return write_accounts(tx, plan, first, count); }));
  }
  for (std::int64_t first = 0; first < options.leads; first += kChunk) {
    TRY(tell(static_cast<double>(first) / static_cast<double>(options.leads), "leads and what became of them"));
    add_up(total, TRY(write_leads(store, plan, process, first, std::min(kChunk, options.leads - first))));
  }
  for (const Unit& unit : plan.units) total.users += 1 + std::ssize(unit.sellers);
  total.seller = plan.units.front().sellers.front().sign_in;
  total.manager = plan.units.front().manager.sign_in;
  TRY(tell(1, "done"));
  return total;
}

}  // namespace leadlight::demo
