// Health and trend of a relationship, with the values that Dynamics integrators know (spec of the KPI item tables).
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

}  // namespace

constinit const ChoiceSet kHealthState{"msdyn_relationshiphealthscorestate", kHealthStates};
constinit const ChoiceSet kHealthTrend{"msdyn_relationshiphealthtrend", kHealthTrends};
constinit const ChoiceSet kComputationAccuracy{"msdyn_computationaccuracy", kAccuracies};
constinit const ChoiceSet kActivityDirection{"msdyn_activitydirection", kActivityDirections};

}  // namespace leadlight::record
