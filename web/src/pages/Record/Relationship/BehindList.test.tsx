import { afterEach, describe, expect, it } from 'vitest';
import type { BehindActivity } from '../../../data/relationship';
import { show, unmount } from '../../../testing/render';
import { BehindList } from './BehindList';

const MEETING: BehindActivity = {
  table: 'appointment',
  id: 'm1',
  at: '2026-09-10T09:00:00Z',
  channel: 'meeting',
  direction: 'outgoing',
  minutes: 60,
  missed: false,
  subject: 'Talk',
  owner: null,
};
const factsOf = async (asked: BehindActivity['asked']) =>
  (await show(<BehindList activities={[{ ...MEETING, asked }]} />)).textContent ?? '';

describe('BehindList', () => {
  afterEach(unmount);

  it('tells when an invitation was sent and how long it waited', async () => {
    const facts = await factsOf({ on: '2026-09-01T09:00:00Z', answered_on: '2026-09-01T11:00:00Z' });
    expect(facts).toMatch(/invited on .*2026/);
    expect(facts).toContain('answered after 2 h');
  });

  it('says of one that waits that it does, and nothing of other meetings', async () => {
    expect(await factsOf({ on: '2026-09-01T09:00:00Z', answered_on: null })).toContain('not answered yet');
    await unmount();
    expect(await factsOf(null)).not.toContain('invited');
  });
});
