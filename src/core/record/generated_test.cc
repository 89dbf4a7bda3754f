// What the generated TypeScript and documentation promise beyond being up to date.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/record/markdown.h"
#include "core/record/typescript.h"

namespace leadlight::record {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(TypeScript, NamesColumnsOptionsAndLookupTargets) {
  const std::string source = to_typescript(*Schema::built_in());
  EXPECT_THAT(source, HasSubstr("entitySet: 'leads'"));
  EXPECT_THAT(source, HasSubstr("{ value: 7, label: { en: \"Trade Show\", nl: \"Vakbeurs\", de: \"Messe\""));
  EXPECT_THAT(source, HasSubstr("targets: ['systemuser', 'team']"));
  EXPECT_THAT(source, HasSubstr("{ value: 3, label: { en: \"Qualified\""));
}

TEST(TypeScript, HidesWhatNeverLeavesTheProgram) {
  const std::string source = to_typescript(*Schema::built_in());
  EXPECT_THAT(source, Not(HasSubstr("ll_passwordhash")));
  EXPECT_THAT(source, Not(HasSubstr("ll_session")));
  EXPECT_THAT(to_markdown(*Schema::built_in()), Not(HasSubstr("ll_passwordhash")));
}

TEST(TypeScript, LabelsAreQuotedWhateverTheyContain) {
  const auto schema = Schema::make(
      {{.table = "lead", .name = "ll_a", .label = "a\"\\\n</script>", .type = FieldType::Text, .retired = false}}, 1);
  ASSERT_TRUE(schema);
  EXPECT_THAT(to_typescript(**schema), HasSubstr(R"("a\"\\\n</script>")"));
}

TEST(Markdown, EveryTableOfTheApiHasAChapter) {
  const std::string text = to_markdown(*Schema::built_in());
  EXPECT_THAT(text, HasSubstr("## Lead (`lead`)"));
  EXPECT_THAT(text, HasSubstr("`ll_leadid` or `ll_opportunityid`"));
  EXPECT_THAT(text, HasSubstr("- 3 Qualified (statecode 1)"));
}

}  // namespace
}  // namespace leadlight::record
