// Mail accounts that are followed, how far each folder was read, and where on the server each mail lies.
#include "core/record/choices.h"
#include "core/record/labels.h"
#include "core/record/tables.h"

namespace leadlight::record {
namespace {

using enum FieldType;

constexpr Labels kMailAccountLabel{"Mail account", "E-mailaccount", "E-Mail-Konto", "邮件帐户", "บัญชีอีเมล"};
constexpr Labels kMailFolderLabel{"Mail folder", "E-mailmap", "E-Mail-Ordner", "邮件文件夹", "โฟลเดอร์อีเมล"};
constexpr Labels kLastErrorLabel{"Last error", "Laatste fout", "Letzter Fehler", "上次错误", "ข้อผิดพลาดล่าสุด"};
constexpr Labels kLastSyncedLabel{"Last synced on", "Laatst gesynchroniseerd op", "Zuletzt abgeglichen am",
                                  "上次同步时间", "ซิงค์ล่าสุดเมื่อ"};
constexpr Labels kMessagesLabel{"Messages", "Berichten", "Nachrichten", "邮件数", "จำนวนข้อความ"};
constexpr Labels kNumberLabel{"Number on the server", "Nummer op de server", "Nummer auf dem Server", "服务器上的编号",
                              "หมายเลขบนเซิร์ฟเวอร์"};

constexpr Labels kKeptOutLabel{"Kept out by an ignore list", "Weggelaten door een negeerlijst",
                               "Von einer Ignorierliste ausgelassen", "被忽略列表排除", "ถูกตัดออกโดยรายการละเว้น"};

constexpr Field kMailAccountFields[] = {
    {"ll_mailboxid",
     Lookup,
     {"Mailbox", "Postvak", "Postfach", "邮箱", "กล่องจดหมาย"},
     kRequired | kIndexed,
     "ll_mailbox"},
    {"ll_host", Text, {"Server", "Server", "Server", "服务器", "เซิร์ฟเวอร์"}, kRequired, {}, nullptr, 255},
    {"ll_port", Integer, {"Port", "Poort", "Port", "端口", "พอร์ต"}, kRequired},
    {"ll_security",
     Choice,
     {"Encryption", "Versleuteling", "Verschlüsselung", "加密", "การเข้ารหัส"},
     kRequired,
     {},
     &kMailSecurity},
    {"ll_username",
     Text,
     {"User name", "Gebruikersnaam", "Benutzername", "用户名", "ชื่อผู้ใช้"},
     kRequired | kPersonal,
     {},
     nullptr,
     1'000},
    // Sealed (service/access/secret_box.h), and the key it was sealed with.
    {"ll_password",
     Memo,
     {"Password", "Wachtwoord", "Kennwort", "密码", "รหัสผ่าน"},
     kRequired | kInternal,
     {},
     nullptr,
     4'000},
    {"ll_keyid", Text, {"Key", "Sleutel", "Schlüssel", "密钥", "คีย์"}, kRequired | kInternal, {}, nullptr, 40},
    {"ll_privatemail",
     Boolean,
     {"Mails are private", "E-mails zijn privé", "E-Mails sind privat", "邮件为私人邮件", "อีเมลเป็นส่วนตัว"}},
    // JSON lists of names. No list: all but bin, junk and drafts; texts as the mailbox says.
    {"ll_folders", Memo, {"Folders", "Mappen", "Ordner", "文件夹", "โฟลเดอร์"}},
    {"ll_bodyfolders",
     Memo,
     {"Folders with texts", "Mappen met teksten", "Ordner mit Texten", "保留正文的文件夹", "โฟลเดอร์ที่เก็บเนื้อความ"}},
    {"ll_state", Choice, kStatusLabel, kComputed, {}, &kMailAccountState},
    {"ll_error", Memo, kLastErrorLabel, kComputed},
    {"ll_failures",
     Integer,
     {"Failures in a row", "Mislukkingen op rij", "Fehlschläge in Folge", "连续失败次数", "ล้มเหลวต่อเนื่อง"},
     kComputed},
    {"ll_lastsyncon", DateTime, kLastSyncedLabel, kComputed},
    {"ll_nextsyncon",
     DateTime,
     {"Next sync on", "Volgende synchronisatie op", "Nächster Abgleich am", "下次同步时间", "ซิงค์ครั้งถัดไปเมื่อ"},
     kComputed | kIndexed},
    {"ll_jobid", Lookup, {"Job", "Taak op achtergrond", "Auftrag", "作业", "งานเบื้องหลัง"}, kComputed, "ll_job"},
};
constexpr Field kMailFolderFields[] = {
    {"ll_mailaccountid", Lookup, kMailAccountLabel, kRequired | kIndexed, "ll_mailaccount"},
    {"ll_name", Text, kName, kRequired, {}, nullptr, 400},
    {"ll_uidvalidity", BigInteger, {"Numbering", "Nummering", "Nummerierung", "编号版本", "รุ่นของหมายเลข"}, kComputed},
    {"ll_lastuid",
     BigInteger,
     {"Read up to number", "Gelezen tot nummer", "Gelesen bis Nummer", "已读至编号", "อ่านถึงหมายเลข"},
     kComputed},
    {"ll_messages", BigInteger, kMessagesLabel, kComputed},
    {"ll_skipped",
     BigInteger,
     {"Messages left out", "Overgeslagen berichten", "Ausgelassene Nachrichten", "略过的邮件", "ข้อความที่ข้าม"},
     kComputed},
    {"ll_ignored", BigInteger, kKeptOutLabel, kComputed},
    {"ll_error", Memo, kLastErrorLabel, kComputed},
    {"ll_lastsyncon", DateTime, kLastSyncedLabel, kComputed},
};
constexpr Field kMailLocationFields[] = {
    {"ll_mailfolderid", Lookup, kMailFolderLabel, kRequired | kIndexed, "ll_mailfolder"},
    {"ll_uid", BigInteger, kNumberLabel, kRequired},
    // None: the mail could not be read, or an ignore list kept it out.
    {"ll_mailboxitemid",
     Lookup,
     {"Mailbox item", "Postvakitem", "Postfachelement", "邮箱项目", "รายการในกล่องจดหมาย"},
     kIndexed,
     "ll_mailboxitem"},
    {"ll_ignored", Boolean, kKeptOutLabel, kComputed},
};

}  // namespace

constinit const Table kMailAccountTable{
    .name = "ll_mailaccount",
    .entity_set = "ll_mailaccounts",
    .primary_id = "ll_mailaccountid",
    .primary_name = "ll_host",
    .label = kMailAccountLabel,
    .plural = {"Mail accounts", "E-mailaccounts", "E-Mail-Konten", "邮件帐户", "บัญชีอีเมล"},
    .ownership = Ownership::System,
    .flags = kNoApi | kNoHistory | kJoin,
    .fields = kMailAccountFields,
};
constinit const Table kMailFolderTable{
    .name = "ll_mailfolder",
    .entity_set = "ll_mailfolders",
    .primary_id = "ll_mailfolderid",
    .primary_name = "ll_name",
    .label = kMailFolderLabel,
    .plural = {"Mail folders", "E-mailmappen", "E-Mail-Ordner", "邮件文件夹", "โฟลเดอร์อีเมล"},
    .ownership = Ownership::System,
    .flags = kNoApi | kNoHistory | kJoin,
    .fields = kMailFolderFields,
};
constinit const Table kMailLocationTable{
    .name = "ll_maillocation",
    .entity_set = "ll_maillocations",
    .primary_id = "ll_maillocationid",
    .primary_name = "ll_maillocationid",
    .label = {"Place of a mail", "Plaats van een e-mail", "Ort einer E-Mail", "邮件位置", "ตำแหน่งของอีเมล"},
    .plural = {"Places of mails", "Plaatsen van e-mails", "Orte von E-Mails", "邮件位置", "ตำแหน่งของอีเมล"},
    .ownership = Ownership::System,
    .flags = kNoApi | kNoHistory | kJoin,
    .fields = kMailLocationFields,
};

}  // namespace leadlight::record
