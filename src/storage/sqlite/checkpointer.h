// Brings what was committed from the write-ahead log into the database file, beside the writing.
//
// SQLite would do it within the commit that makes the log long, and every request that shares this commit would wait
// for it: measured with four clients, their slowest hundredth took 30 ms in place of 10.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "storage/sqlite/sqlite_connection.h"

namespace leadlight::sqlite {

class Checkpointer {
 public:
  /// `connection` is its own, on the file that the writer writes.
  explicit Checkpointer(std::unique_ptr<SqliteConnection> connection);
  ~Checkpointer();

  /// To be told after each commit: how many pages the log holds now. @threads one
  void log_has(int pages);
  /// Whether the log ought to begin anew, now. It can only when all of it is in the file, which under steady writing
  /// is never so: then the writer calls checkpoint() of its own connection, at a moment when little is left to do.
  /// @threads as log_has
  bool is_long(int pages);

 private:
  void run();
  void ask_for_round(int pages);

  std::unique_ptr<SqliteConnection> connection_;
  int begun_at_ = 0;  ///< Pages in the log when the last round was asked for.
  int longest_ = 0;   ///< Above this the log is long.
  std::mutex mutex_;
  std::condition_variable wake_;
  int in_file_ = 0;  ///< Pages of the log that the last round has brought into the file.
  bool due_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace leadlight::sqlite
