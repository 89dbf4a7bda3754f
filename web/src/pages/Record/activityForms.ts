// What is asked for when an activity or a note is written down, and what it is when that is done.
import type { FieldValue } from '../../data/records';
import { WRITTEN, type WrittenKind } from '../../data/timeline';
import { formField, type FormField } from './forms';

/** In the order of the buttons; the key that opens each. */
export const KINDS: readonly { kind: WrittenKind; key: string }[] = [
  { kind: 'note', key: 'n' },
  { kind: 'phonecall', key: 'c' },
  { kind: 'task', key: 't' },
  { kind: 'appointment', key: 'm' },
  { kind: 'email', key: 'e' },
];

const COLUMNS: Record<WrittenKind, readonly string[]> = {
  note: ['subject', 'notetext'],
  phonecall: ['subject', 'directioncode', 'phonenumber', 'scheduledend', 'description'],
  task: ['subject', 'scheduledend', 'prioritycode', 'description'],
  appointment: ['subject', 'scheduledstart', 'scheduledend', 'location', 'description'],
  email: ['subject', 'directioncode', 'senton', 'sender', 'torecipients', 'description'],
};
const REQUIRED = new Set(['subject', 'notetext']);

export function activityFields(kind: WrittenKind): FormField[] {
  return COLUMNS[kind].flatMap((name) => {
    const known = formField(WRITTEN[kind], name);
    // A note needs words but no title.
    const required = REQUIRED.has(name) && !(kind === 'note' && name === 'subject');
    const wide = known?.type === 'Memo' && name !== 'torecipients';
    return known ? [{ ...known, required, wide: wide || name === 'subject' }] : [];
  });
}

const HOUR_MS = 3_600_000;

/** What a new one begins with. */
export function startValues(kind: WrittenKind, now: Date): Record<string, FieldValue> {
  const hour = new Date(Math.ceil((now.getTime() + 1) / HOUR_MS) * HOUR_MS);
  switch (kind) {
    case 'phonecall':
      return { directioncode: true };
    case 'appointment':
      return {
        scheduledstart: hour.toISOString(),
        scheduledend: new Date(hour.getTime() + HOUR_MS).toISOString(),
      };
    case 'email':
      return { directioncode: true, senton: now.toISOString() };
    default:
      return {};
  }
}

/** Kinds that are written down when they are over, unless somebody says otherwise. */
export const DONE_BY_DEFAULT: ReadonlySet<WrittenKind> = new Set(['phonecall', 'email']);
export const canBeDone = (kind: WrittenKind) => kind !== 'note';

/** What marks an activity as done: when, and the status reason that fits. */
export function doneValues(
  kind: WrittenKind,
  values: Record<string, FieldValue>,
  now: Date,
): Record<string, FieldValue> {
  const outgoing = values.directioncode !== false;
  const status: Record<WrittenKind, number | null> = {
    note: null,
    phonecall: outgoing ? 2 : 4,
    task: 5,
    appointment: 3,
    email: outgoing ? 3 : 4,
  };
  if (status[kind] === null) return {};
  const planned = values[kind === 'email' ? 'senton' : 'scheduledend'];
  const over = typeof planned === 'string' && new Date(planned) < now ? planned : now.toISOString();
  return { statecode: 1, statuscode: status[kind], actualend: over };
}
