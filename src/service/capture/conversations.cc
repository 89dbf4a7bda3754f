#include "service/capture/conversations.h"

#include "service/capture/known_mails.h"
#include "service/insight/rows.h"

namespace leadlight::capture {
namespace {

using record::Record;
using record::Value;

/// As many mails as may lie in between that came in the wrong order.
constexpr int kMostSteps = 100;

}  // namespace

Result<void> Conversations::read(const std::set<std::string>& named) {
  const std::vector<Value> keys(named.begin(), named.end());
  return insight::for_each_of(tx_, "email", "messageid", keys, {"messageid", "conversationindex"},
                              store::Caller::system(), [&](Record&& row) -> Result<void> {
                                std::string id = row.text("messageid"), known = row.text("conversationindex");
                                // Not one that merely has another's Message-ID.
                                if (!known.empty() && row.id == mail_activity_id(id))
                                  known_.insert_or_assign(std::move(id), std::move(known));
                                return {};
                              });
}

std::string Conversations::add(const std::string& id, const std::string& root) {
  std::string conversation = root.empty() ? id : root;
  for (int steps = 0; steps < kMostSteps; ++steps) {
    const auto known = known_.find(conversation);
    if (known == known_.end() || known->second == conversation || known->second == id) break;
    conversation = known->second;
  }
  known_.insert_or_assign(id, conversation);
  if (conversation != id) moved_.insert_or_assign(id, conversation);
  return conversation;
}

std::string Conversations::final(std::string conversation) const {
  for (int steps = 0; steps < kMostSteps; ++steps) {
    const auto known = moved_.find(conversation);
    if (known == moved_.end()) break;
    conversation = known->second;
  }
  return conversation;
}

Result<std::uint64_t> Conversations::join() {
  std::vector<Value> keys;
  for (const auto& [id, _] : moved_) keys.emplace_back(id);
  std::vector<store::RowChange> changes;
  TRY(insight::for_each_of(tx_, "email", "conversationindex", keys, {"conversationindex"}, store::Caller::system(),
                           [&](Record&& row) -> Result<void> {
                             const std::string before = row.text("conversationindex");
                             if (std::string now = final(before); now != before)
                               changes.push_back({row.id, {{"conversationindex", std::move(now)}}, std::nullopt});
                             return {};
                           }));
  const std::uint64_t count = changes.size();
  if (count > 0) TRY(tx_.update_many("email", std::move(changes), store::Caller::system()));
  return count;
}

}  // namespace leadlight::capture
