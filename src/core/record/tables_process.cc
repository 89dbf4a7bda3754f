// How work goes: sales processes with their stages and what happened in them, views of lists, files on their way in,
// what the organisation has chosen, and the log of sign-ins.
#include "core/record/choices.h"
#include "core/record/labels.h"
#include "core/record/tables.h"

namespace leadlight::record {
namespace {

using enum FieldType;

constexpr Labels kProcessLabel{"Process", "Proces", "Prozess", "流程", "กระบวนการ"};
constexpr Labels kStageLabel{"Process stage", "Procesfase", "Prozessphase", "流程阶段", "ขั้นตอนของกระบวนการ"};
constexpr Labels kInstanceLabel{"Process instance", "Procesinstantie", "Prozessinstanz", "流程实例",
                                "อินสแตนซ์ของกระบวนการ"};
constexpr Labels kDefinition{"Definition", "Definitie", "Definition", "定义", "คำจำกัดความ"};
constexpr Labels kDefault{"Default", "Standaard", "Standard", "默认", "ค่าเริ่มต้น"};
constexpr Labels kOrderLabel{"Order", "Volgorde", "Reihenfolge", "顺序", "ลำดับ"};

constexpr Field kWorkflowFields[] = {
    {"name", Text, kName, kRequired | kUnique | kIndexed | kSearchable, {}, nullptr, 100},
    {"primaryentity", Text, kTableLabel, kRequired | kIndexed, {}, nullptr, 64},
    {"description", Memo, kDescription},
    {"ll_order", Integer, kOrderLabel},
    {"statecode", State, kStatusLabel, 0, {}, &kProcessState},
    {"statuscode", Status, kStatusReason, 0, {}, &kProcessStatus},
};

constexpr Field kStageFields[] = {
    {"stagename", Text, {"Stage", "Fase", "Phase", "阶段", "ขั้นตอน"}, kRequired, {}, nullptr, 100},
    {"processid", Lookup, kProcessLabel, kRequired | kIndexed, "workflow"},
    {"ll_order", Integer, kOrderLabel, kRequired},
    {"stagecategory",
     Choice,
     {"Stage category", "Fasecategorie", "Phasenkategorie", "阶段类别", "ประเภทขั้นตอน"},
     0,
     {},
     &kStageCategory},
    {"ll_columns", Memo, {"Columns", "Kolommen", "Spalten", "列", "คอลัมน์"}, 0, {}, nullptr, 2000},
};

constexpr Field kInstanceFields[] = {
    {"name", Text, kName, kComputed, {}, nullptr, 300},
    {"processid", Lookup, kProcessLabel, kRequired | kIndexed, "workflow"},
    {"ll_leadid", Lookup, kLeadLabel, kIndexed, "lead"},
    {"ll_opportunityid", Lookup, kOpportunityLabel, kIndexed, "opportunity"},
    {"ll_incidentid", Lookup, {"Case", "Aanvraag", "Anfrage", "案例", "กรณี"}, kIndexed, "incident"},
    {"activestageid",
     Lookup,
     {"Active stage", "Actieve fase", "Aktive Phase", "活动阶段", "ขั้นตอนที่ใช้งานอยู่"},
     kIndexed,
     "processstage"},
    {"activestagestartedon",
     DateTime,
     {"Active stage started on", "Actieve fase begonnen op", "Aktive Phase begonnen am", "活动阶段开始时间",
      "ขั้นตอนที่ใช้งานอยู่เริ่มเมื่อ"}},
    {"completedon", DateTime, {"Completed on", "Voltooid op", "Abgeschlossen am", "完成时间", "เสร็จสิ้นเมื่อ"}},
    {"statecode", State, kStatusLabel, 0, {}, &kActiveState},
    {"statuscode", Status, kStatusReason, 0, {}, &kInstanceStatus},
};

constexpr Field kStageHistoryFields[] = {
    {"ll_name", Text, kName, kComputed, {}, nullptr, 300},
    {"ll_processinstanceid", Lookup, kInstanceLabel, kRequired | kIndexed, "ll_processinstance"},
    {"ll_leadid", Lookup, kLeadLabel, kIndexed, "lead"},
    {"ll_opportunityid", Lookup, kOpportunityLabel, kIndexed, "opportunity"},
    {"ll_incidentid", Lookup, {"Case", "Aanvraag", "Anfrage", "案例", "กรณี"}, kIndexed, "incident"},
    {"processstageid", Lookup, kStageLabel, kIndexed, "processstage"},
    {"ll_enteredon", DateTime, {"Entered on", "Begonnen op", "Begonnen am", "进入时间", "เข้าเมื่อ"}},
    {"ll_lefton", DateTime, {"Left on", "Verlaten op", "Verlassen am", "离开时间", "ออกเมื่อ"}},
};

constexpr Field kOpportunityCloseFields[] = {
    {"subject", Text, kSubject, 0, {}, nullptr, 400},
    {"description", Memo, kDescription},
    {"opportunityid", Lookup, kOpportunityLabel, kRequired | kIndexed, "opportunity"},
    {"actualrevenue", Money, {"Actual revenue", "Werkelijke omzet", "Tatsächlicher Umsatz", "实际收入", "รายได้จริง"}},
    {"actualend", DateTime, {"Close date", "Sluitingsdatum", "Abschlussdatum", "结束日期", "วันที่ปิด"}},
    {"opportunitystatuscode", Choice, kStatusReason, 0, {}, &kOpportunityCloseStatus},
    {"transactioncurrencyid", Lookup, kCurrencyLabel, 0, "transactioncurrency"},
};

constexpr Field kSavedQueryFields[] = {
    {"name", Text, kName, kRequired | kSearchable, {}, nullptr, 200},
    {"returnedtypecode", Text, kTableLabel, kRequired | kIndexed, {}, nullptr, 64},
    {"description", Memo, kDescription},
    {"isdefault", Boolean, kDefault},
    {"ll_definition", Memo, kDefinition},
};

constexpr Field kImportMappingFields[] = {
    {"ll_name", Text, kName, kRequired | kSearchable, {}, nullptr, 200},
    {"ll_table", Text, kTableLabel, kRequired | kIndexed, {}, nullptr, 64},
    {"ll_mapping", Memo, {"Mapping", "Toewijzing", "Zuordnung", "映射", "การแมป"}},
};

constexpr Field kUploadFields[] = {
    {"ll_name", Text, kName, kRequired, {}, nullptr, 255},
    {"ll_size", BigInteger, {"Size", "Grootte", "Größe", "大小", "ขนาด"}},
};

constexpr Field kUploadPartFields[] = {
    {"ll_name", Text, kName, kComputed, {}, nullptr, 20},
    {"ll_uploadid", Lookup, {"Upload", "Upload", "Upload", "上传", "การอัปโหลด"}, kRequired | kIndexed, "ll_upload"},
    {"ll_number", Integer, {"Number", "Nummer", "Nummer", "编号", "หมายเลข"}, kRequired},
    {"ll_bytes", Binary, {"Content", "Inhoud", "Inhalt", "内容", "เนื้อหา"}, kComputed | kInternal},
};

constexpr Field kSignInFields[] = {
    {"ll_name",
     Text,
     {"User name", "Gebruikersnaam", "Benutzername", "用户名", "ชื่อผู้ใช้"},
     kPersonal | kIndexed,
     {},
     nullptr,
     200},
    {"systemuserid", Lookup, kUserLabel, kIndexed | kPersonal, "systemuser"},
    {"ll_outcome", Choice, {"Outcome", "Resultaat", "Ergebnis", "结果", "ผลลัพธ์"}, 0, {}, &kSignInOutcome},
    {"ll_address",
     Text,
     {"Network address", "Netwerkadres", "Netzwerkadresse", "网络地址", "ที่อยู่เครือข่าย"},
     kPersonal,
     {},
     nullptr,
     100},
    {"ll_useragent", Text, {"User agent", "Useragent", "Benutzeragent", "用户代理", "ตัวแทนผู้ใช้"}, 0, {}, nullptr, 500},
};

constexpr Field kOrganizationFields[] = {
    {"name", Text, kName, kRequired, {}, nullptr, 160},
    {"basecurrencyid",
     Lookup,
     {"Base currency", "Basisvaluta", "Basiswährung", "基础货币", "สกุลเงินหลัก"},
     0,
     "transactioncurrency"},
    {"ll_language", Text, kLanguageLabel, 0, {}, nullptr, 10},
    {"ll_timezone", Text, kTimeZone, 0, {}, nullptr, 64},
    {"ll_workinghours", Memo, kWorkingHours, 0, {}, nullptr, 4000},
};

}  // namespace

constinit const Table kWorkflowTable{
    .name = "workflow",
    .entity_set = "workflows",
    .primary_id = "workflowid",
    .primary_name = "name",
    .label = kProcessLabel,
    .plural = {"Processes", "Processen", "Prozesse", "流程", "กระบวนการ"},
    .ownership = Ownership::Organisation,
    .fields = kWorkflowFields,
};
constinit const Table kProcessStageTable{
    .name = "processstage",
    .entity_set = "processstages",
    .primary_id = "processstageid",
    .primary_name = "stagename",
    .label = kStageLabel,
    .plural = {"Process stages", "Procesfasen", "Prozessphasen", "流程阶段", "ขั้นตอนของกระบวนการ"},
    .ownership = Ownership::Organisation,
    .flags = kJoin,
    .fields = kStageFields,
};
constinit const Table kProcessInstanceTable{
    .name = "ll_processinstance",
    .entity_set = "ll_processinstances",
    .primary_id = "ll_processinstanceid",
    .primary_name = "name",
    .label = kInstanceLabel,
    .plural = {"Process instances", "Procesinstanties", "Prozessinstanzen", "流程实例", "อินสแตนซ์ของกระบวนการ"},
    .ownership = Ownership::Parent,
    .parent = "ll_leadid,ll_opportunityid,ll_incidentid",
    .fields = kInstanceFields,
};
constinit const Table kStageHistoryTable{
    .name = "ll_stagehistory",
    .entity_set = "ll_stagehistories",
    .primary_id = "ll_stagehistoryid",
    .primary_name = "ll_name",
    .label = {"Stage history", "Fasegeschiedenis", "Phasenverlauf", "阶段历史", "ประวัติขั้นตอน"},
    .plural = {"Stage history", "Fasegeschiedenis", "Phasenverläufe", "阶段历史", "ประวัติขั้นตอน"},
    .ownership = Ownership::Parent,
    .parent = "ll_leadid,ll_opportunityid,ll_incidentid",
    .flags = kNoHistory,
    .fields = kStageHistoryFields,
};
constinit const Table kOpportunityCloseTable{
    .name = "opportunityclose",
    .entity_set = "opportunitycloses",
    .primary_id = "activityid",
    .primary_name = "subject",
    .label = {"Opportunity close", "Afsluiting verkoopkans", "Abschluss der Verkaufschance", "商机结束",
              "การปิดโอกาสทางการขาย"},
    .plural = {"Opportunity closings", "Afsluitingen van verkoopkansen", "Abschlüsse von Verkaufschancen", "商机结束",
               "การปิดโอกาสทางการขาย"},
    .ownership = Ownership::Parent,
    .parent = "opportunityid",
    .fields = kOpportunityCloseFields,
};
constinit const Table kSavedQueryTable{
    .name = "savedquery",
    .entity_set = "savedqueries",
    .primary_id = "savedqueryid",
    .primary_name = "name",
    .label = {"View", "Weergave", "Ansicht", "视图", "มุมมอง"},
    .plural = {"Views", "Weergaven", "Ansichten", "视图", "มุมมอง"},
    .ownership = Ownership::Organisation,
    .fields = kSavedQueryFields,
};
constinit const Table kUserQueryTable{
    .name = "userquery",
    .entity_set = "userqueries",
    .primary_id = "userqueryid",
    .primary_name = "name",
    .label = {"Personal view", "Persoonlijke weergave", "Persönliche Ansicht", "个人视图", "มุมมองส่วนบุคคล"},
    .plural = {"Personal views", "Persoonlijke weergaven", "Persönliche Ansichten", "个人视图", "มุมมองส่วนบุคคล"},
    .ownership = Ownership::User,
    .fields = kSavedQueryFields,
};
constinit const Table kImportMappingTable{
    .name = "ll_importmapping",
    .entity_set = "ll_importmappings",
    .primary_id = "ll_importmappingid",
    .primary_name = "ll_name",
    .label = {"Import mapping", "Importtoewijzing", "Importzuordnung", "导入映射", "การแมปการนำเข้า"},
    .plural = {"Import mappings", "Importtoewijzingen", "Importzuordnungen", "导入映射", "การแมปการนำเข้า"},
    .ownership = Ownership::User,
    .fields = kImportMappingFields,
};
constinit const Table kUploadTable{
    .name = "ll_upload",
    .entity_set = "ll_uploads",
    .primary_id = "ll_uploadid",
    .primary_name = "ll_name",
    .label = {"Upload", "Upload", "Upload", "上传", "การอัปโหลด"},
    .plural = {"Uploads", "Uploads", "Uploads", "上传", "การอัปโหลด"},
    .ownership = Ownership::User,
    .flags = kNoApi | kNoHistory,
    .fields = kUploadFields,
};
constinit const Table kUploadPartTable{
    .name = "ll_uploadpart",
    .entity_set = "ll_uploadparts",
    .primary_id = "ll_uploadpartid",
    .primary_name = "ll_name",
    .label = {"Part of an upload", "Deel van upload", "Teil eines Uploads", "上传部分", "ส่วนของการอัปโหลด"},
    .plural = {"Parts of uploads", "Delen van uploads", "Teile von Uploads", "上传部分", "ส่วนของการอัปโหลด"},
    .ownership = Ownership::Parent,
    .parent = "ll_uploadid",
    .flags = kNoApi | kNoHistory,
    .fields = kUploadPartFields,
};
constinit const Table kSignInTable{
    .name = "ll_signin",
    .entity_set = "ll_signins",
    .primary_id = "ll_signinid",
    .primary_name = "ll_name",
    .label = {"Sign-in", "Aanmelding", "Anmeldung", "登录", "การลงชื่อเข้าใช้"},
    .plural = {"Sign-in log", "Aanmeldingslogboek", "Anmeldeprotokoll", "登录日志", "บันทึกการลงชื่อเข้าใช้"},
    .ownership = Ownership::Organisation,
    .flags = kNoHistory,
    .fields = kSignInFields,
};
constinit const Table kOrganizationTable{
    .name = "organization",
    .entity_set = "organizations",
    .primary_id = "organizationid",
    .primary_name = "name",
    .label = {"Organisation", "Organisatie", "Organisation", "组织", "องค์กร"},
    .plural = {"Organisations", "Organisaties", "Organisationen", "组织", "องค์กร"},
    .ownership = Ownership::Organisation,
    .fields = kOrganizationFields,
};

}  // namespace leadlight::record
