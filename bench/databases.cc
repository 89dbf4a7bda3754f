#include "databases.h"

#include <fmt/format.h>

#include <cstdlib>

#include "must_have.h"
#include "program.h"
#include "storage/postgres/postgres_store.h"
#include "storage/sqlite/sqlite_store.h"

namespace leadlight::bench {
namespace {

Database embedded(Run& run, const std::string& name) {
  const std::string folder = (run.data_dir() / name).string();
  return {"sqlite",
          {"--data", folder},
          [folder](const Clock& clock) { return must_have(sqlite::open_sqlite(folder, clock)); },
          [] {}};
}

/// The server's address with another database in it: `postgresql://leadlight@/postgres?host=...`.
std::string url_with(std::string url, const std::string& name) {
  const auto at = url.find("/postgres?");
  return at == std::string::npos ? url : url.replace(at + 1, 8, name);
}

Database on_server(const std::string& server, std::string name) {
  for (char& letter : name) letter = letter == '-' ? '_' : letter;
  const std::string url = url_with(server, name), psql = "psql --quiet --no-align --tuples-only --dbname ";
  const std::string there =
      output_of(psql + shell_word(server) + " --command \"SELECT 1 FROM pg_database WHERE datname = '" + name + "'\"");
  if (there.empty()) output_of(psql + shell_word(server) + " --command 'CREATE DATABASE " + name + "'");
  return {"postgres",
          {"--database", url},
          [url](const Clock& clock) { return must_have(postgres::open_postgres(url, clock)); },
          [psql, url] { output_of(psql + shell_word(url) + " --command 'VACUUM ANALYZE'"); }};
}

}  // namespace

std::vector<Database> databases(Run& run, const std::string& name) {
  std::vector<Database> found{embedded(run, name)};
  if (const char* server = std::getenv("LEADLIGHT_TEST_POSTGRES")) {
    found.push_back(on_server(server, std::string(run.name()) + "_" + name));
  } else {
    run.note("no PostgreSQL here: LEADLIGHT_TEST_POSTGRES tells where (tools/with_postgres.sh)");
  }
  return found;
}

}  // namespace leadlight::bench
