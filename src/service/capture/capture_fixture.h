// Mailboxes in a folder of their own, for the tests of this folder.
#pragma once

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "base/must.h"
#include "base/temporary_folder.h"
#include "core/record/short_words.h"
#include "service/capture/import_mail.h"
#include "storage/sqlite/temporary_store.h"

namespace leadlight::capture {

using base::must;
using record::Record;
using record::Reference;
using record::text;
using record::Value;
using record::Values;

class CaptureTest : public testing::Test {
 protected:
  base::FixedClock clock_{std::chrono::sys_days(std::chrono::year(2026) / 6 / 1)};
  sqlite::TemporaryStore store_{clock_};
  const store::Caller system_ = store::Caller::system();
  const base::TemporaryFolder files_;
  const std::filesystem::path folder_ = files_.path();
  Uuid ann_, bert_;

  void SetUp() override {
    const Uuid unit = add("businessunit", {{"name", text("Sales")}});
    ann_ = add_user("ann", unit);
    bert_ = add_user("bert", unit);
  }

  Uuid add_user(const std::string& name, const Uuid& unit) {
    return add("systemuser", {{"domainname", text(name)},
                              {"fullname", text(name)},
                              {"internalemailaddress", text(name + "@ours.example")},
                              {"businessunitid", Reference{"businessunit", unit}}});
  }
  Uuid add(std::string_view table, Values values) {
    Uuid id;
    must(store_->write([&](store::Transaction& tx) -> Result<void> {
      id = TRY(tx.insert(table, {}, values, system_)).id;
      return {};
    }));
    return id;
  }
  std::vector<Record> rows(const std::string& table) {
    std::vector<Record> out;
    must(must(store_->snapshot())->scan({.table = table}, system_, [&](Record&& row) -> Result<bool> {
      out.push_back(std::move(row));
      return true;
    }));
    return out;
  }
  Record mail(const std::string& id) {
    return *must(must(store_->snapshot())->find("email", mail_activity_id(id), {}, system_));
  }
  std::vector<Record> parties_of(const Uuid& activity) {
    std::vector<Record> out;
    for (Record& row : rows("activityparty")) {
      if (row.target("activityid") == activity) out.push_back(std::move(row));
    }
    std::ranges::sort(out, {}, [](const Record& row) { return row.number("participationtypemask"); });
    return out;
  }

  std::string write_file(const std::string& name, const std::string& bytes) {
    const auto path = folder_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }
  /// `more`: header fields, each with its line end.
  static std::string message(const std::string& id, const std::string& more = {},
                             const std::string& date = "Mon, 4 May 2026 10:00:00 +0000") {
    return fmt::format(
        "From: Carl Bos <carl@northwind.example>\nTo: Ann <ann@ours.example>\nSubject: Hello\n"
        "Date: {}\nMessage-ID: <{}>\n{}\nText\n",
        date, id, more);
  }

  MailImport wanted(const Uuid& owner, const std::string& path = {}) const {
    return {.path = path.empty() ? folder_.string() : path,
            .owner = {"systemuser", owner},
            .our_domains = {"ours.example"}};
  }
  /// Reads in a copy of this process; a message with X-Break harms it.
  static ReadingProgram reader() {
    return {.in_copy = [](std::string_view raw) {
      if (raw.find("X-Break: abort") != std::string_view::npos) std::abort();
      if (raw.find("X-Break: hang") != std::string_view::npos) std::this_thread::sleep_for(std::chrono::hours(1));
      if (raw.find("X-Break: nonsense") != std::string_view::npos) return std::string("no mail");
      return to_bytes(parse_mail(raw, {}));
    }};
  }
  MailImportReport bring_in(const MailImport& wanted) {
    return must(import_mail(*store_, wanted, reader(), clock_, {}));
  }
};

}  // namespace leadlight::capture
