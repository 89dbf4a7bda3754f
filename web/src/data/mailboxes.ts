// Mail accounts that are followed: one's own, and for administrators how those of others stand.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from './http';

export const SECURITIES = ['tls', 'starttls', 'none'] as const;
export type Security = (typeof SECURITIES)[number];
export const MAILBOX_STATES = ['waiting', 'reading', 'current', 'retrying', 'stopped', 'paused'] as const;

export interface Mailbox {
  mailbox_id: string;
  name: string;
  owner: string;
  own: boolean;
  host: string;
  port: number;
  security: Security;
  user: string;
  bodies: boolean;
  private: boolean;
  analytics: boolean;
  state: (typeof MAILBOX_STATES)[number];
  under_way: boolean;
  last_sync: string | null;
  error: string | null;
  hint: string | null;
  messages: number;
  skipped: number;
  done: number;
  total: number;
  /** The owner's alone. */
  folders?: string[];
}

/** What the form holds. */
export interface MailboxForm {
  name: string;
  host: string;
  port: number;
  security: Security;
  user: string;
  password: string;
  /** As typed, one a line; none: all but bin, junk and drafts. */
  folders: string;
  bodies: boolean;
  shared: boolean;
  analytics: boolean;
}

export const portOf = (security: Security) => (security === 'tls' ? 993 : 143);

export const formOf = (box?: Mailbox): MailboxForm => ({
  name: box?.name ?? '',
  host: box?.host ?? '',
  port: box?.port ?? 993,
  security: box?.security ?? 'tls',
  user: box?.user ?? '',
  password: '',
  folders: (box?.folders ?? []).join('\n'),
  bodies: box?.bodies ?? false,
  shared: box ? !box.private : false,
  analytics: box?.analytics ?? true,
});

/** What is sent: of a mailbox that is known the server only together with its password. */
export function bodyOf(form: MailboxForm, box?: Mailbox) {
  const settings = {
    ...(form.name.trim() ? { Name: form.name.trim() } : {}),
    Folders: form.folders
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
    Bodies: form.bodies,
    Private: !form.shared,
    Analytics: form.analytics,
  };
  if (box && !form.password) return { MailboxId: box.mailbox_id, ...settings };
  return {
    ...(box ? { MailboxId: box.mailbox_id } : {}),
    ...settings,
    Host: form.host.trim(),
    Port: form.port,
    Security: form.security,
    User: form.user.trim(),
    Password: form.password,
  };
}

/** Whether a change says where the account is, which needs its password. */
export const isElsewhere = (form: MailboxForm, box: Mailbox) =>
  form.host.trim() !== box.host ||
  form.port !== box.port ||
  form.security !== box.security ||
  form.user.trim() !== box.user;

const KEY = ['mailboxes'];

/** Read again soon while one is being read. */
export const useMailboxes = (all: boolean) =>
  useQuery({
    queryKey: [...KEY, all],
    queryFn: async ({ signal }) =>
      (await get<{ mailboxes: Mailbox[] }>(all ? 'Mailboxes(All=true)' : 'Mailboxes()', { signal }))
        .mailboxes,
    refetchInterval: ({ state }) => (state.data?.some((box) => box.under_way) ? 2_000 : 30_000),
  });

type MailboxAction =
  'ConnectMailbox' | 'ChangeMailbox' | 'SyncMailbox' | 'PauseMailbox' | 'ResumeMailbox' | 'DisconnectMailbox';

export function useMailboxAction() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ action, body }: { action: MailboxAction; body: object }) => post(action, body),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}
