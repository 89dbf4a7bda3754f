// For tests of components: the real words, a query client, a router, and a server that answers from a list.
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { vi } from 'vitest';
import { CATALOGS } from '../text/testWords';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

export interface Asked {
  method: string;
  path: string;
  body: unknown;
}
/** What answers a request: a status with a body, or just a body. */
type Answer = (asked: Asked) => unknown;

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
    const body = answers[start]!(one);
    return body === undefined
      ? new Response(null, { status: 204 })
      : new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' } });
  });
  return asked;
}

let root: Root | null = null;

/** Shows a component in English; answers the element it stands in. */
export async function show(element: ReactNode): Promise<HTMLElement> {
  i18n.load('en', CATALOGS.en);
  i18n.activate('en');
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const router = createMemoryRouter([{ path: '*', element }]);
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

export async function unmount(): Promise<void> {
  await act(async () => root?.unmount());
  root = null;
  document.body.replaceChildren();
  vi.unstubAllGlobals();
}
