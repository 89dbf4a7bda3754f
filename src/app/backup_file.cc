#include "app/backup_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <vector>

#include "base/json.h"

namespace leadlight::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic = "LEADLIGHT-BACKUP";
constexpr int kFormat = 1;
constexpr std::uint64_t kTail = 8 + kMagic.size();
constexpr std::uint64_t kLongestManifest = 1 << 20;

/// A file that is open, closed when it goes.
class File {
 public:
  static Result<File> open(const fs::path& path, int flags) {
    File file(path, ::open(path.c_str(), flags | O_CLOEXEC, 0600));
    if (file.descriptor_ < 0) return file.failure("open");
    return file;
  }
  File(File&& other) noexcept : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)) {}
  File& operator=(File&&) = delete;
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  /// Fewer than asked for only at the end.
  Result<std::size_t> read(std::span<char> into) {
    std::size_t done = 0;
    while (done < into.size()) {
      const ssize_t got = ::read(descriptor_, into.data() + done, into.size() - done);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return failure("read");
      if (got == 0) break;
      done += static_cast<std::size_t>(got);
    }
    return done;
  }
  Result<void> write(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::write(descriptor_, bytes.data(), bytes.size());
      if (sent < 0 && errno == EINTR) continue;
      if (sent < 0) return failure("write");
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return {};
  }
  Result<void> to_disk() {
    if (::fsync(descriptor_) != 0) return failure("write");
    return {};
  }
  Result<std::uint64_t> seek(std::int64_t offset, int whence) {
    const off_t at = ::lseek(descriptor_, offset, whence);
    if (at < 0) return failure("read");
    return static_cast<std::uint64_t>(at);
  }

 private:
  File(fs::path path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}
  tl::unexpected<Error> failure(std::string_view what) const {
    return fail(ErrorCode::Unavailable, "cannot {} {}: {}", what, path_.string(), std::strerror(errno));
  }

  fs::path path_;
  int descriptor_;
};

/// BLAKE2b-256 of what was added, as hexadecimal.
class Digest {
 public:
  Digest() { crypto_generichash_init(&state_, nullptr, 0, crypto_generichash_BYTES); }
  void add(std::string_view bytes) {
    crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  }
  std::string finish() {
    std::array<unsigned char, crypto_generichash_BYTES> hash{};
    crypto_generichash_final(&state_, hash.data(), hash.size());
    std::string text;
    for (const unsigned char byte : hash) text += fmt::format("{:02x}", byte);
    return text;
  }

 private:
  crypto_generichash_state state_;
};

/// Hands on `bytes` of the file from its start.
Result<void> read_copy(File& file, std::uint64_t bytes, const std::function<Result<void>(std::string_view)>& take) {
  std::vector<char> buffer(1 << 20);
  TRY(file.seek(0, SEEK_SET));
  for (std::uint64_t left = bytes; left > 0;) {
    const std::size_t want = static_cast<std::size_t>(std::min<std::uint64_t>(left, buffer.size()));
    const std::size_t got = TRY(file.read({buffer.data(), want}));
    if (got < want) return fail(ErrorCode::Corrupt, "the backup is cut off");
    TRY(take({buffer.data(), got}));
    left -= got;
  }
  return {};
}

OrderedJson to_json(const Manifest& manifest) {
  OrderedJson rows = OrderedJson::object();
  for (const auto& [table, count] : manifest.facts.rows) rows[table] = count;
  return {{"format", kFormat},
          {"program", manifest.program},
          {"backend", manifest.backend},
          {"made_on", manifest.made_on},
          {"migration", manifest.facts.migration},
          {"migration_name", manifest.facts.migration_name},
          {"bytes", manifest.bytes},
          {"blake2b", manifest.checksum},
          {"rows", std::move(rows)}};
}

Result<Manifest> from_json(const Json& json) {
  try {
    const int format = json.at("format").get<int>();
    if (format != kFormat) {
      return fail(Error(ErrorCode::Unsupported, fmt::format("a backup of format {}", format),
                        "A newer program wrote it; use that one."));
    }
    Manifest manifest;
    manifest.program = json.at("program").get<std::string>();
    manifest.backend = json.at("backend").get<std::string>();
    manifest.made_on = json.at("made_on").get<std::string>();
    manifest.facts.migration = json.at("migration").get<int>();
    manifest.facts.migration_name = json.at("migration_name").get<std::string>();
    manifest.bytes = json.at("bytes").get<std::uint64_t>();
    manifest.checksum = json.at("blake2b").get<std::string>();
    for (const auto& [table, count] : json.at("rows").items()) manifest.facts.rows[table] = count.get<std::int64_t>();
    return manifest;
  } catch (const Json::exception& error) {
    return fail(ErrorCode::InvalidInput, "the backup's manifest cannot be read: {}", error.what());
  }
}

Error no_backup(const fs::path& file) {
  return Error(ErrorCode::InvalidInput,
               fmt::format("{} is no backup of `leadlight backup`, or is cut off", file.string()));
}

}  // namespace

Result<Manifest> seal(const fs::path& file, Manifest manifest) {
  File copy = TRY(File::open(file, O_RDWR));
  manifest.bytes = TRY(copy.seek(0, SEEK_END));
  Digest digest;
  TRY(read_copy(copy, manifest.bytes, [&](std::string_view bytes) -> Result<void> {
    digest.add(bytes);
    return {};
  }));
  manifest.checksum = digest.finish();
  std::string tail = base::to_text(to_json(manifest));
  const std::uint64_t length = tail.size();
  for (int shift = 56; shift >= 0; shift -= 8) tail.push_back(static_cast<char>(length >> shift & 0xFF));
  TRY(copy.write(tail.append(kMagic)));
  TRY(copy.to_disk());
  return manifest;
}

Result<Manifest> read_manifest(const fs::path& path) {
  File file = TRY(File::open(path, O_RDONLY));
  const std::uint64_t size = TRY(file.seek(0, SEEK_END));
  if (size < kTail) return fail(no_backup(path));
  std::array<char, kTail> tail{};
  TRY(file.seek(static_cast<std::int64_t>(size - kTail), SEEK_SET));
  TRY(file.read(tail));
  if (std::string_view(tail.data() + 8, kMagic.size()) != kMagic) return fail(no_backup(path));
  std::uint64_t length = 0;
  for (int i = 0; i < 8; ++i) length = length << 8 | static_cast<unsigned char>(tail[static_cast<std::size_t>(i)]);
  if (length > kLongestManifest || length > size - kTail) return fail(no_backup(path));
  std::string text(length, '\0');
  TRY(file.seek(static_cast<std::int64_t>(size - kTail - length), SEEK_SET));
  TRY(file.read(text));
  const Manifest manifest = TRY(from_json(TRY(base::parse_json(text))));
  if (manifest.bytes != size - kTail - length) return fail(no_backup(path));
  return manifest;
}

Result<void> extract(const fs::path& path, const Manifest& manifest, const fs::path& to) {
  File file = TRY(File::open(path, O_RDONLY));
  File copy = TRY(File::open(to, O_WRONLY | O_CREAT | O_EXCL));
  Digest digest;
  TRY(read_copy(file, manifest.bytes, [&](std::string_view bytes) {
    digest.add(bytes);
    return copy.write(bytes);
  }));
  if (digest.finish() != manifest.checksum) {
    return fail(ErrorCode::Corrupt, "{} is damaged: its checksum differs from the one it was written with",
                path.string());
  }
  return copy.to_disk();
}

}  // namespace leadlight::app
