// The rows of a list as its pipeline shows them: those with a score and a date, and how many have neither.
import { useQuery } from '@tanstack/react-query';
import type { TextTools } from '../../text/i18n';
import { get } from '../http';
import { formatted, query, WITH_ANNOTATIONS, type Page } from '../odata';
import { letterOf, type GradeLetter } from '../scores';
import { idOf, titleOf, type Row } from './rows';
import { allOf, type ListQuery } from './state';
import { rowPath, type ListTable } from './tables';

/** More bubbles than this hide each other; the most valuable are drawn. */
export const MOST_BUBBLES = 2000;

/** What every pipeline knows of a row. */
export interface DrawnDeal {
  id: string;
  name: string;
  /** Its page. */
  path: string;
  /** The day it is expected to close: ms, at noon where the reader is. */
  closes: number;
  /** In the currency that all can be compared in; null when nothing is estimated. */
  worth: number | null;
  /** In its own currency: as a number, and as the server writes it, which it does where the currency is known. */
  amount: number | null;
  worthText: string;
}

export interface Deal extends DrawnDeal {
  score: number;
  grade: GradeLetter;
}

export interface PipelineData {
  /** The most valuable first. */
  deals: Deal[];
  /** Rows that could be drawn. */
  drawable: number;
  withoutScore: number;
  /** Rows that do have a score. */
  withoutDate: number;
}

/** A day without a time is the same day everywhere. */
export const noonOf = (day: string) => new Date(`${day.slice(0, 10)}T12:00:00`).getTime();
const positive = (value: unknown) => (typeof value === 'number' && value > 0 ? value : null);

/** A row as pipelines draw it; null when it has no day. */
export function drawnDealOf(table: ListTable, row: Row): DrawnDeal | null {
  const { date, worth, comparable } = table.pipeline!;
  const closes = noonOf(String(row[date]));
  if (Number.isNaN(closes)) return null;
  const amount = row[worth];
  return {
    id: idOf(table, row),
    name: titleOf(table, row),
    path: rowPath(table, row) ?? '',
    closes,
    worth: positive(row[comparable] ?? amount),
    amount: typeof amount === 'number' ? amount : null,
    worthText: formatted(row, worth) ?? '',
  };
}

/** The worth in words; empty when nothing is estimated. */
export const worthWords = (
  { amount, worthText }: Pick<DrawnDeal, 'amount' | 'worthText'>,
  { number }: Pick<TextTools, 'number'>,
) => worthText || (amount === null ? '' : number(amount, 2));

/** A row as a bubble; null when it says less than it should. */
export function dealOf(table: ListTable, row: Row): Deal | null {
  const drawn = drawnDealOf(table, row);
  const score = row[table.score!.score];
  const grade = letterOf(row[table.score!.grade] as number | null);
  return drawn && typeof score === 'number' && grade !== null ? { ...drawn, score, grade } : null;
}

/** Asks for the rows of a list of which something else is true as well. */
export function asking(table: ListTable, options: ListQuery | undefined, most: number, signal: AbortSignal) {
  const ask = (term: string, more: Record<string, string | number | undefined>) =>
    get<Page<Row>>(
      table.entitySet +
        query({
          $filter: allOf(options?.$filter, term),
          $search: options?.$search,
          $count: true,
          ...more,
        }),
      { signal, headers: { Prefer: `odata.maxpagesize=${most},${WITH_ANNOTATIONS}` } },
    );
  const { date, worth, comparable } = table.pipeline!;
  return {
    /** The most valuable of them, with these columns and what every pipeline knows. */
    drawn: (term: string, columns: readonly string[], $expand?: string) =>
      ask(term, {
        $select: [table.id, ...table.title, ...columns, date, worth, comparable].join(','),
        $expand,
        $orderby: `${comparable} desc`,
        $top: most,
      }),
    count: async (term: string) => (await ask(term, { $select: table.id, $top: 1 }))['@odata.count'] ?? 0,
  };
}

export function usePipeline(table: ListTable, options: ListQuery | undefined) {
  return useQuery({
    // With the counts of the list, which are read anew at the same moments.
    queryKey: ['groups', table.name, 'pipeline', options?.$filter, options?.$search],
    enabled: options !== undefined,
    staleTime: 30_000,
    queryFn: async ({ signal }): Promise<PipelineData> => {
      const { date } = table.pipeline!;
      const { score, grade } = table.score!;
      const list = asking(table, options, MOST_BUBBLES, signal);
      const [drawn, withoutScore, withoutDate] = await Promise.all([
        list.drawn(allOf(`${score} ne null`, `${date} ne null`), [score, grade]),
        list.count(`${score} eq null`),
        list.count(allOf(`${score} ne null`, `${date} eq null`)),
      ]);
      const deals = drawn.value.flatMap((row) => dealOf(table, row) ?? []);
      return { deals, drawable: drawn['@odata.count'] ?? deals.length, withoutScore, withoutDate };
    },
  });
}
