#include "core/relation/response.h"

#include <algorithm>
#include <numeric>

namespace leadlight::relation {
namespace {

using Answered = ResponseScratch::Answered;
using Questions = ResponseScratch::Questions;

std::size_t index(Direction direction) {
  return static_cast<std::size_t>(direction);
}

/// Whether what was asked at that moment counts. Turns are followed from the beginning of the history all the same: who
/// still waits for an answer and asks once more within the period asks nothing new.
bool is_asked_in(const Period& period, Timestamp time) {
  return time >= period.from && time <= period.as_of;
}

void note_mail(const Interaction& mail, const Period& period, std::chrono::days longest, ResponseScratch& scratch) {
  if (mail.thread == 0) return;
  const auto [turn, known] = scratch.conversations.find_or_add(mail.thread);
  const bool in_time = known && mail.time - turn->asked <= longest;
  if (in_time && turn->by == mail.direction) return;
  if (in_time && is_asked_in(period, turn->asked))
    scratch.mails[index(turn->by)].answers.push_back({turn->asked, mail.time});
  turn->asked = mail.time;
  turn->by = mail.direction;
  scratch.mails[index(mail.direction)].asked += is_asked_in(period, mail.time);
}

/// What the other side does next returns a missed call, and one more call of the same side asks nothing new.
void note_contact(const Interaction& i, const Period& period, std::chrono::days longest, ResponseScratch& scratch) {
  const std::size_t other = index(opposite(i.direction));
  if (auto& call = scratch.missed_call[other]) {
    if (i.time - *call <= longest && is_asked_in(period, *call))
      scratch.others[other].answers.push_back({*call, i.time});
    call.reset();
  }
  if (!i.missed) return;
  auto& call = scratch.missed_call[index(i.direction)];
  if (call && i.time - *call <= longest) return;
  call = i.time;
  scratch.others[index(i.direction)].asked += is_asked_in(period, i.time);
}

/// An invitation stands from its sending, whenever the meeting is.
void note_invitation(const Interaction& meeting, const Period& period, ResponseScratch& scratch) {
  if (meeting.cancelled || meeting.automatic || !is_asked_in(period, meeting.known)) return;
  auto& invitations = scratch.invitations[index(meeting.direction)];
  invitations.push_back({meeting.known});
  if (meeting.answered_after == Interaction::kNoAnswer) return;
  const Timestamp answered = meeting.known + std::chrono::seconds(meeting.answered_after);
  if (answered <= period.as_of) invitations.back().answered = answered;
}

/// Those of one moment are one question.
void add_invitations(std::vector<ResponseScratch::Invitation>& invitations, Questions& questions) {
  std::ranges::sort(invitations);
  const ResponseScratch::Invitation* before = nullptr;
  for (const ResponseScratch::Invitation& each : invitations) {
    // The one answered first stands first.
    const bool is_another = before == nullptr || before->asked != each.asked;
    before = &each;
    if (!is_another) continue;
    ++questions.asked;
    if (each.answered != Timestamp::max()) questions.answers.push_back({each.asked, each.answered});
  }
}

void note(const Interaction& i, const Period& period, std::chrono::days longest, ResponseScratch& scratch) {
  if (i.channel == Channel::Meeting && i.invited) note_invitation(i, period, scratch);
  if (i.time > period.as_of || !is_contact(i)) return;
  if (i.channel == Channel::Email) note_mail(i, period, longest, scratch);
  if (i.channel <= Channel::Call) note_contact(i, period, longest, scratch);
}

std::optional<Speed> speed_of(std::vector<double>& hours) {
  if (hours.empty()) return std::nullopt;
  const std::size_t n = hours.size();
  const double mean = std::accumulate(hours.begin(), hours.end(), 0.0) / static_cast<double>(n);
  const auto middle = hours.begin() + static_cast<std::ptrdiff_t>(n / 2);
  std::ranges::nth_element(hours, middle);
  double median = *middle;
  if (n % 2 == 0) median = (median + *std::max_element(hours.begin(), middle)) / 2;
  return Speed{DecimalHours(mean), DecimalHours(median)};
}

Answers answers_to(const Questions& questions, const ResponseSettings& settings, std::vector<double>& room) {
  Answers out{questions.asked, static_cast<std::uint32_t>(questions.answers.size()), {}, {}};
  room.clear();
  for (const auto& [asked, answered] : questions.answers) room.push_back(DecimalHours(answered - asked).count());
  out.by_clock = speed_of(room);
  if (!settings.working_hours) return out;
  room.clear();
  for (const auto& [asked, answered] : questions.answers)
    room.push_back(settings.working_hours->between(asked, answered).count());
  out.by_working_hours = speed_of(room);
  return out;
}

}  // namespace

std::optional<double> Answers::share() const {
  return asked > 0 ? std::optional(answered / static_cast<double>(asked)) : std::nullopt;
}

void ResponseScratch::clear() {
  conversations.clear();
  for (auto* questions : {&mails, &others}) {
    for (Questions& one : *questions) {
      one.asked = 0;
      one.answers.clear();
    }
  }
  for (auto& list : invitations) list.clear();
  missed_call = {};
}

Responses responses(History history, Period period, const ResponseSettings& settings, ResponseScratch& scratch) {
  scratch.clear();
  for (const Interaction& i : history) note(i, period, settings.longest, scratch);

  const auto answers = [&](const std::array<Questions, kDirections>& by) {
    return Response{.ours = answers_to(by[index(Direction::Incoming)], settings, scratch.durations),
                    .theirs = answers_to(by[index(Direction::Outgoing)], settings, scratch.durations)};
  };
  Responses out;
  out.mail = answers(scratch.mails);
  for (std::size_t side = 0; side < kDirections; ++side) {
    Questions& all = scratch.others[side];
    add_invitations(scratch.invitations[side], all);
    const Questions& mails = scratch.mails[side];
    all.asked += mails.asked;
    all.answers.insert(all.answers.end(), mails.answers.begin(), mails.answers.end());
  }
  out.all = answers(scratch.others);
  return out;
}

}  // namespace leadlight::relation
