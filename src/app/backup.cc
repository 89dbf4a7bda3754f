// leadlight backup and leadlight restore: a database into one file and back, also while servers work with it.

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "app/backup_file.h"
#include "app/command.h"
#include "app/database.h"
#include "storage/postgres/postgres_backup.h"
#include "storage/postgres/postgres_store.h"
#include "storage/sqlite/sqlite_backup.h"
#include "storage/sqlite/sqlite_store.h"

namespace leadlight::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSchema = "public";
constexpr std::string_view kSecretKey =
    "The key of stored secrets (DIR/secret.key, or LEADLIGHT_KEY_FILE) is never in a backup: keep it apart.";

struct BackupOptions {
  DatabaseOptions database;
  std::string to;
  bool force = false;
};

struct RestoreOptions {
  DatabaseOptions database;
  std::string from;
  bool force = false;
};

/// A file that goes away unless it is kept.
class Draft {
 public:
  explicit Draft(fs::path path) : path_(std::move(path)) {
    std::error_code ignored;
    fs::remove(path_, ignored);  // what an interrupted run of this process id left
  }
  ~Draft() {
    std::error_code ignored;
    if (!kept_) fs::remove(path_, ignored);
    // What SQLite puts beside a file that it looks at.
    for (const char* tail : {"-wal", "-shm", "-journal"}) fs::remove(path_.string() + tail, ignored);
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  const fs::path& path() const { return path_; }
  void keep() { kept_ = true; }

 private:
  fs::path path_;
  bool kept_ = false;
};

Draft draft_beside(const fs::path& file) {
  return Draft(file.string() + fmt::format(".part{}", ::getpid()));
}

Result<void> check_place(const DatabaseOptions& options) {
  if (options.folder.empty() != options.url.empty()) return {};
  return fail(Error(ErrorCode::WrongUse, "where is the data?",
                    "Say --data DIR for the embedded database, or --database URL for PostgreSQL."));
}

std::string megabytes(std::uint64_t bytes) {
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

Result<void> back_up(const BackupOptions& options) {
  TRY(check_place(options.database));
  const fs::path target(options.to);
  std::error_code error;
  if (fs::exists(target, error) && !options.force) {
    return fail(Error(ErrorCode::Conflict, fmt::format("{} is there already", options.to),
                      "Take another name, or --force to write over it."));
  }
  Draft draft = draft_beside(target);
  // The copy is personal data: nobody but the owner, whatever the mask says.
  ::umask(0077);
  const bool embedded = options.database.url.empty();
  Manifest manifest;
  manifest.program = LEADLIGHT_VERSION;
  manifest.backend = embedded ? "sqlite" : "postgres";
  manifest.made_on = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
  manifest.facts = embedded ? TRY(sqlite::copy_database(options.database.folder, draft.path()))
                            : TRY(postgres::dump_database(options.database.url, std::string(kSchema), draft.path()));
  manifest = TRY(seal(draft.path(), std::move(manifest)));
  fs::rename(draft.path(), target, error);
  if (error) return fail(ErrorCode::Unavailable, "cannot make {}: {}", options.to, error.message());
  draft.keep();
  fmt::print("{}: {} rows of {} tables, {}, checked\n{}\n", options.to, manifest.facts.all_rows(),
             manifest.facts.rows.size(), megabytes(manifest.bytes), kSecretKey);
  return {};
}

Error not_empty() {
  return Error(ErrorCode::Conflict, "there is a database already", "Take another place, or --force to replace it.");
}

Error not_whole() {
  return Error(ErrorCode::Corrupt, "the restored rows are not those that the backup counted");
}

Result<void> restore_embedded(const RestoreOptions& options, const Manifest& manifest) {
  const std::string& folder = options.database.folder;
  if (sqlite::has_database(folder) && !options.force) return fail(not_empty());
  const fs::path file = sqlite::database_file(folder);
  std::error_code error;
  if (file.has_parent_path() && !fs::exists(file.parent_path(), error)) {
    fs::create_directories(file.parent_path(), error);
    if (error) return fail(ErrorCode::Unavailable, "cannot make the folder {}: {}", folder, error.message());
    fs::permissions(file.parent_path(), fs::perms::owner_all, error);
  }
  Draft draft = draft_beside(file);
  TRY(extract(options.from, manifest, draft.path()));
  if (TRY(sqlite::examine_database(draft.path())) != manifest.facts) return fail(not_whole());
  const std::string aside = TRY(sqlite::put_in_place(draft.path(), folder));
  draft.keep();
  if (!aside.empty()) fmt::print("what was there is now {}\n", aside);
  return {};
}

Result<void> restore_server(const RestoreOptions& options, const Manifest& manifest) {
  const std::string& url = options.database.url;
  const std::string schema(kSchema);
  if (!options.force && TRY(postgres::examine_database(url, schema))) return fail(not_empty());
  Draft draft = draft_beside(fs::temp_directory_path() / "leadlight-restore");
  TRY(extract(options.from, manifest, draft.path()));
  TRY(postgres::restore_database(url, schema, draft.path(),
                                 options.force ? postgres::Present::Replace : postgres::Present::Refuse));
  if (TRY(postgres::examine_database(url, schema)) != manifest.facts) return fail(not_whole());
  return {};
}

/// Who was signed in when the backup was made, and perhaps signed out since, signs in again.
Result<void> end_sessions(store::Store& store) {
  return store.write([](store::Transaction& tx) -> Result<void> {
    query::Query query;
    query.table = "ll_session";
    query.columns = {"expireson"};
    std::vector<Uuid> sessions;
    TRY(tx.scan(query, store::Caller::system(), [&](record::Record&& row) -> Result<bool> {
      sessions.push_back(row.id);
      return true;
    }));
    for (const Uuid& id : sessions) TRY(tx.remove("ll_session", id, std::nullopt, store::Caller::system()));
    return {};
  });
}

Result<void> restore(const RestoreOptions& options) {
  TRY(check_place(options.database));
  const Manifest manifest = TRY(read_manifest(options.from));
  const bool embedded = options.database.url.empty();
  if (manifest.backend != (embedded ? "sqlite" : "postgres")) {
    return fail(ErrorCode::Unsupported, "this is the backup of a {} database", manifest.backend);
  }
  auto known = store::check_age(manifest.facts, embedded ? sqlite::migrations() : postgres::migrations());
  if (!known) return fail(std::move(known.error()).in(options.from));
  TRY(embedded ? restore_embedded(options, manifest) : restore_server(options, manifest));

  const base::SystemClock clock;
  const auto store = TRY(open_database(options.database, clock));  // brings an older one up to date
  TRY(end_sessions(*store));
  fmt::print(
      "restored {} rows of {} tables as of {}; everybody signs in again, tokens revoked since then are valid "
      "again\n{}\n",
      manifest.facts.all_rows(), manifest.facts.rows.size(), manifest.made_on, kSecretKey);
  return {};
}

}  // namespace

void add_backup(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<BackupOptions>();
  CLI::App* command = program.add_subcommand("backup", "Write the database into one file, while servers work with it");
  options->database.add_to(*command);
  command->add_option("--to", options->to, "The file")->required();
  command->add_flag("--force", options->force, "Write over a file that is there");
  command->callback([=, &chosen] { chosen = [=] { return back_up(*options); }; });
}

void add_restore(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<RestoreOptions>();
  CLI::App* command = program.add_subcommand("restore", "Make a database from a backup");
  options->database.add_to(*command);
  command->add_option("--from", options->from, "The file that `leadlight backup` wrote")->required();
  command->add_flag("--force", options->force, "Replace the database that is there");
  command->callback([=, &chosen] { chosen = [=] { return restore(*options); }; });
}

}  // namespace leadlight::app
