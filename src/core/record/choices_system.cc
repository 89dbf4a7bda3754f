#include "core/record/choices.h"

namespace leadlight::record {
namespace {

constexpr Labels kFailed{"Failed", "Mislukt", "Fehlgeschlagen", "失败", "ล้มเหลว"};

constexpr Option kActiveStates[] = {
    {0, {"Active", "Actief", "Aktiv", "可用", "ใช้งานอยู่"}},
    {1, {"Inactive", "Inactief", "Inaktiv", "停用", "ไม่ได้ใช้งาน"}},
};
constexpr Option kActiveStatuses[] = {
    {1, {"Active", "Actief", "Aktiv", "可用", "ใช้งานอยู่"}, 0},
    {2, {"Inactive", "Inactief", "Inaktiv", "停用", "ไม่ได้ใช้งาน"}, 1},
};
constexpr Option kGrades[] = {
    {0, {"A", "A", "A", "A", "A"}},
    {1, {"B", "B", "B", "B", "B"}},
    {2, {"C", "C", "C", "C", "C"}},
    {3, {"D", "D", "D", "D", "D"}},
};
// The Thai original names the falling trend with the word for "refusal"; this one means "decrease".
constexpr Option kTrends[] = {
    {0, {"Improving", "Wordt beter", "Wird besser", "上升", "การพัฒนา"}},
    {1, {"Steady", "Stabiel", "Stabil", "稳定", "คงที่"}},
    {2, {"Declining", "Wordt slechter", "Wird schlechter", "下降", "การลดลง"}},
    {3, {"Not enough info", "Onvoldoende informatie", "Nicht genügend Informationen", "信息不足", "ข้อมูลไม่เพียงพอ"}},
};
constexpr Option kModelStates[] = {
    {0, {"Draft", "Concept", "Entwurf", "草稿", "ร่าง"}},
    {1, {"Training", "Wordt getraind", "Wird trainiert", "正在训练", "กำลังฝึก"}},
    {2, {"Ready", "Gereed", "Bereit", "就绪", "พร้อม"}},
    {3, {"No signal", "Geen signaal", "Kein Signal", "无信号", "ไม่มีสัญญาณ"}},
    {4, kFailed},
    {5, {"Published", "Gepubliceerd", "Veröffentlicht", "已发布", "เผยแพร่แล้ว"}},
    {6, {"Retired", "Buiten gebruik", "Außer Betrieb", "已停用", "เลิกใช้แล้ว"}},
    {7, {"Paused", "Gepauzeerd", "Angehalten", "已暂停", "หยุดชั่วคราว"}},
    {8, {"Deleted", "Verwijderd", "Gelöscht", "已删除", "ลบแล้ว"}},
    {9,
     {"Deleted, scores kept", "Verwijderd, scores behouden", "Gelöscht, Scores behalten", "已删除,保留分数",
      "ลบแล้ว เก็บคะแนนไว้"}},
    {10, {"External", "Extern", "Extern", "外部", "ภายนอก"}},
};
constexpr Option kJobStates[] = {
    {0, {"Queued", "In wachtrij", "In Warteschlange", "排队中", "อยู่ในคิว"}},
    {1, {"Running", "Wordt uitgevoerd", "Wird ausgeführt", "正在运行", "กำลังทำงาน"}},
    {2, {"Done", "Gereed", "Fertig", "已完成", "เสร็จแล้ว"}},
    {3, kFailed},
    {4, {"Cancelled", "Geannuleerd", "Abgebrochen", "已取消", "ยกเลิกแล้ว"}},
};
constexpr Option kAccessModes[] = {
    {0, {"Read-Write", "Lezen en schrijven", "Lesen und Schreiben", "读写", "อ่านและเขียน"}},
    {4, {"Non-interactive", "Niet-interactief", "Nicht interaktiv", "非交互", "ไม่โต้ตอบ"}},
};
constexpr Option kTeamTypes[] = {
    {0, {"Owner", "Eigenaar", "Besitzer", "负责人", "เจ้าของ"}},
    {1, {"Access", "Toegang", "Zugriff", "访问", "การเข้าถึง"}},
};
constexpr Option kConnectionRoles[] = {
    {1, {"Decision Maker", "Beslisser", "Entscheidungsträger", "决策者", "ผู้ตัดสินใจ"}},
    {2, {"Influencer", "Beïnvloeder", "Einflussnehmer", "影响者", "ผู้มีอิทธิพล"}},
    {3, {"Champion", "Voorvechter", "Fürsprecher", "拥护者", "ผู้สนับสนุนหลัก"}},
    {4, {"Technical Buyer", "Technisch inkoper", "Technischer Einkäufer", "技术采购", "ผู้จัดซื้อด้านเทคนิค"}},
    {5, {"Economic Buyer", "Economisch inkoper", "Wirtschaftlicher Einkäufer", "经济采购", "ผู้จัดซื้อด้านการเงิน"}},
    {6, {"End User", "Eindgebruiker", "Endbenutzer", "最终用户", "ผู้ใช้ปลายทาง"}},
    {7, {"Stakeholder", "Belanghebbende", "Beteiligter", "利益干系人", "ผู้มีส่วนได้ส่วนเสีย"}},
    {8, {"Sales team member", "Lid van verkoopteam", "Mitglied des Vertriebsteams", "销售团队成员", "สมาชิกทีมขาย"}},
    {9, {"Colleague", "Collega", "Kollege", "同事", "เพื่อนร่วมงาน"}},
};
constexpr Option kProcessStates[] = {
    {0, {"Draft", "Concept", "Entwurf", "草稿", "ร่าง"}},
    {1, {"Activated", "Geactiveerd", "Aktiviert", "已激活", "เปิดใช้งานแล้ว"}},
};
constexpr Option kProcessStatuses[] = {
    {1, {"Draft", "Concept", "Entwurf", "草稿", "ร่าง"}, 0},
    {2, {"Activated", "Geactiveerd", "Aktiviert", "已激活", "เปิดใช้งานแล้ว"}, 1},
};
constexpr Option kInstanceStatuses[] = {
    {1, {"Active", "Actief", "Aktiv", "可用", "ใช้งานอยู่"}, 0},
    {2, {"Finished", "Voltooid", "Abgeschlossen", "已完成", "เสร็จสิ้น"}, 1},
    {3, {"Aborted", "Afgebroken", "Abgebrochen", "已中止", "ยกเลิก"}, 1},
};
constexpr Option kStageCategories[] = {
    {0, {"Qualify", "Kwalificeren", "Qualifizieren", "授予资格", "ตรวจสอบคุณสมบัติ"}},
    {1, {"Develop", "Ontwikkelen", "Entwickeln", "培育", "พัฒนา"}},
    {2, {"Propose", "Voorstellen", "Vorschlagen", "建议", "เสนอ"}},
    {3, {"Close", "Sluiten", "Abschließen", "关闭", "ปิด"}},
    {4, {"Identify", "Identificeren", "Identifizieren", "识别", "ระบุ"}},
    {5, {"Research", "Onderzoeken", "Recherchieren", "研究", "วิจัย"}},
    {6, {"Resolve", "Oplossen", "Lösen", "解决", "แก้ไข"}},
    {7, {"Approval", "Goedkeuring", "Genehmigung", "审批", "การอนุมัติ"}},
};
constexpr Option kOpportunityCloseStatuses[] = {
    {3, {"Won", "Gewonnen", "Gewonnen", "已赢单", "ชนะ"}},
    {4, {"Canceled", "Geannuleerd", "Abgebrochen", "已取消", "ยกเลิกแล้ว"}},
    {5, {"Out-Sold", "Concurrent gekozen", "An Mitbewerber verloren", "竞争失利", "แพ้คู่แข่ง"}},
};
constexpr Option kSignInOutcomes[] = {
    {0, {"Signed in", "Aangemeld", "Angemeldet", "已登录", "ลงชื่อเข้าใช้แล้ว"}},
    {1,
     {"Wrong name or password", "Naam of wachtwoord onjuist", "Name oder Kennwort falsch", "用户名或密码错误",
      "ชื่อหรือรหัสผ่านไม่ถูกต้อง"}},
    {2, {"Locked", "Geblokkeerd", "Gesperrt", "已锁定", "ถูกล็อก"}},
    {3, {"Disabled", "Uitgeschakeld", "Deaktiviert", "已禁用", "ปิดใช้งาน"}},
};

}  // namespace

constinit const ChoiceSet kProcessState{"workflow_statecode", kProcessStates};
constinit const ChoiceSet kProcessStatus{"workflow_statuscode", kProcessStatuses};
constinit const ChoiceSet kInstanceStatus{"ll_processinstance_statuscode", kInstanceStatuses};
constinit const ChoiceSet kStageCategory{"processstage_category", kStageCategories};
constinit const ChoiceSet kOpportunityCloseStatus{"opportunityclose_statuscode", kOpportunityCloseStatuses};
constinit const ChoiceSet kSignInOutcome{"ll_signinoutcome", kSignInOutcomes};
constinit const ChoiceSet kActiveState{"statecode", kActiveStates};
constinit const ChoiceSet kActiveStatus{"statuscode", kActiveStatuses};
constinit const ChoiceSet kGrade{"msdyn_predictivescoringgrade", kGrades};
constinit const ChoiceSet kTrend{"msdyn_predictivescoretrend", kTrends};
constinit const ChoiceSet kModelState{"ll_modelstate", kModelStates};
constinit const ChoiceSet kJobState{"ll_jobstate", kJobStates};
constinit const ChoiceSet kAccessMode{"systemuser_accessmode", kAccessModes};
constinit const ChoiceSet kTeamType{"team_teamtype", kTeamTypes};
constinit const ChoiceSet kConnectionRole{"connection_role", kConnectionRoles};

}  // namespace leadlight::record
