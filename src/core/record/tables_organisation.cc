// Us: users, teams, business units and the currencies we sell in.
#include "core/record/choices.h"
#include "core/record/labels.h"
#include "core/record/tables.h"

namespace leadlight::record {
namespace {

using enum FieldType;

constexpr Labels kBusinessUnitLabel{"Business unit", "Business unit", "Unternehmenseinheit", "业务部门", "หน่วยธุรกิจ"};

constexpr Field kUserFields[] = {
    {"fullname", Text, kFullName, kPersonal | kSearchable | kIndexed, {}, nullptr, 200},
    {"firstname", Text, kFirstName, kPersonal, {}, nullptr, 64},
    {"lastname", Text, kLastName, kPersonal, {}, nullptr, 64},
    {"domainname",
     Text,
     {"User name", "Gebruikersnaam", "Benutzername", "用户名", "ชื่อผู้ใช้"},
     kRequired | kUnique | kIndexed | kPersonal | kSearchable,
     {},
     nullptr,
     100},
    {"internalemailaddress", Text, kEmail1, kPersonal | kSearchable | kIndexed, {}, nullptr, 100},
    {"title", Text, {"Title", "Titel", "Titel", "职务", "ตำแหน่ง"}, 0, {}, nullptr, 128},
    {"businessunitid", Lookup, kBusinessUnitLabel, kRequired | kIndexed, "businessunit"},
    {"parentsystemuserid",
     Lookup,
     {"Manager", "Manager", "Vorgesetzter", "经理", "ผู้จัดการ"},
     kIndexed | kPersonal,
     "systemuser"},
    {"mobilephone", Text, kMobilePhone, kPersonal, {}, nullptr, 64},
    {"address1_telephone1", Text, kBusinessPhone, kPersonal, {}, nullptr, 64},
    {"msdyn_gdproptout", Boolean, kOptOut, kNoFactor},
    {"isdisabled", Boolean, {"Disabled", "Uitgeschakeld", "Deaktiviert", "已禁用", "ปิดใช้งาน"}, kIndexed},
    {"accessmode",
     Choice,
     {"Access mode", "Toegangsmodus", "Zugriffsmodus", "访问模式", "โหมดการเข้าถึง"},
     0,
     {},
     &kAccessMode},
    {"ll_language", Text, kLanguageLabel, 0, {}, nullptr, 10},
    {"ll_timezone", Text, kTimeZone, 0, {}, nullptr, 64},
    {"ll_workinghours", Memo, kWorkingHours, 0, {}, nullptr, 4000},
    {"ll_failedsignins",
     Integer,
     {"Failed sign-ins", "Mislukte aanmeldingen", "Fehlgeschlagene Anmeldungen", "登录失败次数", "การลงชื่อเข้าใช้ที่ล้มเหลว"},
     kInternal | kComputed | kNoFactor},
    {"ll_lockeduntil",
     DateTime,
     {"Locked until", "Geblokkeerd tot", "Gesperrt bis", "锁定至", "ล็อกจนถึง"},
     kInternal | kComputed | kNoFactor},
    {"ll_passwordhash",
     Text,
     {"Password hash", "Wachtwoordhash", "Kennworthash", "密码哈希", "แฮชรหัสผ่าน"},
     kInternal | kComputed | kNoFactor,
     {},
     nullptr,
     300},
};

constexpr Field kTeamFields[] = {
    {"name",
     Text,
     {"Team name", "Teamnaam", "Teamname", "团队名称", "ชื่อทีม"},
     kRequired | kUnique | kIndexed | kSearchable,
     {},
     nullptr,
     160},
    {"ll_contactinterval", Integer, kContactInterval, kNoFactor},
    {"businessunitid", Lookup, kBusinessUnitLabel, kRequired | kIndexed, "businessunit"},
    {"administratorid",
     Lookup,
     {"Administrator", "Beheerder", "Administrator", "管理员", "ผู้ดูแลระบบ"},
     kPersonal,
     "systemuser"},
    {"teamtype", Choice, {"Team type", "Teamtype", "Teamtyp", "团队类型", "ชนิดทีม"}, 0, {}, &kTeamType},
    {"emailaddress", Text, kEmail1, 0, {}, nullptr, 100},
    {"description", Memo, kDescription},
};

constexpr Field kBusinessUnitFields[] = {
    {"name", Text, kName, kRequired | kUnique | kIndexed | kSearchable, {}, nullptr, 160},
    {"parentbusinessunitid",
     Lookup,
     {"Parent business unit", "Bovenliggende business unit", "Übergeordnete Unternehmenseinheit", "上级业务部门",
      "หน่วยธุรกิจหลัก"},
     kIndexed,
     "businessunit"},
    {"emailaddress", Text, kEmail1, 0, {}, nullptr, 100},
    {"websiteurl", Text, kWebsite, 0, {}, nullptr, 200},
    {"address1_city", Text, kCity, 0, {}, nullptr, 80},
    {"address1_country", Text, kCountry, 0, {}, nullptr, 80},
    {"isdisabled", Boolean, {"Disabled", "Uitgeschakeld", "Deaktiviert", "已禁用", "ปิดใช้งาน"}},
    {"description", Memo, kDescription},
};

constexpr Field kCurrencyFields[] = {
    {"currencyname",
     Text,
     {"Currency name", "Valutanaam", "Währungsname", "货币名称", "ชื่อสกุลเงิน"},
     kRequired | kSearchable,
     {},
     nullptr,
     100},
    {"isocurrencycode",
     Text,
     {"Currency code", "Valutacode", "Währungscode", "货币代码", "รหัสสกุลเงิน"},
     kRequired | kUnique | kIndexed,
     {},
     nullptr,
     5},
    {"currencysymbol",
     Text,
     {"Currency symbol", "Valutasymbool", "Währungssymbol", "货币符号", "สัญลักษณ์สกุลเงิน"},
     0,
     {},
     nullptr,
     13},
    {"exchangerate", Double, kExchangeRate},
    {"currencyprecision",
     Integer,
     {"Currency precision", "Valutaprecisie", "Währungsgenauigkeit", "货币精度", "ความแม่นยำของสกุลเงิน"}},
    {"statecode", State, kStatusLabel, 0, {}, &kActiveState},
    {"statuscode", Status, kStatusReason, 0, {}, &kActiveStatus},
};

}  // namespace

constinit const Table kSystemUserTable{
    .name = "systemuser",
    .entity_set = "systemusers",
    .primary_id = "systemuserid",
    .primary_name = "fullname",
    .label = kUserLabel,
    .plural = {"Users", "Gebruikers", "Benutzer", "用户", "ผู้ใช้"},
    .ownership = Ownership::Organisation,
    .fields = kUserFields,
};
constinit const Table kTeamTable{
    .name = "team",
    .entity_set = "teams",
    .primary_id = "teamid",
    .primary_name = "name",
    .label = {"Team", "Team", "Team", "团队", "ทีม"},
    .plural = {"Teams", "Teams", "Teams", "团队", "ทีม"},
    .ownership = Ownership::Organisation,
    .fields = kTeamFields,
};
constinit const Table kBusinessUnitTable{
    .name = "businessunit",
    .entity_set = "businessunits",
    .primary_id = "businessunitid",
    .primary_name = "name",
    .label = kBusinessUnitLabel,
    .plural = {"Business units", "Business units", "Unternehmenseinheiten", "业务部门", "หน่วยธุรกิจ"},
    .ownership = Ownership::Organisation,
    .fields = kBusinessUnitFields,
};
constinit const Table kCurrencyTable{
    .name = "transactioncurrency",
    .entity_set = "transactioncurrencies",
    .primary_id = "transactioncurrencyid",
    .primary_name = "currencyname",
    .label = kCurrencyLabel,
    .plural = {"Currencies", "Valuta's", "Währungen", "货币", "สกุลเงิน"},
    .ownership = Ownership::Organisation,
    .fields = kCurrencyFields,
};

}  // namespace leadlight::record
