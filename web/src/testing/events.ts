// Server-sent events for tests: what the page listens to, and a way to tell it something.
import { act } from 'react';
import { vi } from 'vitest';

class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2;
  static all: FakeEventSource[] = [];
  readyState = 1;
  constructor(readonly url: string) {
    super();
    FakeEventSource.all.push(this);
  }
  close() {
    this.readyState = FakeEventSource.CLOSED;
  }
}

/** The page hears events from now on, until unmount(). */
export function serveEvents() {
  FakeEventSource.all = [];
  vi.stubGlobal('EventSource', FakeEventSource);
  const open = () => FakeEventSource.all.filter((one) => one.readyState !== FakeEventSource.CLOSED);
  const send = (event: Event) => act(async () => open().forEach((source) => source.dispatchEvent(event)));
  return {
    /** The addresses of the streams that are open. */
    open: () => open().map((source) => source.url),
    tell: (name: 'change' | 'reset', data: object) =>
      send(new MessageEvent(name, { data: JSON.stringify(data) })),
    /** The streams are there: at first, or again. */
    connect: () => send(new Event('open')),
  };
}

/** The page goes out of sight, or comes back. */
export async function setHidden(hidden: boolean): Promise<void> {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);
  await act(async () => document.dispatchEvent(new Event('visibilitychange')));
}
