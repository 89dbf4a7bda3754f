#include "service/access/secret_box.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>
#include <vector>

#include "base/text.h"
#include "base/wipe.h"
#include "service/access/secret.h"

namespace leadlight::access {
namespace {

/// Gone from memory with the object.
struct Key : std::array<unsigned char, crypto_secretbox_KEYBYTES> {
  Key() : std::array<unsigned char, crypto_secretbox_KEYBYTES>{} {}
  Key(const Key&) = default;
  Key& operator=(const Key&) = default;
  ~Key() { sodium_memzero(data(), size()); }
};
/// The same of a text.
struct SecretText : std::string {
  using std::string::string;
  explicit SecretText(std::string text) : std::string(std::move(text)) {}
  SecretText(const SecretText&) = delete;
  SecretText& operator=(const SecretText&) = delete;
  ~SecretText() { base::wipe(*this); }
};
constexpr std::size_t kMostFileBytes = 64 << 10;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

/// Of the key, so that the file needs no names.
std::string id_of(const Key& key) {
  constexpr std::size_t kIdBytes = 16;
  return hash_token({reinterpret_cast<const char*>(key.data()), key.size()}).substr(0, kIdBytes);
}

std::string hexadecimal(const Key& key) {
  std::string text(key.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), key.data(), key.size());
  text.pop_back();
  return text;
}

std::string to_base64(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string bytes(text.size(), '\0');
  std::size_t size = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr,
                        &size, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0) {
    return std::nullopt;
  }
  bytes.resize(size);
  return bytes;
}

class File {
 public:
  File(const std::string& path, int flags) : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  explicit operator bool() const { return descriptor_ >= 0; }
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

Error cannot(std::string_view what, const std::string& path, int why) {
  return {ErrorCode::Unavailable, fmt::format("cannot {} the key file {}: {}", what, path, std::strerror(why)),
          "LEADLIGHT_KEY_FILE names another."};
}

/// nullopt when there is no such file.
Result<std::optional<std::vector<Key>>> read_keys(const std::string& path) {
  const File file(path, O_RDONLY);
  if (!file && errno == ENOENT) return std::nullopt;
  if (!file) return fail(cannot("read", path, errno));
  struct stat about {};
  ::fstat(file.get(), &about);
  if ((about.st_mode & 0077) != 0) {
    return fail(Error(ErrorCode::Denied, fmt::format("others may read the key file {}", path),
                      fmt::format("chmod 600 {}", path)));
  }
  SecretText text(kMostFileBytes, '\0');
  const ssize_t got = ::read(file.get(), text.data(), text.size());
  if (got < 0) return fail(cannot("read", path, errno));
  text.resize(static_cast<std::size_t>(got));
  std::vector<Key> keys;
  for (const std::string_view line : base::split(text, '\n')) {
    const std::string_view trimmed = base::trim(line);
    if (trimmed.empty()) continue;
    Key key;
    std::size_t size = 0;
    if (sodium_hex2bin(key.data(), key.size(), trimmed.data(), trimmed.size(), nullptr, &size, nullptr) != 0 ||
        size != key.size() || trimmed.size() != 2 * key.size()) {
      return fail(Error(ErrorCode::Corrupt, fmt::format("line {} of the key file {} is no key", keys.size() + 1, path),
                        "A key is 64 hexadecimal digits; restore the file from where you keep it."));
    }
    keys.push_back(key);
  }
  if (keys.empty()) return fail(ErrorCode::Corrupt, "the key file {} is empty", path);
  return keys;
}

/// A file with a new key. Written aside and linked: whoever reads it reads all of it, and the first of all makers wins.
Result<void> make_file(const std::string& path) {
  Key key;
  randombytes_buf(key.data(), key.size());
  const std::string draft = fmt::format("{}.part{:08x}", path, randombytes_random());
  const SecretText text(hexadecimal(key) + '\n');
  {
    const File file(draft, O_WRONLY | O_CREAT | O_EXCL);
    if (!file) return fail(cannot("make", path, errno));
    if (::write(file.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size()) ||
        ::fsync(file.get()) != 0) {
      const int why = errno;
      ::unlink(draft.c_str());
      return fail(cannot("make", path, why));
    }
  }
  const bool linked = ::link(draft.c_str(), path.c_str()) == 0;
  const int why = errno;
  ::unlink(draft.c_str());
  if (!linked && why != EEXIST) return fail(cannot("make", path, why));
  // What is sealed with it must not outlive it where the power fails.
  const File folder(std::filesystem::absolute(path).parent_path().string(), O_RDONLY | O_DIRECTORY);
  if (folder) ::fsync(folder.get());
  return {};
}

Error no_file() {
  return {ErrorCode::InvalidInput, "secrets need a key, and nobody said where it is",
          "Beside PostgreSQL set LEADLIGHT_KEY_FILE to a file, the same on every node."};
}

}  // namespace

