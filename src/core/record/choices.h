// The choice sets of the built-in tables, with the values that Dynamics integrators know.
#pragma once

#include "core/record/field.h"

namespace leadlight::record {

// choices_sales.cc
extern const ChoiceSet kLeadState, kLeadStatus, kLeadSource, kRating, kIndustry, kPurchaseTimeframe, kPurchaseProcess,
    kBudgetStatus, kNeed, kInitialCommunication, kLeadSalesStage, kLeadPriority, kContactMethod;
extern const ChoiceSet kOpportunityState, kOpportunityStatus, kSalesStage;
extern const ChoiceSet kAccountCategory, kCustomerType, kAccountOwnership, kCustomerSize, kContactRole, kGender,
    kFamilyStatus;

// choices_activities.cc
extern const ChoiceSet kEmailState, kEmailStatus, kPhoneCallState, kPhoneCallStatus, kAppointmentState,
    kAppointmentStatus, kTaskState, kTaskStatus, kActivityPriority, kParticipation;
extern const ChoiceSet kIncidentState, kIncidentStatus, kIncidentPriority, kIncidentOrigin, kIncidentType,
    kIncidentSatisfaction;

// choices_relation.cc
extern const ChoiceSet kConsent, kConsentGround, kHealthState, kHealthTrend, kComputationAccuracy, kActivityDirection,
    kMailKind, kMailboxKind, kPersonKind, kCertainty, kPartyAnswer, kPeopleDecision, kMailSecurity, kMailAccountState;

// choices_system.cc
extern const ChoiceSet kActiveState, kActiveStatus, kGrade, kTrend, kModelState, kJobState, kAccessMode, kTeamType,
    kConnectionRole, kProcessState, kProcessStatus, kInstanceStatus, kStageCategory, kOpportunityCloseStatus,
    kSignInOutcome;

}  // namespace leadlight::record
