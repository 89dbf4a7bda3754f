import { afterEach, describe, expect, it, vi } from 'vitest';
import { click, press, settle, show, unmount } from '../../testing/render';
import { MenuButton } from './MenuButton';
import './OpenedMenu';

afterEach(unmount);

const items = () =>
  [...document.querySelectorAll('[role=menuitem], [role=menuitemradio]')].map((one) => [
    one.textContent,
    one.getAttribute('aria-checked'),
  ]);

describe('MenuButton', () => {
  it('makes its menu when it is opened, by pointer or arrow, and says which choice holds', async () => {
    const entries = vi.fn(() => [
      { title: 'Views', choices: [{ text: 'Mine', checked: true, onClick: () => {} }] },
      'divider' as const,
      { text: 'Save', onClick: () => {} },
    ]);
    const page = await show(<MenuButton trigger={<button>Views</button>} entries={entries} />);
    const button = page.querySelector('button')!;
    expect(button.getAttribute('aria-expanded')).toBe('false');
    expect(entries).not.toHaveBeenCalled();
    button.focus();
    await press('ArrowDown');
    await settle();
    expect(items()).toEqual([
      ['Mine', 'true'],
      ['Save', null],
    ]);
  });

  it('does what is chosen, closes, and opens again', async () => {
    const done = vi.fn();
    const page = await show(
      <MenuButton trigger={<button>More</button>} entries={() => [{ text: 'Delete', onClick: done }]} />,
    );
    for (let times = 1; times <= 2; times += 1) {
      await click(page.querySelector('button'));
      await click(document.querySelector('[role=menuitem]'));
      expect(done).toHaveBeenCalledTimes(times);
      expect(items()).toEqual([]);
    }
  });
});
