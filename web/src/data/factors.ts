// What a model may look at: every attribute with what its version made of it, and what is decided about it by hand.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Definition } from './definition';
import { get } from './http';
import type { Field } from './schema.generated';
import type { Reason, ScoredTable } from './scores';

export const INFLUENCES = ['very_low', 'low', 'medium', 'high', 'very_high'] as const;
export type Influence = (typeof INFLUENCES)[number];
export const CHOICES = ['automatic', 'always', 'never'] as const;
export type Choice = (typeof CHOICES)[number];
export const IGNORE_BARS = ['presence', 'engineered', 'derived'] as const;

export interface Factor {
  attribute: string;
  label: string;
  table: string;
  /** null: no column, but a fact of the record's life. */
  column: string | null;
  group: 'primary' | 'related' | 'derived';
  type: Field['type'];
  /** Whether it can be used at all. */
  usable: boolean;
  used: boolean;
  /** Share of all influence; null where it is not used. */
  influence: number | null;
  word: Influence | null;
  /** Why it is not used; null where it is, and before the first training. */
  why: string | null;
  suspect: { action: 'refused' | 'check'; why: string[]; auc_alone: number | null; kept: boolean } | null;
  choice: Choice;
  ignore_empty: boolean;
  can_ignore_empty: boolean;
  ignore_empty_bar: (typeof IGNORE_BARS)[number] | null;
}

export interface ModelFactors {
  model: { id: string; name: string; table: ScoredTable };
  version: { id: string; number: number; published: boolean; trained_on: string | null } | null;
  used: number;
  usable: number;
  factors: Factor[];
}

export function useFactors(modelId: string) {
  return useQuery({
    queryKey: ['model', modelId, 'factors'],
    queryFn: ({ signal }) => get<ModelFactors>(`ModelFactors(ModelId=${modelId})`, { signal }),
  });
}

type Attributes = Definition['attributes'];

const without = (list: readonly string[], name: string) => list.filter((one) => one !== name);
const toggled = (list: readonly string[], name: string, on: boolean) =>
  on ? [...without(list, name), name] : without(list, name);

export function choiceOf({ include, keep, drop }: Attributes, name: string): Choice {
  if (drop.includes(name) || (include !== null && !include.includes(name))) return 'never';
  return keep.includes(name) ? 'always' : 'automatic';
}

/** A list of attributes to include, where there is one, goes along: what is not in it is never used. */
export function withChoice(attributes: Attributes, name: string, choice: Choice): Attributes {
  const { include, keep, drop } = attributes;
  return {
    ...attributes,
    include: include && toggled(include, name, choice !== 'never'),
    keep: toggled(keep, name, choice === 'always'),
    drop: toggled(drop, name, choice === 'never'),
  };
}

/** Whether both decide the same; the order of a list says nothing. */
export function decidesTheSame(one: Attributes, other: Attributes): boolean {
  const listed = ({ include, keep, drop, ignore_empty }: Attributes) =>
    JSON.stringify([include, keep, drop, ignore_empty].map((list) => list && [...list].sort()));
  return listed(one) === listed(other);
}

export const withIgnored = (attributes: Attributes, name: string, on: boolean): Attributes => ({
  ...attributes,
  ignore_empty: toggled(attributes.ignore_empty, name, on),
});

/** A part of an attribute's values and how its records ended; key, value and params as a reason has them. */
export interface InsightBar extends Pick<Reason, 'key' | 'value' | 'params'> {
  closed: number;
  positive: number;
  open: number;
  /** Nulls where nothing was closed. */
  rate: number | null;
  interval: [number, number] | null;
  /** Distance to the rate of all, in percentage points. */
  gap: number | null;
}

export interface Insight {
  attribute: string;
  table: string;
  /** Whether values are those of now or those at each close. */
  values: 'now' | 'at_close';
  closed: number;
  positive: number;
  open: number;
  filled_closed: number | null;
  filled_open: number | null;
  rate: number | null;
  bars: InsightBar[];
}

/** Days of the close; both included, either may be open. */
export interface Period {
  from: string;
  to: string;
}
export const ANY_TIME: Period = { from: '', to: '' };

const dayAfter = (day: string) => {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
};

/** Counted when asked for; the last answer stays while that of another period is on its way. */
export function useInsight(modelId: string, attribute: string, { from, to }: Period) {
  return useQuery({
    queryKey: ['model', modelId, 'insight', attribute, from, to],
    queryFn: ({ signal }) => {
      const bounds = [from && `,From=${from}T00:00:00Z`, to && `,To=${dayAfter(to)}T00:00:00Z`].join('');
      // By an alias: the names of related attributes have a slash, which would end a part of the address.
      const name = encodeURIComponent(`'${attribute}'`);
      return get<Insight>(`AttributeInsight(ModelId=${modelId},Attribute=@a${bounds})?@a=${name}`, {
        signal,
      });
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
