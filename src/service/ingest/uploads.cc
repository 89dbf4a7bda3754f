#include "service/ingest/uploads.h"

#include <algorithm>
#include <cstring>

namespace leadlight::ingest {
namespace {

using record::Reference;

const store::Caller& program() {
  static const store::Caller caller = store::Caller::system();
  return caller;
}

Result<record::Record> upload_row(store::Snapshot& snapshot, const Uuid& upload, const store::Caller& caller) {
  auto row = TRY(snapshot.find("ll_upload", upload, {"ll_name", "ll_size"}, caller));
  if (!row) {
    return fail(
        Error(ErrorCode::NotFound, "there is no such upload", "Uploads are kept for a day: send the file again."));
  }
  return *std::move(row);
}

query::FilterPtr part_filter(const Uuid& upload, std::int64_t number) {
  return query::all_of({query::equals("ll_uploadid", upload), query::equals("ll_number", number)});
}

Result<void> remove_old(store::Transaction& tx, Timestamp now) {
  query::Query old{.table = "ll_upload", .columns = {"ll_name"}};
  old.filter = query::compare("createdon", query::CompareOp::Lt, now - std::chrono::days(1));
  old.limit = 20;
  for (const store::Row& row : TRY(tx.select(old, program())).rows) {
    TRY(tx.remove("ll_upload", row.record.id, std::nullopt, program()));
  }
  return {};
}

/// Reads part after part, each in a short snapshot.
class UploadSource : public csv::Source {
 public:
  UploadSource(store::Store& store, const Uuid& upload, std::shared_ptr<UploadProgress> progress)
      : store_(store), upload_(upload), progress_(std::move(progress)) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    while (at_ == part_.size()) {
      if (ended_) return std::size_t{0};
      TRY(next_part());
    }
    const size_t count = std::min(buffer.size(), part_.size() - at_);
    std::memcpy(buffer.data(), part_.data() + at_, count);
    at_ += count;
    taken_ += count;
    if (progress_ != nullptr) progress_->read = taken_;
    return count;
  }

 private:
  Result<void> next_part() {
    query::Query query{.table = "ll_uploadpart", .columns = {"ll_bytes"}, .filter = part_filter(upload_, number_)};
    query.limit = 1;
    auto page = TRY(TRY(store_.snapshot())->select(query, program()));
    at_ = 0;
    part_.clear();
    if (page.rows.empty()) {
      ended_ = true;
      return {};
    }
    const auto* bytes = page.rows.front().record.get_as<record::Bytes>("ll_bytes");
    if (bytes != nullptr) part_ = bytes->data;
    ++number_;
    return {};
  }

  store::Store& store_;
  Uuid upload_;
  std::shared_ptr<UploadProgress> progress_;
  std::int64_t number_ = 0;
  std::string part_;
  size_t at_ = 0;
  std::uint64_t taken_ = 0;
  bool ended_ = false;
};

}  // namespace

Result<Uuid> begin_upload(store::Store& store, std::string_view name, const store::Caller& caller, const Clock& clock) {
  Uuid id;
  TRY(store.write([&](store::Transaction& tx) -> Result<void> {
    TRY(remove_old(tx, clock.now()));
    record::Values values{{"ll_name", std::string(name.substr(0, 255))}, {"ll_size", std::int64_t{0}}};
    id = TRY(tx.insert("ll_upload", Uuid{}, std::move(values), caller)).id;
    return {};
  }));
  return id;
}

Result<void> add_part(store::Store& store, const Uuid& upload, int number, std::string bytes,
                      const store::Caller& caller) {
  if (bytes.size() > kMostBytesInPart) {
    return fail(ErrorCode::TooLarge, "a part has at most {} bytes, not {}", kMostBytesInPart, bytes.size());
  }
  if (number < 0 || number >= kMostParts) {
    return fail(ErrorCode::TooLarge, "parts are numbered 0 to {}, not {}", kMostParts - 1, number);
  }
  return store.write([&](store::Transaction& tx) -> Result<void> {
    const auto row = TRY(upload_row(tx, upload, caller));
    const auto* known_size = row.get_as<std::int64_t>("ll_size");
    std::int64_t size = (known_size == nullptr ? 0 : *known_size) + static_cast<std::int64_t>(bytes.size());
    query::Query same{.table = "ll_uploadpart", .columns = {"ll_bytes"}, .filter = part_filter(upload, number)};
    same.limit = 1;
    for (const store::Row& part : TRY(tx.select(same, program())).rows) {
      const auto* before = part.record.get_as<record::Bytes>("ll_bytes");
      if (before != nullptr) size -= static_cast<std::int64_t>(before->data.size());
      TRY(tx.remove("ll_uploadpart", part.record.id, std::nullopt, program()));
    }
    TRY(tx.insert("ll_uploadpart", Uuid{},
                  {{"ll_name", std::to_string(number)},
                   {"ll_uploadid", Reference{"ll_upload", upload}},
                   {"ll_number", std::int64_t{number}},
                   {"ll_bytes", record::Bytes{std::move(bytes)}}},
                  program()));
    TRY(tx.update("ll_upload", upload, {{"ll_size", size}}, std::nullopt, program()));
    return {};
  });
}

Result<csv::Reader> open_upload(store::Store& store, const Uuid& upload, const store::Caller& caller,
                                std::shared_ptr<UploadProgress> progress) {
  const auto snapshot = TRY(store.snapshot());
  const auto row = TRY(upload_row(*snapshot, upload, caller));
  query::Query last{.table = "ll_uploadpart", .columns = {"ll_number"}, .filter = query::equals("ll_uploadid", upload)};
  last.order = {{query::Path{{}, {}, "ll_number"}, query::Direction::Descending}};
  last.limit = 1;
  last.count = true;
  const auto page = TRY(snapshot->select(last, program()));
  const std::int64_t count = page.total.value_or(0);
  if (count == 0) return fail(ErrorCode::InvalidInput, "nothing was uploaded yet");
  const auto* number = page.rows.front().record.get_as<std::int64_t>("ll_number");
  if (number == nullptr || *number + 1 != count) {
    return fail(ErrorCode::InvalidInput, "parts of the upload are missing: {} came in, the last is number {}", count,
                number == nullptr ? -1 : *number);
  }
  const auto* name = row.get_as<std::string>("ll_name");
  const auto* size = row.get_as<std::int64_t>("ll_size");
  if (progress != nullptr && size != nullptr) progress->size = static_cast<std::uint64_t>(*size);
  return csv::Reader::from_source(std::make_unique<UploadSource>(store, upload, std::move(progress)),
                                  name == nullptr ? "upload" : *name);
}

}  // namespace leadlight::ingest
