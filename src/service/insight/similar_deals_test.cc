#include "service/insight/similar_deals.h"

#include "base/random.h"
#include "service/insight/insight_fixture.h"
#include "service/insight/kpi_rows.h"

namespace leadlight::insight {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

class SimilarDealsTest : public InsightTest {
 protected:
  static constexpr std::int64_t kWon = 1, kLost = 2, kRetail = 1, kBank = 2;

  Uuid add_closed(double day, std::int64_t state, Values more = {}) {
    more.try_emplace("name", text("Deal"));
    more.try_emplace("ownerid", user(ann_));
    more.insert({{"createdon", on_day(0)},
                 {"statecode", whole(state)},
                 {"statuscode", whole(state == kWon ? 3 : 5)},
                 {"ll_closedon", on_day(day)}});
    return add("opportunity", std::move(more));
  }
  Uuid add_account_of(std::int64_t industry) {
    return add("account",
               {{"name", text("Of one industry")}, {"ownerid", user(ann_)}, {"industrycode", whole(industry)}});
  }
  /// Deals with a budget are won, those without are lost; `timeline` has nothing to do with it. The newest closing
  /// last.
  std::vector<Uuid> add_history(int won, int lost) {
    std::vector<Uuid> ids;
    const auto add_many = [&](int many, std::int64_t state) {
      for (int i = 0; i < many; ++i) {
        const bool usual = i % 10 != 0;
        ids.push_back(add_closed(
            i, state, {{"budgetstatus", whole(usual == (state == kWon) ? 2 : 0)}, {"timeline", whole(i % 4)}}));
      }
    };
    add_many(lost, kLost);
    add_many(won, kWon);
    return ids;
  }
  /// The row that lists read.
  void add_kpis(const Uuid& deal, Values values) {
    values["msdyn_opportunityid"] = Reference{"opportunity", deal};
    values["msdyn_acilastupdatetimestamp"] = on_day(100);
    must(store_->write([&](store::Transaction& tx) -> Result<void> {
      TRY(tx.insert("msdyn_opportunitykpiitem", kpi_row_id({"opportunity", deal}), values, system_));
      return {};
    }));
  }
  OrderedJson similar(const store::Caller& caller) {
    return must(similar_won_deals(*must(store_->snapshot()), deal_, caller));
  }
  OrderedJson similar() { return similar(reader(ann_)); }

