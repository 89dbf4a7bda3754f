import { describe, expect, it } from 'vitest';
import { daysIn, stageStatuses, type ProcessState, type Stage } from './processes';

const stage = (id: string, order: number): Stage => ({
  id,
  name: id,
  category: null,
  order,
  columns: [],
  entered_on: null,
  left_on: null,
});
const state = (active: string | null, now: 'active' | 'finished' | 'aborted'): ProcessState => ({
  instance: { id: 'i', process: { id: 'p', name: 'P' }, active_stage: active, state: now, started_on: '' },
  stages: [stage('c', 3), stage('a', 1), stage('b', 2)],
  choices: [],
});
const statuses = (one: ProcessState) => stageStatuses(one).map(({ id, status }) => `${id} ${status}`);

describe('stageStatuses', () => {
  it('puts the stages in order around the active one', () => {
    expect(statuses(state('b', 'active'))).toEqual(['a done', 'b active', 'c ahead']);
  });
  it('has everything done in a finished process', () => {
    expect(statuses(state('c', 'finished'))).toEqual(['a done', 'b done', 'c done']);
  });
  it('takes an unknown stage as not begun', () => {
    expect(statuses(state(null, 'active'))).toEqual(['a ahead', 'b ahead', 'c ahead']);
  });
});

describe('daysIn', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  it('counts whole days up to now or to when it was left', () => {
    expect(daysIn({ entered_on: '2026-11-20T13:00:00Z', left_on: null }, now)).toBe(1);
    expect(daysIn({ entered_on: '2026-11-01T00:00:00Z', left_on: '2026-11-11T00:00:00Z' }, now)).toBe(10);
  });
  it('is unknown before it was entered and never negative', () => {
    expect(daysIn({ entered_on: null, left_on: null }, now)).toBeNull();
    expect(daysIn({ entered_on: '2026-11-23T00:00:00Z', left_on: null }, now)).toBe(0);
  });
});
