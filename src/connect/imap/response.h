// What an IMAP server says (RFC 3501, section 7) as values. Only the wrapping is read here; the mails in it are bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadlight::imap {

/// One response: its line, in which each literal still stands as `{size}`, and the literals in order.
struct Response {
  std::string line;  ///< Without its end.
  std::vector<std::string> literals;
};

/// What a folder is for, as far as the server says (RFC 6154).
enum class Use { Any, All, Drafts, Flagged, Important, Junk, Sent, Trash };

struct Folder {
  std::string wire_name;  ///< As the server wrote it, for commands.
  std::string name;       ///< To show: UTF-8, `Archive/2024` whatever the server divides by.
  Use use = Use::Any;
  bool selectable = true;
};

/// The parts of a mail as the server knows them (BODYSTRUCTURE): enough to tell what kind of mail it is.
struct Structure {
  std::int64_t attachments = 0;
  /// The first part that is a calendar: `2.1`, `TEXT` where the mail is nothing else, empty where there is none.
  std::string calendar;
};

/// What was asked about one message; what was not told is absent.
struct Fetched {
  std::uint32_t uid = 0;
  std::uint64_t size_bytes = 0;
  std::optional<Structure> structure;
  std::optional<std::string> bytes;  ///< Of the header, of a part or of the whole message.
  std::string part_header;           ///< Of a part.
};

/// `* LIST (\Sent) "." Sent`
std::optional<Folder> folder_from(const Response& response);
/// `* 7 FETCH (UID 12 RFC822.SIZE 900 BODY[HEADER] {300})`; nullopt for other responses and where no UID is named.
std::optional<Fetched> fetched_from(Response response);
/// The numbers of `* SEARCH 2 3 5`; nullopt for other responses.
std::optional<std::vector<std::uint32_t>> found_by(const Response& response);
/// The number of `[UIDVALIDITY 7]` in `* OK [UIDVALIDITY 7] text`, for the name `UIDVALIDITY`.
std::optional<std::uint32_t> coded_number(std::string_view line, std::string_view name);
/// The number of `* 7 EXISTS`.
std::optional<std::uint32_t> exists_of(std::string_view line);
/// How many bytes follow the line, where it ends with `{size}`.
std::optional<std::uint64_t> literal_size(std::string_view line);

/// A name of a folder as an argument of a command; nullopt for bytes that cannot stand there.
std::optional<std::string> quoted(std::string_view wire_name);
/// Modified UTF-7 (RFC 3501, 5.1.3) to UTF-8; what is none stays as it is, bytes that are no text replaced.
std::string readable_name(std::string_view wire_name);

}  // namespace leadlight::imap