  static std::vector<std::string> columns_of(const OrderedJson& answer) {
    std::vector<std::string> columns;
    for (const OrderedJson& field : answer["fields"]) columns.push_back(field["column"]);
    return columns;
  }
  static const OrderedJson* compared(const OrderedJson& answer, std::string_view key) {
    for (const OrderedJson& each : answer["comparison"]) {
      if (each["key"] == key) return &each;
    }
    return nullptr;
  }
};

TEST_F(SimilarDealsTest, ArePickedByWhatTellsOfWinning) {
  add_history(40, 40);
  change("opportunity", deal_, {{"budgetstatus", whole(2)}, {"timeline", whole(1)}});
  const OrderedJson answer = similar();
  EXPECT_EQ(answer["state"], "ok");
  EXPECT_EQ(answer["won"], 40);
  EXPECT_EQ(answer["lost"], 40);
  EXPECT_EQ(answer["needed"], 30);
  EXPECT_FALSE(answer["fallback"]);
  EXPECT_THAT(columns_of(answer), ElementsAre("budgetstatus"));
  EXPECT_EQ(answer["fields"][0]["label"], "Budget");
  EXPECT_EQ(answer["fields"][0]["weight"], 1);
  EXPECT_EQ(answer["compared"], 20);
  ASSERT_EQ(answer["deals"].size(), 20);
  for (const OrderedJson& deal : answer["deals"]) {
    EXPECT_EQ(deal["distance"], 0);
    EXPECT_EQ(deal["matched"], OrderedJson::array({"budgetstatus"}));
  }
  EXPECT_EQ(answer["deals"][0]["closed_on"], base::to_string(on_day(37))) << "the newest with the same timeline";
}

TEST_F(SimilarDealsTest, FallBackVisiblyToTheNewestBelowTheMinimum) {
  add_history(29, 60);
  change("opportunity", deal_, {{"budgetstatus", whole(2)}});
  const OrderedJson answer = similar();
  EXPECT_EQ(answer["state"], "too_few");
  EXPECT_EQ(answer["won"], 29);
  EXPECT_EQ(answer["lost"], 60);
  EXPECT_TRUE(answer["fallback"]);
  EXPECT_THAT(answer["fields"], IsEmpty());
  EXPECT_EQ(answer["compared"], 29);
  ASSERT_EQ(answer["deals"].size(), 20);
  EXPECT_TRUE(answer["deals"][0]["distance"].is_null());
  EXPECT_THAT(answer["deals"][0]["matched"], IsEmpty());
  EXPECT_EQ(answer["deals"][0]["closed_on"], base::to_string(on_day(28)));
  EXPECT_EQ((*compared(answer, "mails_sent"))["records"], 29);
}

TEST_F(SimilarDealsTest, WithoutAnyClosedDealThereIsNothingToCompareWith) {
  const OrderedJson answer = similar();
  EXPECT_EQ(answer["state"], "too_few");
  EXPECT_EQ(answer["won"], 0);
  EXPECT_THAT(answer["deals"], IsEmpty());
  EXPECT_THAT(answer["comparison"], IsEmpty());
}

TEST_F(SimilarDealsTest, SayWhereTheDealHasNoneOfTheColumns) {
  add_history(40, 40);
  EXPECT_EQ(similar()["state"], "no_values");
  EXPECT_THAT(columns_of(similar()), ElementsAre("budgetstatus")) << "what to fill in";
  EXPECT_TRUE(similar()["fallback"]);
}

TEST_F(SimilarDealsTest, SayWhereNoColumnTellsWonFromLost) {
  for (int i = 0; i < 80; ++i) add_closed(i, i % 2 == 0 ? kWon : kLost, {{"timeline", whole(i / 2 % 4)}});
  change("opportunity", deal_, {{"timeline", whole(1)}});
  const OrderedJson answer = similar();
  EXPECT_EQ(answer["state"], "no_fields");
  EXPECT_TRUE(answer["fallback"]);
}

TEST_F(SimilarDealsTest, UseCustomColumnsAndTheAccountsOwn) {
  must(store_->add_columns({{"opportunity", "ll_segment", "Segment", record::FieldType::Text}}));
  const Uuid retail = add_account_of(kRetail), bank = add_account_of(kBank);
  Random random(5);
  for (int i = 0; i < 200; ++i) {
    const bool is_retail = random.chance(0.5), big = random.chance(0.5);
    const bool won = random.chance(0.1 + (is_retail ? 0.4 : 0) + (big ? 0.4 : 0));
    add_closed(i, won ? kWon : kLost,
               {{"ll_segment", text(big ? "Big" : "small ")},
                {"parentaccountid", Reference{"account", is_retail ? retail : bank}}});
  }
  change("account", account_, {{"industrycode", whole(kRetail)}});
  change("opportunity", deal_, {{"ll_segment", text("big")}});
  const OrderedJson answer = similar();
  EXPECT_EQ(answer["state"], "ok");
  EXPECT_THAT(columns_of(answer), testing::UnorderedElementsAre("industrycode", "ll_segment"));
  double sum = 0, last = 1;
  for (const OrderedJson& field : answer["fields"]) {
    EXPECT_EQ(field["table"], field["column"] == "industrycode" ? "account" : "opportunity");
    EXPECT_LE(field["weight"].get<double>(), last) << "the weightiest first";
    last = field["weight"];
    sum += last;
  }
  EXPECT_NEAR(sum, 1, 1e-3);
  EXPECT_EQ(answer["deals"][0]["distance"], 0);
  EXPECT_EQ(answer["deals"][0]["matched"].size(), 2);

  store::Caller without_accounts;
  without_accounts.user = ann_;
  without_accounts.business_unit = unit_;
  without_accounts.privileges.grant("opportunity", store::Verb::Read, store::Depth::Organisation);
  EXPECT_EQ(similar(without_accounts)["deals"][0]["matched"], OrderedJson::array({"ll_segment"}));
}

TEST_F(SimilarDealsTest, LeaveOutWhatIsKnownOnlyAtTheCloseAndHowFarADealCame) {
  must(store_->add_columns({{"opportunity", "ll_winner", "Winner", record::FieldType::Text, false, record::kOutcome},
                            {"opportunity", "ll_buyer", "Buyer", record::FieldType::Text, false, record::kPersonal}}));
  for (int i = 0; i < 80; ++i) {
    const bool won = i % 2 == 0;
    add_closed(i, won ? kWon : kLost,
               {{"actualvalue", *Amount::from_double(won ? 5'000 : 0)},
                {"ll_closereason", text(won ? "Best fit" : "Price")},
                {"ll_winner", text(won ? "we" : "they")},
                {"ll_buyer", text(won ? "Ada" : "Bob")},
                {"ll_externalkey", text(std::to_string(i))},
                {"emailaddress", text(won ? "a@a.example" : "b@b.example")},
                {"closeprobability", whole(won ? 100 : 0)},
                {"stepname", text(won ? "4-Close" : "1-Qualify")},
                {"presentproposal", won},
                {"salesstage", whole(won ? 3 : 0)}});
  }
  EXPECT_EQ(similar()["state"], "no_fields");
}

TEST_F(SimilarDealsTest, LeaveOutColumnsThatAreFilledInAtTheClose) {
  must(store_->add_columns({{"opportunity", "ll_rival", "Rival", record::FieldType::Text}}));
  for (int i = 0; i < 80; ++i) {
    const bool won = i % 2 == 0;
    const bool usual = i % 10 > 1;
    const Uuid deal =
        add("opportunity",
            {{"name", text("Deal")}, {"ownerid", user(ann_)}, {"budgetstatus", whole(won == usual ? 2 : 0)}});
    change("opportunity", deal,
           {{"statecode", whole(won ? kWon : kLost)}, {"statuscode", whole(won ? 3 : 5)}, {"ll_closedon", on_day(i)}});
    change("opportunity", deal, {{"ll_rival", text(won ? "none" : "Contoso")}});
  }
  change("opportunity", deal_, {{"budgetstatus", whole(2)}, {"ll_rival", text("none")}});
  EXPECT_THAT(columns_of(similar()), ElementsAre("budgetstatus"));
}

TEST_F(SimilarDealsTest, CompareTheDealWithMediansAndQuartiles) {
  const auto ids = add_history(30, 30);
  change("opportunity", deal_, {{"budgetstatus", whole(2)}});
  add_kpis(deal_,
           {{"msdyn_emailssent", whole(4)}, {"msdyn_emailsreceived", whole(2)}, {"msdyn_phonecallsmade", whole(1)}});
  // The newest 20 won deals with a budget are compared with; the two newest are among them.
  add_kpis(ids[59], {{"msdyn_emailssent", whole(10)},
                     {"msdyn_timespentbyteam", whole(90)},
                     {"msdyn_timespentbycustomer", whole(45)},
                     {"msdyn_averagefirstresponsetimebyusinhrs", 3.5},
                     {"msdyn_responseratebyus", 0.75}});
  const OrderedJson answer = similar();
  const OrderedJson& newest = answer["deals"][0];
  EXPECT_EQ(newest["opportunity"]["id"], ids[59].to_string());
  EXPECT_EQ(newest["activities"], 10);
  EXPECT_EQ(newest["minutes_by_us"], 90);
  EXPECT_EQ(newest["minutes_by_them"], 45);
  EXPECT_EQ(newest["response_by_us_hours"], 3.5);
  EXPECT_EQ(newest["answered_by_us"], 0.75);
  EXPECT_EQ(answer["deals"][1]["activities"], 0) << "a deal without a row has had none";
  EXPECT_TRUE(answer["deals"][1]["response_by_us_hours"].is_null());
  const OrderedJson& mails = *compared(answer, "mails_sent");
  EXPECT_EQ(mails["unit"], "count");
  EXPECT_EQ(mails["value"], 4);
  EXPECT_EQ(mails["records"], 20);
  EXPECT_EQ(mails["median"], 0);
  EXPECT_EQ((*compared(answer, "begun_by_us"))["value"], 5);
  EXPECT_EQ(compared(answer, "mail_response_by_us"), nullptr) << "one deal has it";
  EXPECT_EQ(compared(answer, "health"), nullptr);
}

TEST_F(SimilarDealsTest, QuartilesAreThoseOfTheDealsThatHaveTheNumber) {
  const auto ids = add_history(30, 30);
  change("opportunity", deal_, {{"budgetstatus", whole(2)}});
  int hours = 0;
  for (const int place : {59, 58, 57, 56, 55}) {
    add_kpis(ids[place], {{"msdyn_averagefirstresponsetimebyusinhrs", static_cast<double>(++hours)}});
  }
  const OrderedJson answer = similar();
  const OrderedJson& response = *compared(answer, "mail_response_by_us");
  EXPECT_EQ(response["records"], 5);
  EXPECT_EQ(response["lower"], 2);
  EXPECT_EQ(response["median"], 3);
  EXPECT_EQ(response["upper"], 4);
  EXPECT_TRUE(response["value"].is_null());
}

TEST_F(SimilarDealsTest, UnreadableDealsCountAndAreNotShown) {
  const auto ids = add_history(40, 40);
  change("opportunity", deal_, {{"budgetstatus", whole(2)}, {"ownerid", user(bert_)}});
  for (const int place : {79, 78, 77}) change("opportunity", ids[place], {{"ownerid", user(bert_)}});
  add_kpis(ids[76], {{"msdyn_emailssent", whole(7)}});
  const OrderedJson answer = similar(reader(bert_, store::Depth::Own));
  EXPECT_EQ(answer["compared"], 20);
  EXPECT_EQ(answer["deals"].size(), 3);
  EXPECT_EQ(answer["not_readable"], 17);
  EXPECT_EQ((*compared(answer, "mails_sent"))["records"], 20);
  EXPECT_THAT(base::to_text(answer), Not(testing::HasSubstr(ids[76].to_string())));
  EXPECT_FALSE(similar_won_deals(*must(store_->snapshot()), ids[76], reader(bert_, store::Depth::Own)))
      << "as if it were not there";
}

TEST_F(SimilarDealsTest, FewerThanFiveAreNoAggregate) {
  for (int i = 0; i < 4; ++i) add_closed(i, kWon);
  EXPECT_THAT(similar()["comparison"], IsEmpty());
  EXPECT_EQ(similar()["deals"].size(), 4);
  add_closed(4, kWon);
  EXPECT_EQ((*compared(similar(), "mails_sent"))["records"], 5);
}

TEST_F(SimilarDealsTest, AWonDealIsNotComparedWithItself) {
  add_history(40, 40);
  change("opportunity", deal_, {{"budgetstatus", whole(2)}, {"statecode", whole(kWon)}, {"statuscode", whole(3)}});
  const OrderedJson answer = similar();
  EXPECT_EQ(answer["won"], 40);
  EXPECT_THAT(base::to_text(answer), Not(testing::HasSubstr(deal_.to_string())));
}

TEST_F(SimilarDealsTest, AmountsAreComparedInOneCurrencyByTheirRatio) {
  const auto amount = [](double value) { return *Amount::from_double(value); };
  for (int i = 0; i < 80; ++i) {
    const bool won = i % 2 == 0;
    const double rate = i % 3 == 0 ? 30 : 1;  // 30 of its currency are worth one of ours
    add_closed(i, won ? kWon : kLost,
               {{"estimatedvalue", amount((won ? 10'000 : 1'000) * rate)}, {"exchangerate", rate}});
  }
  change("opportunity", deal_, {{"estimatedvalue", amount(300'000)}, {"exchangerate", 30.0}});
  const OrderedJson answer = similar();
  EXPECT_EQ(answer["state"], "ok");
  EXPECT_THAT(columns_of(answer), ElementsAre("estimatedvalue"));
  EXPECT_NEAR(answer["deals"][0]["distance"].get<double>(), 0, 1e-4);
}

}  // namespace
}  // namespace leadlight::insight
