import { afterEach, describe, expect, it } from 'vitest';
import { newDefinition } from '../../data/definition';
import type { Factor, Insight, ModelFactors } from '../../data/factors';
import { modelOf, statusOf } from '../../testing/models';
import {
  button,
  choose,
  click,
  NEVER,
  press,
  refusal,
  serve,
  sessionOf,
  show,
  SignedIn,
  type,
  unmount,
  type Asked,
} from '../../testing/render';
import { FactorsPage } from './FactorsPage';

const factor = (attribute: string, more: Partial<Factor> = {}): Factor => ({
  attribute,
  label: attribute,
  table: 'lead',
  column: attribute,
  group: 'primary',
  type: 'Text',
  usable: true,
  used: false,
  influence: null,
  word: null,
  why: null,
  suspect: null,
  choice: 'automatic',
  ignore_empty: false,
  can_ignore_empty: true,
  ignore_empty_bar: null,
  ...more,
});

const FACTORS: ModelFactors = {
  model: { id: 'm1', name: 'Leads', table: 'lead' },
  version: { id: 'v3', number: 3, published: true, trained_on: '2026-11-20T10:00:00Z' },
  used: 2,
  usable: 5,
  factors: [
    factor('jobtitle', { why: 'too_empty' }),
    factor('leadsourcecode', { type: 'Choice', used: true, influence: 0.31, word: 'very_high' }),
    factor('emailaddress1', { why: 'irrelevant', can_ignore_empty: false, ignore_empty_bar: 'engineered' }),
    factor('statecode', { usable: false, why: 'outcome', can_ignore_empty: false, type: 'State' }),
    factor('parentaccountid/industrycode', { table: 'account', group: 'related', type: 'Choice' }),
    factor('activity/calls', {
      column: null,
      group: 'derived',
      type: 'Integer',
      used: true,
      influence: 0.02,
      word: 'low',
      can_ignore_empty: false,
      ignore_empty_bar: 'derived',
    }),
  ],
};

const bar = { params: {}, open: 4, closed: 40, positive: 8, rate: 0.2, interval: [0.1, 0.35], gap: -18 };
const INSIGHT: Insight = {
  attribute: 'leadsourcecode',
  table: 'lead',
  values: 'now',
  closed: 100,
  positive: 38,
  open: 20,
  filled_closed: 0.96,
  filled_open: 0.5,
  rate: 0.38,
  bars: [
    {
      ...bar,
      key: 'value',
      value: 'Web',
      params: { option: 8 },
      positive: 40,
      rate: 1,
      interval: [0.91, 1],
      gap: 62,
    },
    { ...bar, key: 'other_value', value: '', interval: [0.1, 0.35] },
    { ...bar, key: 'empty', value: '', closed: 0, positive: 0, rate: null, interval: null, gap: null },
  ],
};

const server = (more: Parameters<typeof serve>[0] = {}, role = 'Administrator') =>
  serve({
    ...more,
    ...sessionOf(role),
    'GET ModelFactors(': () => FACTORS,
    'GET AttributeInsight(': () => INSIGHT,
    'GET ScoringStatus(': () => statusOf([modelOf('m1', { name: 'Leads' })]),
    ...more,
  });
const showPage = () =>
  show(
    <SignedIn>
      <FactorsPage />
    </SignedIn>,
    { path: '/models/:id/:page?', at: '/models/m1/factors' },
  );
const rows = () => [...document.querySelectorAll('table tbody tr')].map((row) => row.textContent ?? '');
const rowOf = (attribute: string) =>
  [...document.querySelectorAll('tbody tr')].find(
    (row) => row.querySelector('code')?.textContent === attribute,
  );
const last = (asked: readonly Asked[], path: string) => asked.filter((one) => one.path === path).at(-1)?.body;
const drawer = () => document.querySelector('[role=dialog]')?.textContent ?? '';

afterEach(unmount);

