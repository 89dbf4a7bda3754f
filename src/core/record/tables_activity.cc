// What happened, when, and between whom: e-mails, calls, meetings, tasks, their parties, and notes.
#include "core/record/choices.h"
#include "core/record/labels.h"
#include "core/record/tables.h"

namespace leadlight::record {
namespace {

using enum FieldType;

constexpr std::string_view kRegardable = "lead,opportunity,account,contact,incident";
constexpr Labels kStart{"Start time", "Begintijd", "Startzeit", "开始时间", "เวลาเริ่มต้น"};
constexpr Labels kEnd{"End time", "Eindtijd", "Endzeit", "结束时间", "เวลาสิ้นสุด"};
constexpr Labels kDue{"Due date", "Einddatum", "Fälligkeitsdatum", "截止日期", "วันครบกำหนด"};
constexpr Labels kActualStart{"Actual start", "Werkelijke begintijd", "Tatsächlicher Beginn", "实际开始时间", "เริ่มจริง"};
constexpr Labels kActualEnd{"Actual end", "Werkelijke eindtijd", "Tatsächliches Ende", "实际结束时间", "สิ้นสุดจริง"};
constexpr Labels kDuration{"Duration", "Duur", "Dauer", "持续时间", "ระยะเวลา"};
constexpr Labels kPlannedDuration{"Scheduled duration", "Geplande duur", "Geplante Dauer", "计划持续时间",
                                  "ระยะเวลาตามกำหนดการ"};
constexpr Labels kOutgoing{"Outgoing", "Uitgaand", "Ausgehend", "传出", "ขาออก"};
constexpr Labels kPrivateLabel{"Private until tracked", "Privé tot bijgehouden", "Privat, bis sie nachverfolgt wird",
                               "跟踪前保密", "ส่วนตัวจนกว่าจะติดตาม"};
constexpr Labels kTrackedLabel{"Tracked", "Bijgehouden", "Nachverfolgt", "已跟踪", "ติดตามแล้ว"};
constexpr Labels kIgnoredLabel{"Held back by an ignore list", "Achtergehouden door een negeerlijst",
                               "Von einer Ignorierliste zurückgehalten", "被忽略列表隐藏", "ถูกซ่อนโดยรายการละเว้น"};
constexpr Labels kCategory{"Category", "Categorie", "Kategorie", "类别", "ประเภท"};

constexpr Field kEmailFields[] = {
    {"subject", Text, kSubject, kSearchable, {}, nullptr, 400},
    // What somebody wrote is kept once, so that it is gone once it is erased.
    {"description", Memo, {"Message", "Bericht", "Nachricht", "邮件正文", "ข้อความ"}, kUntold},
    {"ll_private", Boolean, kPrivateLabel, kComputed | kNoFactor},
    // Whoever may read what it is regarding may read it.
    {"ll_tracked", Boolean, kTrackedLabel, kComputed | kNoFactor},
    // By the list of every mailbox that has it: nobody reads it, and it counts nowhere, until the entry is removed.
    {"ll_ignored", Boolean, kIgnoredLabel, kComputed | kNoFactor},
    {"ll_mailkind",
     Choice,
     {"Kind of mail", "Soort e-mail", "Art der E-Mail", "邮件种类", "ชนิดของอีเมล"},
     kNoFactor,
     {},
     &kMailKind},
    // The meeting that it asks for, changes or answers, known by its calendar id: it may come later, or never.
    {"ll_meetingid",
     Lookup,
     {"Meeting", "Vergadering", "Besprechung", "会议", "การประชุม"},
     kComputed | kNoFactor | kIndexed,
     "appointment"},
    {"regardingobjectid", Lookup, kRegarding, kIndexed, kRegardable},
    {"directioncode", Boolean, kOutgoing},
    {"sender", Text, {"From", "Van", "Von", "发件人", "จาก"}, kPersonal | kSearchable, {}, nullptr, 320},
    {"torecipients", Memo, {"To", "Aan", "An", "收件人", "ถึง"}, kPersonal},
    {"messageid",
     Text,
     {"Message ID", "Bericht-ID", "Nachrichten-ID", "消息标识", "รหัสข้อความ"},
     kNoFactor | kIndexed,
     {},
     nullptr,
     320},
    {"inreplyto", Text, {"In reply to", "Antwoord op", "Antwort auf", "答复", "ตอบกลับถึง"}, kNoFactor, {}, nullptr, 320},
    {"conversationindex",
     Text,
     {"Conversation", "Gesprek", "Unterhaltung", "会话", "การสนทนา"},
     kNoFactor | kIndexed,
     {},
     nullptr,
     320},
    {"senton", DateTime, {"Sent on", "Verzonden op", "Gesendet am", "发送时间", "ส่งเมื่อ"}, kIndexed},
    {"opencount", Integer, {"Opens", "Keren geopend", "Öffnungen", "打开次数", "จำนวนครั้งที่เปิด"}},
    {"linksclickedcount",
     Integer,
     {"Link clicks", "Klikken op koppelingen", "Linkklicks", "链接点击次数", "จำนวนคลิกลิงก์"}},
    {"attachmentcount", Integer, {"Attachments", "Bijlagen", "Anlagen", "附件数", "สิ่งที่แนบ"}},
    {"attachmentopencount",
     Integer,
     {"Attachment opens", "Geopende bijlagen", "Geöffnete Anlagen", "附件打开次数", "จำนวนครั้งที่เปิดสิ่งที่แนบ"}},
    {"prioritycode", Choice, kPriority, 0, {}, &kActivityPriority},
    {"scheduledend", DateTime, kDue},
    {"actualstart", DateTime, kActualStart},
    {"actualend", DateTime, kActualEnd, kIndexed},
    {"actualdurationminutes", Integer, kDuration},
    {"statecode", State, kStatusLabel, kIndexed, {}, &kEmailState},
    {"statuscode", Status, kStatusReason, 0, {}, &kEmailStatus},
};

constexpr Field kPhoneCallFields[] = {
    {"subject", Text, kSubject, kSearchable | kRequired, {}, nullptr, 400},
    {"description", Memo, kDescription},
    {"regardingobjectid", Lookup, kRegarding, kIndexed, kRegardable},
    {"directioncode", Boolean, kOutgoing},
    {"phonenumber",
     Text,
     {"Phone number", "Telefoonnummer", "Telefonnummer", "电话号码", "หมายเลขโทรศัพท์"},
     kPersonal,
     {},
     nullptr,
     200},
    {"leftvoicemail",
     Boolean,
     {"Left voice mail", "Voicemail ingesproken", "Sprachnachricht hinterlassen", "留下语音邮件", "ฝากข้อความเสียง"}},
    {"category", Text, kCategory, 0, {}, nullptr, 250},
    {"prioritycode", Choice, kPriority, 0, {}, &kActivityPriority},
    {"scheduledstart", DateTime, kStart},
    {"scheduledend", DateTime, kDue, kIndexed},
    {"actualstart", DateTime, kActualStart},
    {"actualend", DateTime, kActualEnd, kIndexed},
    {"scheduleddurationminutes", Integer, kPlannedDuration},
    {"actualdurationminutes", Integer, kDuration},
    {"statecode", State, kStatusLabel, kIndexed, {}, &kPhoneCallState},
    {"statuscode", Status, kStatusReason, 0, {}, &kPhoneCallStatus},
};

constexpr Field kAppointmentFields[] = {
    {"subject", Text, kSubject, kSearchable | kRequired, {}, nullptr, 400},
    {"description", Memo, kDescription},
    {"location", Text, {"Location", "Locatie", "Ort", "地点", "สถานที่"}, kSearchable, {}, nullptr, 200},
    {"regardingobjectid", Lookup, kRegarding, kIndexed, kRegardable},
    {"ll_private", Boolean, kPrivateLabel, kComputed | kNoFactor},
    // Whoever may read what it is regarding may read it.
    {"ll_tracked", Boolean, kTrackedLabel, kComputed | kNoFactor},
    // By the list of every mailbox that has it: nobody reads it, and it counts nowhere, until the entry is removed.
    {"ll_ignored", Boolean, kIgnoredLabel, kComputed | kNoFactor},
    {"isalldayevent",
     Boolean,
     {"All day event", "Duurt hele dag", "Ganztägiges Ereignis", "全天事件", "เหตุการณ์ตลอดวัน"}},
    {"isonlinemeeting",
     Boolean,
     {"Online meeting", "Onlinevergadering", "Onlinebesprechung", "在线会议", "การประชุมออนไลน์"}},
    {"globalobjectid",
     Text,
     {"Calendar ID", "Agenda-ID", "Kalender-ID", "日历标识", "รหัสปฏิทิน"},
     kNoFactor | kIndexed,
     {},
     nullptr,
     300},
    {"category", Text, kCategory, 0, {}, nullptr, 250},
    {"prioritycode", Choice, kPriority, 0, {}, &kActivityPriority},
    {"scheduledstart", DateTime, kStart, kIndexed},
    {"scheduledend", DateTime, kEnd},
    {"actualstart", DateTime, kActualStart},
    {"actualend", DateTime, kActualEnd, kIndexed},
    {"scheduleddurationminutes", Integer, kPlannedDuration},
    {"actualdurationminutes", Integer, kDuration},
    {"statecode", State, kStatusLabel, kIndexed, {}, &kAppointmentState},
    {"statuscode", Status, kStatusReason, 0, {}, &kAppointmentStatus},
};

constexpr Field kTaskFields[] = {
    {"subject", Text, kSubject, kSearchable | kRequired, {}, nullptr, 400},
    {"description", Memo, kDescription},
    {"regardingobjectid", Lookup, kRegarding, kIndexed, kRegardable},
    {"percentcomplete",
     Integer,
     {"Percent complete", "Percentage voltooid", "Prozent abgeschlossen", "完成百分比", "เปอร์เซ็นต์ที่เสร็จ"}},
    {"category", Text, kCategory, 0, {}, nullptr, 250},
    {"prioritycode", Choice, kPriority, 0, {}, &kActivityPriority},
    {"scheduledstart", DateTime, kStart},
    {"scheduledend", DateTime, kDue, kIndexed},
    {"actualstart", DateTime, kActualStart},
    {"actualend", DateTime, kActualEnd, kIndexed},
    {"scheduleddurationminutes", Integer, kPlannedDuration},
    {"actualdurationminutes", Integer, kDuration},
    {"statecode", State, kStatusLabel, kIndexed, {}, &kTaskState},
    {"statuscode", Status, kStatusReason, 0, {}, &kTaskStatus},
};

constexpr Field kPartyFields[] = {
    {"activityid",
     Lookup,
     {"Activity", "Activiteit", "Aktivität", "活动", "กิจกรรม"},
     kRequired | kIndexed,
     "email,appointment,phonecall,task"},
    {"partyid",
     Lookup,
     {"Party", "Partij", "Beteiligter", "参与方", "ผู้เกี่ยวข้อง"},
     kIndexed | kPersonal,
     "contact,lead,account,systemuser,team"},
    {"participationtypemask",
     Choice,
     {"Participation type", "Deelnametype", "Teilnahmetyp", "参与类型", "ชนิดการมีส่วนร่วม"},
     kRequired,
     {},
     &kParticipation},
    {"addressused", Text, {"Address", "Adres", "Adresse", "地址", "ที่อยู่"}, kPersonal | kIndexed, {}, nullptr, 320},
    {"partyname", Text, kName, kPersonal, {}, nullptr, 200},
    {"ll_answer", Choice, {"Answer", "Antwoord", "Antwort", "答复", "คำตอบ"}, 0, {}, &kPartyAnswer},
    {"ll_answeredon", DateTime, {"Answered on", "Beantwoord op", "Geantwortet am", "答复时间", "ตอบเมื่อ"}},
    {"ll_ignored", Boolean, kIgnoredLabel, kComputed | kNoFactor},
};

constexpr Field kAnnotationFields[] = {
    {"subject", Text, {"Title", "Titel", "Titel", "标题", "ชื่อเรื่อง"}, kSearchable, {}, nullptr, 500},
    {"notetext", Memo, {"Note", "Notitie", "Notiz", "备注", "บันทึกย่อ"}},
    {"objectid", Lookup, kRegarding, kRequired | kIndexed,
     "lead,opportunity,account,contact,incident,email,appointment,phonecall,task"},
    {"isdocument", Boolean, {"Has attachment", "Heeft bijlage", "Mit Anlage", "有附件", "มีสิ่งที่แนบ"}},
    {"filename", Text, {"File name", "Bestandsnaam", "Dateiname", "文件名", "ชื่อไฟล์"}, 0, {}, nullptr, 255},
    {"mimetype", Text, {"MIME type", "MIME-type", "MIME-Typ", "MIME 类型", "ชนิด MIME"}, 0, {}, nullptr, 256},
    {"filesize", Integer, {"File size", "Bestandsgrootte", "Dateigröße", "文件大小", "ขนาดไฟล์"}},
};

}  // namespace

constinit const Table kEmailTable{
    .name = "email",
    .entity_set = "emails",
    .primary_id = "activityid",
    .primary_name = "subject",
    .label = {"Email", "E-mail", "E-Mail", "电子邮件", "อีเมล"},
    .plural = {"Email messages", "E-mailberichten", "E-Mail-Nachrichten", "电子邮件", "ข้อความอีเมล"},
    .ownership = Ownership::User,
    .flags = kActivity | kPrivate,
    .fields = kEmailFields,
};
constinit const Table kPhoneCallTable{
    .name = "phonecall",
    .entity_set = "phonecalls",
    .primary_id = "activityid",
    .primary_name = "subject",
    .label = {"Phone call", "Telefoongesprek", "Telefonanruf", "电话联络", "การโทรศัพท์"},
    .plural = {"Phone calls", "Telefoongesprekken", "Telefonanrufe", "电话联络", "การโทรศัพท์"},
    .ownership = Ownership::User,
    .flags = kActivity,
    .fields = kPhoneCallFields,
};
constinit const Table kAppointmentTable{
    .name = "appointment",
    .entity_set = "appointments",
    .primary_id = "activityid",
    .primary_name = "subject",
    .label = {"Appointment", "Afspraak", "Termin", "预约", "การนัดหมาย"},
    .plural = {"Appointments", "Afspraken", "Termine", "预约", "การนัดหมาย"},
    .ownership = Ownership::User,
    .flags = kActivity | kPrivate,
    .fields = kAppointmentFields,
};
constinit const Table kTaskTable{
    .name = "task",
    .entity_set = "tasks",
    .primary_id = "activityid",
    .primary_name = "subject",
    .label = {"Task", "Taak", "Aufgabe", "任务", "งาน"},
    .plural = {"Tasks", "Taken", "Aufgaben", "任务", "งาน"},
    .ownership = Ownership::User,
    .flags = kActivity,
    .fields = kTaskFields,
};
constinit const Table kActivityPartyTable{
    .name = "activityparty",
    .entity_set = "activityparties",
    .primary_id = "activitypartyid",
    .primary_name = "partyname",
    .label = {"Activity party", "Activiteitpartij", "Aktivitätspartei", "活动参与方", "ผู้เกี่ยวข้องกับกิจกรรม"},
    .plural = {"Activity parties", "Activiteitpartijen", "Aktivitätsparteien", "活动参与方", "ผู้เกี่ยวข้องกับกิจกรรม"},
    .ownership = Ownership::Parent,
    .parent = "activityid",
    .flags = kNoHistory,
    .fields = kPartyFields,
};
constinit const Table kAnnotationTable{
    .name = "annotation",
    .entity_set = "annotations",
    .primary_id = "annotationid",
    .primary_name = "subject",
    .label = {"Note", "Notitie", "Notiz", "备注", "บันทึกย่อ"},
    .plural = {"Notes", "Notities", "Notizen", "备注", "บันทึกย่อ"},
    .ownership = Ownership::Parent,
    .parent = "objectid",
    .fields = kAnnotationFields,
};

}  // namespace leadlight::record
