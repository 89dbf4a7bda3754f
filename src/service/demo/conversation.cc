#include "service/demo/conversation.h"

#include <fmt/format.h>

namespace leadlight::demo {
namespace {

using record::Reference;
using record::Values;
using std::chrono::minutes;

constexpr std::int64_t kSender = 1;
constexpr std::int64_t kTo = 2;
constexpr std::int64_t kAttendee = 5;
constexpr std::int64_t kOrganizer = 7;

}  // namespace

Values Chronicle::activity(Timestamp at, std::string_view subject, std::int64_t minutes_long) const {
  return {{"subject", text(subject)},
          {"regardingobjectid", talk_.about},
          {"ownerid", user(*talk_.seller)},
          {"createdon", std::min(at, talk_.now)},
          {"createdby", user(*talk_.seller)},
          {"actualstart", at},
          {"actualend", std::min(at + minutes(minutes_long), talk_.known_until())},
          {"actualdurationminutes", whole(minutes_long)}};
}

void Chronicle::add_party(std::string_view table, const Uuid& activity, bool customer, std::int64_t role) {
  Values party{{"activityid", Reference{std::string(table), activity}}, {"participationtypemask", whole(role)}};
  if (customer) {
    party["partyid"] = talk_.customer;
    party["partyname"] = text(talk_.customer_name);
    if (!talk_.mail.empty()) party["addressused"] = text(talk_.mail);
  } else {
    party["partyid"] = user(*talk_.seller);
    party["partyname"] = text(talk_.seller->full_name);
    party["addressused"] = text(talk_.seller->mail);
  }
  batch_.add("activityparty", Uuid::make(talk_.begins, random_), std::move(party));
}

void Chronicle::add_email(Timestamp at, bool outgoing) {
  const Uuid id = Uuid::make(at, random_);
  const std::string& them = talk_.mail;
  const std::string& us = talk_.seller->mail;
  const std::string subject(talk_.words->mail);
  Values mail = activity(at, outgoing ? subject : "Re: " + subject, 3);
  mail["description"] = text(outgoing ? talk_.words->body : talk_.words->answer);
  mail["directioncode"] = outgoing;
  mail["sender"] = text(outgoing ? us : them);
  mail["torecipients"] = text(outgoing ? them : us);
  mail["senton"] = at;
  mail["conversationindex"] = text(talk_.about.id.to_string());
  mail["messageid"] = text(fmt::format("<{}@havenlicht.example>", id.to_string()));
  mail["statuscode"] = whole(outgoing ? 3 : 4);
  batch_.add("email", id, std::move(mail));
  add_party("email", id, !outgoing, kSender);
  add_party("email", id, outgoing, kTo);
}

void Chronicle::add_call(Timestamp at) {
  if (at > talk_.known_until()) return;
  const bool answered = random_.chance(0.6);
  const Uuid id = Uuid::make(at, random_);
  Values call = activity(at, talk_.words->call, answered ? 4 + static_cast<std::int64_t>(random_.below(25)) : 1);
  call["directioncode"] = true;
  call["phonenumber"] = text(talk_.phone);
  call["leftvoicemail"] = !answered;
  call["statuscode"] = whole(2);
  batch_.add("phonecall", id, std::move(call));
  add_party("phonecall", id, false, kSender);
  add_party("phonecall", id, true, kTo);
}

void Chronicle::add_meeting(Timestamp at) {
  if (add_days(at, -2) > talk_.known_until() || at > talk_.closes) return;
  const bool held = at <= talk_.now;
  const Uuid id = Uuid::make(at, random_);
  Values meeting = activity(at, talk_.words->meeting, 45);
  meeting["createdon"] = std::max(talk_.begins, add_days(at, -2));
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

void Chronicle::add_note(Timestamp at) {
  if (at > talk_.known_until()) return;
  const Date asked = std::chrono::floor<std::chrono::days>(add_days(at, 7));
  batch_.add("annotation", Uuid::make(at, random_),
             {{"objectid", talk_.about},
              {"notetext", text(pick_note(talk_.language, talk_.customer_name, asked, random_))},
              {"createdon", at},
              {"createdby", user(*talk_.seller)}});
}

void Chronicle::add_task(Timestamp due) {
  batch_.add("task", Uuid::make(talk_.now, random_),
             {{"subject", text(talk_.words->task)},
              {"regardingobjectid", talk_.about},
              {"ownerid", user(*talk_.seller)},
              {"createdon", std::max(talk_.begins, add_days(talk_.now, -2))},
              {"createdby", user(*talk_.seller)},
              {"scheduledend", due},
              {"prioritycode", whole(1)},
              {"statuscode", whole(2)}});
}

}  // namespace leadlight::demo
