import { describe, expect, it } from 'vitest';
import { bodyOf, isRecordTable, lookupIn, nameOf, toBody, valueIn, type Row } from './records';

const LOGICAL = '@Microsoft.Dynamics.CRM.lookuplogicalname';
const FORMATTED = '@OData.Community.Display.V1.FormattedValue';
const row: Row = {
  _customerid_value: 'c1',
  [`_customerid_value${LOGICAL}`]: 'contact',
  [`_customerid_value${FORMATTED}`]: 'Kim Peters',
  _parentaccountid_value: null,
  name: 'Deal',
};

describe('a row', () => {
  it('says which record a lookup points to, of which table', () => {
    expect(lookupIn(row, 'customerid', 'opportunity')).toEqual({
      table: 'contact',
      id: 'c1',
      name: 'Kim Peters',
    });
    expect(lookupIn(row, 'parentaccountid', 'opportunity')).toBeNull();
    expect(lookupIn({ _parentaccountid_value: 'a1' }, 'parentaccountid', 'opportunity')?.table).toBe(
      'account',
    );
  });
  it('gives a lookup as a record and anything else as it is', () => {
    expect(valueIn(row, 'name', 'opportunity')).toBe('Deal');
    expect(valueIn(row, 'customerid', 'opportunity')).toMatchObject({ id: 'c1' });
  });
  it('of a lead without a name is called by its company, then its topic', () => {
    expect(nameOf('lead', { fullname: ' ', companyname: 'Acme', subject: 'x' })).toBe('Acme');
    expect(nameOf('lead', { fullname: null, subject: 'Sensors' })).toBe('Sensors');
    expect(nameOf('contact', { companyname: 'Acme' })).toBe('');
  });
});

describe('a body', () => {
  it('binds lookups, and empties them by binding nothing', () => {
    expect(
      bodyOf('opportunity', {
        name: 'x',
        estimatedvalue: null,
        customerid: { table: 'account', id: 'a1', name: 'Acme' },
        parentcontactid: null,
      }),
    ).toEqual({
      name: 'x',
      estimatedvalue: null,
      'customerid@odata.bind': '/accounts(a1)',
      'parentcontactid@odata.bind': null,
    });
  });
  it('leaves columns that only look like lookups alone', () => {
    expect(toBody({ ll_own: null }, () => false)).toEqual({ ll_own: null });
  });
});

it('only tables with a page of their own are record tables', () => {
  expect(isRecordTable('incident')).toBe(true);
  expect(isRecordTable('systemuser')).toBe(false);
  expect(isRecordTable(undefined)).toBe(false);
});
