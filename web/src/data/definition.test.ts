import { describe, expect, it } from 'vitest';
import {
  defaultName,
  memberIn,
  newDefinition,
  nextPriority,
  parseDefinition,
  problemsOf,
  type Definition,
  type ModelDraft,
} from './definition';
import { priorityChanges } from './models';
import type { ScoringModel } from './scores';

const draft = (part: Partial<Definition> = {}, more: Partial<ModelDraft> = {}): ModelDraft => ({
  name: 'Webinar',
  table: 'lead',
  priority: 1,
  definition: { ...newDefinition(), ...part },
  ...more,
});

describe('the name of a new model', () => {
  it('says the table and the minute, in UTC', () => {
    expect(defaultName('lead', new Date('2026-11-22T23:34:59+07:00'))).toBe('LeadScoring_202611221634');
    expect(defaultName('opportunity', new Date('2026-01-02T03:04:05Z'))).toBe(
      'OpportunityScoring_202601020304',
    );
  });
});

describe('a definition', () => {
  it('that is new can stay as it is', () => expect(problemsOf(draft())).toEqual({}));
  it('needs a name', () =>
    expect(problemsOf(draft({}, { name: ' ' }))).toEqual({ Name: 'modelform.needs_name' }));
  it('needs a failure, by value or by waiting', () => {
    const outcome = { column: 'statecode', positive: [1], negative: [], negative_after_days: null };
    expect(problemsOf(draft({ outcome }))).toEqual({ negative: 'modelform.needs_negative' });
    expect(problemsOf(draft({ outcome: { ...outcome, negative_after_days: 90 } }))).toEqual({});
  });
  it('may learn from all time', () => expect(problemsOf(draft({ window_months: 0 }))).toEqual({}));
  it('keeps its numbers within limits', () => {
    expect(problemsOf(draft({ window_months: 241 }))).toHaveProperty('window_months');
    expect(problemsOf(draft({ window_months: 3.5 }))).toHaveProperty('window_months');
    expect(problemsOf(draft({ trend: { days: Number.NaN, points: 3 } }))).toHaveProperty('trend_days');
    expect(problemsOf(draft({}, { priority: 0 }))).toHaveProperty('Priority');
  });
  it('is asked for the days of retraining only while that is on', () => {
    expect(problemsOf(draft({ retrain: { on: false, days: Number.NaN } }))).toEqual({});
    expect(problemsOf(draft({ retrain: { on: true, days: 0 } }))).toHaveProperty('retrain_days');
  });
});

describe('a message of the server', () => {
  it('is shown where what it names is', () => {
    expect(memberIn('Definition.window_months: 3 to 24')).toBe('window_months');
    expect(memberIn('Definition.outcome.negative_after_days: a positive number')).toBe('negative_after_days');
    expect(memberIn('Definition.filter: position 3: expected a column, found 5')).toBe('filter');
    expect(memberIn('Definition.trend.days: at least 1')).toBe('trend_days');
    expect(memberIn('Name: there is a model of that name')).toBe('Name');
    expect(memberIn('The moon is full.')).toBeNull();
  });
});

describe('another order of models', () => {
  const models = [1, 2, 2].map((priority, place) => ({ id: `m${place}`, priority }) as ScoringModel);
  it('changes only the numbers that differ', () => {
    expect(priorityChanges(models)).toEqual([{ id: 'm2', priority: 3 }]);
    const [first, second, third] = models as [ScoringModel, ScoringModel, ScoringModel];
    expect(priorityChanges([second, first, third])).toEqual([
      { id: 'm1', priority: 1 },
      { id: 'm0', priority: 2 },
      { id: 'm2', priority: 3 },
    ]);
  });
  it('has a new one after all that have a place', () => {
    expect(nextPriority([])).toBe(1);
    expect(nextPriority([1, 7, 1_000_000])).toBe(8);
  });
});

describe('a definition as it is kept', () => {
  it('is whole, whatever it leaves out', () => {
    expect(parseDefinition('{"filter":"revenue gt 1","trend":{"days":30}}')).toEqual({
      ...newDefinition(),
      filter: 'revenue gt 1',
      trend: { days: 30, points: 3 },
    });
    for (const nothing of [null, '', '{', '{}']) expect(parseDefinition(nothing)).toEqual(newDefinition());
  });
});
