#include "service/demo/activities.h"

#include <fmt/format.h>

#include "service/demo/texts.h"

namespace leadlight::demo {
namespace {

using record::Reference;
using record::Value;
using record::Values;
using std::chrono::minutes;

constexpr std::int64_t kSender = 1;
constexpr std::int64_t kTo = 2;
constexpr std::int64_t kAttendee = 5;
constexpr std::int64_t kOrganizer = 7;

/// Writes what happened with one lead into a batch.
class Chronicle {
 public:
  Chronicle(const Plan& plan, const LeadStory& lead, RowBatch& batch)
      : plan_(plan),
        lead_(lead),
        batch_(batch),
        random_(random_for(plan, Story::Activities, lead.number)),
        language_(lead.culture->language),
        end_(std::min(plan.now, lead.closes)) {}

  void write() {
    if (lead_.contacted && *lead_.contacted <= end_) {
      if (has("emailaddress1")) add_email(*lead_.contacted, true);
      if (has("telephone1") && random_.chance(0.5)) add_call(add_days(*lead_.contacted, 0.5 + 2 * random_.uniform()));
    }
    if (lead_.replied && *lead_.replied <= end_ && has("emailaddress1")) add_email(*lead_.replied, false);
    if (lead_.discovered && random_.chance(0.6)) add_meeting(*lead_.discovered - minutes(60));
    if (random_.chance(0.4)) add_note();
    if (lead_.closes > plan_.now && random_.chance(0.25)) add_task();
  }

 private:
  bool has(std::string_view column) const { return lead_.first.contains(column); }

  Values activity(Timestamp at, std::string_view subject, std::int64_t minutes_long) const {
    return {{"subject", text(subject)},
            {"regardingobjectid", Reference{"lead", lead_.id}},
            {"ownerid", user(*lead_.owner)},
            {"createdon", std::min(at, plan_.now)},
            {"createdby", user(*lead_.owner)},
            {"actualstart", at},
            {"actualend", at + minutes(minutes_long)},
            {"actualdurationminutes", whole(minutes_long)}};
  }

  void add_party(std::string_view table, const Uuid& activity, bool customer, std::int64_t role) {
    Values party{{"activityid", Reference{std::string(table), activity}}, {"participationtypemask", whole(role)}};
    if (customer) {
      party["partyid"] = Reference{"lead", lead_.id};
      party["partyname"] = text(lead_.person.full_name);
      if (has("emailaddress1")) party["addressused"] = lead_.first.at("emailaddress1");
    } else {
      party["partyid"] = user(*lead_.owner);
      party["partyname"] = text(lead_.owner->full_name);
      party["addressused"] = text(lead_.owner->mail);
    }
    batch_.add("activityparty", Uuid::make(lead_.created, random_), std::move(party));
  }

  void add_email(Timestamp at, bool outgoing) {
    const Uuid id = Uuid::make(at, random_);
    const std::string them = record::to_string(lead_.first.at("emailaddress1"));
    const std::string& us = lead_.owner->mail;
    const std::string subject(mail_subject(language_));
    Values mail = activity(at, outgoing ? subject : "Re: " + subject, 3);
    mail["description"] = text(outgoing ? mail_body(language_) : answer_body(language_));
    mail["directioncode"] = outgoing;
    mail["sender"] = text(outgoing ? us : them);
    mail["torecipients"] = text(outgoing ? them : us);
    mail["senton"] = at;
    mail["conversationindex"] = text(lead_.id.to_string());
    mail["messageid"] = text(fmt::format("<{}@havenlicht.example>", id.to_string()));
    mail["statuscode"] = whole(outgoing ? 3 : 4);
    batch_.add("email", id, std::move(mail));
    add_party("email", id, !outgoing, kSender);
    add_party("email", id, outgoing, kTo);
  }

  void add_call(Timestamp at) {
    if (at > end_) return;
    const bool answered = random_.chance(0.6);
    const Uuid id = Uuid::make(at, random_);
    Values call =
        activity(at, call_subject(language_), answered ? 4 + static_cast<std::int64_t>(random_.below(25)) : 1);
    call["directioncode"] = true;
    call["phonenumber"] = lead_.first.at("telephone1");
    call["leftvoicemail"] = !answered;
    call["statuscode"] = whole(2);
    batch_.add("phonecall", id, std::move(call));
    add_party("phonecall", id, false, kSender);
    add_party("phonecall", id, true, kTo);
  }

  /// In the calendar two days before it takes place; those of the near future are there already.
  void add_meeting(Timestamp at) {
    if (add_days(at, -2) > end_ || at > lead_.closes) return;
    const bool held = at <= plan_.now;
    const Uuid id = Uuid::make(at, random_);
    Values meeting = activity(at, meeting_subject(language_), 45);
    meeting["createdon"] = std::max(lead_.created, add_days(at, -2));
    meeting["scheduledstart"] = at;
    meeting["scheduledend"] = at + minutes(45);
    meeting["scheduleddurationminutes"] = whole(45);
    meeting["isonlinemeeting"] = random_.chance(0.7);
    meeting["statuscode"] = whole(held ? 3 : 5);
    if (!held) {
      for (const char* column : {"actualstart", "actualend", "actualdurationminutes"}) meeting.erase(column);
    }
    batch_.add("appointment", id, std::move(meeting));
    add_party("appointment", id, false, kOrganizer);
    add_party("appointment", id, true, kAttendee);
  }

  void add_note() {
    const Timestamp at = add_days(lead_.created, 3 + 20 * random_.uniform());
    if (at > end_) return;
    const Date asked = std::chrono::floor<std::chrono::days>(add_days(at, 7));
    batch_.add("annotation", Uuid::make(at, random_),
               {{"objectid", Reference{"lead", lead_.id}},
                {"notetext", text(pick_note(language_, lead_.person.full_name, asked, random_))},
                {"createdon", at},
                {"createdby", user(*lead_.owner)}});
  }

  void add_task() {
    const Timestamp due = add_days(plan_.now, 1 + 9 * random_.uniform());
    batch_.add("task", Uuid::make(plan_.now, random_),
               {{"subject", text(task_subject(language_))},
                {"regardingobjectid", Reference{"lead", lead_.id}},
                {"ownerid", user(*lead_.owner)},
                {"createdon", std::max(lead_.created, add_days(plan_.now, -2))},
                {"createdby", user(*lead_.owner)},
                {"scheduledend", due},
                {"prioritycode", whole(1)},
                {"statuscode", whole(2)}});
  }

  const Plan& plan_;
  const LeadStory& lead_;
  RowBatch& batch_;
  Random random_;
  std::string_view language_;
  Timestamp end_;  ///< Nothing is known of what comes later.
};

}  // namespace

void add_activities(const Plan& plan, const LeadStory& lead, RowBatch& batch) {
  Chronicle(plan, lead, batch).write();
}

}  // namespace leadlight::demo
