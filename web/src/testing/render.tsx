// For tests of components: the real words, a query client, a router, and a server that answers from a list.
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { vi } from 'vitest';
import { SessionProvider, useSession } from '../data/session';
import { CATALOGS } from '../text/testWords';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
// jsdom lays nothing out, so no size ever changes.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

export interface Asked {
  method: string;
  path: string;
  body: unknown;
}
/** What answers a request: a body, `refusal(...)`, or `NEVER`. */
type Answer = (asked: Asked) => unknown;

/** An answer that the server does not do what was asked. */
export const refusal = (status: number, message: string) =>
  new Response(JSON.stringify({ error: { code: String(status), message } }), {
    status,
    headers: { 'Content-Type': 'application/json' },
  });
/** An answer that does not arrive. */
export const NEVER = new Promise<never>(() => {});

/** Requests are answered by the first entry whose start fits "METHOD path"; others fail the test. */
export function serve(answers: Record<string, Answer>): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    const path = decodeURIComponent(url.replace('/api/data/v9.2/', ''));
    const one = {
      method: init.method ?? 'GET',
      path,
      body: init.body ? JSON.parse(String(init.body)) : undefined,
    };
    asked.push(one);
    const start = Object.keys(answers).find((key) => `${one.method} ${path}`.startsWith(key));
    if (start === undefined) throw new Error(`nothing answers ${one.method} ${path}`);
    const stopped = new Promise<never>((_, reject) => {
      init.signal?.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
    });
    const body = await Promise.race([answers[start]!(one), stopped]);
    if (body instanceof Response) return body;
    return body === undefined
      ? new Response(null, { status: 204 })
      : new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' } });
  });
  return asked;
}

let root: Root | null = null;

/** Shows a component in English, as the page of `path` at the address `at`; answers the element it stands in. */
export async function show(
  element: ReactNode,
  {
    path = '*',
    at = '/',
    queries = new QueryClient({ defaultOptions: { queries: { retry: false } } }),
  }: { path?: string; at?: string; queries?: QueryClient } = {},
): Promise<HTMLElement> {
  i18n.load('en', CATALOGS.en);
  i18n.activate('en');
  const router = createMemoryRouter([{ path, element }], { initialEntries: [at] });
  const place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
  await act(async () =>
    root!.render(
      <I18nProvider i18n={i18n}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </I18nProvider>,
    ),
  );
  await settle();
  return place;
}

/** The answer that says who is signed in: Anna Jansen, with this role. */
export const sessionOf = (role: string) => ({
  'GET /api/session': () => ({
    user: { id: 'u1', name: 'anna', fullname: 'Anna Jansen', language: 'en', roles: [role] },
    csrf: 'token',
  }),
});

/** Its children, once the server has said who is signed in. */
export function SignedIn({ children }: { children: ReactNode }) {
  return (
    <SessionProvider>
      <OnceIn>{children}</OnceIn>
    </SessionProvider>
  );
}
const OnceIn = ({ children }: { children: ReactNode }) =>
  useSession().state.kind === 'in' ? <>{children}</> : null;

/** Lets answers arrive and effects run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await act(async () => new Promise((done) => setTimeout(done, 0)));
}

export async function press(key: string, init: KeyboardEventInit = {}): Promise<void> {
  const target = document.activeElement ?? document.body;
  await act(async () => {
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }));
  });
  await settle();
}

export async function click(element: Element | null | undefined): Promise<void> {
  if (!element) throw new Error('there is nothing to click');
  await act(async () => (element as HTMLElement).click());
  await settle();
}

/** Types into an input, the way React notices. */
export async function type(element: Element | null, text: string): Promise<void> {
  const input = element as HTMLInputElement | HTMLTextAreaElement;
  const prototype = input instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  await act(async () => {
    Object.getOwnPropertyDescriptor(prototype.prototype, 'value')!.set!.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await settle();
}

/** Chooses in a select, by what the choice is called. */
export async function choose(select: Element | null | undefined, text: string): Promise<void> {
  const element = select as HTMLSelectElement;
  const option = [...element.options].find((one) => one.text === text);
  if (!option) throw new Error(`there is no choice ${text}`);
  await act(async () => {
    element.value = option.value;
    element.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await settle();
}

/** The button with this text or label, in the page or in a dialog over it. */
export const button = (name: string): HTMLButtonElement | undefined =>
  [...document.querySelectorAll('button')].find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent) === name,
  );

/** The field with this label. */
export function fieldOf(label: string): HTMLElement | null {
  const found = [...document.querySelectorAll('label')].find(
    (one) => one.textContent?.replace(/\s*\*$/, '') === label,
  );
  return found ? document.getElementById(found.htmlFor) : null;
}

export async function unmount(): Promise<void> {
  await act(async () => root?.unmount());
  root = null;
  document.body.replaceChildren();
  vi.unstubAllGlobals();
}
