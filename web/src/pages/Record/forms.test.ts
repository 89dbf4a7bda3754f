import { describe, expect, it } from 'vitest';
import { RECORD_TABLES } from '../../data/records';
import { RELATED } from '../../data/related';
import { field } from '../../data/schema';
import { actionsFor } from './actions';
import { activityFields, doneValues, KINDS, startValues } from './activityForms';
import { choicesFor, formField, FORMS, formSections, isClosed } from './forms';
import { differing } from './merging';
import { changedColumns } from './useRecordDraft';

describe.each(RECORD_TABLES)('the form of %s', (table) => {
  const { sections, facts, closedFacts, subtitle } = FORMS[table];
  it('names only columns of the field table, each once', () => {
    const columns = sections.flatMap(([, names]) => names);
    expect([...columns, ...facts, ...closedFacts, ...subtitle].filter((name) => !field(table, name))).toEqual(
      [],
    );
    expect(new Set(columns).size).toBe(columns.length);
  });
  it('asks for nothing that the program writes', () => {
    for (const { fields } of formSections(table, [])) {
      for (const one of fields) expect(field(table, one.name)?.computed, one.name).toBeFalsy();
    }
  });
  it('lists related records by lookups that point here', () => {
    for (const list of RELATED[table]) {
      expect(field(list.table, list.column)?.targets, `${list.table}.${list.column}`).toContain(table);
      expect(list.columns.filter((name) => !field(list.table, name))).toEqual([]);
    }
  });
  it('has buttons that differ between open and closed', () => {
    expect(actionsFor(table, 0, true)).not.toEqual(actionsFor(table, 1, true));
    expect(actionsFor(table, 0, true)).not.toContain('reopen');
  });
});

it('columns of this database only have a section of their own, unless no form can ask for them', () => {
  const sections = formSections('lead', [
    { name: 'll_visits', label: 'Visits', type: 'Integer' },
    { name: 'll_blob', label: 'Blob', type: 'Binary' },
  ]);
  expect(sections.at(-1)).toMatchObject({
    id: 'form.custom',
    fields: [{ name: 'll_visits', label: 'Visits' }],
  });
  expect(sections.at(-1)?.fields).toHaveLength(1);
  expect(formField('lead', 'nowhere')).toBeUndefined();
});

it('an open record offers only reasons of the open state', () => {
  expect(choicesFor('opportunity', 'statuscode', 0).every((one) => one.state === 0)).toBe(true);
  expect(choicesFor('opportunity', 'statuscode', 2).map((one) => one.value)).toEqual([4, 5]);
});

it('leads, opportunities and cases close; contacts and accounts only become inactive', () => {
  expect(RECORD_TABLES.filter((table) => isClosed(table, 1))).toEqual(['lead', 'opportunity', 'incident']);
  expect(RECORD_TABLES.filter((table) => isClosed(table, null))).toEqual([]);
});

describe('activities', () => {
  const now = new Date('2026-11-22T10:30:00Z');
  it('each have a key and fields of their own, words first', () => {
    expect(new Set(KINDS.map(({ key }) => key)).size).toBe(KINDS.length);
    for (const { kind } of KINDS) expect(activityFields(kind)[0]?.name).toBe('subject');
    expect(activityFields('note').find((one) => one.name === 'subject')?.required).toBe(false);
    expect(activityFields('note').find((one) => one.name === 'notetext')?.required).toBe(true);
  });
  it('a meeting begins at the next whole hour and takes one', () => {
    const { scheduledstart, scheduledend } = startValues('appointment', now);
    expect(scheduledstart).toBe('2026-11-22T11:00:00.000Z');
    expect(scheduledend).toBe('2026-11-22T12:00:00.000Z');
  });
  it('that are over say how and when', () => {
    expect(doneValues('phonecall', { directioncode: false }, now)).toEqual({
      statecode: 1,
      statuscode: 4,
      actualend: now.toISOString(),
    });
    expect(doneValues('appointment', { scheduledend: '2026-11-21T10:00:00Z' }, now).actualend).toBe(
      '2026-11-21T10:00:00Z',
    );
    expect(doneValues('task', { scheduledend: '2027-01-01T10:00:00Z' }, now).actualend).toBe(
      now.toISOString(),
    );
    expect(doneValues('note', {}, now)).toEqual({});
  });
});

it('only values that people choose are chosen in a merge', () => {
  const one = { firstname: 'Kim', lastname: 'Peters', fullname: 'Kim Peters', statuscode: 1, jobtitle: null };
  const other = {
    firstname: 'Kim',
    lastname: 'Pieters',
    fullname: 'Kim Pieters',
    statuscode: 2,
    jobtitle: '',
  };
  expect(differing('contact', one, other)).toEqual([{ name: 'lastname', type: 'Text' }]);
});

it('what somebody else changed leaves out what follows from saving', () => {
  const mine = {
    subject: 'a',
    modifiedon: '1',
    _ownerid_value: 'u1',
    msdyn_leadscore: 5,
    createdon: 'x',
    '@odata.etag': '1',
  };
  const theirs = {
    ...mine,
    subject: 'b',
    modifiedon: '2',
    _modifiedby_value: 'u2',
    _ownerid_value: 'u2',
    msdyn_leadscore: 7,
    '@odata.etag': '2',
    msdyn_predictivescoreid: { msdyn_score: 7 },
  };
  expect(changedColumns(mine, theirs)).toEqual(['subject', 'ownerid']);
});
