// Models as the server tells of them, for tests of pages.
import { newDefinition } from '../data/definition';
import type { RecordCounts } from '../data/models';
import type { ScoringModel, ScoringStatus } from '../data/scores';

export const modelOf = (id: string, more: Partial<ScoringModel> = {}): ScoringModel => ({
  id,
  name: `Model ${id}`,
  table: 'lead',
  priority: 1,
  state: 'published',
  version: 3,
  version_id: `v-${id}`,
  published_on: '2026-11-20T10:00:00Z',
  auc: 0.812,
  verdict: 'ready',
  definition: newDefinition(),
  matching_open: 120,
  ...more,
});

export const statusOf = (models: ScoringModel[], more: Partial<ScoringStatus> = {}): ScoringStatus => ({
  table: 'lead',
  models,
  closed: { positive: 60, negative: 90, needed: 40 },
  open: 200,
  scored: 180,
  ...more,
});

export const countsOf = (more: Partial<RecordCounts> = {}): RecordCounts => ({
  positive: 60,
  negative: 90,
  open: 120,
  too_young: 7,
  outside_window: 11,
  needed: 40,
  enough: true,
  overlaps: [],
  ...more,
});
