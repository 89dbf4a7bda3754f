import { useLocation } from 'react-router';
import { afterEach, describe, expect, it } from 'vitest';
import { click, show, unmount } from '../../testing/render';
import { RecordTabs } from './RecordTabs';
import { useRecordTab } from './useRecordTab';

function Page({ table }: { table: string }) {
  const [tab, setTab] = useRecordTab(table);
  const { search } = useLocation();
  return (
    <>
      <RecordTabs tab={tab} onTab={setTab} />
      <output>{`${tab} ${search}`}</output>
    </>
  );
}
const tabs = () => [...document.querySelectorAll<HTMLElement>('[role=tab]')];
const said = () => document.querySelector('output')?.textContent;

afterEach(unmount);

describe('the tabs of a record', () => {
  it('stand in the address, so that one can be sent', async () => {
    await show(<Page table="lead" />);
    expect(said()).toBe('record ');
    await click(tabs()[1]);
    expect(said()).toBe('relationship ?tab=relationship');
    expect(tabs()[1]!.getAttribute('aria-selected')).toBe('true');
    await click(tabs()[0]);
    expect(said()).toBe('record ');
  });

  it('open as the address says, where the record has a relationship', async () => {
    await show(<Page table="account" />, { at: '/?tab=relationship' });
    expect(said()).toContain('relationship ');
    await unmount();
    await show(<Page table="incident" />, { at: '/?tab=relationship' });
    expect(said()).toContain('record ');
  });
});
