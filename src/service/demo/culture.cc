#include "service/demo/culture.h"

namespace leadlight::demo {
namespace {

using std::chrono::hours;

constexpr Industry kIndustries[] = {{16, 12}, {7, 10}, {12, 13}, {6, 12}, {20, 7}, {30, 8},
                                    {33, 8},  {11, 7}, {13, 8},  {27, 6}, {3, 5},  {31, 4}};

// The trades below stand in the order of kIndustries: financial, consulting, manufacturing, business services,
// insurance, transport, wholesale, clinics, restaurants, social services, publishing, utilities.

constexpr NamePart kDutchWomen[] = {{"Anna"}, {"Sanne"}, {"Femke"}, {"Lotte"}, {"Maaike"},  {"Zoë"},
                                    {"Iris"}, {"Noor"},  {"Eline"}, {"Fleur"}, {"Marloes"}, {"Aïsha"}};
constexpr NamePart kDutchMen[] = {{"Daan"},   {"Sem"},  {"Bram"},   {"Ruben"},   {"Thijs"}, {"Jeroen"},
                                  {"Wouter"}, {"Koen"}, {"Pieter"}, {"Youssef"}, {"Gijs"},  {"Maarten"}};
constexpr NamePart kDutchFamilies[] = {{"Jansen"},   {"de Wit"},       {"Bakker"},   {"van Dijk"},    {"Visser"},
                                       {"Smeets"},   {"Mulder"},       {"de Groot"}, {"Bos"},         {"Vermeer"},
                                       {"Hendriks"}, {"van der Meer"}, {"Kuipers"},  {"Postma"},      {"Dekker"},
                                       {"Brouwer"},  {"El Amrani"},    {"Schouten"}, {"van Leeuwen"}, {"Prins"}};
constexpr NamePart kDutchStems[] = {{"Noorderlicht"}, {"Zilverzand"}, {"Waterkant"},    {"Duinrand"},
                                    {"Lindeborg"},    {"Havenzicht"}, {"Meerwijk"},     {"Oosterbeek"},
                                    {"Kompas"},       {"Tulpenhof"},  {"Windkracht"},   {"Polderland"},
                                    {"Zonneveld"},    {"Vuurtoren"},  {"Grachtenhuis"}, {"Molenwiek"}};
constexpr std::string_view kDutchTrades[] = {"Vermogensbeheer", "Advies",    "Machinefabriek", "Zakelijk",
                                             "Verzekeringen",   "Logistiek", "Groothandel",    "Klinieken",
                                             "Brasserie",       "Welzijn",   "Uitgeverij",     "Energie"};
constexpr std::string_view kDutchLegal[] = {"B.V.", "B.V.", "N.V.", "Groep", "& Zonen"};
constexpr Place kDutchPlaces[] = {{"Utrecht", "Utrecht", "3511 AB"},        {"Amsterdam", "Noord-Holland", "1012 JS"},
                                  {"Rotterdam", "Zuid-Holland", "3011 AA"}, {"Eindhoven", "Noord-Brabant", "5611 AZ"},
                                  {"Groningen", "Groningen", "9711 LM"},    {"Zwolle", "Overijssel", "8011 PK"}};
constexpr std::string_view kDutchStreets[] = {"Stationsweg", "Kerkstraat", "Industrieweg", "Havenkade", "Parklaan"};

constexpr NamePart kGermanWomen[] = {{"Lena"},   {"Sophie"}, {"Jana"},      {"Katharina"}, {"Birgit"}, {"Ute"},
                                     {"Miriam"}, {"Anke"},   {"Franziska"}, {"Ayşe"},      {"Julia"},  {"Heike"}};
constexpr NamePart kGermanMen[] = {{"Jürgen"}, {"Lukas"}, {"Matthias"}, {"Stefan"}, {"Tobias"}, {"Moritz"},
                                   {"Uwe"},    {"Björn"}, {"Karsten"},  {"Emre"},   {"Jonas"},  {"Dieter"}};
constexpr NamePart kGermanFamilies[] = {{"Müller"},      {"Weiß"},    {"Schröder"}, {"Köhler"},    {"Brandt"},
                                        {"Vogel"},       {"Lehmann"}, {"Krüger"},   {"Hartmann"},  {"Seidel"},
                                        {"Baumgärtner"}, {"Reuter"},  {"Yıldız"},   {"Friedrich"}, {"Böhm"},
                                        {"Albrecht"},    {"Pohl"},    {"Winkler"},  {"Schäfer"},   {"Engel"}};
constexpr NamePart kGermanStems[] = {{"Waldau"},    {"Rheingold"}, {"Steinbach"},  {"Falkenberg"},
                                     {"Nordlicht"}, {"Lindenhof"}, {"Silberwald"}, {"Hohenfels"},
                                     {"Kranich"},   {"Blauberg"},  {"Altmark"},    {"Sonnfeld"},
                                     {"Grünwerk"},  {"Bernstein"}, {"Elbtal"},     {"Tannenau"}};
constexpr std::string_view kGermanTrades[] = {
    "Vermögensverwaltung", "Beratung", "Maschinenbau", "Dienste",    "Versicherungen", "Spedition",
    "Großhandel",          "Kliniken", "Gasthaus",     "Sozialwerk", "Verlag",         "Stadtwerke"};
constexpr std::string_view kGermanLegal[] = {"GmbH", "GmbH", "GmbH & Co. KG", "AG", "KG"};
constexpr Place kGermanPlaces[] = {{"Köln", "Nordrhein-Westfalen", "50667"},
                                   {"München", "Bayern", "80331"},
                                   {"Hamburg", "Hamburg", "20095"},
                                   {"Leipzig", "Sachsen", "04109"},
                                   {"Stuttgart", "Baden-Württemberg", "70173"},
                                   {"Hannover", "Niedersachsen", "30159"}};
constexpr std::string_view kGermanStreets[] = {"Bahnhofstraße", "Hauptstraße", "Gewerbepark", "Am Markt",
                                               "Lindenallee"};

constexpr NamePart kBritishWomen[] = {{"Emily"}, {"Charlotte"}, {"Priya"}, {"Harriet"},  {"Fiona"},
                                      {"Grace"}, {"Niamh"},     {"Zara"},  {"Rosalind"}, {"Megan"}};
constexpr NamePart kBritishMen[] = {{"Oliver"}, {"Callum"}, {"Rajesh"}, {"Edward"}, {"Gareth"},
                                    {"Declan"}, {"Simon"},  {"Hamza"},  {"Rupert"}, {"Alistair"}};
constexpr NamePart kBritishFamilies[] = {{"Ashworth"},   {"O'Connell"},  {"Patel"},      {"Whitfield"},
                                         {"Mackenzie"},  {"Hargreaves"}, {"Llewellyn"},  {"Bannister"},
                                         {"Okafor"},     {"Pemberton"},  {"Fairclough"}, {"Nolan"},
                                         {"Sutherland"}, {"Begum"},      {"Thornbury"},  {"Ellison"}};
constexpr NamePart kEnglishStems[] = {{"Harrowgate"},  {"Silverbrook"}, {"Northmoor"},   {"Kestrel"},
                                      {"Bluebell"},    {"Ironbridge"},  {"Fernhill"},    {"Larkspur"},
                                      {"Copperfield"}, {"Seabright"},   {"Stonecroft"},  {"Windermoor"},
                                      {"Oakhaven"},    {"Merlin"},      {"Brightwater"}, {"Foxglove"}};
constexpr std::string_view kEnglishTrades[] = {"Capital",   "Consulting", "Engineering", "Services",
                                               "Insurance", "Freight",    "Supplies",    "Clinics",
                                               "Kitchens",  "Trust",      "Press",       "Energy"};
constexpr std::string_view kBritishLegal[] = {"Ltd", "Ltd", "PLC", "Group", "& Sons"};
constexpr Place kBritishPlaces[] = {{"Leeds", "West Yorkshire", "LS1 4AP"},
                                    {"Bristol", "Bristol", "BS1 4DJ"},
                                    {"Edinburgh", "Scotland", "EH1 1YZ"},
                                    {"Manchester", "Greater Manchester", "M2 5DB"},
                                    {"London", "Greater London", "EC2A 4NE"}};
constexpr std::string_view kBritishStreets[] = {"High Street", "Station Road", "Mill Lane", "Victoria Road",
                                                "Canal Street"};

constexpr NamePart kAmericanWomen[] = {{"Madison"}, {"Hannah"}, {"Alyssa"}, {"Guadalupe"}, {"Tiana"},
                                       {"Brooke"},  {"Mei"},    {"Paige"},  {"Savannah"},  {"Carmen"}};
constexpr NamePart kAmericanMen[] = {{"Tyler"}, {"Marcus"}, {"Diego"},   {"Wyatt"}, {"Kevin"},
                                     {"Jamal"}, {"Ethan"},  {"Brandon"}, {"Luis"},  {"Cody"}};
constexpr NamePart kAmericanFamilies[] = {
    {"Calloway"}, {"Ramirez"},  {"Whitaker"}, {"Nguyen"},   {"Delgado"},  {"Prescott"},  {"Holloway"}, {"Kowalski"},
    {"Freeman"},  {"Sandoval"}, {"Beckett"},  {"Lindgren"}, {"Washburn"}, {"Abernathy"}, {"Castillo"}, {"Yamada"}};
constexpr std::string_view kAmericanLegal[] = {"Inc.", "Inc.", "LLC", "Corp.", "Partners"};
constexpr Place kAmericanPlaces[] = {{"Denver", "Colorado", "80202"},
                                     {"Austin", "Texas", "78701"},
                                     {"Columbus", "Ohio", "43215"},
                                     {"Portland", "Oregon", "97204"},
                                     {"Atlanta", "Georgia", "30303"}};
constexpr std::string_view kAmericanStreets[] = {"Main Street", "Oak Avenue", "Commerce Drive", "Lakeview Road",
                                                 "5th Avenue"};

constexpr NamePart kFrenchWomen[] = {{"Camille"}, {"Chloé"}, {"Élodie"}, {"Margaux"}, {"Inès"},
                                     {"Hélène"},  {"Fatou"}, {"Manon"},  {"Agathe"},  {"Sylvie"}};
constexpr NamePart kFrenchMen[] = {{"Jérôme"}, {"Théo"}, {"François"}, {"Mathieu"}, {"Karim"},
                                   {"Benoît"}, {"Luc"},  {"Rémi"},     {"Gaël"},    {"Antoine"}};
constexpr NamePart kFrenchFamilies[] = {
    {"Lefèvre"},  {"Moreau"}, {"Garnier"},  {"Chevalier"}, {"Benali"}, {"Rousseau"}, {"Delacroix"}, {"Marchand"},
    {"Fontaine"}, {"Perrin"}, {"Gauthier"}, {"Besson"},    {"Diallo"}, {"Colin"},    {"Poirier"},   {"Renaud"}};
constexpr NamePart kFrenchStems[] = {{"Belvédère"},  {"Clairval"},   {"Montfleury"}, {"Horizon"},
                                     {"Beaurivage"}, {"Mistral"},    {"Rochebrune"}, {"Solférine"},
                                     {"Valmont"},    {"Hirondelle"}, {"Grandbois"},  {"Lumière"}};
constexpr std::string_view kFrenchTrades[] = {"Patrimoine", "Conseil",    "Mécanique", "Services",
                                              "Assurances", "Transports", "Négoce",    "Cliniques",
                                              "Traiteur",   "Solidarité", "Éditions",  "Énergies"};
constexpr std::string_view kFrenchLegal[] = {"SARL", "SAS", "SA", "et Fils", "Groupe"};
constexpr Place kFrenchPlaces[] = {{"Lyon", "Auvergne-Rhône-Alpes", "69002"},
                                   {"Lille", "Hauts-de-France", "59000"},
                                   {"Nantes", "Pays de la Loire", "44000"},
                                   {"Toulouse", "Occitanie", "31000"},
                                   {"Paris", "Île-de-France", "75009"}};
constexpr std::string_view kFrenchStreets[] = {"rue de la Gare", "avenue des Tilleuls", "place du Marché", "rue Neuve",
                                               "quai des Arts"};

constexpr NamePart kChineseWomen[] = {{"丽", "li"},         {"静怡", "jingyi"},   {"雪梅", "xuemei"},
                                      {"婷婷", "tingting"}, {"晓红", "xiaohong"}, {"雨桐", "yutong"},
                                      {"佳", "jia"},        {"慧敏", "huimin"}};
constexpr NamePart kChineseMen[] = {{"伟", "wei"},  {"建国", "jianguo"}, {"志强", "zhiqiang"}, {"浩然", "haoran"},
                                    {"明", "ming"}, {"宇航", "yuhang"},  {"俊杰", "junjie"},   {"文博", "wenbo"}};
constexpr NamePart kChineseFamilies[] = {{"王", "wang"}, {"李", "li"},   {"张", "zhang"}, {"陈", "chen"},
                                         {"刘", "liu"},  {"赵", "zhao"}, {"黄", "huang"}, {"周", "zhou"},
                                         {"吴", "wu"},   {"徐", "xu"},   {"孙", "sun"},   {"欧阳", "ouyang"}};
constexpr NamePart kChineseStems[] = {
    {"云岭", "yunling"}, {"海鸥", "haiou"},  {"金桥", "jinqiao"}, {"青松", "qingsong"}, {"华泰源", "huataiyuan"},
    {"东曙", "dongshu"}, {"星河", "xinghe"}, {"瑞禾", "ruihe"},   {"长林", "changlin"}, {"明湖", "minghu"}};
constexpr std::string_view kChineseTrades[] = {"资本", "咨询", "机械", "商务",     "保险", "物流",
                                               "贸易", "诊所", "餐饮", "社区服务", "出版", "能源"};
constexpr std::string_view kChineseLegal[] = {"有限公司", "有限公司", "股份有限公司", "集团"};
constexpr Place kChinesePlaces[] = {
    {"上海", "上海", "200001"}, {"深圳", "广东", "518000"}, {"杭州", "浙江", "310000"}, {"成都", "四川", "610000"}};
constexpr std::string_view kChineseStreets[] = {"人民路", "建设路", "科技园", "中山路"};

constexpr NamePart kThaiWomen[] = {{"สมหญิง", "somying"},    {"มาลี", "malee"},    {"พิมพ์ชนก", "pimchanok"},
                                   {"กมลวรรณ", "kamonwan"}, {"อรทัย", "orathai"}, {"สุดา", "suda"},
                                   {"ณัฐธิดา", "natthida"}};
constexpr NamePart kThaiMen[] = {{"สมชาย", "somchai"}, {"ธนกร", "thanakorn"},  {"วิชัย", "wichai"}, {"กิตติ", "kitti"},
                                 {"ณัฐพล", "nattapon"}, {"ประเสริฐ", "prasert"}, {"อนุชา", "anucha"}};
constexpr NamePart kThaiFamilies[] = {{"ศรีสุข", "srisuk"},       {"ใจดี", "jaidee"},         {"วงศ์ไทย", "wongthai"},
                                      {"แก้วมณี", "kaewmanee"},   {"ทองคำ", "thongkham"},    {"บุญมา", "boonma"},
                                      {"รัตนชัย", "rattanachai"}, {"พงษ์พานิช", "pongpanich"}, {"สายทอง", "saithong"}};
constexpr NamePart kThaiStems[] = {{"สยามเกษม", "siamkasem"},  {"บางกอกรุ่ง", "bangkokrung"}, {"ลานนาทอง", "lannathong"},
                                   {"อันดามันใส", "andamansai"}, {"เจริญผล", "charoenphon"},   {"ภูฟ้า", "phufah"},
                                   {"ดาวเหนือ", "daonuea"}};
constexpr std::string_view kThaiTrades[] = {"แคปปิตอล", "ที่ปรึกษา", "วิศวกรรม", "บริการธุรกิจ", "ประกันภัย", "ขนส่ง",
                                            "ค้าส่ง",    "คลินิก",   "อาหาร",   "มูลนิธิ",      "การพิมพ์",  "พลังงาน"};
constexpr std::string_view kThaiLegal[] = {"จำกัด", "จำกัด", "กรุ๊ป"};
constexpr Place kThaiPlaces[] = {{"กรุงเทพฯ", "กรุงเทพมหานคร", "10110"},
                                 {"เชียงใหม่", "เชียงใหม่", "50000"},
                                 {"ภูเก็ต", "ภูเก็ต", "83000"},
                                 {"ขอนแก่น", "ขอนแก่น", "40000"}};
constexpr std::string_view kThaiStreets[] = {"ถนนสุขุมวิท", "ถนนพหลโยธิน", "ถนนนิมมานเหมินท์"};

constexpr Culture kCultures[] = {
    {"nl", "Netherlands", "Benelux and France", "EUR", 1, "+31", hours(1), 24, kDutchWomen, kDutchMen, kDutchFamilies,
     false, kDutchStems, kDutchTrades, kDutchLegal, kDutchPlaces, kDutchStreets},
    {"de", "Germany", "DACH", "EUR", 1, "+49", hours(1), 24, kGermanWomen, kGermanMen, kGermanFamilies, false,
     kGermanStems, kGermanTrades, kGermanLegal, kGermanPlaces, kGermanStreets},
    {"en", "United Kingdom", "UK and Ireland", "GBP", 0.86, "+44", hours(0), 16, kBritishWomen, kBritishMen,
     kBritishFamilies, false, kEnglishStems, kEnglishTrades, kBritishLegal, kBritishPlaces, kBritishStreets},
    {"en", "United States", "Americas", "USD", 1.08, "+1", hours(-6), 12, kAmericanWomen, kAmericanMen,
     kAmericanFamilies, false, kEnglishStems, kEnglishTrades, kAmericanLegal, kAmericanPlaces, kAmericanStreets},
    {"fr", "France", "Benelux and France", "EUR", 1, "+33", hours(1), 8, kFrenchWomen, kFrenchMen, kFrenchFamilies,
     false, kFrenchStems, kFrenchTrades, kFrenchLegal, kFrenchPlaces, kFrenchStreets},
    {"zh", "China", "Asia Pacific", "CNY", 7.8, "+86", hours(8), 8, kChineseWomen, kChineseMen, kChineseFamilies, true,
     kChineseStems, kChineseTrades, kChineseLegal, kChinesePlaces, kChineseStreets},
    {"th", "Thailand", "Asia Pacific", "THB", 38.5, "+66", hours(7), 8, kThaiWomen, kThaiMen, kThaiFamilies, false,
     kThaiStems, kThaiTrades, kThaiLegal, kThaiPlaces, kThaiStreets},
};

}  // namespace

std::span<const Culture> cultures() {
  return kCultures;
}
std::span<const Industry> industries() {
  return kIndustries;
}

}  // namespace leadlight::demo
