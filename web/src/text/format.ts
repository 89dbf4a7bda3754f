// Numbers and dates as a language writes them.

export interface Formats {
  /** 1234.5 -> 1,234.5 */
  number: (value: number, digits?: number) => string;
  /** 0.642 -> 64 % (or with digits) */
  percent: (share: number, digits?: number) => string;
  /** +4, −3, 0 */
  signed: (value: number) => string;
  date: (iso: string | Date) => string;
  dateTime: (iso: string | Date) => string;
  /** 3 minutes ago; the date when that is longer ago than a month. */
  ago: (iso: string | Date, now?: Date) => string;
}

const SECOND = 1000;
const STEPS: [Intl.RelativeTimeFormatUnit, number, number][] = [
  ['minute', 60 * SECOND, 60 * 60 * SECOND],
  ['hour', 3600 * SECOND, 24 * 3600 * SECOND],
  ['day', 24 * 3600 * SECOND, 31 * 24 * 3600 * SECOND],
];

function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}

const made = new Map<string, Formats>();

/** The formats of a language; made once. */
export function formats(language: string): Formats {
  const known = made.get(language);
  if (known) return known;
  // Each is made when it is first written with: making one takes as long as drawing a row.
  const numbers = [0, 1, 2, 3].map((maximumFractionDigits) =>
    once(() => new Intl.NumberFormat(language, { maximumFractionDigits })),
  );
  const percents = [0, 1].map((digits) =>
    once(
      () =>
        new Intl.NumberFormat(language, {
          style: 'percent',
          maximumFractionDigits: digits,
          minimumFractionDigits: digits,
        }),
    ),
  );
  const signed = once(() => new Intl.NumberFormat(language, { signDisplay: 'exceptZero' }));
  const dates = once(() => new Intl.DateTimeFormat(language, { dateStyle: 'medium' }));
  const times = once(() => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }));
  const relative = once(() => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }));
  const asDate = (value: string | Date) => (value instanceof Date ? value : new Date(value));
  const valid = (value: string | Date, write: (date: Date) => string) => {
    const date = asDate(value);
    return Number.isNaN(date.getTime()) ? '–' : write(date);
  };

  const result: Formats = {
    number: (value, digits = 0) => numbers[digits]!().format(value),
    percent: (share, digits = 0) => percents[digits]!().format(share),
    signed: (value) => signed().format(value).replace('-', '−'),
    date: (value) => valid(value, (date) => dates().format(date)),
    dateTime: (value) => valid(value, (date) => times().format(date)),
    ago: (value, now = new Date()) =>
      valid(value, (date) => {
        const past = Math.max(0, now.getTime() - date.getTime());
        if (past < 45 * SECOND) return relative().format(0, 'second');
        const step = STEPS.find(([, , limit]) => past < limit);
        if (!step) return dates().format(date);
        return relative().format(-Math.max(1, Math.round(past / step[1])), step[0]);
      }),
  };
  made.set(language, result);
  return result;
}

/** What the server says about a failure, line by line (what, then how to mend it), as one paragraph. */
export function asSentences(message: string): string {
  return message
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => line[0]!.toUpperCase() + line.slice(1) + (/[.!?]$/.test(line) ? '' : '.'))
    .join(' ');
}
