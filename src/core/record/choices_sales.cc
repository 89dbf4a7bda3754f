#include "core/record/choices.h"

namespace leadlight::record {
namespace {

constexpr Option kLeadStates[] = {
    {0, {"Open", "Open", "Offen", "已开启", "เปิด"}},
    {1, {"Qualified", "Gekwalificeerd", "Qualifiziert", "已授予资格", "มีคุณสมบัติ"}},
    {2, {"Disqualified", "Gediskwalificeerd", "Disqualifiziert", "已取消资格", "ไม่มีคุณสมบัติ"}},
};
// 8 is ours: the product adds "Marketing Qualified" with a number that differs between installations.
constexpr Option kLeadStatuses[] = {
    {1, {"New", "Nieuw", "Neu", "新建", "ใหม่"}, 0},
    {2, {"Contacted", "Contact opgenomen", "Kontaktiert", "已联系", "ติดต่อแล้ว"}, 0},
    {8,
     {"Marketing Qualified", "Marketinggekwalificeerd", "Marketingqualifiziert", "市场营销合格", "ผ่านเกณฑ์การตลาด"},
     0},
    {3, {"Qualified", "Gekwalificeerd", "Qualifiziert", "已授予资格", "มีคุณสมบัติ"}, 1},
    {4, {"Lost", "Verloren", "Verloren", "已丢失", "เสียไป"}, 2},
    {5, {"Cannot Contact", "Onbereikbaar", "Nicht erreichbar", "无法联系", "ติดต่อไม่ได้"}, 2},
    {6,
     {"No Longer Interested", "Niet langer geïnteresseerd", "Nicht mehr interessiert", "不再感兴趣", "ไม่สนใจแล้ว"},
     2},
    {7, {"Canceled", "Geannuleerd", "Abgebrochen", "已取消", "ยกเลิกแล้ว"}, 2},
};
constexpr Option kLeadSources[] = {
    {1, {"Advertisement", "Advertentie", "Werbung", "广告", "โฆษณา"}},
    {2, {"Employee Referral", "Verwijzing door medewerker", "Mitarbeiterempfehlung", "员工推荐", "พนักงานแนะนำ"}},
    {3, {"External Referral", "Externe verwijzing", "Externe Empfehlung", "外部推荐", "บุคคลภายนอกแนะนำ"}},
    {4, {"Partner", "Partner", "Partner", "合作伙伴", "คู่ค้า"}},
    {5, {"Public Relations", "Public relations", "Öffentlichkeitsarbeit", "公共关系", "การประชาสัมพันธ์"}},
    {6, {"Seminar", "Seminar", "Seminar", "研讨会", "สัมมนา"}},
    {7, {"Trade Show", "Vakbeurs", "Messe", "展销会", "งานแสดงสินค้า"}},
    {8, {"Web", "Web", "Web", "网站", "เว็บ"}},
    {9, {"Word of Mouth", "Mond-tot-mondreclame", "Mundpropaganda", "口碑", "การบอกต่อ"}},
    {10, {"Other", "Overig", "Sonstige", "其他", "อื่นๆ"}},
};
constexpr Option kRatings[] = {
    {1, {"Hot", "Heet", "Heiß", "热", "ร้อน"}},
    {2, {"Warm", "Warm", "Warm", "温", "อุ่น"}},
    {3, {"Cold", "Koud", "Kalt", "冷", "เย็น"}},
};
constexpr Option kIndustries[] = {
    {1, {"Accounting", "Boekhouding", "Buchhaltung", "会计", "การบัญชี"}},
    {2,
     {"Agriculture and Non-petrol Natural Resource Extraction", "Landbouw en winning van grondstoffen",
      "Landwirtschaft und Rohstoffgewinnung", "农业和非石油自然资源开采", "การเกษตรและทรัพยากรธรรมชาติ"}},
    {3,
     {"Broadcasting Printing and Publishing", "Omroep, drukkerij en uitgeverij", "Rundfunk, Druck und Verlag",
      "广播、印刷和出版", "การกระจายเสียง การพิมพ์ และสิ่งพิมพ์"}},
    {4, {"Brokers", "Makelaars", "Makler", "经纪", "นายหน้า"}},
    {5, {"Building Supply Retail", "Bouwmaterialenhandel", "Baustoffhandel", "建材零售", "ค้าปลีกวัสดุก่อสร้าง"}},
    {6, {"Business Services", "Zakelijke dienstverlening", "Unternehmensdienstleistungen", "商业服务", "บริการทางธุรกิจ"}},
    {7, {"Consulting", "Advies", "Beratung", "咨询", "ที่ปรึกษา"}},
    {8, {"Consumer Services", "Consumentendiensten", "Dienstleistungen für Verbraucher", "消费者服务", "บริการผู้บริโภค"}},
    {9,
     {"Design, Direction and Creative Management", "Ontwerp en creatieve leiding", "Design und Kreativmanagement",
      "设计、指导和创意管理", "การออกแบบและงานสร้างสรรค์"}},
    {10,
     {"Distributors, Dispatchers and Processors", "Distributie en verwerking", "Vertrieb, Versand und Verarbeitung",
      "分销、调度和加工", "ผู้จัดจำหน่ายและแปรรูป"}},
    {11,
     {"Doctor's Offices and Clinics", "Artsenpraktijken en klinieken", "Arztpraxen und Kliniken", "诊所",
      "คลินิกและสถานพยาบาล"}},
    {12,
     {"Durable Manufacturing", "Productie van duurzame goederen", "Herstellung langlebiger Güter", "耐用品制造",
      "การผลิตสินค้าคงทน"}},
    {13, {"Eating and Drinking Places", "Horeca", "Gastronomie", "餐饮", "ร้านอาหารและเครื่องดื่ม"}},
    {14,
     {"Entertainment Retail", "Detailhandel in entertainment", "Unterhaltungseinzelhandel", "娱乐零售",
      "ค้าปลีกความบันเทิง"}},
    {15, {"Equipment Rental and Leasing", "Verhuur en leasing", "Vermietung und Leasing", "设备租赁", "ให้เช่าอุปกรณ์"}},
    {16, {"Financial", "Financiële sector", "Finanzwesen", "金融", "การเงิน"}},
    {17,
     {"Food and Tobacco Processing", "Voedings- en tabaksindustrie", "Lebensmittel- und Tabakverarbeitung",
      "食品和烟草加工", "แปรรูปอาหารและยาสูบ"}},
    {18,
     {"Inbound Capital Intensive Processing", "Kapitaalintensieve verwerking", "Kapitalintensive Verarbeitung",
      "资本密集型加工", "การแปรรูปที่ใช้ทุนสูง"}},
    {19, {"Inbound Repair and Services", "Reparatie en service", "Reparatur und Service", "维修和服务", "ซ่อมและบริการ"}},
    {20, {"Insurance", "Verzekeringen", "Versicherungen", "保险", "ประกันภัย"}},
    {21, {"Legal Services", "Juridische diensten", "Rechtsdienstleistungen", "法律服务", "บริการทางกฎหมาย"}},
    {22,
     {"Non-Durable Merchandise Retail", "Detailhandel in verbruiksgoederen", "Einzelhandel mit Verbrauchsgütern",
      "非耐用品零售", "ค้าปลีกสินค้าไม่คงทน"}},
    {23,
     {"Outbound Consumer Service", "Buitendienst voor consumenten", "Mobile Verbraucherdienste", "上门消费者服务",
      "บริการผู้บริโภคนอกสถานที่"}},
    {24, {"Petrochemical Extraction and Distribution", "Petrochemie", "Petrochemie", "石化开采和分销", "ปิโตรเคมี"}},
    {25, {"Service Retail", "Dienstverlenende detailhandel", "Serviceeinzelhandel", "服务零售", "ค้าปลีกบริการ"}},
    {26, {"SIG Affiliations", "Belangenverenigingen", "Interessenverbände", "利益团体", "กลุ่มผลประโยชน์"}},
    {27, {"Social Services", "Maatschappelijke diensten", "Soziale Dienste", "社会服务", "บริการสังคม"}},
    {28,
     {"Special Outbound Trade Contractors", "Gespecialiseerde aannemers", "Spezialisierte Handwerksbetriebe",
      "专业承包商", "ผู้รับเหมาเฉพาะทาง"}},
    {29, {"Specialty Realty", "Vastgoed", "Immobilien", "专业房地产", "อสังหาริมทรัพย์"}},
    {30, {"Transportation", "Transport", "Transport", "运输", "การขนส่ง"}},
    {31, {"Utility Creation and Distribution", "Nutsbedrijven", "Versorgungsbetriebe", "公用事业", "สาธารณูปโภค"}},
    {32, {"Vehicle Retail", "Autohandel", "Fahrzeughandel", "汽车零售", "ค้าปลีกยานพาหนะ"}},
    {33, {"Wholesale", "Groothandel", "Großhandel", "批发", "ค้าส่ง"}},
};
constexpr Option kTimeframes[] = {
    {0, {"Immediate", "Onmiddellijk", "Sofort", "立即", "ทันที"}},
    {1, {"This Quarter", "Dit kwartaal", "Dieses Quartal", "本季度", "ไตรมาสนี้"}},
    {2, {"Next Quarter", "Volgend kwartaal", "Nächstes Quartal", "下季度", "ไตรมาสหน้า"}},
    {3, {"This Year", "Dit jaar", "Dieses Jahr", "今年", "ปีนี้"}},
    {4, {"Not known", "Niet bekend", "Nicht bekannt", "未知", "ไม่ทราบ"}},
};
constexpr Option kProcesses[] = {
    {0, {"Individual", "Individueel", "Einzelperson", "个人", "บุคคล"}},
    {1, {"Committee", "Commissie", "Ausschuss", "委员会", "คณะกรรมการ"}},
    {2, {"Unknown", "Onbekend", "Unbekannt", "未知", "ไม่ทราบ"}},
};
constexpr Option kBudgetStatuses[] = {
    {0, {"No Committed Budget", "Geen toegezegd budget", "Kein zugesagtes Budget", "无承诺预算", "ไม่มีงบประมาณที่ยืนยัน"}},
    {1, {"May Buy", "Koopt misschien", "Kauft vielleicht", "可能购买", "อาจซื้อ"}},
    {2, {"Can Buy", "Kan kopen", "Kann kaufen", "能够购买", "ซื้อได้"}},
    {3, {"Will Buy", "Gaat kopen", "Wird kaufen", "将会购买", "จะซื้อ"}},
};
constexpr Option kNeeds[] = {
    {0, {"Must have", "Noodzakelijk", "Muss", "必须有", "ต้องมี"}},
    {1, {"Should have", "Gewenst", "Soll", "应该有", "ควรมี"}},
    {2, {"Good to have", "Mooi meegenomen", "Kann", "最好有", "มีก็ดี"}},
    {3, {"No need", "Geen behoefte", "Kein Bedarf", "不需要", "ไม่จำเป็น"}},
};
constexpr Option kInitialCommunications[] = {
    {0, {"Contacted", "Contact opgenomen", "Kontaktiert", "已联系", "ติดต่อแล้ว"}},
    {1, {"Not Contacted", "Geen contact opgenomen", "Nicht kontaktiert", "未联系", "ยังไม่ได้ติดต่อ"}},
};
constexpr Option kLeadSalesStages[] = {{0, {"Qualify", "Kwalificeren", "Qualifizieren", "授予资格", "ตรวจสอบคุณสมบัติ"}}};
constexpr Option kLeadPriorities[] = {{1, {"Default Value", "Standaardwaarde", "Standardwert", "默认值", "ค่าเริ่มต้น"}}};
constexpr Option kContactMethods[] = {
    {1, {"Any", "Alle", "Beliebig", "任意", "ใดก็ได้"}},       {2, {"Email", "E-mail", "E-Mail", "电子邮件", "อีเมล"}},
    {3, {"Phone", "Telefoon", "Telefon", "电话", "โทรศัพท์"}}, {4, {"Fax", "Fax", "Fax", "传真", "โทรสาร"}},
    {5, {"Mail", "Post", "Post", "邮寄", "ไปรษณีย์"}},
};
constexpr Option kOpportunityStates[] = {
    {0, {"Open", "Open", "Offen", "已开启", "เปิด"}},
    {1, {"Won", "Gewonnen", "Gewonnen", "已赢单", "ชนะ"}},
    {2, {"Lost", "Verloren", "Verloren", "已丢单", "แพ้"}},
};
constexpr Option kOpportunityStatuses[] = {
    {1, {"In Progress", "Wordt uitgevoerd", "In Bearbeitung", "进行中", "กำลังดำเนินการ"}, 0},
    {2, {"On Hold", "In de wacht", "Zurückgestellt", "暂候", "พักไว้"}, 0},
    {3, {"Won", "Gewonnen", "Gewonnen", "已赢单", "ชนะ"}, 1},
    {4, {"Canceled", "Geannuleerd", "Abgebrochen", "已取消", "ยกเลิกแล้ว"}, 2},
    {5, {"Out-Sold", "Concurrent gekozen", "An Mitbewerber verloren", "竞争失利", "แพ้คู่แข่ง"}, 2},
};
constexpr Option kSalesStages[] = {
    {0, {"Qualify", "Kwalificeren", "Qualifizieren", "授予资格", "ตรวจสอบคุณสมบัติ"}},
    {1, {"Develop", "Ontwikkelen", "Entwickeln", "培育", "พัฒนา"}},
    {2, {"Propose", "Voorstellen", "Vorschlagen", "建议", "เสนอ"}},
    {3, {"Close", "Sluiten", "Abschließen", "关闭", "ปิด"}},
};
constexpr Option kAccountCategories[] = {
    {1, {"Preferred Customer", "Voorkeursklant", "Bevorzugter Kunde", "首选客户", "ลูกค้าพิเศษ"}},
    {2, {"Standard", "Standaard", "Standard", "标准", "มาตรฐาน"}},
};
constexpr Option kCustomerTypes[] = {
    {1, {"Competitor", "Concurrent", "Mitbewerber", "竞争对手", "คู่แข่ง"}},
    {2, {"Consultant", "Adviseur", "Berater", "顾问", "ที่ปรึกษา"}},
    {3, {"Customer", "Klant", "Kunde", "客户", "ลูกค้า"}},
    {4, {"Investor", "Investeerder", "Investor", "投资者", "นักลงทุน"}},
    {5, {"Partner", "Partner", "Partner", "合作伙伴", "คู่ค้า"}},
    {6, {"Influencer", "Beïnvloeder", "Einflussnehmer", "影响者", "ผู้มีอิทธิพล"}},
    {7, {"Press", "Pers", "Presse", "媒体", "สื่อมวลชน"}},
    {8, {"Prospect", "Prospect", "Interessent", "潜在客户", "ผู้มีแนวโน้มเป็นลูกค้า"}},
    {9, {"Reseller", "Wederverkoper", "Wiederverkäufer", "经销商", "ผู้ค้าปลีก"}},
    {10, {"Supplier", "Toeleverancier", "Zulieferer", "供货商", "ผู้จัดหา"}},
    {11, {"Vendor", "Leverancier", "Lieferant", "供应商", "ผู้ขาย"}},
    {12, {"Other", "Overig", "Sonstige", "其他", "อื่นๆ"}},
};
constexpr Option kOwnerships[] = {
    {1, {"Public", "Beursgenoteerd", "Börsennotiert", "上市", "มหาชน"}},
    {2, {"Private", "Particulier", "Privat", "私有", "เอกชน"}},
    {3, {"Subsidiary", "Dochteronderneming", "Tochtergesellschaft", "子公司", "บริษัทในเครือ"}},
    {4, {"Other", "Overig", "Sonstige", "其他", "อื่นๆ"}},
};
constexpr Option kCustomerSizes[] = {{1, {"Default Value", "Standaardwaarde", "Standardwert", "默认值", "ค่าเริ่มต้น"}}};
constexpr Option kContactRoles[] = {
    {1, {"Decision Maker", "Beslisser", "Entscheidungsträger", "决策者", "ผู้ตัดสินใจ"}},
    {2, {"Employee", "Medewerker", "Mitarbeiter", "员工", "พนักงาน"}},
    {3, {"Influencer", "Beïnvloeder", "Einflussnehmer", "影响者", "ผู้มีอิทธิพล"}},
};
constexpr Option kGenders[] = {
    {1, {"Male", "Man", "Männlich", "男", "ชาย"}},
    {2, {"Female", "Vrouw", "Weiblich", "女", "หญิง"}},
};
constexpr Option kFamilyStatuses[] = {
    {1, {"Single", "Alleenstaand", "Ledig", "单身", "โสด"}},
    {2, {"Married", "Gehuwd", "Verheiratet", "已婚", "สมรส"}},
    {3, {"Divorced", "Gescheiden", "Geschieden", "离异", "หย่าร้าง"}},
    {4, {"Widowed", "Weduwe/weduwnaar", "Verwitwet", "丧偶", "หม้าย"}},
};

}  // namespace

constinit const ChoiceSet kLeadState{"lead_statecode", kLeadStates};
constinit const ChoiceSet kLeadStatus{"lead_statuscode", kLeadStatuses};
constinit const ChoiceSet kLeadSource{"lead_leadsourcecode", kLeadSources};
constinit const ChoiceSet kRating{"rating", kRatings};
constinit const ChoiceSet kIndustry{"industrycode", kIndustries};
constinit const ChoiceSet kPurchaseTimeframe{"purchasetimeframe", kTimeframes};
constinit const ChoiceSet kPurchaseProcess{"purchaseprocess", kProcesses};
constinit const ChoiceSet kBudgetStatus{"budgetstatus", kBudgetStatuses};
constinit const ChoiceSet kNeed{"need", kNeeds};
constinit const ChoiceSet kInitialCommunication{"initialcommunication", kInitialCommunications};
constinit const ChoiceSet kLeadSalesStage{"lead_salesstage", kLeadSalesStages};
constinit const ChoiceSet kLeadPriority{"lead_prioritycode", kLeadPriorities};
constinit const ChoiceSet kContactMethod{"preferredcontactmethodcode", kContactMethods};
constinit const ChoiceSet kOpportunityState{"opportunity_statecode", kOpportunityStates};
constinit const ChoiceSet kOpportunityStatus{"opportunity_statuscode", kOpportunityStatuses};
constinit const ChoiceSet kSalesStage{"opportunity_salesstage", kSalesStages};
constinit const ChoiceSet kAccountCategory{"account_accountcategorycode", kAccountCategories};
constinit const ChoiceSet kCustomerType{"customertypecode", kCustomerTypes};
constinit const ChoiceSet kAccountOwnership{"account_ownershipcode", kOwnerships};
constinit const ChoiceSet kCustomerSize{"customersizecode", kCustomerSizes};
constinit const ChoiceSet kContactRole{"contact_accountrolecode", kContactRoles};
constinit const ChoiceSet kGender{"contact_gendercode", kGenders};
constinit const ChoiceSet kFamilyStatus{"contact_familystatuscode", kFamilyStatuses};

}  // namespace leadlight::record
