// Health and trend of a relationship, with the values that Dynamics integrators know (spec/relationship.md, 4.2), and
// what there is to tell of mail, mailboxes and people.
#include "core/record/choices.h"

namespace leadlight::record {
namespace {

constexpr Option kHealthStates[] = {
    {0, {"Good", "Goed", "Gut", "良好", "ดี"}},
    {1, {"Fair", "Redelijk", "Mittel", "一般", "ปานกลาง"}},
    {2, {"Poor", "Slecht", "Schlecht", "较差", "แย่"}},
    {3, {"Not enough information", "Niet genoeg gegevens", "Nicht genügend Informationen", "信息不足", "ข้อมูลไม่เพียงพอ"}},
    {4,
     {"No closed activities", "Geen afgesloten activiteiten", "Keine abgeschlossenen Aktivitäten", "没有已关闭的活动",
      "ไม่มีกิจกรรมที่ปิดแล้ว"}},
    {5, {"Being computed", "Wordt berekend", "Wird berechnet", "正在计算", "กำลังคำนวณ"}},
    {6, {"Something went wrong", "Er ging iets mis", "Etwas ist schiefgelaufen", "出现问题", "เกิดข้อผิดพลาด"}},
    {7, {"Older than two years", "Ouder dan twee jaar", "Älter als zwei Jahre", "超过两年", "เก่ากว่าสองปี"}},
};
constexpr Option kHealthTrends[] = {
    {0, {"Improving", "Verbeterend", "Steigend", "改善", "ดีขึ้น"}},
    {1, {"Steady", "Stabiel", "Gleichbleibend", "稳定", "คงที่"}},
    {2, {"Declining", "Verslechterend", "Fallend", "下降", "แย่ลง"}},
    {3, {"Not enough information", "Niet genoeg gegevens", "Nicht genügend Informationen", "信息不足", "ข้อมูลไม่เพียงพอ"}},
    {4, {"Something went wrong", "Er ging iets mis", "Etwas ist schiefgelaufen", "出现问题", "เกิดข้อผิดพลาด"}},
    {5,
     {"Health not applicable", "Gezondheid niet van toepassing", "Zustand nicht anwendbar", "运行状况不适用",
      "ไม่มีสถานะความสัมพันธ์"}},
};
constexpr Option kAccuracies[] = {
    {100'000'000, {"Complete", "Volledig", "Vollständig", "完整", "สมบูรณ์"}},
    {100'000'001, {"Partial", "Gedeeltelijk", "Teilweise", "部分", "บางส่วน"}},
};
constexpr Option kActivityDirections[] = {
    {0, {"Incoming", "Inkomend", "Eingehend", "传入", "ขาเข้า"}},
    {1, {"Outgoing", "Uitgaand", "Ausgehend", "传出", "ขาออก"}},
};
constexpr Option kMailKinds[] = {
    {0, {"Personal", "Persoonlijk", "Persönlich", "个人邮件", "ส่วนบุคคล"}},
    {1, {"Mailing list", "Mailinglijst", "Mailingliste", "邮件列表", "รายชื่ออีเมลกลุ่ม"}},
    {2, {"Newsletter", "Nieuwsbrief", "Newsletter", "新闻通讯", "จดหมายข่าว"}},
    {3, {"Automatic reply", "Automatisch antwoord", "Automatische Antwort", "自动答复", "การตอบกลับอัตโนมัติ"}},
    {4, {"Delivery report", "Afleverrapport", "Zustellbericht", "送达报告", "รายงานการส่ง"}},
    {5, {"Robot", "Robot", "Automatischer Absender", "机器人", "ระบบอัตโนมัติ"}},
    {6, {"Invitation", "Uitnodiging", "Einladung", "邀请", "คำเชิญ"}},
};
constexpr Option kMailboxKinds[] = {
    {0, {"Mail files", "E-mailbestanden", "E-Mail-Dateien", "邮件文件", "ไฟล์อีเมล"}},
    {1, {"Mail account", "E-mailaccount", "E-Mail-Konto", "邮件帐户", "บัญชีอีเมล"}},
    {2, {"Calendar files", "Agendabestanden", "Kalenderdateien", "日历文件", "ไฟล์ปฏิทิน"}},
};
constexpr Option kPersonKinds[] = {
    {0, {"Person", "Persoon", "Person", "人员", "บุคคล"}},
    {1, {"Mailing list", "Mailinglijst", "Mailingliste", "邮件列表", "รายชื่ออีเมลกลุ่ม"}},
    {2, {"Robot", "Robot", "Automatischer Absender", "机器人", "ระบบอัตโนมัติ"}},
};
constexpr Option kCertainties[] = {
    {0, {"Certain", "Zeker", "Sicher", "确定", "แน่นอน"}},
    {1, {"To confirm", "Te bevestigen", "Zu bestätigen", "待确认", "รอการยืนยัน"}},
    {2, {"Confirmed", "Bevestigd", "Bestätigt", "已确认", "ยืนยันแล้ว"}},
    {3, {"Separated", "Gescheiden", "Getrennt", "已分开", "แยกออกแล้ว"}},
};
constexpr Option kPeopleDecisions[] = {
    {0, {"One person", "Eén persoon", "Eine Person", "同一人员", "บุคคลเดียวกัน"}},
    {1, {"Different people", "Verschillende personen", "Verschiedene Personen", "不同人员", "คนละบุคคล"}},
    {2, {"Separated", "Gescheiden", "Getrennt", "已分开", "แยกออกแล้ว"}},
    {3,
     {"Linked to a record", "Aan een record gekoppeld", "Mit Datensatz verknüpft", "已链接到记录", "เชื่อมโยงกับระเบียน"}},
    {4, {"Not an account", "Geen account", "Keine Firma", "不是客户", "ไม่ใช่บัญชี"}},
};
constexpr Option kPartyAnswers[] = {
    {0, {"No answer yet", "Nog geen antwoord", "Noch keine Antwort", "尚未答复", "ยังไม่ตอบ"}},
    {1, {"Accepted", "Geaccepteerd", "Zugesagt", "已接受", "ตอบรับ"}},
    {2, {"Declined", "Afgewezen", "Abgesagt", "已拒绝", "ปฏิเสธ"}},
    {3, {"Tentative", "Voorlopig", "Mit Vorbehalt", "暂定", "ไม่แน่นอน"}},
    {4, {"Delegated", "Gedelegeerd", "Delegiert", "已委派", "มอบหมายแล้ว"}},
};
constexpr Option kConsents[] = {
    {0, {"Not asked", "Niet gevraagd", "Nicht gefragt", "未询问", "ยังไม่ได้ถาม"}},
    {1, {"Given", "Gegeven", "Erteilt", "已同意", "ให้ความยินยอม"}},
    {2, {"Refused", "Geweigerd", "Verweigert", "已拒绝", "ปฏิเสธ"}},
    {3, {"Withdrawn", "Ingetrokken", "Widerrufen", "已撤回", "ถอนความยินยอม"}},
};
/// The grounds of Article 6(1) GDPR, in its order.
constexpr Option kConsentGrounds[] = {
    {1, {"Consent", "Toestemming", "Einwilligung", "同意", "ความยินยอม"}},
    {2, {"Contract", "Overeenkomst", "Vertrag", "合同", "สัญญา"}},
    {3, {"Legal obligation", "Wettelijke verplichting", "Rechtliche Verpflichtung", "法定义务", "หน้าที่ตามกฎหมาย"}},
    {4, {"Vital interests", "Vitale belangen", "Lebenswichtige Interessen", "重大利益", "ประโยชน์สำคัญต่อชีวิต"}},
    {5, {"Public task", "Publieke taak", "Öffentliche Aufgabe", "公共任务", "ภารกิจสาธารณะ"}},
    {6,
     {"Legitimate interests", "Gerechtvaardigd belang", "Berechtigte Interessen", "合法利益",
      "ประโยชน์โดยชอบด้วยกฎหมาย"}},
};
constexpr Option kMailSecurities[] = {
    {0, {"TLS", "TLS", "TLS", "TLS", "TLS"}},
    {1, {"STARTTLS", "STARTTLS", "STARTTLS", "STARTTLS", "STARTTLS"}},
    {2, {"None", "Geen", "Keine", "无", "ไม่มี"}},
};
constexpr Option kMailAccountStates[] = {
    {0, {"Not read yet", "Nog niet gelezen", "Noch nicht gelesen", "尚未读取", "ยังไม่ได้อ่าน"}},
    {1, {"Reading", "Bezig met lezen", "Wird gelesen", "正在读取", "กำลังอ่าน"}},
    {2, {"Up to date", "Bijgewerkt", "Auf dem neuesten Stand", "已是最新", "เป็นปัจจุบัน"}},
    {3, {"Trying again", "Wordt opnieuw geprobeerd", "Wird erneut versucht", "正在重试", "กำลังลองใหม่"}},
    {4, {"Needs attention", "Vereist aandacht", "Braucht Ihr Eingreifen", "需要处理", "ต้องการการดูแล"}},
    {5, {"Paused", "Gepauzeerd", "Angehalten", "已暂停", "หยุดชั่วคราว"}},
};

}  // namespace

constinit const ChoiceSet kHealthState{"msdyn_relationshiphealthscorestate", kHealthStates};
constinit const ChoiceSet kHealthTrend{"msdyn_relationshiphealthtrend", kHealthTrends};
constinit const ChoiceSet kComputationAccuracy{"msdyn_computationaccuracy", kAccuracies};
constinit const ChoiceSet kActivityDirection{"msdyn_activitydirection", kActivityDirections};
constinit const ChoiceSet kMailKind{"ll_mailkind", kMailKinds};
constinit const ChoiceSet kMailboxKind{"ll_mailboxkind", kMailboxKinds};
constinit const ChoiceSet kPersonKind{"ll_personkind", kPersonKinds};
constinit const ChoiceSet kCertainty{"ll_certainty", kCertainties};
constinit const ChoiceSet kPeopleDecision{"ll_peopledecisionkind", kPeopleDecisions};
constinit const ChoiceSet kPartyAnswer{"ll_partyanswer", kPartyAnswers};
constinit const ChoiceSet kConsent{"ll_consent", kConsents};
constinit const ChoiceSet kConsentGround{"ll_consentground", kConsentGrounds};
constinit const ChoiceSet kMailSecurity{"ll_mailsecurity", kMailSecurities};
constinit const ChoiceSet kMailAccountState{"ll_mailaccountstate", kMailAccountStates};

}  // namespace leadlight::record
