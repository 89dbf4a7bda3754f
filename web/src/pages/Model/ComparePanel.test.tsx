import { afterEach, describe, expect, it } from 'vitest';
import { countsOf, modelOf, statusOf } from '../../testing/models';
import { click, serve, sessionOf, show, SignedIn, unmount } from '../../testing/render';
import { ModelPage } from './ModelPage';
import { REPORT } from './testReport';

afterEach(unmount);

const version = (number: number, report: object | null) => ({
  ll_modelversionid: `v${number}`,
  ll_number: number,
  ll_state: report ? 2 : 4,
  ll_trainedon: `2026-0${number}-01T10:00:00Z`,
  ll_verdict: report ? 'ok' : null,
  ll_auc: report ? 0.7 : null,
  ll_rows: 1000,
  ll_positives: 300,
  ll_report: report && JSON.stringify(report),
  ll_message: null,
});

const NEWER = {
  ...REPORT,
  auc: 0.81,
  auc_interval: [0.78, 0.84],
  fingerprint: 'b2',
  factors: [
    { attribute: 'leadsourcecode', influence: 0.7 },
    { attribute: 'websiteurl', influence: 0.3 },
  ],
  confusion: { ...REPORT.confusion, recall: { value: 0.8167, interval: [0.7, 0.9] } },
  excluded: [
    { column: 'leadid', key: 'identifier' },
    { column: 'jobtitle', key: 'dropped' },
  ],
};

const SERVER = {
  ...sessionOf('Administrator'),
  'GET ll_models(m1)': () => ({
    ll_modelid: 'm1',
    ll_name: 'Leads',
    ll_table: 'lead',
    ll_state: 5,
    ll_definition: null,
    _ll_publishedversionid_value: null,
    ll_grade_a: null,
    ll_grade_b: null,
    ll_grade_c: null,
  }),
  'GET ll_modelversions?': () => ({
    value: [version(4, NEWER), version(3, null), version(2, REPORT), version(1, { ...REPORT, auc: 0.6 })],
  }),
  'GET ll_jobs?': () => ({ value: [] }),
  'GET ScoringStatus(': () => statusOf([modelOf('m1')]),
  'POST CountRecords': () => countsOf(),
  'GET Columns(': () => ({ columns: [] }),
};

const showPage = () =>
  show(
    <SignedIn>
      <ModelPage />
    </SignedIn>,
    { path: '/models/:id', at: '/models/m1' },
  );
const tick = (place: HTMLElement, number: number) =>
  click(place.querySelector(`input[aria-label="Compare version ${number}"]`));
const comparison = (place: HTMLElement) => place.querySelector('section[aria-label=Comparison]');
const rowOf = (table: string, name: string) =>
  [...document.querySelectorAll(`table[aria-label="${table}"] tr`)].find((row) =>
    row.firstElementChild?.textContent?.startsWith(name),
  )?.textContent;

describe('two versions', () => {
  it('stand side by side once both are chosen, the older first', async () => {
    serve(SERVER);
    const place = await showPage();
    expect(place.querySelectorAll('input[aria-label^="Compare version"]')).toHaveLength(3);
    await tick(place, 4);
    expect(comparison(place)).toBeNull();
    await tick(place, 2);
    expect(place.textContent).toContain('The two versions are compared below.');
    expect(comparison(place)?.textContent).toContain('They were judged on different records');
    expect(rowOf('Figures', 'Ranking (AUC)')).toBe(
      'Ranking (AUC)0.7140.66 – 0.770.810.78 – 0.84+0.096betterranges apart',
    );
    expect(rowOf('Figures', 'Recall')).toContain('+10 pointsranges overlap');
    expect(rowOf('Figures', 'Brier')).toContain('ranges overlap');
    expect(rowOf('Factors that came, went or moved', 'Job title')).toContain('Gone');
    expect(rowOf('Factors that came, went or moved', 'Website')).toContain('New');
    expect(rowOf('Columns treated differently', 'Job title')).toBe('Job titleMay be usedLeft out by hand');
  });

  it('leave the comparison one at a time', async () => {
    serve(SERVER);
    const place = await showPage();
    for (const number of [4, 2, 1]) await tick(place, number);
    const heads = () =>
      [...(comparison(place)?.querySelectorAll('table[aria-label=Figures] thead th') ?? [])].map(
        (head) => head.textContent,
      );
    expect(heads().slice(1, 3)).toEqual(['Version 1', 'Version 2']);
    expect(comparison(place)?.textContent).toContain('Both were judged on the same records.');
    await tick(place, 2);
    expect(comparison(place)).toBeNull();
  });
});
