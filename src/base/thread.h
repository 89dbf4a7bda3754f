// What a thread works on.
#pragma once

namespace leadlight::base {

/// Whether this thread does work that nobody waits for, such as a job. What it writes joins no commit that somebody
/// waits for.
void set_background(bool background);
bool is_background();

}  // namespace leadlight::base
