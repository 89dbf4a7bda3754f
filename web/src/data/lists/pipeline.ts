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

export interface Deal {
  id: string;
  name: string;
  /** Its page. */
  path: string;
  score: number;
  grade: GradeLetter;
  /** The day it is expected to close: ms, at noon where the reader is. */
  closes: number;
  /** In the currency that all can be compared in; null when nothing is estimated. */
  worth: number | null;
  /** In its own currency: as a number, and as the server writes it, which it does where the currency is known. */
  amount: number | null;
  worthText: string;
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

/** What a row is worth in the currency that all can be compared in; null when nothing is estimated. */
export function worthOf(table: ListTable, row: Row): number | null {
  const value = row[table.pipeline!.comparable] ?? row[table.pipeline!.worth];
  return typeof value === 'number' && value > 0 ? value : null;
}

export function ownWorth(table: ListTable, row: Row): Pick<Deal, 'amount' | 'worthText'> {
  const { worth } = table.pipeline!;
  const value = row[worth];
  return { amount: typeof value === 'number' ? value : null, worthText: formatted(row, worth) ?? '' };
}

/** The worth in words; empty when nothing is estimated. */
export const worthWords = (
  { amount, worthText }: Pick<Deal, 'amount' | 'worthText'>,
  { number }: Pick<TextTools, 'number'>,
) => worthText || (amount === null ? '' : number(amount, 2));

/** A row as a bubble; null when it says less than it should. */
export function dealOf(table: ListTable, row: Row): Deal | null {
  const { date } = table.pipeline!;
  const score = row[table.score!.score];
  const grade = letterOf(row[table.score!.grade] as number | null);
  const closes = new Date(`${String(row[date]).slice(0, 10)}T12:00:00`).getTime();
  if (typeof score !== 'number' || grade === null || Number.isNaN(closes)) return null;
  return {
    id: idOf(table, row),
    name: titleOf(table, row),
    path: rowPath(table, row) ?? '',
    score,
    grade,
    closes,
    worth: worthOf(table, row),
    ...ownWorth(table, row),
  };
}

export function usePipeline(table: ListTable, options: ListQuery | undefined) {
  return useQuery({
    // With the counts of the list, which are read anew at the same moments.
    queryKey: ['groups', table.name, 'pipeline', options?.$filter, options?.$search],
    enabled: options !== undefined,
    staleTime: 30_000,
    queryFn: async ({ signal }): Promise<PipelineData> => {
      const { date, worth, comparable } = table.pipeline!;
      const { score, grade } = table.score!;
      const ask = (term: string, select: string[], top: number) =>
        get<Page<Row>>(
          table.entitySet +
            query({
              $select: [table.id, ...select].join(','),
              $filter: allOf(options?.$filter, term),
              $search: options?.$search,
              $orderby: select.length > 0 ? `${comparable} desc` : undefined,
              $top: top,
              $count: true,
            }),
          { signal, headers: { Prefer: `odata.maxpagesize=${MOST_BUBBLES},${WITH_ANNOTATIONS}` } },
        );
      const count = async (term: string) => (await ask(term, [], 1))['@odata.count'] ?? 0;
      const columns = [...table.title, score, grade, date, worth, comparable];
      const [drawn, withoutScore, withoutDate] = await Promise.all([
        ask(allOf(`${score} ne null`, `${date} ne null`), columns, MOST_BUBBLES),
        count(`${score} eq null`),
        count(allOf(`${score} ne null`, `${date} eq null`)),
      ]);
      const deals = drawn.value.flatMap((row) => dealOf(table, row) ?? []);
      return { deals, drawable: drawn['@odata.count'] ?? deals.length, withoutScore, withoutDate };
    },
  });
}
