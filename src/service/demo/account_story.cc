#include <array>

#include "service/demo/job_titles.h"
#include "service/demo/stories.h"

namespace leadlight::demo {

AccountStory tell_account(const Plan& plan, std::int64_t number) {
  Random random = random_for(plan, Story::Account, number);
  AccountStory story;
  story.culture = &cultures()[pick_weighted(cultures(), random)];
  const Unit& unit = plan.unit_of(*story.culture);
  story.owner = &unit.sellers[random.below(unit.sellers.size())];
  story.company = make_company(*story.culture, random);
  story.created = add_days(plan.start(), -1000 * random.uniform());
  story.id = Uuid::make(story.created, random);
  for (int i = 0; i < 2; ++i) {
    const JobTitle& title = pick_job_title(random);
    story.people.push_back({Uuid::make(story.created, random), make_person(*story.culture, random),
                            std::string(title.name), random.chance(title.decides)});
  }
  return story;
}

}  // namespace leadlight::demo
