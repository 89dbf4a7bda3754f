// How the organisation has relationships worked out.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { API, get, post, request } from './http';
import { NOTICE_KEYS } from './notice';
import { refreshRelationships } from './relationshipRefresh';
import { areHours } from './settings';

export const INFLUENCED = ['emails', 'meetings', 'calls', 'tasks', 'other'] as const;
export type Influenced = (typeof INFLUENCED)[number];

export interface RelationshipSettings {
  health_on: boolean;
  /** How often both sides should be in contact. */
  expected_days: number;
  /** Lowest scores of Good and of Fair. */
  good: number;
  fair: number;
  /** The most points that a moved stage adds and an overdue close date takes. */
  deal_points: number;
  /** How much more or less each counts: -0.5 to 0.5. */
  influence: Record<Influenced, number>;
  minutes_to_write: number;
  minutes_to_read: number;
  /** An answer that comes later begins something new. */
  longest_answer_days: number;
  chart_days: number;
  /** Days from 1 Monday to 7 Sunday; `09:00`. */
  working_week: { time_zone: string; days: number[]; opens: string; closes: string };
  our_domains: string[];
  /** Contacts and leads without consent or another legal ground are left out. */
  consent_required: boolean;
  /** The organisation's own words in the notice to sellers. */
  notice: string;
}

const KEY = ['relationship-settings'];
const PREVIEW = ['relationship-preview'];

export const useRelationshipSettings = () =>
  useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<RelationshipSettings>('RelationshipSettings()', { signal }),
  });

/** Saves what changes; every relationship is then read anew. */
export function useSetRelationshipSettings() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (changes: Partial<RelationshipSettings>) =>
      post<RelationshipSettings>('SetRelationshipSettings', changes),
    onSuccess: (settings) => {
      queries.setQueryData(KEY, settings);
      // What it compared with is no longer what is set.
      queries.removeQueries({ queryKey: PREVIEW });
      void refreshRelationships(queries);
      for (const queryKey of NOTICE_KEYS) void queries.invalidateQueries({ queryKey });
    },
  });
}

export interface PreviewedTable {
  table: string;
  /** How many have a health, and how many of them were looked at. */
  records: number;
  sampled: number;
  now: StateCounts;
  then: StateCounts;
}
export type StateCounts = Record<'good' | 'fair' | 'poor' | 'none', number>;

/** What settings would make of health. @param changes as JSON: what differs from what is saved */
export const useSettingsPreview = (changes: string) =>
  useQuery({
    queryKey: [...PREVIEW, changes],
    queryFn: async ({ signal }): Promise<{ tables: PreviewedTable[] }> => {
      const body = JSON.parse(changes) as unknown;
      const answer = await request<{ tables: PreviewedTable[] }>(
        'POST',
        `${API}PreviewRelationshipSettings`,
        { body, signal },
      );
      return answer.data;
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

/** What health depends on. */
export const HEALTH_SETTINGS = [
  'health_on',
  'expected_days',
  'good',
  'fair',
  'deal_points',
  'influence',
  'our_domains',
] as const satisfies readonly (keyof RelationshipSettings)[];

/** Lowest and highest of what is a number. */
export const LIMITS = {
  expected_days: [1, 365],
  good: [2, 100],
  fair: [1, 99],
  deal_points: [0, 50],
  minutes_to_write: [0, 120],
  minutes_to_read: [0, 120],
  longest_answer_days: [1, 365],
  chart_days: [7, 730],
} as const satisfies Partial<Record<keyof RelationshipSettings, readonly [number, number]>>;
export type NumberSetting = keyof typeof LIMITS;
/** The others are whole. */
const WITH_FRACTION: readonly NumberSetting[] = ['minutes_to_write', 'minutes_to_read', 'expected_days'];

export const isWithin = (name: NumberSetting, value: number) =>
  value >= LIMITS[name][0] &&
  value <= LIMITS[name][1] &&
  (Number.isInteger(value) || WITH_FRACTION.includes(name));

/** `acme.example`, with at least one dot. */
export const isDomain = (domain: string) =>
  domain.length <= 253 &&
  /^([\p{L}\p{N}]([\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{M}\p{N}-]{2,63}$/u.test(domain);

/** Domains as people write them down: apart by commas, blanks or lines, perhaps with an @ before them. */
export const readDomains = (typed: string): string[] => [
  ...new Set(
    typed
      .toLowerCase()
      .split(/[\s,;]+/)
      .map((one) => one.replace(/^@/, ''))
      .filter((one) => one !== ''),
  ),
];

/** What is wrong, by the name of the setting. */
export function problemsOf(settings: RelationshipSettings): ReadonlySet<keyof RelationshipSettings> {
  const wrong = (Object.keys(LIMITS) as NumberSetting[]).filter((name) => !isWithin(name, settings[name]));
  const problems = new Set<keyof RelationshipSettings>(wrong);
  if (settings.fair >= settings.good) problems.add('fair');
  const { days, opens, closes } = settings.working_week;
  if (!areHours({ days, from: opens, to: closes })) problems.add('working_week');
  if (!settings.our_domains.every(isDomain)) problems.add('our_domains');
  return problems;
}

/** Only what differs, as the API takes it. */
export function changesOf(
  before: RelationshipSettings,
  after: RelationshipSettings,
): Partial<RelationshipSettings> {
  return Object.fromEntries(
    Object.entries(after).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof RelationshipSettings]),
    ),
  );
}
