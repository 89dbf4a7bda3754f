// What a thread works on.
#pragma once

namespace leadlight::base {

/// Whether this thread does work that nobody waits for, such as a job. Its writes share no commit with others', whose
/// answers would wait for them.
void set_background(bool background);
bool is_background();

}  // namespace leadlight::base
