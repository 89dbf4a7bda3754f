#include "service/ingest/import.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <set>

#include "base/temporary_folder.h"
#include "service/ingest/uploads.h"
#include "storage/sqlite/temporary_store.h"

namespace leadlight::ingest {
namespace {

constexpr auto kNow = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22);

class ImportTest : public testing::Test {
 protected:
  Result<ImportReport> bring_in(const std::string& text, const ImportOptions& options) {
    auto reader = csv::Reader::from_text(text);
    if (!reader) return fail(reader.error());
    return import_file(*store_, scoring_, *reader, options, store::Caller::system(), clock_, nullptr);
  }
  std::int64_t count(const query::FilterPtr& filter = nullptr) {
    return *(*store_->snapshot())->count("lead", filter, store::Caller::system());
  }
  record::Record only(std::string_view key) {
    query::Query query;
    query.table = "lead";
    query.filter = query::equals("ll_externalkey", std::string(key));
    query.limit = 1;
    auto page = (*store_->snapshot())->select(query, store::Caller::system());
    EXPECT_TRUE(page) << page.error().to_string();
    EXPECT_EQ(page->rows.size(), 1u) << key;
    return page->rows.empty() ? record::Record{} : page->rows.front().record;
  }
  static ImportOptions with_outcome() {
    ImportOptions options;
    options.outcome = OutcomeColumn{"Won", "yes"};
    options.key_column = "Key";
    return options;
  }

  base::FixedClock clock_{Timestamp(kNow)};
  sqlite::TemporaryStore store_{clock_};
  scoring::ScoringService scoring_{*store_, clock_};
};

TEST_F(ImportTest, MatchesByLabelAndMakesColumnsForTheRest) {
  const auto report = bring_in(
      "Key,Last Name,E-mail,Visits,Shoe size,Won\n"
      "1,Bos,a@acme.test,3,42.5,yes\n"
      "2,Jansen,,5,41,no\n"
      "3,Müller,c@acme.test,,,\n",
      with_outcome());
  ASSERT_TRUE(report) << report.error().to_string();
  EXPECT_EQ(report->imported, 3u);
  EXPECT_EQ(report->positive, 1u);
  EXPECT_EQ(report->negative, 1u);
  EXPECT_EQ(report->open, 1u);
  EXPECT_EQ(report->columns[1].target, "lastname");
  const record::Record first = only("1");
  EXPECT_EQ(*first.get_as<std::string>("lastname"), "Bos");
  EXPECT_EQ(*first.get_as<double>("ll_shoe_size"), 42.5);
  EXPECT_EQ(*first.get_as<std::int64_t>("statecode"), 1);
  EXPECT_EQ(*only("2").get_as<std::int64_t>("statecode"), 2);
  EXPECT_EQ(*only("3").get_as<std::int64_t>("statecode"), 0);
  EXPECT_TRUE(record::is_null(only("3").get("ll_shoe_size")));
}

TEST_F(ImportTest, TheSameFileAgainChangesNothing) {
  const std::string file = "Key,Topic,Won\n1,a,yes\n2,b,no\n";
  ASSERT_TRUE(bring_in(file, with_outcome()));
  const auto again = bring_in(file, with_outcome());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->imported, 0u);
  EXPECT_EQ(again->there_already, 2u);
  EXPECT_EQ(count(), 2);

  ImportOptions no_key;
  ASSERT_TRUE(bring_in("Topic,Colour\nx,red\nx,red\ny,blue\n", no_key));
  EXPECT_EQ(count(), 5);
  EXPECT_EQ(bring_in("Topic,Colour\nx,red\nx,red\ny,blue\n", no_key)->imported, 0u);
}

TEST_F(ImportTest, SaysWhyEachRowWasSkippedAndKeepsTheRest) {
  const auto report = bring_in(
      "Key,Topic,Won\n"
      "1,first,yes\n"
      "1,again,no\n"
      ",nameless,no\n"
      "4,too,many,cells\n"
      "5,last,maybe\n",
      with_outcome());
  ASSERT_TRUE(report) << report.error().to_string();
  EXPECT_EQ(report->imported, 2u);
  EXPECT_EQ(report->skipped, 3u);
  ASSERT_EQ(report->problems.size(), 3u);
  EXPECT_EQ(report->problems[0].line, 3u);
  EXPECT_NE(report->problems[0].reason.find("line 2"), std::string::npos);
  EXPECT_EQ(report->problems[1].line, 4u);
  EXPECT_EQ(report->problems[2].line, 5u);
}

