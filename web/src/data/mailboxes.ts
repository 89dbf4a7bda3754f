// Mail accounts that are followed: one's own, and for administrators how those of others stand.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from './http';

export const SECURITIES = ['tls', 'starttls', 'none'] as const;
export type Security = (typeof SECURITIES)[number];
export const MAILBOX_STATES = ['waiting', 'reading', 'current', 'retrying', 'stopped', 'paused'] as const;

/** How far one folder was read. */
export interface MailFolder {
  name: string;
  messages: number;
  skipped: number;
  /** Kept out by ignore lists. */
  ignored: number;
  /** When it was last read to its end. */
  last_sync: string | null;
  error: string | null;
  hint: string | null;
}

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
  /** Kept out by ignore lists. */
  ignored: number;
  done: number;
  total: number;
  folder_count: number;
  /** The next two are the owner's alone. */
  folders?: string[];
  folder_states?: MailFolder[];
}

/** What the form holds. */
export interface MailboxForm {
  name: string;
  host: string;
  /** As typed. */
  port: string;
  security: Security;
  user: string;
  password: string;
  /** As typed, one a line; none: all but bin, junk and drafts. */
  folders: string;
  bodies: boolean;
  shared: boolean;
  analytics: boolean;
}

const portOf = (security: Security) => (security === 'tls' ? '993' : '143');
export const isPort = (typed: string) =>
  /^\d{1,5}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= 65_535;

/** With another encryption, and the port that is usual for it in place of the one that was usual before. */
export const withSecurity = (form: MailboxForm, security: Security): MailboxForm => ({
  ...form,
  security,
  port: form.port === portOf(form.security) ? portOf(security) : form.port,
});

export const formOf = (box?: Mailbox): MailboxForm => ({
  name: box?.name ?? '',
  host: box?.host ?? '',
  port: String(box?.port ?? portOf('tls')),
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
    Port: Number(form.port),
    Security: form.security,
    User: form.user.trim(),
    Password: form.password,
  };
}

/** Whether a change says where the account is, which needs its password. */
export const isElsewhere = (form: MailboxForm, box: Mailbox) =>
  form.host.trim() !== box.host ||
  form.port !== String(box.port) ||
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
