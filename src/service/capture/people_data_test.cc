// People on a public mailing list, against pairs judged by hand.
#include <glib.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <unordered_map>

#include "connect/mail/mailbox.h"
#include "service/capture/people.h"
#include "service/capture/people_evidence.h"
#include "service/capture/people_pairs.h"

namespace leadlight::capture {
namespace {

std::string sha256(const std::string& text) {
  const std::unique_ptr<char, decltype(&g_free)> hex(
      g_compute_checksum_for_string(G_CHECKSUM_SHA256, text.data(), static_cast<gssize>(text.size())), g_free);
  return hex.get();
}

PeopleEvidence evidence_of(const std::string& path, const insight::OurDomains& ours) {
  PeopleEvidence evidence(ours);
  auto mailbox = mail::Mailbox::open(path);
  if (!mailbox) throw std::runtime_error(mailbox.error().to_string());
  while (const mail::RawMessage* raw = mailbox->next()) {
    const ParsedMail mail = parse_mail(raw->bytes, {.with_text = false});
    evidence.add(mail, mail.root.empty() ? mail.id : mail.root);
  }
  return evidence;
}

TEST(PeopleOnRealData, AgreesWithPairsJudgedByHand) {
  const char* data = std::getenv("LEADLIGHT_DATA");
  const std::string path = std::string(data == nullptr ? "" : data) + "/ksummit-list";
  if (data == nullptr || !std::filesystem::exists(path)) {
    GTEST_SKIP() << "LEADLIGHT_DATA names no folder with ksummit-list";
  }
  const insight::OurDomains ours;
  const auto facts = evidence_of(path, ours).facts();
  const People people = merge_people(facts);
  std::unordered_map<std::string_view, bool> judged;
  for (const JudgedPair& pair : kJudgedPairs) judged.emplace(pair.sha256, pair.is_one_person);

  int found = 0, right = 0, wrong = 0, missed = 0;
  for (std::size_t a = 0; a < facts.size(); ++a) {
    for (std::size_t b = a + 1; b < facts.size(); ++b) {
      const auto pair = judged.find(sha256(facts[a].address + " " + facts[b].address));
      if (pair == judged.end()) continue;
      ++found;
      const bool merged = people.assignments[a].person == people.assignments[b].person;
      right += merged && pair->second ? 1 : 0;
      wrong += merged && !pair->second ? 1 : 0;
      missed += !merged && pair->second ? 1 : 0;
      if (merged != pair->second && std::getenv("LEADLIGHT_SHOW_PAIRS") != nullptr) {
        std::cout << (merged ? "wrong: " : "missed: ") << facts[a].address << " " << facts[b].address << " "
                  << people.assignments[a].reason << " | " << people.assignments[b].reason << "\n";
      }
    }
  }
  EXPECT_EQ(found, 100);
  const double precision = static_cast<double>(right) / (right + wrong);
  const double recall = static_cast<double>(right) / (right + missed);
  std::cout << "precision " << precision << ", recall " << recall << "\n";
  EXPECT_GE(precision, 0.98);
  EXPECT_GE(recall, 0.9);
}

}  // namespace
}  // namespace leadlight::capture
