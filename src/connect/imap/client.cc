#include "connect/imap/client.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace leadlight::imap {

std::string uid_set(const std::vector<std::uint32_t>& uids) {
  std::string set;
  for (std::size_t first = 0; first < uids.size();) {
    std::size_t last = first;
    while (last + 1 < uids.size() && uids[last + 1] == uids[last] + 1) ++last;
    if (!set.empty()) set += ',';
    set += std::to_string(uids[first]);
    if (last > first) set += fmt::format(":{}", uids[last]);
    first = last + 1;
  }
  return set;
}

std::vector<Folder> folders_to_read(std::vector<Folder> all) {
  std::erase_if(all, [](const Folder& each) {
    return !each.selectable || (each.use != Use::Any && each.use != Use::Sent && each.use != Use::All);
  });
  const bool has_all = std::ranges::find(all, Use::All, &Folder::use) != all.end();
  if (has_all) std::erase_if(all, [](const Folder& each) { return each.use != Use::All; });
  return all;
}

namespace {

bool is_untagged(std::string_view line, std::string_view name) {
  constexpr std::string_view kStar = "* ";
  return line.starts_with(kStar) && base::equals_ignoring_ascii_case(line.substr(kStar.size(), name.size()), name);
}

/// What was gathered is more than any folder has.
Result<void> check_count(std::size_t count) {
  if (count <= Client::kMostMails) return {};
  return fail(ErrorCode::TooLarge, "the folder has over {} mails", Client::kMostMails);
}

}  // namespace

Result<Client> Client::open(const Server& server, const Limits& limits) {
  return Client(TRY(Connection::open(server, limits)));
}

Result<bool> Client::can(std::string_view capability) {
  if (capabilities_.empty()) {
    TRY(connection_.command("CAPABILITY", [&](Response&& response) {
      if (is_untagged(response.line, "CAPABILITY")) capabilities_ = base::to_lower_ascii(response.line) + " ";
    }));
  }
  return capabilities_.find(fmt::format(" {} ", base::to_lower_ascii(capability))) != std::string::npos;
}

Result<std::vector<Folder>> Client::folders() {
  std::vector<Folder> folders;
  std::size_t count = 0;
  const bool extended = TRY(can("SPECIAL-USE")) && TRY(can("LIST-EXTENDED"));
  TRY(connection_.command(extended ? R"(LIST "" "*" RETURN (SPECIAL-USE))" : R"(LIST "" "*")",
                          [&](Response&& response) {
                            auto folder = folder_from(response);
                            if (folder && ++count <= kMostFolders) folders.push_back(*std::move(folder));
                          }));
  if (count > kMostFolders) {
    return fail(Error(ErrorCode::TooLarge, fmt::format("the account has over {} folders", kMostFolders),
                      "Only smaller ones can be followed: merge or remove folders there."));
  }
  std::ranges::sort(folders, {}, &Folder::name);
  return folders;
}

Result<FolderState> Client::examine(const Folder& folder) {
  const auto name = quoted(folder.wire_name);
  if (!name) return fail(ErrorCode::NotFound, "the name of the folder {} cannot be said to the server", folder.name);
  FolderState state;
  TRY(connection_.command("EXAMINE " + *name, [&](Response&& response) {
    if (const auto exists = exists_of(response.line)) state.messages = *exists;
    if (const auto number = coded_number(response.line, "UIDVALIDITY")) state.uid_validity = *number;
    if (const auto number = coded_number(response.line, "UIDNEXT")) state.uid_next = *number;
  }));
  return state;
}

Result<std::vector<Found>> Client::from(std::uint32_t first) {
  std::vector<Found> found;
  TRY(connection_.command(fmt::format("UID FETCH {}:* (UID RFC822.SIZE)", first), [&](Response&& response) {
    const auto fetched = fetched_from(std::move(response));
    // `*` is the last mail, even where that has a lower number.
    if (fetched && fetched->uid >= first && found.size() <= kMostMails)
      found.push_back({fetched->uid, fetched->size_bytes});
  }));
  TRY(check_count(found.size()));
  std::ranges::sort(found, {}, &Found::uid);
  const auto is_repeated = [](const Found& a, const Found& b) { return a.uid == b.uid; };
  found.erase(std::unique(found.begin(), found.end(), is_repeated), found.end());
  return found;
}

Result<std::vector<std::uint32_t>> Client::all() {
  std::vector<std::uint32_t> uids;
  TRY(connection_.command("UID SEARCH ALL", [&](Response&& response) {
    const auto some = uids.size() > kMostMails ? std::nullopt : found_by(response);
    if (some) uids.insert(uids.end(), some->begin(), some->end());
  }));
  TRY(check_count(uids.size()));
  std::ranges::sort(uids);
  uids.erase(std::unique(uids.begin(), uids.end()), uids.end());
  return uids;
}

Result<void> Client::fetch(const std::vector<std::uint32_t>& uids, What what, std::size_t most_bytes,
                           const std::function<void(Fetched&&)>& take) {
  return fetch_items(uids,
                     what == What::Header
                         ? fmt::format("UID RFC822.SIZE BODYSTRUCTURE BODY.PEEK[HEADER]<0.{}>", most_bytes)
                         : fmt::format("UID RFC822.SIZE BODY.PEEK[]<0.{}>", most_bytes),
                     most_bytes, take);
}

Result<void> Client::fetch_part(const std::vector<std::uint32_t>& uids, const std::string& part, std::size_t most_bytes,
                                const std::function<void(Fetched&&)>& take) {
  // A mail that has no parts has no header but its own.
  const std::string header = part == "TEXT" ? "" : fmt::format("BODY.PEEK[{}.MIME] ", part);
  return fetch_items(uids, fmt::format("UID {}BODY.PEEK[{}]<0.{}>", header, part, most_bytes), most_bytes, take);
}

Result<void> Client::fetch_items(const std::vector<std::uint32_t>& uids, const std::string& items,
                                 std::size_t most_bytes, const std::function<void(Fetched&&)>& take) {
  if (uids.empty()) return {};
  std::set<std::uint32_t> open(uids.begin(), uids.end());
  return connection_.command(fmt::format("UID FETCH {} ({})", uid_set(uids), items), [&](Response&& response) {
    auto fetched = fetched_from(std::move(response));
    if (!fetched || !fetched->bytes || open.erase(fetched->uid) == 0) return;
    if (fetched->bytes->size() > most_bytes) fetched->bytes->resize(most_bytes);
    take(*std::move(fetched));
  });
}

}  // namespace leadlight::imap
