// The hidden commands that read what strangers wrote, each in a process of its own (service/capture/reading_process.h).
#pragma once

#include <cstdint>
#include <vector>

#include "service/capture/import_mail.h"

namespace leadlight::app {

capture::ReadingProgram mail_reader();
capture::ReadingProgram calendar_reader();

/// The first `most`, a line each, and how many there are.
void print_skipped(const std::vector<capture::SkippedItem>& items, std::uint64_t all, size_t most);

}  // namespace leadlight::app