describe('the factors of a model', () => {
  it('stand in groups, the strongest first, each with its influence or why it is not used', async () => {
    server();
    const place = await showPage();
    expect(place.textContent).toContain('2 of 5 used');
    expect(place.textContent).toContain('As version 3 of');
    expect(rows()[0]).toContain('Lead: its own columns1 of 4 used');
    expect(rows()[1]).toContain('very high 31.0%');
    expect(rowOf('jobtitle')?.textContent).toContain('Filled in too seldom');
    expect(rowOf('emailaddress1')?.textContent).toContain('Being blank is one of its values');
    expect(rows().findIndex((row) => row.includes('Account: columns of the related record'))).toBeGreaterThan(
      4,
    );
    expect(rowOf('activity/calls')?.textContent).toContain('Counted, so never blank by neglect');
  });

  it('offer no choice about what is known only at the close', async () => {
    server();
    await showPage();
    expect(rowOf('statecode')?.textContent).toContain('Known only at or after the close');
    expect(rowOf('statecode')?.querySelector('select, input')).toBeNull();
  });

  it('are found by their names, and shown by what became of them', async () => {
    server();
    const place = await showPage();
    await type(place.querySelector('input[type=search], input[aria-label="Find an attribute"]'), 'job');
    expect(place.querySelectorAll('tbody code')).toHaveLength(1);
    await type(place.querySelector('input[type=search], input[aria-label="Find an attribute"]'), 'zzz');
    expect(place.textContent).toContain('No attribute fits.');
    await type(place.querySelector('input[type=search], input[aria-label="Find an attribute"]'), '');
    await click(button('Used'));
    expect(place.querySelectorAll('tbody code')).toHaveLength(2);
    await click(button('Decided by hand'));
    expect(place.textContent).toContain('No attribute fits.');
  });

  it('are saved with the definition, and trained in one go', async () => {
    const asked = server({
      'POST SaveModel': () => ({ ModelId: 'm1' }),
      'POST TrainModel': () => ({ JobId: 'j1' }),
    });
    await showPage();
    expect(button('Save')?.getAttribute('aria-disabled')).toBe('true');
    await choose(rowOf('jobtitle')?.querySelector('select'), 'Never');
    await click(rowOf('leadsourcecode')?.querySelector('input[role=switch]'));
    await click(button('Save and train'));
    const { attributes: before } = newDefinition();
    const attributes = { ...before, ignore_empty: ['leadsourcecode'], drop: ['jobtitle'] };
    expect(last(asked, 'SaveModel')).toEqual({
      ModelId: 'm1',
      Name: 'Leads',
      Table: 'lead',
      Priority: 1,
      Definition: { ...newDefinition(), attributes },
    });
    expect(last(asked, 'TrainModel')).toEqual({ ModelId: 'm1', Keep: [], Drop: [] });
  });

  it('keep what somebody else decided meanwhile', async () => {
    const attributes = { ...newDefinition().attributes, drop: ['emailaddress1'] };
    let definition = newDefinition();
    const asked = server({
      'GET ScoringStatus(': () => statusOf([modelOf('m1', { name: 'Leads', definition })]),
      'POST SaveModel': () => ({ ModelId: 'm1' }),
    });
    await showPage();
    await choose(rowOf('jobtitle')?.querySelector('select'), 'Never');
    definition = { ...newDefinition(), attributes };
    await click(button('Save'));
    expect(last(asked, 'SaveModel')).toMatchObject({
      Definition: { attributes: { drop: ['emailaddress1', 'jobtitle'] } },
    });
  });

  it('have nothing to save once they are decided as before', async () => {
    server();
    await showPage();
    await choose(rowOf('jobtitle')?.querySelector('select'), 'Never');
    expect(button('Save')?.getAttribute('aria-disabled')).not.toBe('true');
    await choose(rowOf('jobtitle')?.querySelector('select'), 'Automatic');
    expect(button('Save')?.getAttribute('aria-disabled')).toBe('true');
  });

  it('are saved by Ctrl+S once something was changed, and say what the server does not take', async () => {
    const asked = server({ 'POST SaveModel': () => refusal(400, 'attributes: no such attribute') });
    const place = await showPage();
    await press('s', { ctrlKey: true });
    expect(last(asked, 'SaveModel')).toBeUndefined();
    await choose(rowOf('jobtitle')?.querySelector('select'), 'Always');
    await press('s', { ctrlKey: true });
    expect(last(asked, 'SaveModel')).toMatchObject({ Definition: { attributes: { keep: ['jobtitle'] } } });
    expect(place.querySelector('[role=alert]')?.textContent).toContain('no such attribute');
  });

  it('can be looked at without being changed', async () => {
    server({}, 'Sales manager');
    const place = await showPage();
    expect(button('Save and train')).toBeUndefined();
    expect(
      [...place.querySelectorAll('select, input[role=switch]')].every((one) => one.matches(':disabled')),
    ).toBe(true);
  });

  it('wait, and say what went wrong', async () => {
    server({ 'GET ModelFactors(': () => NEVER });
    expect((await showPage()).querySelector('table')).toBeNull();
    await unmount();
    server({ 'GET ModelFactors(': () => refusal(500, 'disk full') });
    expect((await showPage()).textContent).toContain('disk full');
  });
});

describe('the insight of an attribute', () => {
  const open = async (more: Parameters<typeof serve>[0] = {}) => {
    const asked = server(more);
    await showPage();
    await click(rowOf('leadsourcecode')?.querySelector('button'));
    return asked;
  };

  it('says how each value did against the average, with all its counts', async () => {
    await open();
    expect(drawer()).toContain('Average: 38%. 38 of 100 closed records succeeded.');
    expect(drawer()).toContain(
      '62 percentage points above average, very likely between 91% and 100%. 40 of 40 closed, 4 open.',
    );
    expect(drawer()).toContain('18 percentage points below average');
    expect(drawer()).toContain('Other values');
    expect(drawer()).toContain('None closed, 4 open.');
    expect(drawer()).toContain('Filled in on open records50%');
    const directions = [...document.querySelectorAll('.ll-rates li')].map((item) => item.className);
    expect(directions).toEqual(['ll-rates-up', 'll-rates-down', '']);
  });

  it('is counted anew for another period', async () => {
    const asked = await open();
    await choose(document.querySelector('[role=dialog] select'), 'Closed between two days');
    const [from, to] = document.querySelectorAll('[role=dialog] input[type=date]');
    await type(from!, '2026-01-01');
    await type(to!, '2026-06-30');
    expect(asked.at(-1)?.path).toContain('From=2026-01-01T00:00:00Z,To=2026-07-01T00:00:00Z');
    expect(asked.at(-1)?.path).toContain("@a='leadsourcecode'");
  });

  it('says when there is nothing to count', async () => {
    await open({
      'GET AttributeInsight(': () => ({ ...INSIGHT, closed: 0, positive: 0, rate: null, bars: [] }),
    });
    expect(drawer()).toContain('No record was closed in this period. 20 are open.');
  });

  it('offers another try when it went wrong', async () => {
    await open({ 'GET AttributeInsight(': () => refusal(503, 'busy') });
    expect(drawer()).toContain('Try again');
  });
});
