#include "core/relation/kpi_table.h"

#include <algorithm>

namespace leadlight::relation {
namespace {

using Number = std::optional<double>;
using enum Direction;
using enum RecordType;

constexpr RecordTypes kDealTypes = Lead | Opportunity;
constexpr RecordTypes kTeamTypes = Account | Lead | Opportunity;

template <Channel channel, Direction direction>
Number number_of(const RecordKpis& kpis) {
  return kpis.counts.of(channel, direction);
}
template <Direction direction>
Number begun_by(const RecordKpis& kpis) {
  return kpis.counts.begun_by(direction);
}

enum class Figure { Mean, Median, WorkingMean, WorkingMedian, Share };

Number figure_of(const Answers& answers, Figure figure) {
  const bool working = figure == Figure::WorkingMean || figure == Figure::WorkingMedian;
  const auto& speed = working ? answers.by_working_hours : answers.by_clock;
  if (figure == Figure::Share) return answers.share();
  if (!speed) return std::nullopt;
  return (figure == Figure::Mean || figure == Figure::WorkingMean ? speed->mean : speed->median).count();
}
template <Response Responses::*kind, Answers Response::*side, Figure figure>
Number response_of(const RecordKpis& kpis) {
  return figure_of(kpis.responses.*kind.*side, figure);
}
constexpr auto kMail = &Responses::mail;
constexpr auto kAll = &Responses::all;
constexpr auto kOurs = &Response::ours;
constexpr auto kTheirs = &Response::theirs;

Number code_of(auto choice) {
  return static_cast<double>(choice);
}

constexpr Kpi kTable[] = {
    {"mails_sent", "msdyn_emailssent", Unit::Count, "mails from our people to the record's contacts", kAllTypes,
     "2.4, 3", "counts.h", number_of<Channel::Email, Outgoing>},
    {"mails_received", "msdyn_emailsreceived", Unit::Count, "mails from the record's contacts to our people", kAllTypes,
     "2.4, 3", "counts.h", number_of<Channel::Email, Incoming>},
    {"meetings_sent", "msdyn_meetingssent", Unit::Count, "meetings held that our people called", kAllTypes, "2.4, 3",
     "counts.h", number_of<Channel::Meeting, Outgoing>},
    {"meetings_received", "msdyn_meetingsreceived", Unit::Count, "meetings held that the customer called", kAllTypes,
     "2.4, 3", "counts.h", number_of<Channel::Meeting, Incoming>},
    {"calls_made", "msdyn_phonecallsmade", Unit::Count, "calls our people made, missed ones included", kAllTypes,
     "2.4, 3", "counts.h", number_of<Channel::Call, Outgoing>},
    {"calls_received", "msdyn_phonecallsreceived", Unit::Count, "calls the customer made, missed ones included",
     kAllTypes, "2.4, 3", "counts.h", number_of<Channel::Call, Incoming>},
    {"begun_by_us", "", Unit::Count, "mails, meetings and calls that we began", kAllTypes, "3", "counts.h",
     begun_by<Outgoing>},
    {"begun_by_them", "", Unit::Count, "mails, meetings and calls that the customer began", kAllTypes, "3", "counts.h",
     begun_by<Incoming>},

    {"time_by_us", "msdyn_timespentbyteam", Unit::Minutes,
     "length of meetings times our people in them, length of calls and tasks, 5 a mail written and 2.5 a mail read",
     kTeamTypes, "3.1", "time_spent.h", [](const RecordKpis& kpis) -> Number { return kpis.time.ours; }},
    {"time_by_them", "msdyn_timespentbycustomer", Unit::Minutes,
     "length of meetings, calls and of tasks the customer took part in, 5 a mail written and 2.5 a mail read",
     kTeamTypes, "3.1", "time_spent.h", [](const RecordKpis& kpis) -> Number { return kpis.time.theirs; }},

    {"ratio_by_us", "", Unit::Ratio, "mails sent over mails received; none where nothing was received", kAllTypes,
     "3.2", "ratio.h", [](const RecordKpis& kpis) -> Number { return kpis.ratio().by_us(); }},
    {"ratio_by_them", "", Unit::Ratio, "mails received over mails sent; none where nothing was sent", kAllTypes, "3.2",
     "ratio.h", [](const RecordKpis& kpis) -> Number { return kpis.ratio().by_them(); }},

    {"mail_response_by_us", "msdyn_averagefirstresponsetimebyusinhrs", Unit::Hours,
     "mean time from the first unanswered mail of the customer to our first answer", kAllTypes, "3.2", "response.h",
     response_of<kMail, kOurs, Figure::Mean>},
    {"mail_response_by_them", "msdyn_averagefirstresponsetimebytheminhrs", Unit::Hours,
     "mean time from our first unanswered mail to the customer's first answer", kAllTypes, "3.2", "response.h",
     response_of<kMail, kTheirs, Figure::Mean>},
    {"mail_response_by_us_median", "", Unit::Hours, "median of the same times", kAllTypes, "13", "response.h",
     response_of<kMail, kOurs, Figure::Median>},
    {"mail_response_by_them_median", "", Unit::Hours, "median of the same times", kAllTypes, "13", "response.h",
     response_of<kMail, kTheirs, Figure::Median>},
    {"mail_answered_by_us", "msdyn_responseratebyus", Unit::Share,
     "of the customer's mails that asked, the share that we answered", kAllTypes, "3.2", "response.h",
     response_of<kMail, kOurs, Figure::Share>},
    {"mail_answered_by_them", "msdyn_responseratebythem", Unit::Share,
     "of our mails that asked, the share that the customer answered", kAllTypes, "3.2", "response.h",
     response_of<kMail, kTheirs, Figure::Share>},
    {"response_by_us", "", Unit::Hours, "mean time to our answer to a mail, a missed call or an invitation", kAllTypes,
     "3.2, 13", "response.h", response_of<kAll, kOurs, Figure::Mean>},
    {"response_by_them", "", Unit::Hours,
     "mean time to the customer's answer to a mail, a missed call or an invitation", kAllTypes, "3.2, 13", "response.h",
     response_of<kAll, kTheirs, Figure::Mean>},
    {"response_by_us_median", "", Unit::Hours, "median of the same times", kAllTypes, "13", "response.h",
     response_of<kAll, kOurs, Figure::Median>},
    {"response_by_them_median", "", Unit::Hours, "median of the same times", kAllTypes, "13", "response.h",
     response_of<kAll, kTheirs, Figure::Median>},
    {"answered_by_us", "", Unit::Share, "of all that the customer asked, the share that we answered", kAllTypes,
     "3.2, 13", "response.h", response_of<kAll, kOurs, Figure::Share>},
    {"answered_by_them", "", Unit::Share, "of all that we asked, the share that the customer answered", kAllTypes,
     "3.2, 13", "response.h", response_of<kAll, kTheirs, Figure::Share>},
    {"response_by_us_working", "", Unit::Hours, "mean time to our answer, in working hours", kAllTypes, "13",
     "working_hours.h", response_of<kAll, kOurs, Figure::WorkingMean>},
    {"response_by_them_working", "", Unit::Hours, "mean time to the customer's answer, in working hours", kAllTypes,
     "13", "working_hours.h", response_of<kAll, kTheirs, Figure::WorkingMean>},
    {"response_by_us_working_median", "", Unit::Hours, "median of the same times", kAllTypes, "13", "working_hours.h",
     response_of<kAll, kOurs, Figure::WorkingMedian>},
    {"response_by_them_working_median", "", Unit::Hours, "median of the same times", kAllTypes, "13", "working_hours.h",
     response_of<kAll, kTheirs, Figure::WorkingMedian>},

    {"open_rate", "msdyn_openedemails", Unit::Share, "of the followed mails, the share that was opened", kAllTypes,
     "3.3", "engagement.h", [](const RecordKpis& kpis) { return kpis.engagement.open_rate(); }},
    {"attachment_rate", "msdyn_emailattachmentopens", Unit::Share,
     "of the followed mails with attachments, the share of which one was viewed", kAllTypes, "3.3", "engagement.h",
     [](const RecordKpis& kpis) { return kpis.engagement.view_rate(); }},
    {"click_rate", "msdyn_emaillinksclicked", Unit::Share,
     "of the followed mails with links, the share of which one was clicked", kAllTypes, "3.3", "engagement.h",
     [](const RecordKpis& kpis) { return kpis.engagement.click_rate(); }},

    {"health", "msdyn_relationshiphealthscorevalue", Unit::Points,
     "100 (1 - 0.4^(E / E_ref)), E being the contacts, each weighing less the longer ago it was", kAllTypes, "4, 13",
     "health.h", [](const RecordKpis& kpis) -> Number { return kpis.health.score; }},
    {"health_state", "msdyn_relationshiphealthscorestate", Unit::Code, "the band of the score, or why there is none",
     kAllTypes, "4.2", "health.h", [](const RecordKpis& kpis) { return code_of(kpis.health.state); }},
    {"health_trend", "msdyn_relationshiphealthtrend", Unit::Code,
     "slope of the score over four expected intervals, beyond five points up or down", kAllTypes, "4.2, 13", "health.h",
     [](const RecordKpis& kpis) { return code_of(kpis.health.trend); }},

    {"last_interaction", "msdyn_lastactivitybyteam", Unit::Moment, "the latest contact that reached the other side",
     kDealTypes, "3", "last_next.h", nullptr},
    {"next_interaction", "msdyn_nextactivitybyteam", Unit::Moment, "the first plan that is still to come", kDealTypes,
     "3", "last_next.h", nullptr},
    {"most_contacted", "", Unit::People, "the three of the customer with most contacts", kTeamTypes, "3, 5.3",
     "top_people.h", nullptr},
    {"most_contacted_by", "", Unit::People, "the three of us with most contacts", kTeamTypes, "3, 5.3", "top_people.h",
     nullptr},
    {"activities", "", Unit::Days, "mails, meetings and calls by day and by who began them, with the silences",
     kAllTypes, "3", "activity_chart.h", nullptr},
    {"similar_deals", "", Unit::Comparison, "each of these numbers against median and quartiles of other records",
     RecordTypes{1 << static_cast<int>(Opportunity)}, "6", "comparison.h", nullptr},
};

}  // namespace

std::span<const Kpi> kpi_table() {
  return kTable;
}

const Kpi* find_kpi(std::string_view key) {
  const auto at = std::ranges::find(kTable, key, &Kpi::key);
  return at == std::end(kTable) ? nullptr : &*at;
}

}  // namespace leadlight::relation
