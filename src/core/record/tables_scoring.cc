// Scores and what they come from: the score in force, the ledger of all scores, models, their versions, and the
// statistics behind the evidence.
#include "core/record/choices.h"
#include "core/record/labels.h"
#include "core/record/tables.h"

namespace leadlight::record {
namespace {

using enum FieldType;

constexpr Labels kMargin{"Margin", "Marge", "Marge", "边际值", "มาร์จิน"};
constexpr Labels kModelLabel{"Scoring model", "Scoringmodel", "Bewertungsmodell", "评分模型", "โมเดลการให้คะแนน"};
constexpr Labels kModelName{"Model name", "Modelnaam", "Modellname", "模型名称", "ชื่อโมเดล"};
constexpr Labels kScoredOn{"Scored on", "Score berekend op", "Bewertet am", "评分时间", "ให้คะแนนเมื่อ"};
constexpr Labels kRecordId{"Record ID", "Record-ID", "Datensatz-ID", "记录标识", "รหัสเรกคอร์ด"};
constexpr Labels kRecordType{"Record type", "Recordtype", "Datensatztyp", "记录类型", "ชนิดเรกคอร์ด"};
constexpr Labels kPredictionId{"Prediction ID", "Voorspellings-ID", "Vorhersage-ID", "预测标识", "รหัสการคาดคะเน"};
constexpr Labels kPositives{"Positives", "Positieven", "Positive", "正例数", "จำนวนผลบวก"};

constexpr Field kPredictiveScoreFields[] = {
    {"msdyn_name", Text, kName, 0, {}, nullptr, 128},
    {"msdyn_entityid", Text, kRecordId, kRequired | kIndexed | kUnique, {}, nullptr, 256},
    {"msdyn_entitytype", Text, kRecordType, kRequired, {}, nullptr, 128},
    {"ll_leadid", Lookup, kLeadLabel, kIndexed, "lead"},
    {"ll_opportunityid", Lookup, kOpportunityLabel, kIndexed, "opportunity"},
    {"msdyn_score", Integer, kScore, kIndexed},
    {"msdyn_grade", Choice, kGradeLabel, 0, {}, &kGrade},
    {"msdyn_scoretrend", Choice, kTrendLabel, 0, {}, &kTrend},
    {"msdyn_scorereasons", Memo, kReasons, 0, {}, nullptr, 10000},
    {"msdyn_scoredon", DateOnly, kScoredOn},
    {"msdyn_contributingpredictionids",
     Memo,
     {"Contributing models", "Bijdragende modellen", "Beitragende Modelle", "参与评分的模型", "โมเดลที่มีส่วน"},
     0,
     {},
     nullptr,
     2000},
    {"msdyn_similaropportunities",
     Memo,
     {"Similar opportunities", "Vergelijkbare verkoopkansen", "Ähnliche Verkaufschancen", "类似商机",
      "โอกาสทางการขายที่คล้ายกัน"},
     0,
     {},
     nullptr,
     65536},
    {"ll_margin", Double, kMargin, kComputed},
    {"ll_probability", Double, {"Probability", "Kans", "Wahrscheinlichkeit", "可能性", "ความน่าจะเป็น"}, kComputed},
    {"ll_average",
     Integer,
     {"Average score", "Gemiddelde score", "Durchschnittlicher Score", "平均分数", "คะแนนเฉลี่ย"},
     kComputed},
    {"ll_provisional", Boolean, {"Provisional", "Voorlopig", "Vorläufig", "临时", "ชั่วคราว"}, kComputed},
    {"ll_modelversionid", Lookup, kModelVersionLabel, kComputed | kIndexed, "ll_modelversion"},
    {"statecode", State, kStatusLabel, 0, {}, &kActiveState},
    {"statuscode", Status, kStatusReason, 0, {}, &kActiveStatus},
};

constexpr Field kModelScoreFields[] = {
    {"msdyn_name", Text, kName, kComputed, {}, nullptr, 128},
    {"msdyn_entityid", Text, kRecordId, kRequired | kIndexed, {}, nullptr, 100},
    {"msdyn_entitytype", Text, kRecordType, kRequired, {}, nullptr, 128},
    {"msdyn_predictionid", Text, kPredictionId, kRequired, {}, nullptr, 100},
    {"msdyn_modelname", Text, kModelName, 0, {}, nullptr, 128},
    {"ll_leadid", Lookup, kLeadLabel, kComputed | kIndexed, "lead"},
    {"ll_opportunityid", Lookup, kOpportunityLabel, kComputed | kIndexed, "opportunity"},
    {"ll_modelid", Lookup, kModelLabel, kComputed | kIndexed, "ll_model"},
    {"msdyn_predictivescoreid", Lookup, kPredictiveScore, kComputed | kIndexed, "msdyn_predictivescore"},
    {"msdyn_score", Integer, kScore},
    {"msdyn_grade", Choice, kGradeLabel, 0, {}, &kGrade},
    {"msdyn_scoretrend", Choice, kTrendLabel, 0, {}, &kTrend},
    {"msdyn_scorereasons", Memo, kReasons, 0, {}, nullptr, 10000},
    {"msdyn_scoredon", DateOnly, kScoredOn},
    {"msdyn_scorehistory",
     Memo,
     {"Score history", "Scoregeschiedenis", "Score-Verlauf", "评分历史记录", "ประวัติคะแนน"},
     0,
     {},
     nullptr,
     2000},
    {"statecode", State, kStatusLabel, 0, {}, &kActiveState},
    {"statuscode", Status, kStatusReason, 0, {}, &kActiveStatus},
};

constexpr Field kScorePointFields[] = {
    {"ll_name", Text, kName, kComputed, {}, nullptr, 128},
    {"ll_leadid", Lookup, kLeadLabel, kComputed | kIndexed, "lead"},
    {"ll_opportunityid", Lookup, kOpportunityLabel, kComputed | kIndexed, "opportunity"},
    {"ll_scoredon", DateTime, kScoredOn, kComputed | kIndexed},
    {"ll_score", Integer, kScore, kComputed},
    {"ll_grade", Choice, kGradeLabel, kComputed, {}, &kGrade},
    {"ll_margin", Double, kMargin, kComputed},
    {"ll_modelversionid", Lookup, kModelVersionLabel, kComputed | kIndexed, "ll_modelversion"},
    {"ll_cause", Text, {"Cause", "Oorzaak", "Ursache", "起因", "สาเหตุ"}, kComputed, {}, nullptr, 50},
    {"ll_reasons", Memo, kReasons, kComputed, {}, nullptr, 10000},
    {"ll_features",
     Binary,
     {"Feature row", "Kenmerkenrij", "Merkmalszeile", "特征行", "แถวคุณลักษณะ"},
     kComputed | kInternal},
};

constexpr Field kModelFields[] = {
    {"ll_name", Text, kModelName, kRequired | kUnique | kIndexed | kSearchable, {}, nullptr, 100},
    {"ll_table", Text, kTableLabel, kRequired, {}, nullptr, 64},
    {"ll_definition", Memo, {"Definition", "Definitie", "Definition", "定义", "คำจำกัดความ"}},
    {"ll_state", Choice, kStatusLabel, kComputed | kIndexed, {}, &kModelState},
    {"ll_publishedversionid",
     Lookup,
     {"Published version", "Gepubliceerde versie", "Veröffentlichte Version", "已发布的版本", "เวอร์ชันที่เผยแพร่"},
     kComputed,
     "ll_modelversion"},
    {"ll_predictionid", Text, kPredictionId, kComputed, {}, nullptr, 100},
    {"ll_priority", Integer, kPriority},
    {"ll_grade_a", Integer, {"Grade A from", "Beoordeling A vanaf", "Bewertung A ab", "等级 A 起始", "เกรด A ตั้งแต่"}},
    {"ll_grade_b", Integer, {"Grade B from", "Beoordeling B vanaf", "Bewertung B ab", "等级 B 起始", "เกรด B ตั้งแต่"}},
    {"ll_grade_c", Integer, {"Grade C from", "Beoordeling C vanaf", "Bewertung C ab", "等级 C 起始", "เกรด C ตั้งแต่"}},
};

constexpr Field kModelVersionFields[] = {
    {"ll_name", Text, kName, kComputed, {}, nullptr, 128},
    {"ll_modelid", Lookup, kModelLabel, kRequired | kIndexed, "ll_model"},
    {"ll_number", Integer, {"Number", "Nummer", "Nummer", "编号", "หมายเลข"}, kComputed},
    {"ll_state", Choice, kStatusLabel, kComputed, {}, &kModelState},
    {"ll_trainedon", DateTime, {"Trained on", "Getraind op", "Trainiert am", "训练时间", "ฝึกเมื่อ"}, kComputed},
    {"ll_verdict", Text, {"Verdict", "Oordeel", "Urteil", "结论", "คำตัดสิน"}, kComputed, {}, nullptr, 20},
    {"ll_auc", Double, {"AUC", "AUC", "AUC", "AUC", "AUC"}, kComputed},
    {"ll_rows", BigInteger, {"Rows", "Rijen", "Zeilen", "行数", "จำนวนแถว"}, kComputed},
    {"ll_positives", BigInteger, kPositives, kComputed},
    {"ll_report",
     Memo,
     {"Quality report", "Kwaliteitsrapport", "Qualitätsbericht", "质量报告", "รายงานคุณภาพ"},
     kComputed,
     {},
     nullptr,
     10000000},
    {"ll_message", Memo, {"Message", "Bericht", "Meldung", "消息", "ข้อความ"}, kComputed},
    {"ll_bytes", Binary, {"Model file", "Modelbestand", "Modelldatei", "模型文件", "ไฟล์โมเดล"}, kComputed | kInternal},
};

constexpr Field kValueStatisticFields[] = {
    {"ll_name", Text, kName, kComputed, {}, nullptr, 300},
    {"ll_modelversionid", Lookup, kModelVersionLabel, kRequired | kComputed | kIndexed, "ll_modelversion"},
    {"ll_attribute",
     Text,
     {"Attribute", "Kenmerk", "Attribut", "属性", "แอตทริบิวต์"},
     kComputed | kIndexed,
     {},
     nullptr,
     200},
    {"ll_bucket", Text, {"Value", "Waarde", "Wert", "值", "ค่า"}, kComputed, {}, nullptr, 300},
    {"ll_closed",
     BigInteger,
     {"Closed records", "Gesloten records", "Geschlossene Datensätze", "已关闭记录数", "เรกคอร์ดที่ปิดแล้ว"},
     kComputed},
    {"ll_positives", BigInteger, kPositives, kComputed},
    {"ll_mediandays",
     Double,
     {"Median days to close", "Mediaan dagen tot sluiting", "Median der Tage bis zum Abschluss", "关闭天数中位数",
      "ค่ามัธยฐานของวันจนถึงปิด"},
     kComputed},
    {"ll_days",
     Memo,
     {"Days to close", "Dagen tot sluiting", "Tage bis zum Abschluss", "关闭天数", "จำนวนวันจนถึงปิด"},
     kComputed},
    {"ll_countedon", DateTime, {"Counted until", "Geteld tot", "Gezählt bis", "计数截至", "นับถึง"}, kComputed},
};

constexpr Field kClosingCountFields[] = {
    {"ll_name", Text, kName, kComputed, {}, nullptr, 300},
    {"ll_modelversionid", Lookup, kModelVersionLabel, kRequired | kComputed | kIndexed, "ll_modelversion"},
    {"ll_counts", Memo, {"What it counts", "Wat het telt", "Was er zählt", "计数内容", "สิ่งที่นับ"}, kComputed},
};

}  // namespace

constinit const Table kPredictiveScoreTable{
    .name = "msdyn_predictivescore",
    .entity_set = "msdyn_predictivescores",
    .primary_id = "msdyn_predictivescoreid",
    .primary_name = "msdyn_name",
    .label = kPredictiveScore,
    .plural = {"Predictive scores", "Voorspellende scores", "Prädiktive Scores", "预测性分数", "คะแนนที่คาดคะเนได้"},
    .ownership = Ownership::Parent,
    .parent = "ll_leadid,ll_opportunityid",
    .flags = kNoHistory,
    .fields = kPredictiveScoreFields,
    .alternate_key = "msdyn_entityid,msdyn_entitytype",
};
constinit const Table kModelScoreTable{
    .name = "msdyn_predictivemodelscore",
    .entity_set = "msdyn_predictivemodelscores",
    .primary_id = "msdyn_predictivemodelscoreid",
    .primary_name = "msdyn_name",
    .label = {"Score of a model", "Score van een model", "Score eines Modells", "模型评分", "คะแนนของโมเดล"},
    .plural = {"Scores of models", "Scores van modellen", "Scores von Modellen", "模型评分", "คะแนนของโมเดล"},
    .ownership = Ownership::Parent,
    .parent = "ll_leadid,ll_opportunityid",
    .flags = kNoHistory,
    .fields = kModelScoreFields,
    .alternate_key = "msdyn_entityid,msdyn_entitytype,msdyn_predictionid",
};
constinit const Table kScorePointTable{
    .name = "ll_scorepoint",
    .entity_set = "ll_scorepoints",
    .primary_id = "ll_scorepointid",
    .primary_name = "ll_name",
    .label = {"Score over time", "Score in de loop van de tijd", "Score im Zeitverlauf", "一段时间内的评分",
              "คะแนนตามช่วงเวลา"},
    .plural = {"Scores over time", "Scores in de loop van de tijd", "Scores im Zeitverlauf", "一段时间内的评分",
               "คะแนนตามช่วงเวลา"},
    .ownership = Ownership::Parent,
    .parent = "ll_leadid,ll_opportunityid",
    .flags = kNoHistory,
    .fields = kScorePointFields,
};
constinit const Table kModelTable{
    .name = "ll_model",
    .entity_set = "ll_models",
    .primary_id = "ll_modelid",
    .primary_name = "ll_name",
    .label = kModelLabel,
    .plural = {"Scoring models", "Scoringmodellen", "Bewertungsmodelle", "评分模型", "โมเดลการให้คะแนน"},
    .ownership = Ownership::Organisation,
    .fields = kModelFields,
};
constinit const Table kModelVersionTable{
    .name = "ll_modelversion",
    .entity_set = "ll_modelversions",
    .primary_id = "ll_modelversionid",
    .primary_name = "ll_name",
    .label = kModelVersionLabel,
    .plural = {"Model versions", "Modelversies", "Modellversionen", "模型版本", "เวอร์ชันของโมเดล"},
    .ownership = Ownership::Organisation,
    .flags = kNoHistory,
    .fields = kModelVersionFields,
};
constinit const Table kValueStatisticTable{
    .name = "ll_valuestatistic",
    .entity_set = "ll_valuestatistics",
    .primary_id = "ll_valuestatisticid",
    .primary_name = "ll_name",
    .label = {"Value statistic", "Waardestatistiek", "Wertstatistik", "值统计", "สถิติของค่า"},
    .plural = {"Value statistics", "Waardestatistieken", "Wertstatistiken", "值统计", "สถิติของค่า"},
    .ownership = Ownership::Organisation,
    .flags = kNoHistory,
    .fields = kValueStatisticFields,
};
constinit const Table kClosingCountTable{
    .name = "ll_closingcount",
    .entity_set = "ll_closingcounts",
    .primary_id = "ll_closingcountid",
    .primary_name = "ll_name",
    .label = {"Closing to be counted", "Nog te tellen sluiting", "Zu zählender Abschluss", "待计数的关闭",
              "การปิดที่รอนับ"},
    .plural = {"Closings to be counted", "Nog te tellen sluitingen", "Zu zählende Abschlüsse", "待计数的关闭",
               "การปิดที่รอนับ"},
    .ownership = Ownership::Organisation,
    .flags = kNoHistory,
    .fields = kClosingCountFields,
};

}  // namespace leadlight::record
