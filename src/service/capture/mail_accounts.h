// Mail accounts that are followed: whose, how they are read, how that stands. Reading them is mail_sync.h.
#pragma once

#include "base/json.h"
#include "service/access/secret_box.h"
#include "service/capture/mail_account_settings.h"
#include "storage/store/store.h"

namespace leadlight::capture {

enum class MailAccountState : std::int64_t {
  Waiting = 0,  ///< Never read.
  Reading = 1,
  Current = 2,
  Retrying = 3,  ///< The last attempt failed of something that may pass.
  Stopped = 4,   ///< It failed of something that somebody has to mend.
  Paused = 5,
};

/// Who asks: everybody about the own mailboxes, an administrator about how those of others stand.
struct MailboxCaller {
  Uuid user;
  bool is_administrator = false;
};

struct MailAccount;

class MailAccounts {
 public:
  static constexpr std::string_view kJobKind = "sync_mailbox";
  static constexpr std::chrono::minutes kEvery{5};

  /// All must outlive it.
  MailAccounts(store::Store& store, const access::SecretBox& secrets, const Clock& clock)
      : store_(store), secrets_(secrets), clock_(clock) {}

  /// Makes a mailbox of the caller and queues its first reading. The same account of the same owner again: its settings
  /// are changed. Answers the id of the mailbox.
  /// @errors InvalidInput: what is missing or cannot be; Denied: this machine itself; those of SecretBox::seal
  Result<Uuid> connect(const MailAccountSettings& settings, const MailboxCaller& caller);
  /// Changes what is read and how; a mailbox that had stopped is tried again. Only the owner may.
  /// @errors NotFound; as connect()
  Result<void> change(const Uuid& mailbox, const MailAccountSettings& settings, const MailboxCaller& caller);
  /// @errors NotFound
  Result<void> pause(const Uuid& mailbox, bool paused, const MailboxCaller& caller);
  /// Forgets account, password and progress. The mails stay. @errors NotFound
  Result<void> remove(const Uuid& mailbox, const MailboxCaller& caller);

  /// Queues a reading unless one is under way or waits to be tried again. Answers the job.
  /// @errors NotFound; Conflict: it is paused
  Result<Uuid> sync_now(const Uuid& mailbox, const MailboxCaller& caller);
  /// Queues what is due. Answers how many.
  Result<int> queue_due();

  /// Those of the caller, or for an administrator who asks for it all; folders and names of folders only to the owner.
  Result<OrderedJson> list(const MailboxCaller& caller, bool all) const;

  /// For the one who reads it. @errors NotFound; those of SecretBox::open
  Result<MailAccount> find(const Uuid& mailbox) const;
  /// How a reading went: `failure` absent, well. The account is due again in kEvery, later the more often it failed.
  Result<void> note(const Uuid& mailbox, MailAccountState state, const Error* failure, bool more = false);

 private:
  store::Store& store_;
  const access::SecretBox& secrets_;
  const Clock& clock_;
};

/// The id of the account of a mailbox.
Uuid mail_account_id(const Uuid& mailbox);

}  // namespace leadlight::capture
