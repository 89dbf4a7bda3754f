#include "service/capture/people.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <set>

#include "service/capture/person_name.h"

namespace leadlight::capture {
namespace {

AddressFacts address(std::string address, std::string name = {}, std::vector<std::uint64_t> threads = {}) {
  AddressFacts facts{.address = std::move(address)};
  if (!name.empty()) facts.names = {{std::move(name), 3}};
  facts.messages = 1;
  facts.threads = std::move(threads);
  return facts;
}

bool are_one(const AddressFacts& a, const AddressFacts& b) {
  const std::vector<AddressFacts> both{a, b};
  const People people = merge_people(both);
  return people.assignments[0].person == people.assignments[1].person;
}

bool is_proposed(const AddressFacts& a, const AddressFacts& b) {
  const std::vector<AddressFacts> both{a, b};
  const People people = merge_people(both);
  const auto names_other = [&](int one, int other) {
    return people.assignments[one].certainty == Certainty::ToConfirm &&
           people.assignments[one].proposed == people.assignments[other].person &&
           !people.assignments[one].reason.empty();
  };
  return names_other(0, 1) || names_other(1, 0);
}

TEST(PersonNames, AreReadAsMailProgramsWriteThem) {
  const PersonName rafael{"rafael", "wysocki"};
  for (const char* written : {"Rafael Wysocki", "Rafael J. Wysocki", "Wysocki, Rafael J", "'Rafael Wysocki'",
                              "RAFAEL WYSOCKI (Intel)", "Dr. Rafael Wysocki", "Rafael Wysocki via Lists"}) {
    EXPECT_EQ(person_name(written), rafael) << written;
  }
  EXPECT_EQ(person_name("Bj\u00f6rn \u00c5kesson"), person_name("Bjorn Akesson"));
}

TEST(PersonNames, AreNoRolesNoAddressesAndMoreThanOneWord) {
  for (const char* written :
       {"", "Ann", "A. Lee", "Sales Team", "Mail Delivery System", "ann lee@acme.com", "Support 24"})
    EXPECT_EQ(person_name(written), std::nullopt) << written;
}

TEST(PersonNames, StandInAddresses) {
  const PersonName ann{"ann", "lee"};
  for (const char* local : {"ann.lee", "AnnLee", "lee_ann", "ann-lee+crm"})
    EXPECT_EQ(local_part_for(ann, local), LocalPart::Full) << local;
  for (const char* local : {"ann", "alee", "a.lee", "annl", "lee"})
    EXPECT_EQ(local_part_for(ann, local), LocalPart::Partial) << local;
  EXPECT_EQ(local_part_for(ann, "annabel"), LocalPart::Other);
}

TEST(People, OfOneNameAtOneOrganisationAreOne) {
  EXPECT_TRUE(are_one(address("ann.visscher@acme.com", "Ann Visscher"), address("avisscher@acme.com", "Ann Visscher")));
  EXPECT_TRUE(are_one(address("ann@acme.com", "Ann Visscher"), address("ann@mail.acme.com", "Visscher, Ann")));
  EXPECT_TRUE(are_one(address("ann@acme.com", "Ann Visscher"), address("ann@acme.de", "Ann Visscher")));
  EXPECT_FALSE(are_one(address("ann@acme.com", "Ann Visscher"), address("bob@acme.com", "Bob Visscher")));
}

TEST(People, WithAPrivateAddressAreOne) {
  EXPECT_TRUE(are_one(address("ann@acme.com", "Ann Visscher"), address("annv@gmail.com", "Ann Visscher")));
}

TEST(People, OfOneNameAtTwoOrganisationsAreToBeConfirmed) {
  const auto acme = address("ann@acme.com", "Ann Visscher", {1}),
             globex = address("ann@globex.com", "Ann Visscher", {2});
  EXPECT_FALSE(are_one(acme, globex));
  EXPECT_TRUE(is_proposed(acme, globex));
  EXPECT_TRUE(are_one(acme, address("ann@globex.com", "Ann Visscher", {1, 2})));
}

TEST(People, OfOneNameAmongTheSameCorrespondentsAreOne) {
  auto before = address("ann@acme.com", "Ann Visscher"), after = address("ann@globex.com", "Ann Visscher");
  before.correspondents = {3, 4, 9};
  after.correspondents = {3, 9, 11};
  EXPECT_TRUE(are_one(before, after));
}

TEST(People, OfOneNameOnOneMailingListAreOne) {
  auto before = address("ann@acme.com", "Ann Visscher"), after = address("ann@globex.com", "Ann Visscher");
  before.lists = after.lists = {5};
  EXPECT_TRUE(are_one(before, after));
}

TEST(People, OfOneNameAndOneHandleAreOne) {
  EXPECT_TRUE(are_one(address("avi77@acme.com", "Ann Visscher"), address("avi77@globex.com", "Ann Visscher")));
}

TEST(People, AreCalledByAllNamesTheyOftenGo) {
  auto both = address("av@acme.com");
  both.names = {{"Ann Visscher", 10}, {"Anna Visscher", 5}, {"Bob Bos", 1}};
  EXPECT_TRUE(are_one(both, address("anna@acme.com", "Anna Visscher")));
  EXPECT_FALSE(are_one(both, address("bob@acme.com", "Bob Bos")));
}

TEST(People, WithAVeryCommonNameNeedMoreThanTheName) {
  EXPECT_FALSE(are_one(address("john@acme.com", "John Smith", {1}), address("john@globex.com", "John Smith", {1})));
  EXPECT_FALSE(are_one(address("john@acme.com", "John Smith"), address("js77@gmail.com", "John Smith")));
  EXPECT_TRUE(is_proposed(address("john@acme.com", "John Smith"), address("js77@gmail.com", "John Smith")));
  EXPECT_TRUE(are_one(address("john.smith@acme.com", "John Smith"), address("jsmith@acme.com", "John Smith")));
  EXPECT_FALSE(are_one(address("john.smith@acme.com", "John Smith"), address("js2@acme.com", "John Smith")));
}

TEST(People, WithATagAreOneOnlyWhenTheNamesAgree) {
  EXPECT_TRUE(are_one(address("ann@acme.com", "Ann Visscher"), address("ann+shop@acme.com", "Ann Visscher")));
  EXPECT_FALSE(are_one(address("ann@acme.com", "Ann Visscher"), address("ann+bob@acme.com", "Bob de Vries")));
  EXPECT_FALSE(are_one(address("ann@acme.com", "Ann Visscher"), address("ann+shop@acme.com")));
}

TEST(People, WithoutANameAreThoseTheirAddressNames) {
  EXPECT_TRUE(are_one(address("avisscher@acme.com", "Ann Visscher"), address("ann.visscher@acme.com")));
  EXPECT_FALSE(are_one(address("ann.visscher@acme.com", "Ann Visscher"), address("avisscher@acme.com")));
  EXPECT_TRUE(is_proposed(address("ann.visscher@acme.com", "Ann Visscher"), address("avisscher@acme.com")));
  EXPECT_FALSE(are_one(address("ann@acme.com", "Ann Visscher"), address("ann.visscher@globex.com")));
}

TEST(People, AreNotRobotsListsOrRoles) {
  auto list = address("ann@lists.acme.com", "Ann Visscher");
  list.kind = AddressKind::List;
  EXPECT_FALSE(are_one(address("ann@acme.com", "Ann Visscher"), list));
  EXPECT_FALSE(are_one(address("ann@acme.com", "Ann Visscher"), address("info@acme.com", "Ann Visscher")));
}

TEST(People, AreNotNamedByAnAddressManyUse) {
  auto many = address("desk@acme.com");
  many.names = {{"Ann Visscher", 3}, {"Bob de Vries", 3}, {"Carl Bos", 3}};
  EXPECT_FALSE(are_one(address("ann@acme.com", "Ann Visscher"), many));
}

TEST(People, WithRecordsOfTheirOwnStayApart) {
  auto one = address("ann@acme.com", "Ann Visscher"), other = address("ann@gmail.com", "Ann Visscher");
  one.record = record::Reference{"contact", Uuid::from_name("1")};
  other.record = record::Reference{"contact", Uuid::from_name("2")};
  EXPECT_FALSE(are_one(one, other));
  other.record = one.record;
  EXPECT_TRUE(are_one(one, other));
}

TEST(People, SeparatedByHandStayApart) {
  auto one = address("ann@acme.com", "Ann Visscher"), other = address("ann@gmail.com", "Ann Visscher");
  one.person = other.person = Uuid::from_name("both");
  EXPECT_TRUE(are_one(one, other));
  other.certainty = Certainty::Separated;
  EXPECT_FALSE(are_one(one, other));
  EXPECT_FALSE(is_proposed(one, other));
}

TEST(People, KeepTheirPersonWhenAnAddressJoins) {
  auto known = address("ann@acme.com", "Ann Visscher");
  known.person = Uuid::from_name("ann");
  auto busier = address("ann@gmail.com", "Ann Visscher");
  busier.messages = 100;
  const std::vector<AddressFacts> both{known, busier};
  const People people = merge_people(both);
  EXPECT_EQ(people.assignments[1].person, *known.person);
  ASSERT_EQ(people.persons.size(), 1U);
  EXPECT_EQ(people.persons[0].name, "Ann Visscher");
  EXPECT_FALSE(people.assignments[0].reason.empty() && people.assignments[1].reason.empty());
}

TEST(People, DoNotDependOnTheOrder) {
  std::vector<AddressFacts> all{
      address("ann@acme.com", "Ann Visscher", {1}), address("av@globex.com", "Ann Visscher", {1}),
      address("ann@initech.com", "Ann Visscher", {7}), address("ann@gmail.com", "Ann Visscher")};
  const auto groups = [](const std::vector<AddressFacts>& addresses) {
    std::map<Uuid, std::set<std::string>> by_person;
    const People people = merge_people(addresses);
    for (std::size_t i = 0; i < addresses.size(); ++i)
      by_person[people.assignments[i].person].insert(addresses[i].address);
    std::set<std::set<std::string>> out;
    for (auto& [_, group] : by_person) out.insert(group);
    return out;
  };
  const auto first = groups(all);
  std::ranges::reverse(all);
  EXPECT_EQ(groups(all), first);
}

}  // namespace
}  // namespace leadlight::capture
