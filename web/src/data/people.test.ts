import { expect, it } from 'vitest';
import { isTeam, toPerson } from './people';
import { matchFilter } from './matches';

const LOGICAL = '@Microsoft.Dynamics.CRM.lookuplogicalname';

it('a connection is a person with a role; one that points nowhere is none', () => {
  expect(
    toPerson({
      connectionid: 'x',
      _record2id_value: 'c',
      [`_record2id_value${LOGICAL}`]: 'contact',
      ll_record2role: 1,
    }),
  ).toEqual({ connectionId: 'x', who: { table: 'contact', id: 'c', name: '' }, role: 1 });
  expect(toPerson({ connectionid: 'x', _record2id_value: null })).toBeNull();
});

it('users are of the team whatever their role, and so is whoever has the role', () => {
  const who = (table: string) => ({ table, id: '1', name: '' });
  expect(isTeam({ who: who('systemuser'), role: null })).toBe(true);
  expect(isTeam({ who: who('contact'), role: 8 })).toBe(true);
  expect(isTeam({ who: who('contact'), role: 1 })).toBe(false);
});

it('what a lead may already be is asked with its own words, quotes and all', () => {
  const lead = { companyname: "Baker's & Sons", emailaddress1: 'a@b.example', fullname: "Pat O'Hara" };
  expect(matchFilter('account', lead)).toBe("statecode eq 0 and (name eq 'Baker''s & Sons')");
  expect(matchFilter('contact', lead)).toBe(
    "statecode eq 0 and (emailaddress1 eq 'a@b.example' or fullname eq 'Pat O''Hara')",
  );
  expect(matchFilter('account', { companyname: ' ' })).toBe('');
});
