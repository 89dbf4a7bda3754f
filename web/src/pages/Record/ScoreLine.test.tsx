import { afterEach, expect, it, vi } from 'vitest';
import { click, show, unmount } from '../../testing/render';
import { ScoreLine } from './ScoreLine';

const LEAD = { leadid: 'L', msdyn_leadscore: 87, msdyn_leadgrade: 0, msdyn_leadscoretrend: 0 };

afterEach(unmount);

it('says number, grade and trend, and leads to the whole score', async () => {
  const onShow = vi.fn();
  const line = (await show(<ScoreLine table="lead" row={LEAD} onShow={onShow} />)).querySelector('button');
  expect(line?.textContent).toBe('Lead score 87Grade AImproving');
  await click(line);
  expect(onShow).toHaveBeenCalledOnce();
});

it('is of an opportunity, too', async () => {
  const deal = { msdyn_opportunityscore: 12, msdyn_opportunitygrade: 3, msdyn_opportunityscoretrend: 2 };
  const page = await show(<ScoreLine table="opportunity" row={deal} onShow={() => {}} />);
  expect(page.textContent).toBe('Opportunity score 12Grade DDeclining');
});

it('is not there while there is no score', async () => {
  const page = await show(
    <ScoreLine table="lead" row={{ ...LEAD, msdyn_leadscore: null }} onShow={() => {}} />,
  );
  expect(page.textContent).toBe('');
});