SecretBox SecretBox::beside(const std::string& data_folder) {
  if (const char* named = std::getenv("LEADLIGHT_KEY_FILE"); named != nullptr && *named != '\0')
    return SecretBox(named);
  if (data_folder.empty()) return SecretBox({});
  return SecretBox((std::filesystem::path(data_folder) / "secret.key").string());
}

Result<Sealed> SecretBox::seal(std::string_view secret, std::string_view owner) const {
  if (file_.empty()) return fail(no_file());
  if (sodium_init() < 0) return fail(ErrorCode::Unavailable, "there is no source of randomness");
  auto keys = TRY(read_keys(file_));
  if (!keys) {
    TRY(make_file(file_));
    keys = TRY(read_keys(file_));
  }
  if (!keys) return fail(ErrorCode::Unavailable, "the key file {} went away", file_);
  // The owner goes in with it: a secretbox has no place for what is known beside it.
  const SecretText plain(fmt::format("{}\n{}", owner, secret));
  std::string box(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + plain.size(), '\0');
  auto* out = reinterpret_cast<unsigned char*>(box.data());
  randombytes_buf(out, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy(out + crypto_secretbox_NONCEBYTES, bytes_of(plain), plain.size(), out, keys->front().data());
  return Sealed{id_of(keys->front()), to_base64(box)};
}

Result<std::string> SecretBox::open(const Sealed& sealed, std::string_view owner) const {
  if (file_.empty()) return fail(no_file());
  const auto keys = TRY(read_keys(file_));
  const Key* key = nullptr;
  for (std::size_t i = 0; keys && i < keys->size(); ++i) {
    if (id_of((*keys)[i]) == sealed.key_id) key = &(*keys)[i];
  }
  if (key == nullptr) {
    return fail(Error(ErrorCode::NotFound,
                      keys ? fmt::format("the key {} is not in {}", sealed.key_id, file_)
                           : fmt::format("there is no key file {}", file_),
                      "Bring the key file of the machine where this was made, which no backup holds (each node needs "
                      "the same), or give the password again."));
  }
  const auto box = from_base64(sealed.text);
  constexpr std::size_t kAround = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
  SecretText plain(box && box->size() >= kAround ? box->size() - kAround : 0, '\0');
  const std::string front = fmt::format("{}\n", owner);
  if (!box || box->size() < kAround ||
      crypto_secretbox_open_easy(reinterpret_cast<unsigned char*>(plain.data()),
                                 bytes_of(*box) + crypto_secretbox_NONCEBYTES,
                                 box->size() - crypto_secretbox_NONCEBYTES, bytes_of(*box), key->data()) != 0 ||
      !plain.starts_with(front)) {
    return fail(Error(ErrorCode::Corrupt, "a stored secret is damaged", "Give the password again."));
  }
  return plain.substr(front.size());
}

}  // namespace leadlight::access
