#include "core/record/field_table.h"

#include <array>

#include "core/record/tables.h"

namespace leadlight::record {
namespace {

using enum FieldType;

constexpr Labels kIdLabel{"ID", "ID", "ID", "标识", "รหัส"};

constexpr Field kStandard[] = {
    {"createdon", DateTime, {"Created on", "Gemaakt op", "Erstellt am", "创建时间", "สร้างเมื่อ"}, kComputed | kIndexed},
    {"createdby",
     Lookup,
     {"Created by", "Gemaakt door", "Erstellt von", "创建者", "สร้างโดย"},
     kComputed | kNoFactor | kPersonal,
     "systemuser"},
    {"modifiedon",
     DateTime,
     {"Modified on", "Gewijzigd op", "Geändert am", "修改时间", "แก้ไขเมื่อ"},
     kComputed | kNoFactor},
    {"modifiedby",
     Lookup,
     {"Modified by", "Gewijzigd door", "Geändert von", "修改者", "แก้ไขโดย"},
     kComputed | kNoFactor | kPersonal,
     "systemuser"},
    {"versionnumber",
     BigInteger,
     {"Version number", "Versienummer", "Versionsnummer", "版本号", "หมายเลขเวอร์ชัน"},
     kComputed | kNoFactor},
};

constexpr Field kOwner[] = {
    {"overriddencreatedon",
     DateTime,
     {"Record created on", "Record gemaakt op", "Datensatz erstellt am", "记录创建时间", "เรกคอร์ดที่สร้างเมื่อ"},
     kNoFactor},
    {"ownerid", Lookup, {"Owner", "Eigenaar", "Besitzer", "负责人", "เจ้าของ"}, kIndexed | kPersonal, "systemuser,team"},
    {"owningbusinessunit",
     Lookup,
     {"Owning business unit", "Business unit van eigenaar", "Besitzende Unternehmenseinheit", "负责的业务部门",
      "หน่วยธุรกิจที่เป็นเจ้าของ"},
     kComputed | kNoFactor,
     "businessunit"},
};

}  // namespace

std::span<const Field> standard_fields() {
  return kStandard;
}
std::span<const Field> owner_fields() {
  return kOwner;
}
const Labels& id_label() {
  return kIdLabel;
}

std::span<const Table> built_in_tables() {
  static const std::array tables{
      kLeadTable,
      kOpportunityTable,
      kAccountTable,
      kContactTable,
      kIncidentTable,
      kEmailTable,
      kAppointmentTable,
      kPhoneCallTable,
      kTaskTable,
      kActivityPartyTable,
      kAnnotationTable,
      kConnectionTable,
      kSystemUserTable,
      kTeamTable,
      kBusinessUnitTable,
      kCurrencyTable,
      kPredictiveScoreTable,
      kModelScoreTable,
      kScorePointTable,
      kLeadKpiTable,
      kOpportunityKpiTable,
      kAccountKpiTable,
      kContactKpiTable,
      kPersonTable,
      kPersonAddressTable,
      kPeopleDecisionTable,
      kMailboxTable,
      kMailboxItemTable,
      kMailAccountTable,
      kMailFolderTable,
      kMailLocationTable,
      kIgnoreTable,
      kModelTable,
      kModelVersionTable,
      kValueStatisticTable,
      kClosingCountTable,
      kJobTable,
      kRoleTable,
      kUserRolesTable,
      kTeamMembershipTable,
      kSessionTable,
      kTokenTable,
      kSettingTable,
      kNoticeReadingTable,
      kOrganizationTable,
      kWorkflowTable,
      kProcessStageTable,
      kProcessInstanceTable,
      kStageHistoryTable,
      kOpportunityCloseTable,
      kSavedQueryTable,
      kUserQueryTable,
      kImportMappingTable,
      kUploadTable,
      kUploadPartTable,
      kSignInTable,
  };
  return tables;
}

}  // namespace leadlight::record
