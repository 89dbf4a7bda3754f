// What a relationship looks like in lists: one row of key figures for each lead, opportunity, contact and account. The
// widgets of a record are computed from its activities when asked; what is sorted and filtered by stands here.
#include <array>
#include <iterator>

#include "core/record/choices.h"
#include "core/record/labels.h"
#include "core/record/tables.h"

namespace leadlight::record {
namespace {

using enum FieldType;

constexpr Labels kHealthLabel{"Relationship health", "Gezondheid van de relatie", "Zustand der Beziehung", "关系健康度",
                              "สุขภาพความสัมพันธ์"};

/// Of every record type. Minutes, hours and rates as docs/relation names them.
constexpr Field kKpiFields[] = {
    {"msdyn_name", Text, kName, kComputed, {}, nullptr, 300},
    {"msdyn_acilastupdatetimestamp",
     DateTime,
     {"Last updated", "Laatst bijgewerkt", "Zuletzt aktualisiert", "上次更新", "อัปเดตล่าสุด"},
     kComputed | kIndexed},
    // When the row must be worked out again: at once after a change, else when time alone changes it.
    {"ll_dueon", DateTime, {"Due on", "Gepland op", "Fällig am", "到期时间", "ถึงกำหนดเมื่อ"}, kComputed | kIndexed},
    {"msdyn_computationaccuracy",
     Choice,
     {"Computation accuracy", "Nauwkeurigheid", "Genauigkeit", "计算准确性", "ความแม่นยำ"},
     kComputed,
     {},
     &kComputationAccuracy},
    {"msdyn_emailssent",
     Integer,
     {"Emails sent", "Verzonden e-mails", "Gesendete E-Mails", "已发送邮件", "อีเมลที่ส่ง"},
     kComputed},
    {"msdyn_emailsreceived",
     Integer,
     {"Emails received", "Ontvangen e-mails", "Empfangene E-Mails", "已接收邮件", "อีเมลที่ได้รับ"},
     kComputed},
    {"msdyn_meetingssent",
     Integer,
     {"Meetings sent", "Verzonden vergaderingen", "Gesendete Besprechungen", "已发送会议", "การประชุมที่ส่ง"},
     kComputed},
    {"msdyn_meetingsreceived",
     Integer,
     {"Meetings received", "Ontvangen vergaderingen", "Empfangene Besprechungen", "已接收会议", "การประชุมที่ได้รับ"},
     kComputed},
    {"msdyn_phonecallsmade",
     Integer,
     {"Phone calls made", "Gevoerde gesprekken", "Getätigte Anrufe", "拨出电话", "การโทรออก"},
     kComputed},
    {"msdyn_phonecallsreceived",
     Integer,
     {"Phone calls received", "Ontvangen gesprekken", "Empfangene Anrufe", "接听电话", "การรับสาย"},
     kComputed},
    {"msdyn_timespentbyteam",
     Integer,
     {"Minutes spent by team", "Minuten besteed door team", "Minuten des Teams", "团队花费分钟数", "นาทีที่ทีมใช้"},
     kComputed},
    {"msdyn_timespentbycustomer",
     Integer,
     {"Minutes spent by customer", "Minuten besteed door klant", "Minuten des Kunden", "客户花费分钟数", "นาทีที่ลูกค้าใช้"},
     kComputed},
    {"msdyn_timespentbyteam_calculated",
     Double,
     {"Hours spent by team", "Uren besteed door team", "Stunden des Teams", "团队花费小时数", "ชั่วโมงที่ทีมใช้"},
     kComputed | kIndexed},
    {"msdyn_timespentbycustomer_calculated",
     Double,
     {"Hours spent by customer", "Uren besteed door klant", "Stunden des Kunden", "客户花费小时数", "ชั่วโมงที่ลูกค้าใช้"},
     kComputed},
    {"msdyn_averagefirstresponsetimebyusinhrs",
     Double,
     {"Our response time (hours)", "Onze reactietijd (uren)", "Unsere Antwortzeit (Stunden)", "我方响应时间（小时）",
      "เวลาตอบกลับของเรา (ชั่วโมง)"},
     kComputed},
    {"msdyn_averagefirstresponsetimebytheminhrs",
     Double,
     {"Their response time (hours)", "Hun reactietijd (uren)", "Deren Antwortzeit (Stunden)", "对方响应时间（小时）",
      "เวลาตอบกลับของลูกค้า (ชั่วโมง)"},
     kComputed},
    {"msdyn_responseratebyus",
     Double,
     {"Our response rate", "Ons reactiepercentage", "Unsere Antwortrate", "我方响应率", "อัตราการตอบกลับของเรา"},
     kComputed},
    {"msdyn_responseratebythem",
     Double,
     {"Their response rate", "Hun reactiepercentage", "Deren Antwortrate", "对方响应率", "อัตราการตอบกลับของลูกค้า"},
     kComputed},
    {"msdyn_openedemails",
     Double,
     {"Emails opened", "Geopende e-mails", "Geöffnete E-Mails", "已打开邮件", "อีเมลที่เปิด"},
     kComputed},
    {"msdyn_emaillinksclicked",
     Double,
     {"Email links clicked", "Aangeklikte koppelingen", "Angeklickte Links", "已点击邮件链接", "ลิงก์ในอีเมลที่คลิก"},
     kComputed},
    {"msdyn_emailattachmentopens",
     Double,
     {"Email attachments opened", "Geopende bijlagen", "Geöffnete Anlagen", "已打开邮件附件", "ไฟล์แนบที่เปิด"},
     kComputed},
    {"msdyn_relationshiphealthscorevalue", Integer, kHealthLabel, kComputed | kIndexed},
    {"msdyn_relationshiphealthscorestate",
     Choice,
     {"Health state", "Gezondheidsstatus", "Zustandsbewertung", "健康状态", "สถานะสุขภาพ"},
     kComputed | kIndexed,
     {},
     &kHealthState},
    {"msdyn_relationshiphealthtrend",
     Choice,
     {"Health trend", "Gezondheidstrend", "Zustandstrend", "健康趋势", "แนวโน้มสุขภาพ"},
     kComputed,
     {},
     &kHealthTrend},
    {"ll_healthterms",
     Memo,
     {"What health is made of", "Waaruit gezondheid bestaat", "Woraus der Zustand besteht", "健康度构成",
      "ที่มาของสุขภาพความสัมพันธ์"},
     kComputed,
     {},
     nullptr,
     10'000},
    {"msdyn_lastactivitybyteam",
     DateTime,
     {"Last activity", "Laatste activiteit", "Letzte Aktivität", "上次活动", "กิจกรรมล่าสุด"},
     kComputed | kIndexed},
    {"msdyn_lastactivityid",
     Text,
     {"Last activity ID", "ID van laatste activiteit", "ID der letzten Aktivität", "上次活动标识", "รหัสกิจกรรมล่าสุด"},
     kComputed,
     {},
     nullptr,
     100},
    {"msdyn_lastactivitytype",
     Text,
     {"Last activity type", "Type laatste activiteit", "Typ der letzten Aktivität", "上次活动类型", "ชนิดกิจกรรมล่าสุด"},
     kComputed,
     {},
     nullptr,
     100},
    {"msdyn_lastactivitydirection",
     Choice,
     {"Last activity direction", "Richting laatste activiteit", "Richtung der letzten Aktivität", "上次活动方向",
      "ทิศทางกิจกรรมล่าสุด"},
     kComputed,
     {},
     &kActivityDirection},
    {"msdyn_nextactivitybyteam",
     DateTime,
     {"Next activity", "Volgende activiteit", "Nächste Aktivität", "下次活动", "กิจกรรมถัดไป"},
     kComputed | kIndexed},
    {"msdyn_nextactivityid",
     Text,
     {"Next activity ID", "ID van volgende activiteit", "ID der nächsten Aktivität", "下次活动标识", "รหัสกิจกรรมถัดไป"},
     kComputed,
     {},
     nullptr,
     100},
    {"msdyn_nextactivitytype",
     Text,
     {"Next activity type", "Type volgende activiteit", "Typ der nächsten Aktivität", "下次活动类型", "ชนิดกิจกรรมถัดไป"},
     kComputed,
     {},
     nullptr,
     100},
    {"msdyn_nextactivitydirection",
     Choice,
     {"Next activity direction", "Richting volgende activiteit", "Richtung der nächsten Aktivität", "下次活动方向",
      "ทิศทางกิจกรรมถัดไป"},
     kComputed,
     {},
     &kActivityDirection},
};

/// The columns of one record type: its lookup, what it alone has, and those of all.
template <std::size_t Own>
consteval std::array<Field, Own + std::size(kKpiFields)> with_kpis(const std::array<Field, Own>& own) {
  std::array<Field, Own + std::size(kKpiFields)> fields{};
  for (std::size_t i = 0; i < Own; ++i) fields[i] = own[i];
  for (std::size_t i = 0; i < std::size(kKpiFields); ++i) fields[Own + i] = kKpiFields[i];
  return fields;
}

constexpr unsigned kOfRecord = kComputed | kIndexed;
constexpr auto kLeadKpiFields = with_kpis(std::array{Field{"msdyn_leadid", Lookup, kLeadLabel, kOfRecord, "lead"}});
constexpr auto kOpportunityKpiFields =
    with_kpis(std::array{Field{"msdyn_opportunityid", Lookup, kOpportunityLabel, kOfRecord, "opportunity"}});
constexpr auto kAccountKpiFields =
    with_kpis(std::array{Field{"msdyn_accountid", Lookup, kAccountLabel, kOfRecord, "account"}});
constexpr auto kContactKpiFields = with_kpis(std::array{
    Field{"msdyn_contactid", Lookup, kContactLabel, kOfRecord, "contact"},
    Field{"msdyn_numberofopportunities",
          Integer,
          {"Open opportunities", "Open verkoopkansen", "Offene Verkaufschancen", "未结商机", "โอกาสทางการขายที่เปิดอยู่"},
          kComputed},
});

}  // namespace

constinit const Table kLeadKpiTable{
    .name = "msdyn_leadkpiitem",
    .entity_set = "msdyn_leadkpiitems",
    .primary_id = "msdyn_leadkpiitemid",
    .primary_name = "msdyn_name",
    .label = {"Lead KPI item", "KPI-item van lead", "Lead-KPI-Element", "潜在客户 KPI 项", "รายการ KPI ของลูกค้าเป้าหมาย"},
    .plural = {"Lead KPI items", "KPI-items van leads", "Lead-KPI-Elemente", "潜在客户 KPI 项",
               "รายการ KPI ของลูกค้าเป้าหมาย"},
    .ownership = Ownership::Parent,
    .parent = "msdyn_leadid",
    .flags = kNoHistory,
    .fields = kLeadKpiFields,
};
constinit const Table kOpportunityKpiTable{
    .name = "msdyn_opportunitykpiitem",
    .entity_set = "msdyn_opportunitykpiitems",
    .primary_id = "msdyn_opportunitykpiitemid",
    .primary_name = "msdyn_name",
    .label = {"Opportunity KPI item", "KPI-item van verkoopkans", "Verkaufschancen-KPI-Element", "商机 KPI 项",
              "รายการ KPI ของโอกาสทางการขาย"},
    .plural = {"Opportunity KPI items", "KPI-items van verkoopkansen", "Verkaufschancen-KPI-Elemente", "商机 KPI 项",
               "รายการ KPI ของโอกาสทางการขาย"},
    .ownership = Ownership::Parent,
    .parent = "msdyn_opportunityid",
    .flags = kNoHistory,
    .fields = kOpportunityKpiFields,
};
constinit const Table kAccountKpiTable{
    .name = "msdyn_accountkpiitem",
    .entity_set = "msdyn_accountkpiitems",
    .primary_id = "msdyn_accountkpiitemid",
    .primary_name = "msdyn_name",
    .label = {"Account KPI item", "KPI-item van account", "Firmen-KPI-Element", "单位 KPI 项",
              "รายการ KPI ของลูกค้าองค์กร"},
    .plural = {"Account KPI items", "KPI-items van accounts", "Firmen-KPI-Elemente", "单位 KPI 项",
               "รายการ KPI ของลูกค้าองค์กร"},
    .ownership = Ownership::Parent,
    .parent = "msdyn_accountid",
    .flags = kNoHistory,
    .fields = kAccountKpiFields,
};
constinit const Table kContactKpiTable{
    .name = "msdyn_contactkpiitem",
    .entity_set = "msdyn_contactkpiitems",
    .primary_id = "msdyn_contactkpiitemid",
    .primary_name = "msdyn_name",
    .label = {"Contact KPI item", "KPI-item van contactpersoon", "Kontakt-KPI-Element", "联系人 KPI 项",
              "รายการ KPI ของผู้ติดต่อ"},
    .plural = {"Contact KPI items", "KPI-items van contactpersonen", "Kontakt-KPI-Elemente", "联系人 KPI 项",
               "รายการ KPI ของผู้ติดต่อ"},
    .ownership = Ownership::Parent,
    .parent = "msdyn_contactid",
    .flags = kNoHistory,
    .fields = kContactKpiFields,
};

}  // namespace leadlight::record
