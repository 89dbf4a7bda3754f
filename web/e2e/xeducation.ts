// The X Education leads: real rows, whose file is not part of the checkout (LEADLIGHT_DATA says where it is).
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const FOLDER = path.join(process.env.LEADLIGHT_DATA ?? '../../shared/data', 'xeducation-leads');
export const OUTCOME = 'Converted';
/** Grows with time; the leads have no other name. */
export const KEY = 'Lead Number';

/** RFC 4180 with quotes, enough for a clean file. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line === '') continue;
    rows.push(
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) =>
        (m[1] ?? m[2]!).replaceAll('""', '"'),
      ),
    );
  }
  return rows;
}

export const toCsv = (rows: readonly string[][]) =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');

export interface Leads {
  header: string[];
  /** Oldest first. */
  rows: string[][];
}

/** Both files as one; undefined where the data is absent. */
export function readLeads(): Leads | undefined {
  try {
    const [header, ...first] = parseCsv(readFileSync(path.join(FOLDER, 'Lead Scoring.csv'), 'utf8'));
    const [, ...second] = parseCsv(readFileSync(path.join(FOLDER, 'eval_leads.csv'), 'utf8'));
    const order = header!.indexOf(KEY);
    const rows = [...first, ...second].sort((a, b) => Number(a[order]) - Number(b[order]));
    return { header: header!, rows };
  } catch {
    return undefined;
  }
}
