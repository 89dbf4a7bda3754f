// leadlight_generate [--check] ROOT: writes the files that are made from tables in the source, or says which are stale.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "core/record/markdown.h"
#include "core/record/schema.h"
#include "core/record/typescript.h"
#include "core/relation/kpi_markdown.h"
#include "service/demo/effects.h"

namespace {

struct Generated {
  std::filesystem::path path;
  std::string text;
};

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool write(const Generated& generated) {
  std::filesystem::create_directories(generated.path.parent_path());
  std::ofstream file(generated.path, std::ios::binary);
  file << generated.text;
  return static_cast<bool>(file.flush());
}

/// Whether the file is now (or, when checking, was already) what it should be.
bool settle(const Generated& generated, bool check) {
  if (read(generated.path) == generated.text) return true;
  if (check) {
    fmt::print(stderr, "{} is older than what it is made from; run leadlight_generate\n", generated.path.string());
    return false;
  }
  const bool written = write(generated);
  fmt::print("{} {}\n", written ? "wrote" : "could not write", generated.path.string());
  return written;
}

}  // namespace

int main(int argc, char** argv) {
  const bool check = argc == 3 && std::string_view(argv[1]) == "--check";
  if (argc != 2 && !check) {
    fmt::print(stderr, "usage: leadlight_generate [--check] ROOT\n");
    return 2;
  }
  const std::filesystem::path root = argv[argc - 1];
  const auto schema = leadlight::record::Schema::built_in();
  const std::vector<Generated> files = {
      {root / "web/src/data/schema.generated.ts", leadlight::record::to_typescript(*schema)},
      {root / "docs/reference/tables.md", leadlight::record::to_markdown(*schema)},
      {root / "docs/reference/demo-effects.md", leadlight::demo::effects_markdown()},
      {root / "docs/reference/kpis.md", leadlight::relation::kpis_markdown()},
  };
  bool settled = true;
  for (const Generated& file : files) settled = settle(file, check) && settled;
  return settled ? 0 : 1;
}
