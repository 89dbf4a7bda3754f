#include "service/demo/activities.h"

#include "service/demo/conversation.h"

namespace leadlight::demo {
namespace {

using record::Reference;

std::string known(const LeadStory& lead, const char* column) {
  const auto found = lead.first.find(column);
  return found == lead.first.end() ? std::string() : record::to_string(found->second);
}

Conversation conversation_with(const Plan& plan, const LeadStory& lead) {
  const Reference about{"lead", lead.id};
  return {.about = about,
          .customer = about,
          .customer_name = lead.person.full_name,
          .mail = known(lead, "emailaddress1"),
          .phone = known(lead, "telephone1"),
          .seller = lead.owner,
          .language = lead.culture->language,
          .words = &talk_of_lead(lead.culture->language),
          .begins = lead.created,
          .closes = lead.closes,
          .now = plan.now};
}

}  // namespace

void add_activities(const Plan& plan, const LeadStory& lead, RowBatch& batch) {
  const Conversation talk = conversation_with(plan, lead);
  Random random = random_for(plan, Story::Activities, lead.number);
  Chronicle chronicle(talk, random, batch);
  const bool writes = !talk.mail.empty(), calls = !talk.phone.empty();
  if (lead.contacted && *lead.contacted <= talk.known_until()) {
    if (writes) chronicle.add_email(*lead.contacted, true);
    if (calls && random.chance(0.5)) chronicle.add_call(add_days(*lead.contacted, 0.5 + 2 * random.uniform()));
  }
  if (lead.replied && *lead.replied <= talk.known_until() && writes) chronicle.add_email(*lead.replied, false);
  if (lead.discovered && random.chance(0.6)) chronicle.add_meeting(*lead.discovered - std::chrono::minutes(60));
  if (random.chance(0.4)) chronicle.add_note(add_days(lead.created, 3 + 20 * random.uniform()));
  if (lead.closes > plan.now && random.chance(0.25)) chronicle.add_task(add_days(plan.now, 1 + 9 * random.uniform()));
}

void add_activities(const Plan& plan, const LeadStory& lead, const OpportunityStory& opportunity, RowBatch& batch) {
  Conversation talk = conversation_with(plan, lead);
  talk.about = Reference{"opportunity", opportunity.id};
  talk.customer = Reference{"contact", opportunity.contact};
  talk.words = &talk_of_opportunity(lead.culture->language);
  talk.begins = lead.closes;
  talk.closes = opportunity.closes;
  Random random = random_for(plan, Story::OpportunityActivities, lead.number);
  Chronicle chronicle(talk, random, batch);
  for (const Touch& touch : opportunity.touches) {
    const bool by_mail = touch.kind == Touch::Kind::EmailOut || touch.kind == Touch::Kind::EmailIn;
    if (touch.kind == Touch::Kind::Meeting) {
      chronicle.add_meeting(touch.at);
    } else if (by_mail && !talk.mail.empty() && touch.at <= talk.known_until()) {
      chronicle.add_email(touch.at, touch.kind == Touch::Kind::EmailOut);
    } else if (touch.kind == Touch::Kind::Call && !talk.phone.empty()) {
      chronicle.add_call(touch.at);
    }
  }
  if (talk.closes > plan.now && random.chance(0.25)) chronicle.add_task(add_days(plan.now, 1 + 9 * random.uniform()));
}

}  // namespace leadlight::demo
