// What changes on the server, told as it happens (docs/api.md, "Live").

export interface Change {
  table: string;
  id: string;
  /** `relationship`: figures beside the row were worked out again, the row itself is as it was. */
  kind: 'create' | 'update' | 'delete' | 'score' | 'relationship';
}

export interface Listener {
  onChange: (change: Change) => void;
  /** More than is told one by one; `kind` where it is nothing but that. */
  onReset: (kind?: Change['kind']) => void;
  /** It is heard again, after a while in which nothing was. */
  onGap: () => void;
}

/** After a refusal; what a server that is away needs the browser itself does. */
const AGAIN_MS = 30_000;

function read<Told>(event: Event): Partial<Told> {
  try {
    return JSON.parse(String((event as MessageEvent).data)) as Partial<Told>;
  } catch {
    return {};
  }
}

const isChange = (told: Partial<Change>): told is Change =>
  [told.table, told.id, told.kind].every((one) => typeof one === 'string');

/**
 * Hears of the rows of a table while the page is in sight: a browser keeps six connections to a server, and pages in the
 * background would leave none. Answers how to stop; nothing is heard where there are no events.
 */
export function listen(entitySet: string, table: string, listener: Listener): () => void {
  if (typeof EventSource === 'undefined') return () => {};
  let source: EventSource | null = null;
  let again: ReturnType<typeof setTimeout> | undefined;
  let hasHeard = false;
  const close = () => {
    clearTimeout(again);
    source?.close();
    source = null;
  };
  const open = () => {
    close();
    const opened = new EventSource(`/api/events?topics=${entitySet}`);
    source = opened;
    opened.addEventListener('open', () => {
      if (hasHeard) listener.onGap();
      hasHeard = true;
    });
    opened.addEventListener('error', () => {
      if (opened === source && opened.readyState === EventSource.CLOSED) again = setTimeout(open, AGAIN_MS);
    });
    opened.addEventListener('change', (event) => {
      const told = read<Change>(event);
      if (isChange(told) && told.table === table) listener.onChange(told);
    });
    opened.addEventListener('reset', (event) => {
      const told = read<Change>(event);
      if (told.table === table) listener.onReset(told.kind);
    });
  };
  const look = () => (document.hidden ? close() : source === null && open());
  look();
  document.addEventListener('visibilitychange', look);
  return () => {
    document.removeEventListener('visibilitychange', look);
    close();
  };
}
