// The parts of the field table, one file each. Only field_table.cc puts them together.
#pragma once

#include "core/record/field.h"

namespace leadlight::record {

extern const Table kLeadTable;
extern const Table kOpportunityTable;
extern const Table kAccountTable;
extern const Table kContactTable;
extern const Table kIncidentTable;
extern const Table kConnectionTable;
extern const Table kSystemUserTable;
extern const Table kTeamTable;
extern const Table kBusinessUnitTable;
extern const Table kCurrencyTable;
extern const Table kEmailTable;
extern const Table kPhoneCallTable;
extern const Table kAppointmentTable;
extern const Table kTaskTable;
extern const Table kAnnotationTable;
extern const Table kActivityPartyTable;
extern const Table kPredictiveScoreTable;
extern const Table kModelScoreTable;
extern const Table kScorePointTable;
extern const Table kLeadKpiTable;
extern const Table kOpportunityKpiTable;
extern const Table kAccountKpiTable;
extern const Table kContactKpiTable;
extern const Table kPersonTable;
extern const Table kPersonAddressTable;
extern const Table kPeopleDecisionTable;
extern const Table kMailboxTable;
extern const Table kMailboxItemTable;
extern const Table kMailAccountTable;
extern const Table kMailFolderTable;
extern const Table kMailLocationTable;
extern const Table kIgnoreTable;
extern const Table kModelTable;
extern const Table kModelVersionTable;
extern const Table kValueStatisticTable;
extern const Table kClosingCountTable;
extern const Table kJobTable;
extern const Table kRoleTable;
extern const Table kUserRolesTable;
extern const Table kTeamMembershipTable;
extern const Table kSessionTable;
extern const Table kTokenTable;
extern const Table kSettingTable;
extern const Table kNoticeReadingTable;
extern const Table kOrganizationTable;
extern const Table kWorkflowTable;
extern const Table kProcessStageTable;
extern const Table kProcessInstanceTable;
extern const Table kStageHistoryTable;
extern const Table kOpportunityCloseTable;
extern const Table kSavedQueryTable;
extern const Table kUserQueryTable;
extern const Table kImportMappingTable;
extern const Table kUploadTable;
extern const Table kUploadPartTable;
extern const Table kSignInTable;

}  // namespace leadlight::record
