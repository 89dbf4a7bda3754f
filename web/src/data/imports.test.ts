import { describe, expect, it } from 'vitest';
import {
  mappedTwice,
  NEW,
  noOptions,
  PART_BYTES,
  parseImportReport,
  parseOptions,
  partsOf,
  toBase64,
  toBody,
  withSuggestions,
  type Preview,
} from './imports';

const preview: Preview = {
  columns: [
    { header: 'Name', use: 'column', target: 'fullname', how: 'label', type: 'Text', samples: ['Ann'] },
    { header: 'Id', use: 'column', target: 'll_externalkey', how: 'name', type: 'Text', samples: ['7'] },
    { header: 'Mood', use: 'none', target: null, how: null, type: 'Text', samples: [] },
  ],
  rows_sampled: 1,
  key_candidates: ['Id'],
  problems: [],
};

describe('toBody', () => {
  it('leaves out what is empty, and names new columns by not naming them', () => {
    const options = {
      ...noOptions('lead'),
      mapping: { Name: 'fullname', Mood: NEW, Old: '' },
      lookups: { Old: { table: 'account', column: 'name' } },
    };
    expect(toBody(options)).toEqual({
      Table: 'lead',
      Mapping: { Name: 'fullname', Old: '' },
      Mode: 'create',
      NewColumns: true,
    });
  });
  it('updates only with a key, and tells an outcome only with its column', () => {
    const options = { ...noOptions('lead'), mode: 'update' as const, outcomePositive: 'Yes' };
    expect(toBody(options)).toMatchObject({ Mode: 'create' });
    expect(toBody(options)).not.toHaveProperty('OutcomePositive');
    expect(toBody({ ...options, key: 'Id', outcomeColumn: 'Won' })).toMatchObject({
      Mode: 'update',
      Key: 'Id',
      OutcomeColumn: 'Won',
      OutcomePositive: 'Yes',
    });
  });
});

describe('withSuggestions', () => {
  it('takes what the server suggests where nothing was chosen', () => {
    const options = withSuggestions(noOptions('lead'), preview);
    expect(options.mapping).toEqual({ Name: 'fullname', Id: 'll_externalkey', Mood: '' });
    expect(options.key).toBe('Id');
  });
  it('keeps what was chosen for the same headers, and forgets those of another file', () => {
    const before = {
      ...noOptions('lead'),
      mapping: { Name: 'subject', Gone: 'fullname' },
      owner: 'Gone',
      key: 'Name',
    };
    const options = withSuggestions(before, preview);
    expect(options.mapping).toEqual({ Name: 'subject', Id: 'll_externalkey', Mood: '' });
    expect([options.owner, options.key]).toEqual(['', 'Name']);
  });
});

it('a column that two headers become is told once', () => {
  expect(mappedTwice({ a: 'x', b: 'x', c: 'x', d: '', e: '', f: NEW, g: NEW })).toEqual(['x']);
});

it('a saved mapping reads back, a broken one is as at the beginning', () => {
  const options = {
    ...noOptions('lead'),
    mapping: { Name: 'fullname' },
    key: 'Name',
    mode: 'update' as const,
  };
  expect(parseOptions('lead', JSON.stringify(options))).toEqual(options);
  expect(parseOptions('lead', '{')).toEqual(noOptions('lead'));
  expect(parseOptions('lead', '{"mode":"drop","mapping":null,"key":7}')).toEqual(noOptions('lead'));
});

it('a report is read with what it has', () => {
  expect(parseImportReport('{"rows":3,"created":2,"skipped":1}')).toMatchObject({
    unchanged: 0,
    problems: [],
  });
  expect(parseImportReport('{}')).toBeNull();
  expect(parseImportReport('no')).toBeNull();
});

it('a part stays under the limit of the server in base64', () => {
  expect((PART_BYTES / 3) * 4).toBeLessThan(700_000);
  expect([partsOf(0), partsOf(1), partsOf(PART_BYTES), partsOf(PART_BYTES + 1)]).toEqual([1, 1, 1, 2]);
  const bytes = Uint8Array.from({ length: 100_000 }, (_, place) => place % 256);
  expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
});
