#include "core/record/choices.h"

namespace leadlight::record {
namespace {

constexpr Labels kOpen{"Open", "Open", "Offen", "已开启", "เปิด"};
constexpr Labels kCompleted{"Completed", "Voltooid", "Abgeschlossen", "已完成", "เสร็จสมบูรณ์"};
constexpr Labels kCanceled{"Canceled", "Geannuleerd", "Abgebrochen", "已取消", "ยกเลิกแล้ว"};

constexpr Option kOpenCompletedCanceled[] = {{0, kOpen}, {1, kCompleted}, {2, kCanceled}};
constexpr Option kEmailStatuses[] = {
    {1, {"Draft", "Concept", "Entwurf", "草稿", "ร่าง"}, 0},
    {8, {"Failed", "Mislukt", "Fehler", "失败", "ล้มเหลว"}, 0},
    {2, kCompleted, 1},
    {3, {"Sent", "Verzonden", "Gesendet", "已发送", "ส่งแล้ว"}, 1},
    {4, {"Received", "Ontvangen", "Empfangen", "已接收", "ได้รับแล้ว"}, 1},
    {6, {"Pending Send", "Wacht op verzending", "Versand ausstehend", "等待发送", "รอส่ง"}, 1},
    {7, {"Sending", "Wordt verzonden", "Wird gesendet", "正在发送", "กำลังส่ง"}, 1},
    {5, kCanceled, 2},
};
constexpr Option kPhoneCallStatuses[] = {
    {1, kOpen, 0},
    {2, {"Made", "Gepleegd", "Getätigt", "已拨打", "โทรออกแล้ว"}, 1},
    {4, {"Received", "Ontvangen", "Empfangen", "已接收", "ได้รับแล้ว"}, 1},
    {3, kCanceled, 2},
};
constexpr Option kAppointmentStates[] = {
    {0, kOpen}, {1, kCompleted}, {2, kCanceled}, {3, {"Scheduled", "Gepland", "Geplant", "已安排", "จัดกำหนดการแล้ว"}}};
constexpr Option kAppointmentStatuses[] = {
    {1, {"Free", "Vrij", "Frei", "空闲", "ว่าง"}, 0},
    {2, {"Tentative", "Voorlopig", "Mit Vorbehalt", "暂定", "ไม่แน่นอน"}, 0},
    {3, kCompleted, 1},
    {4, kCanceled, 2},
    {5, {"Busy", "Bezet", "Beschäftigt", "忙碌", "ไม่ว่าง"}, 3},
    {6, {"Out of Office", "Niet aanwezig", "Abwesend", "外出", "ไม่อยู่ที่สำนักงาน"}, 3},
};
constexpr Option kTaskStatuses[] = {
    {2, {"Not Started", "Niet gestart", "Nicht begonnen", "未开始", "ยังไม่เริ่ม"}, 0},
    {3, {"In Progress", "Wordt uitgevoerd", "In Bearbeitung", "进行中", "กำลังดำเนินการ"}, 0},
    {4, {"Waiting on someone else", "Wacht op iemand anders", "Wartet auf andere", "等待他人", "รอบุคคลอื่น"}, 0},
    {7, {"Deferred", "Uitgesteld", "Zurückgestellt", "已推迟", "เลื่อนออกไป"}, 0},
    {5, kCompleted, 1},
    {6, kCanceled, 2},
};
constexpr Option kPriorities[] = {
    {0, {"Low", "Laag", "Niedrig", "低", "ต่ำ"}},
    {1, {"Normal", "Normaal", "Normal", "中", "ปกติ"}},
    {2, {"High", "Hoog", "Hoch", "高", "สูง"}},
};
constexpr Option kParticipations[] = {
    {1, {"Sender", "Afzender", "Absender", "发件人", "ผู้ส่ง"}},
    {2, {"To recipient", "Aan", "An-Empfänger", "收件人", "ผู้รับ"}},
    {3, {"CC recipient", "CC", "CC-Empfänger", "抄送收件人", "ผู้รับสำเนา"}},
    {4, {"BCC recipient", "BCC", "BCC-Empfänger", "密件抄送收件人", "ผู้รับสำเนาลับ"}},
    {5, {"Required attendee", "Vereiste deelnemer", "Erforderlicher Teilnehmer", "必选与会者", "ผู้เข้าร่วมที่จำเป็น"}},
    {6, {"Optional attendee", "Optionele deelnemer", "Optionaler Teilnehmer", "可选与会者", "ผู้เข้าร่วมที่เลือกได้"}},
    {7, {"Organizer", "Organisator", "Organisator", "组织者", "ผู้จัด"}},
    {8, {"Regarding", "Betreft", "Bezug", "关于", "เกี่ยวข้องกับ"}},
    {9, {"Owner", "Eigenaar", "Besitzer", "负责人", "เจ้าของ"}},
    {10, {"Resource", "Resource", "Ressource", "资源", "ทรัพยากร"}},
    {11, {"Customer", "Klant", "Kunde", "客户", "ลูกค้า"}},
};
constexpr Option kIncidentStates[] = {
    {0, {"Active", "Actief", "Aktiv", "可用", "ใช้งานอยู่"}},
    {1, {"Resolved", "Opgelost", "Gelöst", "已解决", "แก้ไขแล้ว"}},
    {2, kCanceled},
};
constexpr Option kIncidentStatuses[] = {
    {1, {"In Progress", "Wordt uitgevoerd", "In Bearbeitung", "进行中", "กำลังดำเนินการ"}, 0},
    {2, {"On Hold", "In de wacht", "Zurückgestellt", "暂候", "พักไว้"}, 0},
    {3, {"Waiting for Details", "Wacht op details", "Wartet auf Details", "等待详细信息", "รอรายละเอียด"}, 0},
    {4, {"Researching", "Wordt onderzocht", "Wird untersucht", "正在调查", "กำลังค้นคว้า"}, 0},
    {5, {"Problem Solved", "Probleem opgelost", "Problem gelöst", "问题已解决", "แก้ปัญหาแล้ว"}, 1},
    {1000,
     {"Information Provided", "Informatie verstrekt", "Informationen bereitgestellt", "已提供信息", "ให้ข้อมูลแล้ว"},
     1},
    {6, kCanceled, 2},
    {2000, {"Merged", "Samengevoegd", "Zusammengeführt", "已合并", "ผสานแล้ว"}, 2},
};
constexpr Option kIncidentPriorities[] = {
    {1, {"High", "Hoog", "Hoch", "高", "สูง"}},
    {2, {"Normal", "Normaal", "Normal", "中", "ปกติ"}},
    {3, {"Low", "Laag", "Niedrig", "低", "ต่ำ"}},
};
constexpr Option kIncidentOrigins[] = {
    {1, {"Phone", "Telefoon", "Telefon", "电话", "โทรศัพท์"}},
    {2, {"Email", "E-mail", "E-Mail", "电子邮件", "อีเมล"}},
    {3, {"Web", "Web", "Web", "网站", "เว็บ"}},
};
constexpr Option kIncidentTypes[] = {
    {1, {"Question", "Vraag", "Frage", "咨询", "คำถาม"}},
    {2, {"Problem", "Probleem", "Problem", "问题", "ปัญหา"}},
    {3, {"Request", "Verzoek", "Anforderung", "请求", "คำขอ"}},
};
constexpr Option kSatisfactions[] = {
    {5, {"Very Satisfied", "Zeer tevreden", "Sehr zufrieden", "非常满意", "พอใจมาก"}},
    {4, {"Satisfied", "Tevreden", "Zufrieden", "满意", "พอใจ"}},
    {3, {"Neutral", "Neutraal", "Neutral", "一般", "เป็นกลาง"}},
    {2, {"Dissatisfied", "Ontevreden", "Unzufrieden", "不满意", "ไม่พอใจ"}},
    {1, {"Very Dissatisfied", "Zeer ontevreden", "Sehr unzufrieden", "非常不满意", "ไม่พอใจมาก"}},
};

}  // namespace

constinit const ChoiceSet kEmailState{"email_statecode", kOpenCompletedCanceled};
constinit const ChoiceSet kEmailStatus{"email_statuscode", kEmailStatuses};
constinit const ChoiceSet kPhoneCallState{"phonecall_statecode", kOpenCompletedCanceled};
constinit const ChoiceSet kPhoneCallStatus{"phonecall_statuscode", kPhoneCallStatuses};
constinit const ChoiceSet kAppointmentState{"appointment_statecode", kAppointmentStates};
constinit const ChoiceSet kAppointmentStatus{"appointment_statuscode", kAppointmentStatuses};
constinit const ChoiceSet kTaskState{"task_statecode", kOpenCompletedCanceled};
constinit const ChoiceSet kTaskStatus{"task_statuscode", kTaskStatuses};
constinit const ChoiceSet kActivityPriority{"activity_prioritycode", kPriorities};
constinit const ChoiceSet kParticipation{"activityparty_participationtypemask", kParticipations};
constinit const ChoiceSet kIncidentState{"incident_statecode", kIncidentStates};
constinit const ChoiceSet kIncidentStatus{"incident_statuscode", kIncidentStatuses};
constinit const ChoiceSet kIncidentPriority{"incident_prioritycode", kIncidentPriorities};
constinit const ChoiceSet kIncidentOrigin{"incident_caseorigincode", kIncidentOrigins};
constinit const ChoiceSet kIncidentType{"incident_casetypecode", kIncidentTypes};
constinit const ChoiceSet kIncidentSatisfaction{"incident_customersatisfactioncode", kSatisfactions};

}  // namespace leadlight::record
