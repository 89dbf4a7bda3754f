// Folding addresses into people in parts: cut off, and beside others.
#include "service/capture/people_store.h"

#include <gmock/gmock.h>

#include <thread>

#include "service/capture/capture_fixture.h"
#include "service/capture/hooked_store.h"
#include "service/capture/people_decisions.h"

namespace leadlight::capture {
namespace {

/// Addresses, each with all that are the same person's, and of which two people it is asked whether they are one.
struct Kept {
  std::map<std::string, std::set<std::string>> groups;
  std::set<std::pair<std::string, std::string>> questions;
  bool operator==(const Kept&) const = default;
};

class PeopleStore : public CaptureTest {
 protected:
  static constexpr int kPeople = 400;

  /// Each of them writes from two addresses.
  std::string write_mails() {
    for (int i = 0; i < kPeople; ++i) {
      write_file(fmt::format("in/{}.eml", i),
                 fmt::format("From: Carl{1} Bos{1} <carl{0}@northwind.example>\nTo: ann@ours.example\n"
                             "Cc: Carl{1} Bos{1} <c{0}@gmail.com>, Dora{1} Kip{1} <d{0}@one.example>\n"
                             "Message-ID: <{0}@mails>\nDate: Mon, 4 May 2026 10:00:00 +0000\n\nHi\n",
                             i, word(i)));
    }
    for (int i = 0; i < kPeople; i += 5) {
      write_file(fmt::format("in/more{}.eml", i),
                 fmt::format("From: Dora{1} Kip{1} <other{0}@two.example>\nTo: ann@ours.example\n"
                             "Message-ID: <more{0}@mails>\nDate: Mon, 4 May 2026 10:00:00 +0000\n\nHi\n",
                             i, word(i)));
    }
    return (folder_ / "in").string();
  }
  /// Names have no digits.
  static std::string word(int number) {
    number += 1'000;
    std::string letters;
    for (int i = 0; i < 4; ++i, number /= 26) letters += static_cast<char>('a' + number % 26);
    return letters;
  }
  static Kept kept(store::Store& store) {
    const auto system = store::Caller::system();
    std::map<Uuid, std::set<std::string>> members;
    std::vector<std::pair<Uuid, Uuid>> proposals;
    const auto snapshot = must(store.snapshot());
    must(snapshot->scan({.table = "ll_personaddress"}, system, [&](Record&& row) -> Result<bool> {
      members[row.target("ll_personid")].insert(row.text("ll_address"));
      if (const Uuid proposed = row.target("ll_proposedpersonid"); !proposed.is_nil())
        proposals.emplace_back(row.target("ll_personid"), proposed);
      return true;
    }));
    EXPECT_EQ(must(snapshot->count("ll_person", {}, system)), static_cast<std::int64_t>(members.size()))
        << "nobody is without an address";
    Kept out;
    for (const auto& [_, addresses] : members) {
      for (const std::string& each : addresses) out.groups[each] = addresses;
    }
    for (const auto& [one, other] : proposals)
      out.questions.insert(std::minmax(*members[one].begin(), *members[other].begin()));
    return out;
  }
  /// What comes of the mails when nothing comes between.
  Kept undisturbed(const std::string& path) {
    sqlite::TemporaryStore other(clock_);
    must(import_mail(*other, wanted_without_owner(path, *other), reader(), clock_, {}));
    return kept(*other);
  }
  MailImport wanted_without_owner(const std::string& path, store::Store& store) {
    MailImport import = wanted(ann_, path);
    must(store.write([&](store::Transaction& tx) -> Result<void> {
      const Uuid unit = TRY(tx.insert("businessunit", {}, {{"name", text("Sales")}}, system_)).id;
      TRY(tx.insert("systemuser", ann_,
                    {{"domainname", text("ann")},
                     {"fullname", text("ann")},
                     {"internalemailaddress", text("ann@ours.example")},
                     {"businessunitid", Reference{"businessunit", unit}}},
                    system_));
      return {};
    }));
    return import;
  }
  static PeopleEvidence evidence(const std::vector<std::string>& from, std::string_view thread) {
    static const insight::OurDomains ours;
    PeopleEvidence out(ours);
    for (const std::string& each : from) {
      ParsedMail mail;
      const std::size_t open = each.find('<');
      mail.author = mail::Address{each.substr(0, open - 1), each.substr(open + 1, each.size() - open - 2)};
      out.add(mail, fmt::format("{}{}", thread, each));
    }
    return out;
  }
  std::int64_t addresses() { return must(must(store_->snapshot())->count("ll_personaddress", {}, system_)); }
};

TEST_F(PeopleStore, FoldsManyAddressesInShortTransactions) {
  std::vector<std::string> from;
  for (int i = 0; i < 2'000; ++i) from.push_back(fmt::format("Carl{1} Bos{1} <carl{0}@northwind.example>", i, word(i)));
  std::int64_t before = 0, most = 0;
  HookedStore store(*store_, [&]() -> Result<void> {
    const std::int64_t now = addresses();
    most = std::max(most, now - before);
    before = now;
    return {};
  });
  const auto report = must(keep_people(store, evidence(from, "a")));
  EXPECT_EQ(report.addresses, 2'000U);
  EXPECT_EQ(report.people, 2'000U);
  EXPECT_EQ(addresses(), 2'000);
  EXPECT_GT(most, 0);
  EXPECT_LE(most, 200);
}

TEST_F(PeopleStore, WhatWasCutOffIsDoneByTheNextImport) {
  const std::string path = write_mails();
  const Kept whole = undisturbed(path);
  EXPECT_EQ(whole.groups.at("carl0@northwind.example").size(), 2U);
  EXPECT_EQ(whole.questions.size(), static_cast<std::size_t>(kPeople / 5));
  HookedStore dying(*store_, [&]() -> Result<void> {
    if (addresses() > 0) return fail(ErrorCode::Unavailable, "the machine went down");
    return {};
  });
  EXPECT_FALSE(import_mail(dying, wanted(ann_, path), reader(), clock_, {}));
  const std::int64_t some = addresses();
  EXPECT_GT(some, 0);
  EXPECT_LT(some, 3 * kPeople);
  for (const auto& [address, group] : kept(*store_).groups) EXPECT_EQ(group, whole.groups.at(address)) << address;
  bring_in(wanted(ann_, path));
  EXPECT_EQ(kept(*store_), whole);
}

TEST_F(PeopleStore, WhoeverAddsAtTheSameTimeIsSeen) {
  const auto one = evidence({"Carl Bos <carl@northwind.example>", "Dora Kip <dora@one.example>"}, "a");
  const auto other = evidence({"Carl Bos <bos@northwind.example>", "Dora Kip <kip@two.example>",
                               "Dora Kip <dora@one.example>", "Emil Ost <emil@three.example>"},
                              "b");
  bool first = true;
  HookedStore store(*store_, [&]() -> Result<void> {
    if (std::exchange(first, false)) must(keep_people(*store_, other));
    return {};
  });
  must(keep_people(store, one));
  const Kept after = kept(*store_);
  EXPECT_EQ(after.groups.size(), 5U);
  EXPECT_TRUE(after.groups.at("carl@northwind.example").contains("bos@northwind.example"));
  EXPECT_EQ(after.questions.size(), 1U) << "the same name and nothing else is asked about";
}

TEST_F(PeopleStore, WhatSomebodyDecidesMeanwhileHolds) {
  must(keep_people(*store_, evidence({"Carl Bos <carl@northwind.example>", "Robert Tables <r@globex.example>"}, "a")));
  const auto person_of = [&](std::string_view address) {
    for (const Record& row : rows("ll_personaddress")) {
      if (row.text("ll_address") == address) return row.target("ll_personid");
    }
    return Uuid();
  };
  bool first = true;
  HookedStore store(*store_, [&]() -> Result<void> {
    // Carl, whom the new address would join, goes away.
    if (std::exchange(first, false))
      must(join_people(*store_, person_of("r@globex.example"), person_of("carl@northwind.example"), system_));
    return {};
  });
  must(keep_people(store, evidence({"Carl Bos <bos@northwind.example>"}, "b")));
  EXPECT_EQ(kept(*store_).groups.at("bos@northwind.example").size(), 3U);
}

TEST_F(PeopleStore, SideBySideComesToTheSameAsOneAfterAnother) {
  const std::string path = write_mails();
  const Kept whole = undisturbed(path);
  const auto bring = [&](const Uuid& owner) { must(import_mail(*store_, wanted(owner, path), reader(), clock_, {})); };
  std::thread beside([&] { bring(bert_); });
  bring(ann_);
  beside.join();
  EXPECT_EQ(kept(*store_), whole);
}

}  // namespace
}  // namespace leadlight::capture
