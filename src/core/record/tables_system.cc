// The program's own tables: jobs, roles and who holds them, sessions, tokens, settings.
#include "core/record/choices.h"
#include "core/record/labels.h"
#include "core/record/tables.h"

namespace leadlight::record {
namespace {

using enum FieldType;

constexpr Labels kRoleLabel{"Security role", "Beveiligingsrol", "Sicherheitsrolle", "安全角色", "บทบาทความปลอดภัย"};
constexpr Labels kTokenHash{"Token hash", "Tokenhash", "Tokenhash", "令牌哈希", "แฮชโทเค็น"};
constexpr Labels kExpires{"Expires on", "Verloopt op", "Läuft ab am", "过期时间", "หมดอายุเมื่อ"};
constexpr Labels kLastUsed{"Last used on", "Laatst gebruikt op", "Zuletzt verwendet am", "上次使用时间", "ใช้ล่าสุดเมื่อ"};

constexpr Field kJobFields[] = {
    {"ll_kind", Text, {"Kind", "Soort", "Art", "种类", "ชนิด"}, kRequired | kIndexed, {}, nullptr, 50},
    {"ll_state", Choice, kStatusLabel, kComputed | kIndexed, {}, &kJobState},
    {"ll_payload", Memo, {"Payload", "Inhoud", "Nutzdaten", "负载", "เพย์โหลด"}, kInternal},
    {"ll_progress", Double, {"Progress", "Voortgang", "Fortschritt", "进度", "ความคืบหน้า"}, kComputed},
    {"ll_step", Text, {"Step", "Stap", "Schritt", "步骤", "ขั้นตอน"}, kComputed},
    {"ll_done", BigInteger, {"Done", "Gereed", "Erledigt", "已完成", "เสร็จแล้ว"}, kComputed},
    {"ll_total", BigInteger, {"Total", "Totaal", "Gesamt", "总数", "ทั้งหมด"}, kComputed},
    {"ll_result", Memo, {"Result", "Resultaat", "Ergebnis", "结果", "ผลลัพธ์"}, kComputed, {}, nullptr, 10000000},
    {"ll_error", Memo, {"Error", "Fout", "Fehler", "错误", "ข้อผิดพลาด"}, kComputed},
    {"ll_modelid",
     Lookup,
     {"Scoring model", "Scoringmodel", "Bewertungsmodell", "评分模型", "โมเดลการให้คะแนน"},
     kIndexed,
     "ll_model"},
    {"ll_leaseowner",
     Text,
     {"Lease owner", "Houder van claim", "Inhaber der Reservierung", "租约持有者", "ผู้ถือสิทธิ์"},
     kComputed | kInternal},
    {"ll_leaseexpireson",
     DateTime,
     {"Lease expires on", "Claim verloopt op", "Reservierung läuft ab am", "租约过期时间", "สิทธิ์หมดอายุเมื่อ"},
     kComputed | kInternal | kIndexed},
    {"ll_nextattempton",
     DateTime,
     {"Next attempt on", "Volgende poging op", "Nächster Versuch am", "下次尝试时间", "ความพยายามครั้งถัดไปเมื่อ"},
     kComputed | kIndexed},
    {"ll_priority", Integer, kPriority, kComputed},
    {"ll_attempts", Integer, {"Attempts", "Pogingen", "Versuche", "尝试次数", "จำนวนครั้งที่พยายาม"}, kComputed},
    {"startedon", DateTime, {"Started on", "Gestart op", "Gestartet am", "开始时间", "เริ่มเมื่อ"}, kComputed},
    {"finishedon", DateTime, {"Finished on", "Voltooid op", "Beendet am", "完成时间", "เสร็จเมื่อ"}, kComputed},
};
constexpr Field kRoleFields[] = {
    {"name", Text, kName, kRequired | kUnique | kIndexed, {}, nullptr, 100},
    {"privileges", Memo, {"Privileges", "Bevoegdheden", "Rechte", "特权", "สิทธิ์"}},
};
constexpr Field kUserRoleFields[] = {
    {"systemuserid", Lookup, kUserLabel, kRequired | kIndexed, "systemuser"},
    {"roleid", Lookup, kRoleLabel, kRequired | kIndexed, "role"},
};
constexpr Field kTeamMembershipFields[] = {
    {"teamid", Lookup, {"Team", "Team", "Team", "团队", "ทีม"}, kRequired | kIndexed, "team"},
    {"systemuserid", Lookup, kUserLabel, kRequired | kIndexed, "systemuser"},
};
constexpr Field kSessionFields[] = {
    {"tokenhash", Text, kTokenHash, kRequired | kUnique | kIndexed | kInternal},
    {"systemuserid", Lookup, kUserLabel, kRequired | kIndexed, "systemuser"},
    {"csrftoken", Text, {"CSRF token", "CSRF-token", "CSRF-Token", "CSRF 令牌", "โทเค็น CSRF"}, kInternal},
    {"expireson", DateTime, kExpires, kIndexed},
    {"lastusedon", DateTime, kLastUsed},
    {"useragent", Text, {"User agent", "Useragent", "Benutzeragent", "用户代理", "ตัวแทนผู้ใช้"}, 0, {}, nullptr, 500},
};
constexpr Field kTokenFields[] = {
    {"name", Text, kName, kRequired, {}, nullptr, 100},
    {"tokenhash", Text, kTokenHash, kRequired | kUnique | kIndexed | kInternal},
    {"systemuserid", Lookup, kUserLabel, kRequired | kIndexed, "systemuser"},
    {"expireson", DateTime, kExpires, kIndexed},
    {"lastusedon", DateTime, kLastUsed},
};
constexpr Field kSettingFields[] = {
    {"ll_key", Text, {"Key", "Sleutel", "Schlüssel", "键", "คีย์"}, kRequired | kUnique | kIndexed, {}, nullptr, 100},
    {"ll_value", Memo, {"Value", "Waarde", "Wert", "值", "ค่า"}},
};

constexpr Field kNoticeReadingFields[] = {
    {"ll_name", Text, kName, 0, {}, nullptr, 100},
    {"ll_systemuserid", Lookup, kUserLabel, kRequired | kIndexed, "systemuser"},
    {"ll_version", Integer, {"Version", "Versie", "Fassung", "版本", "ฉบับ"}, kRequired},
    // As it was read.
    {"ll_notice", Memo, {"Notice", "Kennisgeving", "Hinweis", "声明", "ประกาศ"}, 0, {}, nullptr, 8000},
};

}  // namespace

constinit const Table kJobTable{
    .name = "ll_job",
    .entity_set = "ll_jobs",
    .primary_id = "ll_jobid",
    .primary_name = "ll_kind",
    .label = {"Job", "Taak op achtergrond", "Auftrag", "作业", "งานเบื้องหลัง"},
    .plural = {"Jobs", "Taken op achtergrond", "Aufträge", "作业", "งานเบื้องหลัง"},
    .ownership = Ownership::User,
    .flags = kNoHistory,
    .fields = kJobFields,
};
constinit const Table kRoleTable{
    .name = "role",
    .entity_set = "roles",
    .primary_id = "roleid",
    .primary_name = "name",
    .label = kRoleLabel,
    .plural = {"Security roles", "Beveiligingsrollen", "Sicherheitsrollen", "安全角色", "บทบาทความปลอดภัย"},
    .ownership = Ownership::Organisation,
    .fields = kRoleFields,
};
constinit const Table kUserRolesTable{
    .name = "systemuserroles",
    .entity_set = "systemuserrolescollection",
    .primary_id = "systemuserroleid",
    .primary_name = "systemuserroleid",
    .label = {"User role", "Gebruikersrol", "Benutzerrolle", "用户角色", "บทบาทผู้ใช้"},
    .plural = {"User roles", "Gebruikersrollen", "Benutzerrollen", "用户角色", "บทบาทผู้ใช้"},
    .ownership = Ownership::Organisation,
    .flags = kJoin,
    .fields = kUserRoleFields,
};
constinit const Table kTeamMembershipTable{
    .name = "teammembership",
    .entity_set = "teammemberships",
    .primary_id = "teammembershipid",
    .primary_name = "teammembershipid",
    .label = {"Team membership", "Teamlidmaatschap", "Teammitgliedschaft", "团队成员身份", "การเป็นสมาชิกทีม"},
    .plural = {"Team memberships", "Teamlidmaatschappen", "Teammitgliedschaften", "团队成员身份", "การเป็นสมาชิกทีม"},
    .ownership = Ownership::Organisation,
    .flags = kJoin,
    .fields = kTeamMembershipFields,
};
constinit const Table kSessionTable{
    .name = "ll_session",
    .entity_set = "ll_sessions",
    .primary_id = "ll_sessionid",
    .primary_name = "ll_sessionid",
    .label = {"Session", "Sessie", "Sitzung", "会话", "เซสชัน"},
    .plural = {"Sessions", "Sessies", "Sitzungen", "会话", "เซสชัน"},
    .ownership = Ownership::System,
    .flags = kNoApi | kNoHistory,
    .fields = kSessionFields,
};
constinit const Table kTokenTable{
    .name = "ll_token",
    .entity_set = "ll_tokens",
    .primary_id = "ll_tokenid",
    .primary_name = "name",
    .label = {"Access token", "Toegangstoken", "Zugriffstoken", "访问令牌", "โทเค็นการเข้าถึง"},
    .plural = {"Access tokens", "Toegangstokens", "Zugriffstoken", "访问令牌", "โทเค็นการเข้าถึง"},
    .ownership = Ownership::System,
    .flags = kNoApi | kNoHistory,
    .fields = kTokenFields,
};
constinit const Table kSettingTable{
    .name = "ll_setting",
    .entity_set = "ll_settings",
    .primary_id = "ll_settingid",
    .primary_name = "ll_key",
    .label = {"Setting", "Instelling", "Einstellung", "设置", "การตั้งค่า"},
    .plural = {"Settings", "Instellingen", "Einstellungen", "设置", "การตั้งค่า"},
    .ownership = Ownership::System,
    .flags = kNoApi,
    .fields = kSettingFields,
};

constinit const Table kNoticeReadingTable{
    .name = "ll_noticereading",
    .entity_set = "ll_noticereadings",
    .primary_id = "ll_noticereadingid",
    .primary_name = "ll_name",
    .label = {"Reading of a notice", "Lezing van een kennisgeving", "Lesen eines Hinweises", "声明阅读记录",
              "การอ่านประกาศ"},
    .plural = {"Readings of notices", "Lezingen van kennisgevingen", "Gelesene Hinweise", "声明阅读记录",
               "การอ่านประกาศ"},
    .ownership = Ownership::System,
    .flags = kNoApi,
    .fields = kNoticeReadingFields,
};

}  // namespace leadlight::record
