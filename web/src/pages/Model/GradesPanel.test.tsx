import { afterEach, describe, expect, it } from 'vitest';
import type { Model } from '../../data/models';
import {
  button,
  click,
  NEVER,
  press,
  refusal,
  serve,
  show,
  type,
  unmount,
  type Asked,
} from '../../testing/render';
import { GradesPanel } from './GradesPanel';

const MODEL: Model = {
  ll_modelid: 'm1',
  ll_name: 'Webinar',
  ll_table: 'lead',
  ll_state: 5,
  ll_definition: null,
  _ll_publishedversionid_value: 'v3',
  ll_grade_a: 60,
  ll_grade_b: 31,
  ll_grade_c: 16,
};
const share = (grade: string, success_rate: number, open: number, closed = 50) => ({
  grade,
  lower: 0,
  open,
  share_of_open: open / 100,
  closed,
  success_rate,
});
const PREVIEW = {
  grades: [share('A', 0.71, 10), share('B', 0.4, 20), share('C', 0.25, 30), share('D', 0, 40, 0)],
  average_rate: 0.38,
  open_scores: Array.from({ length: 101 }, (_, score) => (score === 0 ? 0 : 1)),
};
const server = (preview: (asked: Asked) => unknown = () => PREVIEW) =>
  serve({ 'GET GradePreview(': preview, 'POST SetGrades': () => undefined });
const panel = (mayChange = true, model = MODEL) => (
  <GradesPanel model={model} baseRate={0.3} mayChange={mayChange} />
);
const card = (grade: string) => document.querySelector(`.ll-gradecard-${grade}`)?.textContent;
/** A bound counts when it has been given, with Enter or by leaving the field. */
const setLower = async (grade: string, value: string) => {
  const input = document.querySelector<HTMLInputElement>(`.ll-gradecard-${grade} input`);
  await type(input, value);
  input?.focus();
  await press('Enter');
};
const lastPreview = (asked: readonly Asked[]) => asked.at(-1)?.path;

afterEach(unmount);

describe('GradesPanel', () => {
  it('says of each grade how often it succeeds, against the average, and how many open ones have it', async () => {
    server();
    await show(panel());
    expect(card('A')).toContain('60 to 100');
    expect(card('A')).toContain('71%33 percentage points above average');
    expect(card('C')).toContain('25%13 percentage points below average');
    expect(card('B')).toContain('20%20 leads');
    expect(card('D')).toContain('Qualification rate–');
  });

  it('lets the next grade end one below a bound, and asks what that would give', async () => {
    const asked = server();
    await show(panel());
    await setLower('A', '51');
    expect(card('A')).toContain('51 to 100');
    expect(card('B')).toContain('31 to 50');
    expect(lastPreview(asked)).toBe('GradePreview(ModelId=m1,A=51,B=31,C=16)');
    await click(button('Save'));
    expect(asked.find(({ path }) => path === 'SetGrades')?.body).toEqual({
      ModelId: 'm1',
      A: 51,
      B: 31,
      C: 16,
    });
  });

  it('offers bounds by lift, by quarters and the classic ones, and the default at once', async () => {
    const asked = server();
    await show(panel());
    await click(button('75 / 50 / 25'));
    expect(lastPreview(asked)).toContain('A=75,B=50,C=25');
    await click(button('A quarter each'));
    expect(lastPreview(asked)).toContain('A=76,B=51,C=26');
    await click(button('By lift'));
    expect(lastPreview(asked)).toContain('A=60,B=30,C=15');
    expect(asked.some(({ path }) => path === 'SetGrades')).toBe(false);
    await click(button('Set to default'));
    expect(asked.find(({ path }) => path === 'SetGrades')?.body).toEqual({
      ModelId: 'm1',
      A: 60,
      B: 30,
      C: 15,
    });
  });

  it('is without quarters where the scores are not told', async () => {
    server(() => ({ ...PREVIEW, open_scores: undefined }));
    await show(panel());
    expect(button('A quarter each')).toBeUndefined();
  });

  it('shows bounds before figures arrive, and what went wrong', async () => {
    server(() => NEVER);
    await show(panel());
    expect(card('B')).toContain('31 to 59');
    await unmount();
    server(() => refusal(409, 'no version'));
    await show(panel());
    expect(document.querySelector('[role=alert]')).not.toBeNull();
    expect(card('B')).toContain('31 to 59');
  });

  it('is looked at, not changed, without the right to', async () => {
    server();
    await show(panel(false));
    expect(document.querySelector('input')).toBeNull();
    expect(button('Save')).toBeUndefined();
  });
});
