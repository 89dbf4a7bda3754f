// What happens to each account, lead and opportunity: pure functions of the plan and a number.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/record/record.h"
#include "service/demo/people.h"
#include "service/demo/plan.h"

namespace leadlight::demo {

/// Somebody at an account.
struct Stakeholder {
  Uuid id;
  Person person;
  std::string job_title;
  bool decides = false;
};

/// A customer from before the first lead.
struct AccountStory {
  Uuid id;
  const Culture* culture = nullptr;
  const Employee* owner = nullptr;
  Company company;
  Timestamp created;
  std::vector<Stakeholder> people;
};
AccountStory tell_account(const Plan& plan, std::int64_t number);

struct Change {
  Timestamp at;
  record::Values values;
};

struct LeadStory {
  Uuid id;
  std::int64_t number = 0;
  const Culture* culture = nullptr;
  const Employee* owner = nullptr;
  Person person;
  Company company;
  std::optional<std::int64_t> account;  ///< The standing account it belongs to.
  Timestamp created;
  std::optional<Timestamp> contacted;   ///< When we wrote first.
  std::optional<Timestamp> replied;     ///< When they wrote back.
  std::optional<Timestamp> discovered;  ///< When budget and time were talked about.
  Timestamp closes;                     ///< When it is or will be decided.
  record::Values first;                 ///< As it came in.
  std::vector<Change> changes;          ///< In order, the close excluded, also those still to come.
  record::Values settled;               ///< After all changes: what decides the outcome.
  double margin = 0;                    ///< causal_margin(settled)
  bool qualifies = false;
};
/// Leads come in the order of their numbers, 0 to plan.leads - 1.
LeadStory tell_lead(const Plan& plan, std::int64_t number);

/// Time in a stage of the sales process.
struct Stay {
  std::int64_t stage = 0;  ///< `salesstage` of the opportunity, `stagecategory` of the process
  Timestamp entered, left;
};

/// Something that passes between seller and customer.
struct Touch {
  enum class Kind { EmailOut, EmailIn, Call, Meeting };
  Kind kind;
  Timestamp at;
};

struct OpportunityStory {
  Uuid id;
  Uuid contact;                 ///< The lead's person as a contact.
  std::optional<Uuid> account;  ///< Made for this opportunity, unless the lead belongs to a standing one.
  double interest = 0;          ///< What no column tells; it shows in the pace and in what passes.
  bool wins = false;
  Timestamp closes;  ///< When it is or will be decided.
  record::Values first;
  std::vector<Change> changes;  ///< Stages and, last, the close.
  std::vector<Stay> stays;      ///< One after another, from the beginning to the close.
  std::vector<Touch> touches;   ///< Of the whole life, each over before the close.
};
/// What becomes of a lead that qualified.
OpportunityStory tell_opportunity(const Plan& plan, const LeadStory& lead);

double to_probability(double log_odds);

}  // namespace leadlight::demo