TEST_F(ImportTest, KeysThatDifferInCaseOnlyAreTheSameKey) {
  const auto report = bring_in("Key,Last Name,Won\nab-1,Bos,\nAB-1,Jansen,\nab-2,Visser,\n", with_outcome());
  ASSERT_TRUE(report) << report.error().to_string();
  EXPECT_EQ(report->imported, 2u);
  ASSERT_EQ(report->problems.size(), 1u);
  EXPECT_EQ(report->problems[0].line, 3u);
  EXPECT_EQ(report->problems[0].reason, "the same key as line 2: AB-1");
}

TEST_F(ImportTest, ACellThatCannotBeReadIsLeftEmptyAndReported) {
  std::string file = "Key,Visits made\n";
  for (int i = 0; i < 200; ++i) file += fmt::format("{},{}\n", i, i);
  file += "200,many\n";
  ImportOptions options;
  options.key_column = "Key";
  const auto report = bring_in(file, options);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->imported, 201u);
  EXPECT_EQ(report->cells_left_empty, 1u);
  ASSERT_EQ(report->problems.size(), 1u);
  EXPECT_EQ(report->problems[0].line, 202u);
  EXPECT_EQ(report->problems[0].column, "Visits made");
  EXPECT_TRUE(record::is_null(only("200").get("ll_visits_made")));
}

TEST_F(ImportTest, ChoicesAreMatchedOnlyWhenTheirValuesAreKnown) {
  ImportOptions options;
  options.key_column = "Key";
  const auto known = bring_in("Key,Lead Source\n1,Web\n2,Partner\n", options);
  ASSERT_TRUE(known);
  EXPECT_EQ(known->columns[1].target, "leadsourcecode");
  const auto other = bring_in("Key,Lead Source\n3,Olark Chat\n4,Direct Traffic\n", options);
  ASSERT_TRUE(other);
  EXPECT_EQ(other->columns[1].target, "ll_lead_source");
}

TEST_F(ImportTest, DatesAreTakenWhenNamedAndMissedWhenNot) {
  ImportOptions options = with_outcome();
  options.created_column = "Made";
  options.closed_column = "Done";
  const auto report = bring_in("Key,Made,Done,Won\n1,2026-01-05,2026-02-01,yes\n2,2026-01-06,2026-03-01,no\n", options);
  ASSERT_TRUE(report) << report.error().to_string();
  EXPECT_TRUE(report->notes.empty()) << report->notes.front();
  EXPECT_EQ(base::to_string(*only("1").get_as<Timestamp>("createdon")), "2026-01-05T00:00:00Z");
  EXPECT_EQ(base::to_string(*only("1").get_as<Timestamp>("ll_closedon")), "2026-02-01T00:00:00Z");
  EXPECT_EQ(bring_in("Key,Won\n8,yes\n9,no\n", with_outcome())->notes.size(), 2u);
}

TEST_F(ImportTest, WithoutAValueThatMeansWonWhateverIsFilledInDoes) {
  ImportOptions options = with_outcome();
  options.outcome->positive.clear();
  const auto report = bring_in("Key,Won\n1,seller 7\n2,\n3,seller 9\n", options);
  ASSERT_TRUE(report) << report.error().to_string();
  EXPECT_EQ(report->positive, 2u);
  EXPECT_EQ(report->negative, 0u);
  EXPECT_EQ(report->open, 1u);
  EXPECT_EQ(only("3").get("statecode"), record::Value(std::int64_t{1}));
}

TEST_F(ImportTest, AnOpportunityWithoutATopicIsCalledByItsKeyOrItsLine) {
  ImportOptions options;
  options.table = "opportunity";
  const auto by_line = bring_in("Product\nA\nB\n", options);
  ASSERT_TRUE(by_line) << by_line.error().to_string();
  EXPECT_EQ(by_line->imported, 2u);
  options.key_column = "Number";
  const auto by_key = bring_in("Number,Product\nd-7,A\n", options);
  ASSERT_TRUE(by_key) << by_key.error().to_string();
  EXPECT_EQ(by_key->imported, 1u);
  std::set<std::string> topics;
  ASSERT_TRUE((*store_->snapshot())
                  ->scan({.table = "opportunity", .columns = {"name"}}, store::Caller::system(),
                         [&](record::Record&& row) -> Result<bool> {
                           topics.insert(*row.get_as<std::string>("name"));
                           return true;
                         }));
  EXPECT_EQ(topics, (std::set<std::string>{"#2", "#3", "d-7"}));
}

