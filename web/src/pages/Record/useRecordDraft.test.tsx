import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Row } from '../../data/records';
import { refusal, serve, show, unmount } from '../../testing/render';
import { useRecordDraft, type RecordDraft } from './useRecordDraft';

const LEAD: Row = {
  '@odata.etag': 'W/"1"',
  leadid: 'l1',
  lastname: 'Smit',
  jobtitle: 'Buyer',
  msdyn_leadscore: 40,
};

let draft: RecordDraft;
function Draft() {
  draft = useRecordDraft('lead', LEAD);
  return null;
}
const save = () => act(async () => void (await draft.save()));

/** The server holds another state than the page; the first save is refused. */
function server(theirs: Row) {
  let refused = false;
  return serve({
    'GET leads(l1)': () => theirs,
    'PATCH leads(l1)': ({ body }) => {
      if (refused) return { ...theirs, ...(body as Row), '@odata.etag': 'W/"3"' };
      refused = true;
      return refusal(412, 'changed meanwhile');
    },
  });
}

afterEach(unmount);

describe('a save that another change overtook', () => {
  it('goes on by itself where only the score is new', async () => {
    const asked = server({ ...LEAD, '@odata.etag': 'W/"2"', msdyn_leadscore: 55, modifiedon: '2026-11-22' });
    await show(<Draft />);
    await act(async () => draft.change('jobtitle', 'Director'));
    await save();
    expect(draft.conflict).toBeNull();
    expect(draft.dirty).toBe(false);
    expect(asked.filter((one) => one.method === 'PATCH')).toHaveLength(2);
  });

  it('asks where somebody wrote something', async () => {
    const asked = server({ ...LEAD, '@odata.etag': 'W/"2"', lastname: 'Jansen' });
    await show(<Draft />);
    await act(async () => draft.change('jobtitle', 'Director'));
    await save();
    expect(draft.conflict?.changedFields).toEqual(['lastname']);
    expect(draft.dirty).toBe(true);
    expect(asked.filter((one) => one.method === 'PATCH')).toHaveLength(1);
  });

  it('does not try for ever', async () => {
    const asked = serve({
      'GET leads(l1)': () => LEAD,
      'PATCH leads(l1)': () => refusal(412, 'changed meanwhile'),
    });
    await show(<Draft />);
    await act(async () => draft.change('jobtitle', 'Director'));
    await save();
    expect(draft.conflict).not.toBeNull();
    expect(asked.filter((one) => one.method === 'PATCH')).toHaveLength(1);
  });
});
