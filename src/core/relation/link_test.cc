#include "core/relation/link.h"

#include <gtest/gtest.h>

namespace leadlight::relation {
namespace {

// The people of the documented examples (spec 2.3).
constexpr std::uint32_t kOwner = 1;
constexpr std::uint32_t kTeam = 2;
constexpr std::uint32_t kColleague = 3;  ///< of ours, but on no record here
constexpr std::uint32_t kStakeholder = 11;
constexpr std::uint32_t kCustomer = 12;
constexpr std::uint32_t kPrimary = 13;  ///< contact of the account
constexpr std::uint32_t kStranger = 14;

const Uuid kAccountId = Uuid::from_name("account");
const Uuid kContactId = Uuid::from_name("contact");
const Uuid kLeadId = Uuid::from_name("lead");
const Uuid kDealId = Uuid::from_name("deal");

Interest account() {
  return interest_of(RecordType::Account, kAccountId, {{}, {kPrimary, kStakeholder}, {}});
}
Interest contact() {
  return interest_of(RecordType::Contact, kContactId, {{}, {kPrimary}, {}});
}
Interest lead() {
  return interest_of(RecordType::Lead, kLeadId, {{kOwner}, {kCustomer, kStakeholder}, {}});
}
Interest deal() {
  return interest_of(RecordType::Opportunity, kDealId, {{kOwner, kTeam}, {kStakeholder, kCustomer}, {kPrimary}});
}

Party ours(std::uint32_t person, Role role) {
  return {person, role, Side::Us};
}
Party theirs(std::uint32_t person, Role role) {
  return {person, role, Side::Them};
}
LinkReason linked(const Interest& record, Channel channel, std::vector<Party> parties, Uuid regarding = {}) {
  return link({channel, regarding, parties}, record);
}

TEST(Link, RegardingCountsEvenWithoutAnybodyOfInterest) {
  EXPECT_EQ(linked(deal(), Channel::Email, {ours(kColleague, Role::From), theirs(kStranger, Role::To)}, kDealId),
            LinkReason::Regarding);
  EXPECT_EQ(linked(lead(), Channel::Task, {}, kLeadId), LinkReason::Regarding);
  EXPECT_EQ(linked(lead(), Channel::Task, {}), LinkReason::NoContact);
}

TEST(Link, OfALeadIsACallOfItsOwnerToAStakeholder) {
  const Party to = theirs(kStakeholder, Role::To);
  EXPECT_EQ(linked(lead(), Channel::Call, {ours(kOwner, Role::From), to}), LinkReason::People);
  EXPECT_EQ(linked(lead(), Channel::Call, {ours(kColleague, Role::From), to}), LinkReason::NobodyOfOurs);
}

TEST(Link, OfADealIsAMailOfTheTeamToAStakeholder) {
  const Party to = theirs(kStakeholder, Role::To);
  EXPECT_EQ(linked(deal(), Channel::Email, {ours(kTeam, Role::From), to}, kDealId), LinkReason::Regarding);
  EXPECT_EQ(linked(deal(), Channel::Email, {ours(kTeam, Role::From), to}), LinkReason::People);
  EXPECT_EQ(linked(deal(), Channel::Email, {ours(kColleague, Role::From), to}), LinkReason::NobodyOfOurs);
}

TEST(Link, OfAMeetingWithTheAccountsPrimaryContactIsBothAccountAndContact) {
  const std::vector parties{ours(kOwner, Role::Organizer), theirs(kPrimary, Role::Required)};
  EXPECT_EQ(linked(account(), Channel::Meeting, parties), LinkReason::People);
  EXPECT_EQ(linked(contact(), Channel::Meeting, parties), LinkReason::People);
  EXPECT_EQ(linked(deal(), Channel::Meeting, parties), LinkReason::OnlyAccountPrimary);
  EXPECT_EQ(linked(deal(), Channel::Meeting, parties, kDealId), LinkReason::Regarding);
  EXPECT_EQ(linked(deal(), Channel::Meeting, parties, kAccountId), LinkReason::OnlyAccountPrimary);
}

TEST(Link, OfAPrimaryContactWhoIsAStakeholderToo) {
  const Interest both = interest_of(RecordType::Opportunity, kDealId, {{kOwner}, {kPrimary}, {kPrimary}});
  EXPECT_EQ(linked(both, Channel::Meeting, {ours(kOwner, Role::Organizer), theirs(kPrimary, Role::Optional)}),
            LinkReason::People);
}

TEST(Link, OfAnAccountIsWhoeverOfUsItWas) {
  EXPECT_EQ(linked(account(), Channel::Email, {ours(kColleague, Role::From), theirs(kStakeholder, Role::Cc)}),
            LinkReason::People);
  EXPECT_EQ(linked(account(), Channel::Email, {theirs(kStranger, Role::From), theirs(kStakeholder, Role::To)}),
            LinkReason::NobodyOfOurs);
}

TEST(Link, GoesByRolesThatTheChannelNames) {
  const Party from = ours(kOwner, Role::From);
  for (const Role role : {Role::From, Role::To, Role::Cc})
    EXPECT_EQ(linked(lead(), Channel::Email, {from, theirs(kCustomer, role)}), LinkReason::People);
  EXPECT_EQ(linked(lead(), Channel::Email, {from, theirs(kCustomer, Role::Bcc)}), LinkReason::NoContact);
  for (const Role role : {Role::Required, Role::Optional, Role::Organizer})
    EXPECT_EQ(linked(lead(), Channel::Meeting, {from, theirs(kCustomer, role)}), LinkReason::People);
  EXPECT_EQ(linked(lead(), Channel::Call, {theirs(kCustomer, Role::From), ours(kOwner, Role::To)}), LinkReason::People);
  EXPECT_EQ(linked(lead(), Channel::Other, {from, theirs(kCustomer, Role::To)}), LinkReason::NoContact);
}

TEST(Link, SaysWhyInWords) {
  EXPECT_TRUE(counts(LinkReason::Regarding));
  EXPECT_TRUE(counts(LinkReason::People));
  for (const LinkReason reason : {LinkReason::NoContact, LinkReason::OnlyAccountPrimary, LinkReason::NobodyOfOurs}) {
    EXPECT_FALSE(counts(reason));
    EXPECT_FALSE(to_string(reason).empty());
  }
}

}  // namespace
}  // namespace leadlight::relation