TEST_F(ImportTest, WrongColumnNamesAreRefusedBeforeAnythingIsWritten) {
  ImportOptions options = with_outcome();
  EXPECT_EQ(bring_in("Key,Topic\n1,a\n", options).error().code(), ErrorCode::InvalidInput);
  options = with_outcome();
  options.key_column = "Nr";
  EXPECT_EQ(bring_in("Key,Won\n1,yes\n", options).error().code(), ErrorCode::InvalidInput);
  options = with_outcome();
  options.mapping["Won"] = "nonsense";
  options.mapping["Colour"] = "subject";
  EXPECT_EQ(bring_in("Key,Won\n1,yes\n", options).error().code(), ErrorCode::InvalidInput);
  EXPECT_EQ(bring_in("Key,Won\n", with_outcome()).error().code(), ErrorCode::InvalidInput);
  EXPECT_EQ(count(), 0);
  EXPECT_TRUE(store_->schema()->custom_columns().empty());
}

/// Runs an import in a child that is killed in the middle, then finishes it here: nothing lost, nothing doubled.
TEST(ImportInterrupted, IsFinishedByImportingTheFileAgain) {
  constexpr int kRows = 6'000;
  std::string file = "Key,Topic,Size\n";
  for (int i = 0; i < kRows; ++i) file += fmt::format("k{},topic {},{}\n", i, i, i % 97);
  ImportOptions options;
  options.key_column = "Key";

  base::FixedClock clock{Timestamp(kNow)};
  // The child comes first: SQLite must not be open when a process forks.
  const base::TemporaryFolder own_folder;
  const std::string folder = own_folder.path().string();
  const pid_t child = ::fork();
  if (child == 0) {
    auto own = sqlite::open_sqlite(folder, clock);
    if (!own || !(*own)->migrate()) ::_exit(3);
    scoring::ScoringService scoring(**own, clock);
    auto reader = csv::Reader::from_text(file);
    const auto killed_half_way = [](std::uint64_t rows) {
      if (rows >= kRows / 2) ::kill(::getpid(), SIGKILL);
      return true;
    };
    static_cast<void>(import_file(**own, scoring, *reader, options, store::Caller::system(), clock, killed_half_way));
    ::_exit(4);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status)) << "the child ended with " << WEXITSTATUS(status);

  auto opened = sqlite::open_sqlite(folder, clock);
  ASSERT_TRUE(opened && (*opened)->migrate());
  const std::unique_ptr<store::Store> store = std::move(*opened);
  const auto count = [&] { return *(*store->snapshot())->count("lead", nullptr, store::Caller::system()); };
  const std::int64_t kept = count();
  EXPECT_GE(kept, kRows / 2 - 1'000) << "all but the batch under way";
  scoring::ScoringService scoring(*store, clock);
  auto reader = csv::Reader::from_text(file);
  const auto report = import_file(*store, scoring, *reader, options, store::Caller::system(), clock, nullptr);
  ASSERT_TRUE(report) << report.error().to_string();
  EXPECT_EQ(report->there_already, static_cast<std::uint64_t>(kept));
  EXPECT_EQ(count(), kRows);
}

TEST_F(ImportTest, NextWeeksFileChangesWhatDiffersAndAddsWhatIsNew) {
  ASSERT_TRUE(bring_in("Key,Last Name,Job title,Won\n1,Bos,Buyer,\n2,Jansen,Engineer,\n", with_outcome()));
  ImportOptions options = with_outcome();
  options.mode = ImportOptions::Mode::Upsert;
  const auto report =
      bring_in("Key,Last Name,Job title,Won\n1,Bos,Director,yes\n2,Jansen,,\n3,Visser,Buyer,\n", options);
  ASSERT_TRUE(report) << report.error().to_string();
  EXPECT_EQ(report->updated, 1u);
  EXPECT_EQ(report->unchanged, 1u);
  EXPECT_EQ(report->imported, 1u);
  EXPECT_EQ(count(), 3);
  const auto changed = only("1");
  EXPECT_EQ(changed.get("jobtitle"), record::Value(std::string("Director")));
  EXPECT_EQ(changed.get("statecode"), record::Value(std::int64_t{1}));
  EXPECT_FALSE(record::is_null(changed.get("ll_closedon")));
  EXPECT_EQ(only("2").get("jobtitle"), record::Value(std::string("Engineer"))) << "a blank cell says nothing";
}

