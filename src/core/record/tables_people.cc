// Who writes and meets: people with their addresses, and the mailboxes and calendars in which they were found.
#include "core/record/choices.h"
#include "core/record/labels.h"
#include "core/record/tables.h"

namespace leadlight::record {
namespace {

using enum FieldType;

constexpr Labels kPersonLabel{"Person", "Persoon", "Person", "人员", "บุคคล"};
constexpr Labels kMailboxLabel{"Mailbox", "Postvak", "Postfach", "邮箱", "กล่องจดหมาย"};
constexpr Labels kAddressLabel{"Address", "Adres", "Adresse", "地址", "ที่อยู่"};

constexpr Field kPersonFields[] = {
    {"ll_name", Text, kName, kPersonal | kSearchable, {}, nullptr, 200},
    {"ll_kind", Choice, {"Kind", "Soort", "Art", "种类", "ชนิด"}, 0, {}, &kPersonKind},
    // The record that stands for this person, if any.
    {"ll_recordid",
     Lookup,
     {"Record", "Record", "Datensatz", "记录", "ระเบียน"},
     kIndexed | kPersonal,
     "contact,lead,systemuser"},
};
constexpr Field kPersonAddressFields[] = {
    {"ll_address", Text, kAddressLabel, kRequired | kUnique | kIndexed | kPersonal, {}, nullptr, 320},
    {"ll_personid", Lookup, kPersonLabel, kRequired | kIndexed, "ll_person"},
    {"ll_name", Text, kName, kPersonal, {}, nullptr, 200},
    // A JSON list of the other spellings.
    {"ll_spellings",
     Memo,
     {"Other spellings", "Andere spellingen", "Andere Schreibweisen", "其他写法", "การสะกดอื่น"},
     kPersonal,
     {},
     nullptr,
     4'000},
    {"ll_ours", Boolean, {"Ours", "Van ons", "Von uns", "我方", "ของเรา"}},
    {"ll_certainty",
     Choice,
     {"Certainty", "Zekerheid", "Sicherheit", "确定程度", "ความแน่นอน"},
     kIndexed,
     {},
     &kCertainty},
    // Why the address is this person's.
    {"ll_reason", Text, {"Reason", "Reden", "Grund", "原因", "เหตุผล"}, 0, {}, nullptr, 400},
    // What it would become, where that is doubtful.
    {"ll_proposedpersonid",
     Lookup,
     {"Proposed person", "Voorgestelde persoon", "Vorgeschlagene Person", "建议的人员", "บุคคลที่เสนอ"},
     kIndexed,
     "ll_person"},
};
// What somebody decided about people: the program keeps to it, and it can be undone.
constexpr Field kPeopleDecisionFields[] = {
    // About whom, or which domain.
    {"ll_name", Text, {"About", "Over", "Über", "关于", "เกี่ยวกับ"}, kRequired | kPersonal, {}, nullptr, 400},
    {"ll_kind",
     Choice,
     {"Decision", "Besluit", "Entscheidung", "决定", "การตัดสินใจ"},
     kRequired | kIndexed,
     {},
     &kPeopleDecision},
    // JSON: what was before, and which addresses are not one person's (service/capture/people_decisions.h).
    {"ll_before",
     Memo,
     {"Before", "Daarvoor", "Vorher", "之前", "ก่อนหน้า"},
     kComputed | kPersonal,
     {},
     nullptr,
     100'000},
    {"ll_apart",
     Memo,
     {"Kept apart", "Apart gehouden", "Auseinandergehalten", "保持分开", "แยกไว้"},
     kComputed | kPersonal,
     {},
     nullptr,
     100'000},
};
constexpr Field kMailboxFields[] = {
    {"ll_name", Text, kName, kRequired, {}, nullptr, 200},
    {"ll_kind", Choice, {"Kind", "Soort", "Art", "种类", "ชนิด"}, kRequired, {}, &kMailboxKind},
    // A path, or the address of an account.
    {"ll_source", Text, {"Source", "Bron", "Quelle", "来源", "แหล่งที่มา"}, kIndexed, {}, nullptr, 1'000},
    {"ll_bodies",
     Boolean,
     {"Texts are kept", "Teksten worden bewaard", "Texte werden aufbewahrt", "保留正文", "เก็บเนื้อความไว้"}},
    {"ll_analytics",
     Boolean,
     {"Counts in relationships", "Telt mee in relaties", "Zählt in Beziehungen", "计入关系分析", "นับรวมในความสัมพันธ์"}},
    {"ll_lastreadon", DateTime, {"Last read", "Laatst gelezen", "Zuletzt gelesen", "上次读取", "อ่านล่าสุด"}, kComputed},
};
// Who has a mail in a mailbox may read it: no client says so.
constexpr Field kMailboxItemFields[] = {
    {"ll_mailboxid", Lookup, kMailboxLabel, kRequired | kIndexed | kComputed, "ll_mailbox"},
    {"activityid",
     Lookup,
     {"Activity", "Activiteit", "Aktivität", "活动", "กิจกรรม"},
     kRequired | kIndexed | kComputed,
     "email,appointment"},
    {"ll_folder", Text, {"Folder", "Map", "Ordner", "文件夹", "โฟลเดอร์"}, 0, {}, nullptr, 400},
    // Of an account that is followed: since when the mail lies in no folder of it any more.
    {"ll_goneon", DateTime, {"Gone on", "Verdwenen op", "Verschwunden am", "消失时间", "หายไปเมื่อ"}, kComputed},
    // By what the mailbox's owner or the organisation ignores.
    {"ll_ignored",
     Boolean,
     {"Held back by an ignore list", "Achtergehouden door een negeerlijst", "Von einer Ignorierliste zurückgehalten",
      "被忽略列表隐藏", "ถูกซ่อนโดยรายการละเว้น"},
     kComputed},
};

}  // namespace

constinit const Table kPersonTable{
    .name = "ll_person",
    .entity_set = "ll_persons",
    .primary_id = "ll_personid",
    .primary_name = "ll_name",
    .label = kPersonLabel,
    .plural = {"People", "Personen", "Personen", "人员", "บุคคล"},
    .ownership = Ownership::Organisation,
    .fields = kPersonFields,
};
constinit const Table kPersonAddressTable{
    .name = "ll_personaddress",
    .entity_set = "ll_personaddresses",
    .primary_id = "ll_personaddressid",
    .primary_name = "ll_address",
    .label = {"Address of a person", "Adres van een persoon", "Adresse einer Person", "人员地址", "ที่อยู่ของบุคคล"},
    .plural = {"Addresses of people", "Adressen van personen", "Adressen von Personen", "人员地址", "ที่อยู่ของบุคคล"},
    .ownership = Ownership::Organisation,
    .fields = kPersonAddressFields,
};
constinit const Table kPeopleDecisionTable{
    .name = "ll_peopledecision",
    .entity_set = "ll_peopledecisions",
    .primary_id = "ll_peopledecisionid",
    .primary_name = "ll_name",
    .label = {"Decision about people", "Besluit over personen", "Entscheidung über Personen", "关于人员的决定",
              "การตัดสินใจเรื่องบุคคล"},
    .plural = {"Decisions about people", "Besluiten over personen", "Entscheidungen über Personen", "关于人员的决定",
               "การตัดสินใจเรื่องบุคคล"},
    .ownership = Ownership::Organisation,
    .flags = kNoHistory,
    .fields = kPeopleDecisionFields,
};
constinit const Table kMailboxTable{
    .name = "ll_mailbox",
    .entity_set = "ll_mailboxes",
    .primary_id = "ll_mailboxid",
    .primary_name = "ll_name",
    .label = kMailboxLabel,
    .plural = {"Mailboxes", "Postvakken", "Postfächer", "邮箱", "กล่องจดหมาย"},
    .ownership = Ownership::User,
    .fields = kMailboxFields,
};
constinit const Table kMailboxItemTable{
    .name = "ll_mailboxitem",
    .entity_set = "ll_mailboxitems",
    .primary_id = "ll_mailboxitemid",
    .primary_name = "ll_folder",
    .label = {"Mailbox item", "Postvakitem", "Postfachelement", "邮箱项目", "รายการในกล่องจดหมาย"},
    .plural = {"Mailbox items", "Postvakitems", "Postfachelemente", "邮箱项目", "รายการในกล่องจดหมาย"},
    .ownership = Ownership::Parent,
    .parent = "ll_mailboxid",
    .flags = kNoHistory | kJoin,
    .fields = kMailboxItemFields,
};

}  // namespace leadlight::record
