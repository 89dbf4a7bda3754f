#include "service/work/subject_access.h"

#include "service/insight/insight_fixture.h"

namespace leadlight::work {
namespace {

using record::Reference;
using testing::HasSubstr;
using testing::Not;

class SubjectAccessTest : public insight::InsightTest {
 protected:
  OrderedJson answer(const Reference& subject) {
    const auto snapshot = insight::must(store_->snapshot());
    return insight::must(subject_access(*snapshot, subject, clock_.now(), system_));
  }
  void add_person(const Reference& record, const std::string& address) {
    const auto person = add("ll_person", {{"ll_name", insight::text("Known as")}, {"ll_recordid", record}});
    add("ll_personaddress", {{"ll_address", insight::text(address)},
                             {"ll_personid", Reference{"ll_person", person}},
                             {"ll_certainty", insight::whole(0)}});
  }
};

TEST_F(SubjectAccessTest, APersonGetsColumnsAddressesAndConsent) {
  change("contact", stakeholder_, {{"ll_consent", insight::whole(1)}, {"ll_consentground", insight::whole(1)}});
  add_person(contact(stakeholder_), "private@home.example");
  add_person(contact(other_), "stranger@home.example");
  const OrderedJson out = answer(contact(stakeholder_));
  EXPECT_EQ(out["EntityId"], stakeholder_.to_string());
  EXPECT_EQ(out["Record"]["fullname"], "stakeholder");
  EXPECT_EQ(out["Record"]["ll_consent"]["value"], 1);
  EXPECT_FALSE(out["Record"]["ll_consent"]["label"].get<std::string>().empty());
  EXPECT_EQ(out["Record"]["ownerid"]["name"], "ann");
  EXPECT_EQ(out["Privacy"]["left_out"], nullptr);
  ASSERT_EQ(out["Addresses"].size(), 1);
  EXPECT_EQ(out["Addresses"][0]["ll_address"], "private@home.example");
  for (const char* group : {"Daily UI KPIs", "Lifetime UI KPIs", "Most Contacted KPIs", "Health KPIs"})
    EXPECT_TRUE(out.contains(group)) << group;
}

TEST_F(SubjectAccessTest, AUserGetsMailAccountsWithoutPasswords) {
  const auto mailbox =
      add("ll_mailbox", {{"ll_name", insight::text("Mine")}, {"ll_kind", insight::whole(0)}, {"ownerid", user(ann_)}});
  add("ll_mailaccount", {{"ll_mailboxid", Reference{"ll_mailbox", mailbox}},
                         {"ll_host", insight::text("imap.ours.example")},
                         {"ll_port", insight::whole(993)},
                         {"ll_security", insight::whole(0)},
                         {"ll_username", insight::text("ann@ours.example")},
                         {"ll_password", insight::text("sealed-secret")},
                         {"ll_keyid", insight::text("key-7")}});
  add("ll_noticereading", {{"ll_systemuserid", user(ann_)},
                           {"ll_version", insight::whole(2)},
                           {"ll_notice", insight::text("As it was read")}});
  const OrderedJson out = answer(user(ann_));
  EXPECT_EQ(out["Mail accounts"][0]["ll_host"], "imap.ours.example");
  EXPECT_EQ(out["Notice readings"][0]["ll_version"], 2);
  EXPECT_THAT(base::to_text(out), Not(HasSubstr("sealed-secret")));
  EXPECT_THAT(base::to_text(out), Not(HasSubstr("key-7")));
  EXPECT_TRUE(answer(user(bert_))["Mail accounts"].empty());
}

TEST_F(SubjectAccessTest, ADealIsNoPerson) {
  const OrderedJson out = answer({"opportunity", deal_});
  EXPECT_FALSE(out.contains("Addresses"));
  EXPECT_TRUE(out.contains("Health KPIs"));
}

TEST_F(SubjectAccessTest, OtherTablesAreRefusedWithAHint) {
  const auto snapshot = insight::must(store_->snapshot());
  const auto out = subject_access(*snapshot, {"account", account_}, clock_.now(), system_);
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().code(), ErrorCode::InvalidInput);
  EXPECT_THAT(out.error().hint(), HasSubstr("contact, lead, opportunity or systemuser"));
}

}  // namespace
}  // namespace leadlight::work
