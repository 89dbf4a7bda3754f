#include "service/capture/meeting_mails.h"

#include <algorithm>
#include <set>

#include "service/capture/invitation_trust.h"
#include "service/capture/parsed_calendar.h"
#include "service/capture/people_evidence.h"
#include "service/insight/rows.h"

namespace leadlight::capture {

using record::Record;
using record::Value;

Uuid own_meeting_id(const record::Reference& owner, const std::string& key) {
  return Uuid::from_name("meeting:" + owner.id.to_string() + key);
}

Result<void> MeetingMails::read(store::Snapshot& snapshot, const std::vector<std::string>& keys,
                                const record::Reference& owner) {
  std::set<Uuid> wanted;
  for (const std::string& key : keys) {
    // Who answers to a series answers to each of its times.
    std::vector<Uuid> under{meeting_activity_id(key), own_meeting_id(owner, key)};
    if (const std::size_t bar = key.rfind('|'); bar != std::string::npos) {
      under.push_back(meeting_activity_id(key.substr(0, bar)));
      under.push_back(own_meeting_id(owner, key.substr(0, bar)));
    }
    wanted.insert(under.begin(), under.end());
    is_variant_[under[0]] = false;
    is_variant_[under[1]] = true;
    filed_under_[under[1]] = under;
    filed_under_[under[0]] = std::move(under);
  }
  const std::vector<Value> ids(wanted.begin(), wanted.end());
  TRY(insight::for_each_of(snapshot, "email", "ll_meetingid", ids,
                           {"ll_meetingid", "sender", "senton", "ownerid", "ll_private", "ll_tracked"},
                           store::Caller::system(), [&](Record&& row) -> Result<void> {
                             Mail mail{.sender = address_key(row.text("sender")),
                                       .sent = row.time("senton").value_or(Timestamp())};
                             const auto* of = row.get_as<record::Reference>("ownerid");
                             mail.is_own = of != nullptr && *of == owner;
                             mail.is_open = !row.is_true("ll_private") || row.is_true("ll_tracked");
                             mails_of_.emplace(row.target("ll_meetingid"), row.id);
                             if (!mail.sender.empty()) senders_.push_back(mail.sender);
                             mails_.insert_or_assign(row.id, std::move(mail));
                             return {};
                           }));
  return mails_.empty() ? Result<void>() : read_answers(snapshot);
}

Result<void> MeetingMails::read_answers(store::Snapshot& snapshot) {
  constexpr std::int64_t kFromRole = 1;
  std::vector<Value> ids;
  for (const auto& [id, _] : mails_) ids.emplace_back(id);
  return insight::for_each_of(snapshot, "activityparty", "activityid", ids,
                              {"activityid", "participationtypemask", "ll_answer", "ll_answeredon"},
                              store::Caller::system(), [&](Record&& row) -> Result<void> {
                                if (row.number("participationtypemask", 0) != kFromRole) return {};
                                if (record::is_null(row.get("ll_answer"))) return {};
                                Mail& mail = mails_.at(row.target("activityid"));
                                mail.answer = row.number("ll_answer", 0);
                                mail.answered_on = row.time("ll_answeredon").value_or(mail.sent);
                                return {};
                              });
}

template <class Use>
void MeetingMails::for_each_mail(const Uuid& meeting, Use use) const {
  const auto under = filed_under_.find(meeting);
  if (under == filed_under_.end()) return;
  const bool own_only = is_variant_.at(meeting);
  for (const Uuid& id : under->second) {
    const auto [first, last] = mails_of_.equal_range(id);
    for (auto at = first; at != last; ++at) {
      const Mail& mail = mails_.at(at->second);
      // What is private is told to nobody else, and whoever made up a meeting with another's UID learns nothing of his.
      if (mail.is_own || (mail.is_open && !own_only)) use(mail);
    }
  }
}

std::optional<Timestamp> MeetingMails::asked(const Uuid& meeting, const std::string& organizer) const {
  std::optional<Timestamp> first;
  for_each_mail(meeting, [&](const Mail& mail) {
    if (mail.answer || !may_speak_for(mail.sender, organizer)) return;
    if (!first || mail.sent < *first) first = mail.sent;
  });
  return first;
}

std::optional<MeetingMails::Answered> MeetingMails::answer_of(const Uuid& meeting, const std::string& address,
                                                              const RecordBook& records) const {
  const record::Reference* who = records.owner_of(address);
  std::optional<Answered> found;
  for_each_mail(meeting, [&](const Mail& mail) {
    if (!mail.answer) return;
    const record::Reference* sender = records.owner_of(mail.sender);
    const bool is_theirs = mail.sender == address || (who != nullptr && sender != nullptr && *who == *sender);
    if (!is_theirs) return;
    if (!found) found = Answered{*mail.answer, {}, mail.answered_on, mail.answered_on};
    found->all.insert(*mail.answer);
    if (mail.answered_on < found->first) found->first = mail.answered_on;
    // Of two at once the higher one, whichever came first.
    if (std::pair(mail.answered_on, *mail.answer) > std::pair(found->last, found->answer)) {
      found->last = mail.answered_on;
      found->answer = *mail.answer;
    }
  });
  return found;
}

}  // namespace leadlight::capture
