# Writes the SQL files of a folder into a C++ source. Run at build time:
# cmake -DFOLDER=... -DNAMESPACE=... -DOUTPUT=... -P embed_migrations.cmake
file(GLOB files ${FOLDER}/*.sql)
list(SORT files)
set(entries "")
foreach(file IN LISTS files)
  get_filename_component(name ${file} NAME_WE)
  string(REGEX MATCH "^[0-9]+" number ${name})
  string(REGEX REPLACE "^0+" "" number ${number})
  file(READ ${file} sql)
  string(APPEND entries "    {${number}, \"${name}\", R\"sql(${sql})sql\"},\n")
endforeach()
file(WRITE ${OUTPUT} "// Written by cmake/embed_migrations.cmake.
#include <array>
#include <span>

#include \"storage/store/migrate.h\"

namespace leadlight::${NAMESPACE} {

std::span<const store::Migration> migrations() {
  static constexpr auto kMigrations = std::to_array<store::Migration>({
${entries}  });
  return kMigrations;
}

}  // namespace leadlight::${NAMESPACE}
")
