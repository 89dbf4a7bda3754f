#include "service/insight/opened_mail.h"

#include <map>

#include "service/insight/rows.h"

namespace leadlight::insight {

Result<std::set<Uuid>> in_opened_mailboxes(store::Snapshot& snapshot, const std::vector<record::Value>& activities) {
  const auto system = store::Caller::system();
  std::map<Uuid, std::vector<Uuid>> held_by;  // mailbox to activities
  std::vector<record::Value> mailboxes;
  TRY(for_each_of(snapshot, "ll_mailboxitem", "activityid", activities, {"activityid", "ll_mailboxid", "ll_ignored"},
                  system, [&](record::Record&& item) -> Result<void> {
                    if (item.is_true("ll_ignored")) return {};
                    auto& held = held_by[item.target("ll_mailboxid")];
                    if (held.empty()) mailboxes.emplace_back(item.target("ll_mailboxid"));
                    held.push_back(item.target("activityid"));
                    return {};
                  }));
  std::set<Uuid> opened;
  TRY(for_each_of(snapshot, "ll_mailbox", "ll_mailboxid", mailboxes, {"ll_analytics"}, system,
                  [&](record::Record&& mailbox) -> Result<void> {
                    if (!mailbox.is_true("ll_analytics")) return {};
                    for (const Uuid& activity : held_by.at(mailbox.id)) opened.insert(activity);
                    return {};
                  }));
  return opened;
}

}  // namespace leadlight::insight