TEST_F(ImportTest, AnUpdateSkipsRowsWithoutARecord) {
  ASSERT_TRUE(bring_in("Key,Last Name,Won\n1,Bos,\n", with_outcome()));
  ImportOptions options = with_outcome();
  options.mode = ImportOptions::Mode::Update;
  const auto report = bring_in("Key,Last Name,Won\n1,Bosch,yes\n9,Nobody,\n", options);
  ASSERT_TRUE(report) << report.error().to_string();
  EXPECT_EQ(report->updated, 1u);
  EXPECT_TRUE(report->notes.empty()) << "the dates of records that are there are known";
  EXPECT_EQ(report->skipped, 1u);
  ASSERT_EQ(report->problems.size(), 1u);
  EXPECT_EQ(report->problems[0].line, 3u);
  EXPECT_EQ(count(), 1);
}

TEST_F(ImportTest, AnUpdateNeedsAKey) {
  ImportOptions options;
  options.mode = ImportOptions::Mode::Update;
  EXPECT_EQ(bring_in("Last Name\nBos\n", options).error().code(), ErrorCode::InvalidInput);
}

TEST_F(ImportTest, CellsNameOtherRecordsByNameMailOrKey) {
  ASSERT_TRUE(store_->write([](store::Transaction& tx) -> Result<void> {
    const auto program = store::Caller::system();
    TRY(tx.insert("account", Uuid{}, {{"name", std::string("Northwind")}}, program));
    TRY(tx.insert("account", Uuid{}, {{"name", std::string("Twice")}}, program));
    TRY(tx.insert("account", Uuid{}, {{"name", std::string("twice")}}, program));
    return {};
  }));
  ImportOptions options;
  options.key_column = "Key";
  options.mapping["Account"] = "parentaccountid";
  const auto report = bring_in("Key,Last Name,Account\n1,Bos,NORTHWIND\n2,Jansen,Nobody\n3,Visser,Twice\n", options);
  ASSERT_TRUE(report) << report.error().to_string();
  EXPECT_EQ(report->imported, 3u);
  EXPECT_TRUE(only("1").get_as<record::Reference>("parentaccountid"));
  EXPECT_FALSE(only("2").get_as<record::Reference>("parentaccountid"));
  ASSERT_EQ(report->problems.size(), 2u);
  EXPECT_NE(report->problems[0].reason.find("was not found"), std::string::npos);
  EXPECT_NE(report->problems[1].reason.find("more than one"), std::string::npos);
}

TEST_F(ImportTest, SuggestsTheColumnsThatNameRows) {
  auto reader = csv::Reader::from_text("Id,Name,Note\n1,Bos,\n2,Bos,x\n");
  const auto preview = preview_import(*store_, *reader, {});
  ASSERT_TRUE(preview) << preview.error().to_string();
  EXPECT_EQ(preview->key_candidates, std::vector<std::string>{"Id"});
}

TEST_F(ImportTest, AnUploadComesBackWholeWhateverTheOrderOfItsParts) {
  const auto program = store::Caller::system();
  const Uuid upload = *begin_upload(*store_, "leads.csv", program, clock_);
  ASSERT_TRUE(add_part(*store_, upload, 1, "Bos\n2,Jansen\n", program));
  EXPECT_FALSE(open_upload(*store_, upload, program)) << "part 0 is missing";
  ASSERT_TRUE(add_part(*store_, upload, 0, "wrong", program));
  ASSERT_TRUE(add_part(*store_, upload, 0, "Key,Last Name\n1,", program));
  auto progress = std::make_shared<UploadProgress>();
  auto reader = open_upload(*store_, upload, program, progress);
  ASSERT_TRUE(reader) << reader.error().to_string();
  std::vector<std::string> names;
  while (csv::Row* row = *reader->next()) names.push_back(row->cells[1]);
  EXPECT_EQ(names, (std::vector<std::string>{"Bos", "Jansen"}));
  EXPECT_DOUBLE_EQ(progress->share(), 1);
}

TEST_F(ImportTest, AnUploadIsOneUsersOwn) {
  const Uuid upload = *begin_upload(*store_, "leads.csv", store::Caller::system(), clock_);
  store::Caller somebody;
  somebody.user = Uuid::from_name("somebody");
  EXPECT_EQ(open_upload(*store_, upload, somebody).error().code(), ErrorCode::NotFound);
  EXPECT_EQ(add_part(*store_, upload, 0, "x", somebody).error().code(), ErrorCode::NotFound);
}

}  // namespace
}  // namespace leadlight::ingest
