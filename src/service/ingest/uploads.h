// Files on their way in: sent in parts, kept in the database so that any node can import them, gone after a day.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "connect/csv/reader.h"
#include "storage/store/store.h"

namespace leadlight::ingest {

inline constexpr size_t kMostBytesInPart = 768 * 1024;
inline constexpr int kMostParts = 4096;

/// Answers the upload's id; uploads older than a day are removed on the way.
Result<Uuid> begin_upload(store::Store& store, std::string_view name, const store::Caller& caller, const Clock& clock);

/// Part `number` (from 0) again replaces it.
/// @errors NotFound; TooLarge: a part over kMostBytesInPart, or number kMostParts
Result<void> add_part(store::Store& store, const Uuid& upload, int number, std::string bytes,
                      const store::Caller& caller);

/// How much of an upload a reader has taken.
struct UploadProgress {
  std::atomic<std::uint64_t> read = 0;
  std::uint64_t size = 0;
  double share() const { return size == 0 ? 0 : static_cast<double>(read) / static_cast<double>(size); }
};

/// The rows of an upload.
/// @errors NotFound; InvalidInput: a part is missing, or as csv::Reader::open
Result<csv::Reader> open_upload(store::Store& store, const Uuid& upload, const store::Caller& caller,
                                std::shared_ptr<UploadProgress> progress = nullptr);

}  // namespace leadlight::ingest
