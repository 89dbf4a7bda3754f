#include "app/database.h"

#include "service/access/access.h"
#include "service/work/process.h"
#include "storage/postgres/postgres_store.h"
#include "storage/sqlite/sqlite_store.h"

namespace leadlight::app {

void DatabaseOptions::add_to(CLI::App& command) {
  CLI::Option* data = command.add_option("--data", folder, "Folder of the embedded database; made when absent");
  command.add_option("--database", url, "PostgreSQL instead: postgres://user@host/name")->excludes(data);
}

std::vector<std::string> DatabaseOptions::as_arguments() const {
  return folder.empty() ? std::vector<std::string>{"--database", url} : std::vector<std::string>{"--data", folder};
}

Result<std::unique_ptr<store::Store>> open_database(const DatabaseOptions& options, const Clock& clock) {
  if (options.folder.empty() == options.url.empty()) {
    return fail(
        Error(ErrorCode::WrongUse, "where is the data?",
              "Say --data DIR for the embedded database (made when absent), or --database URL for PostgreSQL."));
  }
  constexpr std::int64_t kMappedByServers = std::int64_t{1} << 30;
  sqlite::SqliteOptions embedded;
  if (options.serves) embedded.connection.mmap_bytes = kMappedByServers;
  auto store = options.url.empty() ? TRY(sqlite::open_sqlite(options.folder, clock, embedded))
                                   : TRY(postgres::open_postgres(options.url, clock));
  TRY(store->migrate());
  TRY(access::AccessService(*store, clock).seed());
  TRY(work::seed_processes(*store));
  return store;
}

}  // namespace leadlight::app
