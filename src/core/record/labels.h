// Labels that several tables share, so that one thing has one name.
#pragma once

#include "core/record/field.h"

namespace leadlight::record {

inline constexpr Labels kStatusLabel{"Status", "Status", "Status", "状态", "สถานะ"};
inline constexpr Labels kStatusReason{"Status reason", "Statusreden", "Statusgrund", "状态描述", "เหตุผลของสถานะ"};
inline constexpr Labels kName{"Name", "Naam", "Name", "名称", "ชื่อ"};
inline constexpr Labels kDescription{"Description", "Beschrijving", "Beschreibung", "说明", "คำอธิบาย"};
inline constexpr Labels kSubject{"Subject", "Onderwerp", "Betreff", "主题", "เรื่อง"};
inline constexpr Labels kTopic{"Topic", "Onderwerp", "Thema", "主题", "หัวข้อ"};
inline constexpr Labels kFullName{"Full name", "Volledige naam", "Vollständiger Name", "全名", "ชื่อเต็ม"};
inline constexpr Labels kFirstName{"First name", "Voornaam", "Vorname", "名字", "ชื่อ"};
inline constexpr Labels kMiddleName{"Middle name", "Tweede naam", "Zweiter Vorname", "中间名", "ชื่อกลาง"};
inline constexpr Labels kLastName{"Last name", "Achternaam", "Nachname", "姓氏", "นามสกุล"};
inline constexpr Labels kSalutation{"Salutation", "Aanhef", "Anrede", "称谓", "คำนำหน้า"};
inline constexpr Labels kJobTitle{"Job title", "Functie", "Position", "职务", "ตำแหน่งงาน"};
inline constexpr Labels kCompanyName{"Company name", "Bedrijfsnaam", "Firmenname", "公司名称", "ชื่อบริษัท"};
inline constexpr Labels kIndustryLabel{"Industry", "Bedrijfstak", "Branche", "行业", "อุตสาหกรรม"};
inline constexpr Labels kRevenue{"Annual revenue", "Jaaromzet", "Jahresumsatz", "年收入", "รายได้ประจำปี"};
inline constexpr Labels kEmployees{"Number of employees", "Aantal werknemers", "Anzahl der Mitarbeiter", "员工人数",
                                   "จำนวนพนักงาน"};
inline constexpr Labels kSicCode{"SIC code", "SIC-code", "SIC-Code", "标准行业分类代码", "รหัส SIC"};
inline constexpr Labels kEmail1{"Email", "E-mail", "E-Mail", "电子邮件", "อีเมล"};
inline constexpr Labels kEmail2{"Email address 2", "E-mailadres 2", "E-Mail-Adresse 2", "电子邮件地址 2", "ที่อยู่อีเมล 2"};
inline constexpr Labels kBusinessPhone{"Business phone", "Telefoon (werk)", "Telefon (geschäftlich)", "商务电话",
                                       "โทรศัพท์ที่ทำงาน"};
inline constexpr Labels kHomePhone{"Home phone", "Telefoon (privé)", "Telefon (privat)", "住宅电话", "โทรศัพท์บ้าน"};
inline constexpr Labels kMobilePhone{"Mobile phone", "Mobiele telefoon", "Mobiltelefon", "移动电话", "โทรศัพท์มือถือ"};
inline constexpr Labels kFax{"Fax", "Fax", "Fax", "传真", "โทรสาร"};
inline constexpr Labels kWebsite{"Website", "Website", "Website", "网站", "เว็บไซต์"};
inline constexpr Labels kStreet{"Street", "Straat", "Straße", "街道", "ถนน"};
inline constexpr Labels kCity{"City", "Plaats", "Ort", "市/县", "เมือง"};
inline constexpr Labels kProvince{"State/Province", "Provincie", "Bundesland/Kanton", "省/自治区/直辖市", "รัฐ/จังหวัด"};
inline constexpr Labels kPostalCode{"ZIP/Postal code", "Postcode", "Postleitzahl", "邮政编码", "รหัสไปรษณีย์"};
inline constexpr Labels kCountry{"Country/Region", "Land/regio", "Land/Region", "国家/地区", "ประเทศ/ภูมิภาค"};
inline constexpr Labels kDoNotEmail{"Do not allow emails", "Geen e-mail toestaan", "Keine E-Mails zulassen",
                                    "不允许发送电子邮件", "ไม่อนุญาตให้ส่งอีเมล"};
inline constexpr Labels kDoNotPhone{"Do not allow phone calls", "Geen telefoongesprekken toestaan",
                                    "Keine Anrufe zulassen", "不允许电话联络", "ไม่อนุญาตให้โทรศัพท์"};
inline constexpr Labels kDoNotBulkEmail{"Do not allow bulk emails", "Geen bulk-e-mail toestaan",
                                        "Keine Massen-E-Mails zulassen", "不允许批量电子邮件",
                                        "ไม่อนุญาตให้ส่งอีเมลจำนวนมาก"};
inline constexpr Labels kOptOut{"GDPR opt-out", "AVG-afmelding", "DSGVO-Widerspruch", "GDPR 退出", "ยกเลิกตาม GDPR"};
inline constexpr Labels kConsentLabel{"Consent to analysis", "Toestemming voor analyse",
                                      "Einwilligung in die Auswertung", "对分析的同意", "ความยินยอมให้วิเคราะห์"};
inline constexpr Labels kConsentGroundLabel{"Legal ground", "Rechtsgrond", "Rechtsgrundlage", "法律依据",
                                            "ฐานทางกฎหมาย"};
inline constexpr Labels kConsentDate{"Consent given or withdrawn on", "Toestemming gegeven of ingetrokken op",
                                     "Einwilligung erteilt oder widerrufen am", "同意或撤回日期",
                                     "วันที่ให้หรือถอนความยินยอม"};
inline constexpr Labels kContactInterval{"Expected contact interval (days)", "Verwacht contactinterval (dagen)",
                                         "Erwarteter Kontaktabstand (Tage)", "预期联系间隔（天）",
                                         "ระยะห่างการติดต่อที่คาดหวัง (วัน)"};
inline constexpr Labels kContactMethodLabel{"Preferred method of contact", "Voorkeur contactmethode",
                                            "Bevorzugte Kontaktmethode", "首选联系方法", "วิธีการติดต่อที่ต้องการ"};
inline constexpr Labels kLastOnHold{"Last on hold time", "Laatst in de wacht", "Zuletzt zurückgestellt", "上次暂候时间",
                                    "เวลาที่พักไว้ล่าสุด"};
inline constexpr Labels kCurrencyLabel{"Currency", "Valuta", "Währung", "货币", "สกุลเงิน"};
inline constexpr Labels kExchangeRate{"Exchange rate", "Wisselkoers", "Wechselkurs", "汇率", "อัตราแลกเปลี่ยน"};
inline constexpr Labels kExternalKey{"External key", "Externe sleutel", "Externer Schlüssel", "外部键", "คีย์ภายนอก"};
inline constexpr Labels kLeadLabel{"Lead", "Lead", "Lead", "潜在客户", "ลูกค้าเป้าหมาย"};
inline constexpr Labels kOpportunityLabel{"Opportunity", "Verkoopkans", "Verkaufschance", "商机", "โอกาสทางการขาย"};
inline constexpr Labels kAccountLabel{"Account", "Account", "Firma", "单位", "ลูกค้าองค์กร"};
inline constexpr Labels kContactLabel{"Contact", "Contactpersoon", "Kontakt", "联系人", "ผู้ติดต่อ"};
inline constexpr Labels kUserLabel{"User", "Gebruiker", "Benutzer", "用户", "ผู้ใช้"};
inline constexpr Labels kCustomer{"Customer", "Klant", "Kunde", "客户", "ลูกค้า"};
inline constexpr Labels kPriority{"Priority", "Prioriteit", "Priorität", "优先级", "ระดับความสำคัญ"};
inline constexpr Labels kRegarding{"Regarding", "Betreft", "Bezug", "关于", "เกี่ยวข้องกับ"};
inline constexpr Labels kBudgetAmount{"Budget amount", "Budgetbedrag", "Budgetbetrag", "预算金额", "จำนวนเงินงบประมาณ"};
inline constexpr Labels kBudgetAmountBase{"Budget amount (base)", "Budgetbedrag (basis)", "Budgetbetrag (Basis)",
                                          "预算金额(基础货币)", "จำนวนเงินงบประมาณ (หลัก)"};
inline constexpr Labels kRevenueBase{"Annual revenue (base)", "Jaaromzet (basis)", "Jahresumsatz (Basis)",
                                     "年收入(基础货币)", "รายได้ประจำปี (หลัก)"};
inline constexpr Labels kMerged{"Merged", "Samengevoegd", "Zusammengeführt", "已合并", "ผสานแล้ว"};
inline constexpr Labels kMaster{"Merged into", "Samengevoegd met", "Zusammengeführt mit", "合并到", "ผสานเข้ากับ"};
inline constexpr Labels kTableLabel{"Table", "Tabel", "Tabelle", "表", "ตาราง"};
inline constexpr Labels kLanguageLabel{"Language", "Taal", "Sprache", "语言", "ภาษา"};
inline constexpr Labels kTimeZone{"Time zone", "Tijdzone", "Zeitzone", "时区", "โซนเวลา"};
inline constexpr Labels kWorkingHours{"Working hours", "Werktijden", "Arbeitszeiten", "工作时间", "เวลาทำงาน"};
inline constexpr Labels kBudget{"Budget", "Budget", "Budget", "预算", "งบประมาณ"};
inline constexpr Labels kTimeframe{"Purchase timeframe", "Aankooptermijn", "Kaufzeitraum", "购买时间范围",
                                   "กรอบเวลาการซื้อ"};
inline constexpr Labels kProcess{"Purchase process", "Aankoopproces", "Kaufprozess", "采购流程", "กระบวนการซื้อ"};
inline constexpr Labels kNeedLabel{"Need", "Behoefte", "Bedarf", "需求", "ความต้องการ"};
inline constexpr Labels kRatingLabel{"Rating", "Classificatie", "Einstufung", "分级", "การจัดอันดับ"};
inline constexpr Labels kEstimatedClose{"Est. close date", "Geschatte sluitingsdatum", "Geschätztes Abschlussdatum",
                                        "预计结束日期", "วันที่ปิดโดยประมาณ"};
inline constexpr Labels kEstimatedValue{"Est. value", "Geschatte waarde", "Geschätzter Wert", "预计价值",
                                        "มูลค่าโดยประมาณ"};
inline constexpr Labels kDecisionMaker{"Decision maker?", "Beslisser?", "Entscheidungsträger?", "是决策者吗?",
                                       "เป็นผู้ตัดสินใจหรือไม่"};
inline constexpr Labels kSalesStageLabel{"Sales stage", "Verkoopfase", "Verkaufsphase", "销售阶段", "ขั้นตอนการขาย"};
inline constexpr Labels kScore{"Score", "Score", "Score", "分数", "คะแนน"};
inline constexpr Labels kGradeLabel{"Grade", "Beoordeling", "Bewertung", "等级", "เกรด"};
inline constexpr Labels kTrendLabel{"Score trend", "Scoretrend", "Scoretrend", "分数趋势", "แนวโน้มคะแนน"};
inline constexpr Labels kReasons{"Score reasons", "Scoreredenen", "Score-Gründe", "评分原因", "เหตุผลของคะแนน"};
inline constexpr Labels kPredictiveScore{"Predictive score", "Voorspellende score", "Prädiktiver Score", "预测性分数",
                                         "คะแนนที่คาดคะเนได้"};
inline constexpr Labels kKpiItem{"KPI item", "KPI-item", "KPI-Element", "KPI 项", "รายการ KPI"};
inline constexpr Labels kModelVersionLabel{"Model version", "Modelversie", "Modellversion", "模型版本",
                                           "เวอร์ชันของโมเดล"};

}  // namespace leadlight::record
