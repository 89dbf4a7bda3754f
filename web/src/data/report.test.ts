import { describe, expect, it } from 'vitest';
import { parseReport } from './report';

const REPORT = {
  rows: 1480,
  positives: 461,
  base_rate: 0.3115,
  split: {
    kind: 'newest',
    holdout: 0.2,
    holdout_rows: 592,
    holdout_records: 296,
    train_rows: 2368,
    holdout_from: '2026-03-01',
    holdout_to: '2026-06-30',
  },
  verdict_key: 'auc_good',
  auc_limits: { ok: 0.6, ready: 0.75 },
  roc: [
    [0, 0],
    [0.2, 0.7],
    [1, 1],
  ],
  precision_recall: [
    [0.1, 0.9],
    ['?', 1],
  ],
  cumulative_gain: [{ called: 0.01, found: 0.03, found_interval: [0.02, 0.04] }, { called: 0.02 }],
  auc: 0.81,
  auc_interval: [0.76, 0.86],
  ece: null,
  reliability: [
    { lower: 0, upper: 0.1, count: 12, mean_predicted: 0.05, observed: 0.08, observed_interval: [0.01, 0.3] },
  ],
  threshold: 0.4,
  confusion: {
    true_positives: 650,
    false_positives: 200,
    true_negatives: 100,
    false_negatives: 50,
    accuracy: { value: 0.75, interval: [0.72, 0.78] },
    f1: 0.84,
  },
  verdict: 'ready',
  suspects: [{ column: 'Tags', auc_alone: 0.97, action: 'refused', why: ['alone'], kept: true }],
  excluded: [{ column: 'leadid', key: 'identifier', reason: 'x' }],
  factors: [{ attribute: 'leadsourcecode', influence: 0.3 }],
};

describe('parseReport', () => {
  it('finds figures at the top and under the confusion matrix, with their intervals', () => {
    const report = parseReport(JSON.stringify(REPORT))!;
    expect(report.figures.auc).toEqual({ value: 0.81, low: 0.76, high: 0.86 });
    expect(report.figures.accuracy).toEqual({ value: 0.75, low: 0.72, high: 0.78 });
    expect(report.figures.f1).toEqual({ value: 0.84 });
    expect(report.figures.ece).toEqual({ value: null });
    expect(report.confusion).toEqual({ tp: 650, fp: 200, tn: 100, fn: 50 });
    expect(report.newest).toBe(true);
    expect(report).toMatchObject({ holdout: 296, holdoutFrom: '2026-03-01', taught: 2368 });
    expect(report.reliability[0]).toMatchObject({ observed_low: 0.01, observed_high: 0.3 });
    expect(report.suspects[0]).toMatchObject({ column: 'Tags', action: 'refused', kept: true });
  });
  it('reads the curves, and leaves out points that are none', () => {
    const report = parseReport(JSON.stringify(REPORT))!;
    expect(report.roc).toHaveLength(3);
    expect(report.precisionRecall).toEqual([{ x: 0.1, y: 0.9 }]);
    expect(report.gain).toEqual([{ called: 0.01, found: 0.03, low: 0.02, high: 0.04 }]);
    expect(report).toMatchObject({ verdictKey: 'auc_good', aucLimits: { ok: 0.6, ready: 0.75 } });
  });
  it('reads a report of an older version, which has less', () => {
    const report = parseReport(JSON.stringify({ ...REPORT, split: { holdout_rows: 592 }, auc_limits: 3 }))!;
    expect(report).toMatchObject({ holdout: 592, holdoutFrom: null, aucLimits: null });
    expect(parseReport(JSON.stringify({ rows: 3 }))).toMatchObject({ roc: [], gain: [], verdictKey: null });
  });
  it('reads a report without a hold-out', () => {
    const report = parseReport(JSON.stringify({ rows: 8, provisional: true, confusion: null }))!;
    expect(report).toMatchObject({ rows: 8, holdout: 0, provisional: true, confusion: null, suspects: [] });
  });
  it('answers null for what is no report', () => {
    for (const text of [null, '', 'oops', '[]', '3']) expect(parseReport(text)).toBeNull();
  });
});
