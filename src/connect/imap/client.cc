#include "connect/imap/client.h"

#include <algorithm>
#include <limits>

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

Result<Client> Client::open(const Server& server, const Limits& limits) {
  return Client(TRY(Connection::open(server, limits)));
}

Result<bool> Client::can(std::string_view capability) {
  if (capabilities_.empty()) {
    TRY(connection_.command("CAPABILITY", [&](Response&& response) {
      if (response.line.starts_with("* CAPABILITY")) capabilities_ = base::to_lower_ascii(response.line) + " ";
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
  if (count > kMostFolders) return fail(ErrorCode::TooLarge, "the account has over {} folders", kMostFolders);
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
    if (fetched && fetched->uid >= first) found.push_back({fetched->uid, fetched->size_bytes});
  }));
  std::ranges::sort(found, {}, &Found::uid);
  const auto repeated = std::ranges::unique(found, {}, &Found::uid);
  found.erase(repeated.begin(), repeated.end());
  return found;
}

Result<std::vector<std::uint32_t>> Client::all() {
  std::vector<std::uint32_t> uids;
  TRY(connection_.command("UID SEARCH ALL", [&](Response&& response) {
    if (const auto some = found_by(response)) uids.insert(uids.end(), some->begin(), some->end());
  }));
  std::ranges::sort(uids);
  uids.erase(std::ranges::unique(uids).begin(), uids.end());
  return uids;
}

Result<void> Client::fetch(const std::vector<std::uint32_t>& uids, What what, std::size_t most_bytes,
                           const std::function<void(Fetched&&)>& take) {
  if (uids.empty()) return {};
  const std::string items = what == What::Header
                                ? fmt::format("UID RFC822.SIZE BODYSTRUCTURE BODY.PEEK[HEADER]<0.{}>", most_bytes)
                                : fmt::format("UID RFC822.SIZE BODY.PEEK[]<0.{}>", most_bytes);
  return connection_.command(fmt::format("UID FETCH {} ({})", uid_set(uids), items), [&](Response&& response) {
    auto fetched = fetched_from(std::move(response));
    if (fetched && fetched->bytes) take(*std::move(fetched));
  });
}

}  // namespace leadlight::imap
