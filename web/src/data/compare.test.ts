import { describe, expect, it } from 'vitest';
import { compareReports } from './compare';
import { parseReport } from './report';

const report = (parts: object) =>
  parseReport(
    JSON.stringify({
      rows: 100,
      split: { holdout: 0.2 },
      fingerprint: 'a1',
      ...parts,
    }),
  )!;

describe('compareReports', () => {
  it('says which figures are better, and whether chance may explain it', () => {
    const before = report({
      auc: 0.7,
      auc_interval: [0.66, 0.74],
      brier: 0.2,
      ece: 0.05,
      confusion: { f1: 0.5 },
    });
    const after = report({ auc: 0.8, auc_interval: [0.75, 0.85], brier: 0.22, ece: 0.05, log_loss: 0.6 });
    const { figures } = compareReports(before, after);
    const of = (name: string) => figures.find((one) => one.name === name);
    expect(of('auc')).toMatchObject({ better: true, overlap: false });
    expect(of('auc')!.difference).toBeCloseTo(0.1);
    expect(of('brier')).toMatchObject({ better: false, overlap: null });
    expect(of('ece')).toMatchObject({ better: null, difference: 0 });
    expect(of('log_loss')).toMatchObject({ difference: null, better: null });
    expect(of('f1')).toMatchObject({ difference: null });
    expect(of('recall')).toBeUndefined();
    const touching = report({ auc: 0.78, auc_interval: [0.74, 0.82] });
    expect(compareReports(before, touching).figures[0]).toMatchObject({ name: 'auc', overlap: true });
  });

  it('calls neither better nor worse what the records or the threshold decide', () => {
    const rate = (value: number) => report({ confusion: { conversion_rate: { value, interval: [0, 1] } } });
    expect(compareReports(rate(0.3), rate(0.5)).figures[0]).toMatchObject({
      name: 'conversion_rate',
      better: null,
    });
  });

  it('tells factors that came, went and moved, the largest change first', () => {
    const factor = (attribute: string, influence: number) => ({ attribute, influence });
    const before = report({ factors: [factor('source', 0.6), factor('city', 0.35), factor('fax', 0.05)] });
    const after = report({ factors: [factor('source', 0.5), factor('visits', 0.5), factor('unused', 0)] });
    expect(compareReports(before, after).factors.map(({ attribute, kind }) => [attribute, kind])).toEqual([
      ['visits', 'came'],
      ['city', 'went'],
      ['source', 'moved'],
      ['fax', 'went'],
    ]);
  });

  it('tells columns that are treated otherwise', () => {
    const suspect = { column: 'tags', action: 'refused', why: ['alone'] };
    const before = report({
      excluded: [
        { column: 'tags', key: 'suspect' },
        { column: 'id', key: 'identifier' },
        { column: 'fax', key: 'empty' },
      ],
      suspects: [{ ...suspect, kept: false }],
    });
    const after = report({
      excluded: [
        { column: 'id', key: 'identifier' },
        { column: 'city', key: 'dropped' },
      ],
      suspects: [{ ...suspect, kept: true }],
    });
    expect(compareReports(before, after).columns).toEqual([
      { column: 'tags', before: 'suspect', after: 'kept' },
      { column: 'fax', before: 'empty', after: 'used' },
      { column: 'city', before: 'used', after: 'dropped' },
    ]);
  });

  it('knows whether both were judged on the same records', () => {
    const same = (after: object) => compareReports(report({}), report(after)).sameHoldOut;
    expect(same({})).toBe(true);
    expect(same({ fingerprint: 'b2' })).toBe(false);
    expect(same({ split: { holdout: 0.3 } })).toBe(false);
    expect(compareReports(report({ fingerprint: null }), report({ fingerprint: null })).sameHoldOut).toBe(
      false,
    );
  });
});
