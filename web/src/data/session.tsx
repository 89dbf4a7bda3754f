// Who is signed in. The cookie is the browser's; the page knows only the user and the CSRF token.
import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { onSessionExpired, request, setCsrfToken, ApiError } from './http';

export interface User {
  id: string;
  name: string;
  fullname: string;
  /** en, nl, de, zh, th; empty when never chosen. */
  language: string;
  roles: string[];
}

interface SessionAnswer {
  user: User;
  csrf: string;
}

export type SessionState =
  | { kind: 'loading' }
  | { kind: 'unreachable'; error: ApiError }
  | { kind: 'out' }
  | { kind: 'in'; user: User }
  /** The server ended the session while somebody was at work: the page stays, a sign-in opens over it. */
  | { kind: 'expired'; user: User };

interface Session {
  state: SessionState;
  signIn: (username: string, password: string) => Promise<void>;
  signOut: () => Promise<void>;
  keepLanguage: (language: string) => void;
  reload: () => void;
}

const Context = createContext<Session | null>(null);

export function SessionProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<SessionState>({ kind: 'loading' });
  const lastUser = useRef<string | null>(null);
  const queries = useQueryClient();

  const enter = useCallback(
    (answer: SessionAnswer) => {
      setCsrfToken(answer.csrf);
      // Another person's rows must not be seen, not even for a moment.
      if (lastUser.current !== null && lastUser.current !== answer.user.id) queries.clear();
      lastUser.current = answer.user.id;
      setState({ kind: 'in', user: answer.user });
    },
    [queries],
  );

  const reload = useCallback(() => {
    setState({ kind: 'loading' });
    request<SessionAnswer>('GET', '/api/session').then(
      (answer) => enter(answer.data),
      (error: ApiError) => setState(error.status === 401 ? { kind: 'out' } : { kind: 'unreachable', error }),
    );
  }, [enter]);

  useEffect(reload, [reload]);
  useEffect(
    () =>
      onSessionExpired(() =>
        setState((now) => (now.kind === 'in' ? { kind: 'expired', user: now.user } : now)),
      ),
    [],
  );

  const session = useMemo<Session>(
    () => ({
      state,
      reload,
      signIn: async (username, password) => {
        const answer = await request<SessionAnswer>('POST', '/api/session', { body: { username, password } });
        enter(answer.data);
        await queries.refetchQueries({ type: 'active', predicate: (one) => one.state.status === 'error' });
      },
      signOut: async () => {
        try {
          await request('DELETE', '/api/session');
        } catch (error) {
          // Already signed out is signed out; anything else the person must see.
          if (!(error instanceof ApiError) || error.status !== 401) throw error;
        }
        setCsrfToken('');
        queries.clear();
        setState({ kind: 'out' });
      },
      keepLanguage: (language) => {
        // Only a preference: the page has changed already, and says nothing when it could not be kept.
        if (state.kind === 'in')
          void request('PATCH', '/api/session', { body: { language } }).catch(() => {});
      },
    }),
    [state, reload, enter, queries],
  );
  return <Context.Provider value={session}>{children}</Context.Provider>;
}

export function useSession(): Session {
  const session = useContext(Context);
  if (!session) throw new Error('useSession outside of SessionProvider');
  return session;
}

/** The signed-in user; only inside the shell. */
export function useUser(): User {
  const { state } = useSession();
  if (state.kind !== 'in' && state.kind !== 'expired') throw new Error('useUser without a session');
  return state.user;
}

export const isAdministrator = (user: User) => user.roles.includes('Administrator');
export const mayReadModels = (user: User) => isAdministrator(user) || user.roles.includes('Sales manager');
/** Of people who ask what is known about them. */
export const mayAnswerRequests = mayReadModels;
