// What is kept out of what is captured: an address, a domain with those below it, a folder of a mailbox.
#include "core/record/labels.h"
#include "core/record/tables.h"

namespace leadlight::record {
namespace {

using enum FieldType;

constexpr Field kIgnoreFields[] = {
    // `anna@x.example`, `x.example`, or the name of a folder with `*`.
    {"ll_value",
     Text,
     {"Ignored", "Genegeerd", "Ignoriert", "已忽略", "ที่ละเว้น"},
     kRequired | kPersonal,
     {},
     nullptr,
     400},
    // Whose list it stands on; none: the organisation's.
    {"ll_userid", Lookup, {"User", "Gebruiker", "Benutzer", "用户", "ผู้ใช้"}, kIndexed, "systemuser"},
    // Of a folder.
    {"ll_mailboxid", Lookup, {"Mailbox", "Postvak", "Postfach", "邮箱", "กล่องจดหมาย"}, kIndexed, "ll_mailbox"},
    {"ll_held",
     BigInteger,
     {"Captured before and held back", "Eerder vastgelegd en achtergehouden", "Zuvor erfasst und zurückgehalten",
      "先前捕获并已隐藏", "บันทึกไว้ก่อนและถูกซ่อน"},
     kComputed},
    {"ll_refused", BigInteger, {"Not captured", "Niet vastgelegd", "Nicht erfasst", "未捕获", "ไม่ได้บันทึก"}, kComputed},
};

}  // namespace

constinit const Table kIgnoreTable{
    .name = "ll_ignore",
    .entity_set = "ll_ignores",
    .primary_id = "ll_ignoreid",
    .primary_name = "ll_value",
    .label = {"Entry of an ignore list", "Regel van een negeerlijst", "Eintrag einer Ignorierliste", "忽略列表条目",
              "รายการที่ละเว้น"},
    .plural = {"Ignore lists", "Negeerlijsten", "Ignorierlisten", "忽略列表", "รายการละเว้น"},
    .ownership = Ownership::System,
    .flags = kNoApi | kNoHistory | kJoin,
    .fields = kIgnoreFields,
};

}  // namespace leadlight::record
