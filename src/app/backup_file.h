// A backup as one file: the copy of the database, behind it a manifest that tells what it is and whether it is whole.
//
//   copy (an SQLite file, or pg_dump's custom format) | manifest (JSON) | its length (8 bytes, big-endian) | kMagic
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"
#include "storage/store/facts.h"

namespace leadlight::app {

struct Manifest {
  std::string program;  ///< Version that wrote it.
  std::string backend;  ///< `sqlite` or `postgres`
  std::string made_on;  ///< UTC, ISO 8601.
  store::DatabaseFacts facts;
  std::uint64_t bytes = 0;  ///< Of the copy.
  std::string checksum;     ///< BLAKE2b-256 of the copy, hexadecimal.
};

/// Adds the manifest to the copy in `file`, with size and checksum as they are, and waits until all of it is on disk.
Result<Manifest> seal(const std::filesystem::path& file, Manifest manifest);

/// @errors InvalidInput: no backup, or cut off; Unsupported: of a format that this program does not know
Result<Manifest> read_manifest(const std::filesystem::path& file);

/// Writes the copy into the new file `to`, readable by its owner only.
/// @errors Corrupt: it is not what was sealed
Result<void> extract(const std::filesystem::path& file, const Manifest& manifest, const std::filesystem::path& to);

}  // namespace leadlight::app
