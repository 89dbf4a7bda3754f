#include "service/settings/privacy.h"

#include <gtest/gtest.h>

#include "base/must.h"
#include "storage/sqlite/temporary_store.h"

namespace leadlight::settings {
namespace {

using base::must;
using record::Reference;
using record::Value;
using record::Values;

const store::Caller kSystem = store::Caller::system();

class PrivacyTest : public testing::Test {
 protected:
  base::FixedClock clock_{Timestamp(std::chrono::days(20'000))};
  sqlite::TemporaryStore store_{clock_};

  Uuid add(std::string_view table, Values values) {
    Uuid id;
    must(store_->write([&](store::Transaction& tx) -> Result<void> {
      id = TRY(tx.insert(table, {}, values, kSystem)).id;
      return {};
    }));
    return id;
  }
  std::int64_t count(std::string_view table, const Uuid& id, query::FilterPtr filter) {
    const auto snapshot = must(store_->snapshot());
    const std::string key(snapshot->schema().find(table)->table().primary_id);
    return must(snapshot->count(table, query::all_of({query::equals(key, id), std::move(filter)}), kSystem));
  }
};

/// -1: null.
Value code(int number) {
  return number < 0 ? Value() : Value(std::int64_t{number});
}

TEST_F(PrivacyTest, TheTestAndTheFiltersAgreeOnEveryWish) {
  for (const bool opted_out : {false, true}) {
    for (int consent = -1; consent <= 3; ++consent) {
      for (const int ground : {-1, 1, 2, 6}) {
        const Uuid contact =
            add("contact",
                {{"msdyn_gdproptout", opted_out}, {"ll_consent", code(consent)}, {"ll_consentground", code(ground)}});
        const Uuid deal =
            add("opportunity", {{"name", std::string("deal")}, {"parentcontactid", Reference{"contact", contact}}});
        const auto person = must(must(store_->snapshot())->find("contact", contact, privacy_columns(), kSystem));
        for (const bool required : {false, true}) {
          const Privacy privacy{.consent_required = required};
          const bool out = is_left_out(*person, privacy);
          EXPECT_EQ(count("contact", contact, left_out("", privacy)), out) << consent << ground << required;
          EXPECT_EQ(count("opportunity", deal, left_out("parentcontactid", privacy)), out);
        }
      }
    }
  }
}

TEST_F(PrivacyTest, ConsentIsAskedForOnlyWhereItIsRequired) {
  const record::Record silent{"contact", {}, 1, {}};
  EXPECT_FALSE(is_left_out(silent, {.consent_required = false}));
  EXPECT_TRUE(is_left_out(silent, {.consent_required = true}));
  const record::Record customer{"contact", {}, 1, {{"ll_consentground", std::int64_t{2}}}};
  EXPECT_FALSE(is_left_out(customer, {.consent_required = true})) << "a contract is a ground, too";
  const record::Record refuses{"contact", {}, 1, {{"ll_consent", std::int64_t{2}}}};
  EXPECT_TRUE(is_left_out(refuses, {.consent_required = false})) << "who refuses is heard in any case";
}

TEST_F(PrivacyTest, ADealWithoutAContactIsNobodys) {
  const Uuid deal = add("opportunity", {{"name", std::string("deal")}});
  EXPECT_EQ(count("opportunity", deal, left_out("parentcontactid", {.consent_required = true})), 0);
}

TEST_F(PrivacyTest, WhatIsRequiredIsKept) {
  EXPECT_FALSE(must(read_privacy(*must(store_->snapshot()))).consent_required);
  must(store_->write([](store::Transaction& tx) { return require_consent(tx, true); }));
  EXPECT_TRUE(must(read_privacy(*must(store_->snapshot()))).consent_required);
}

}  // namespace
}  // namespace leadlight::settings
