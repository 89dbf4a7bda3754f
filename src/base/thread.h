// What a thread works on.
#pragma once

namespace leadlight::base {

/// Whether this thread does work that nobody waits for, such as a job. What it writes joins no commit that somebody
/// waits for.
void set_background(bool background);
bool is_background();

/// Whether what this thread writes can be brought in again from where it came, as the rows of an import can. Then no
/// write waits for the disk: it survives the end of the program at once, and that of the machine with the next write of
/// a thread that is not redoable.
void set_redoable(bool redoable);
bool is_redoable();

}  // namespace leadlight::base
