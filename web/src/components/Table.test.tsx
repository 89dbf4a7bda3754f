import { act } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { show, unmount } from '../testing/render';
import { Table } from './Table';

/** Says that sizes have changed, to whoever watches them. */
let resize: () => Promise<void>;
let watched: Element[];

beforeEach(() => {
  watched = [];
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(changed: () => void) {
        resize = async () => act(async () => changed());
      }
      observe = (element: Element) => watched.push(element);
      disconnect = () => (watched = []);
    },
  );
});
afterEach(unmount);

const table = (
  <Table label="Teams">
    <tbody>
      <tr>
        <td>North</td>
      </tr>
    </tbody>
  </Table>
);

/** jsdom lays nothing out. */
function widths(place: Element, { content, room }: { content: number; room: number }): Promise<void> {
  Object.defineProperty(place, 'scrollWidth', { value: content, configurable: true });
  Object.defineProperty(place, 'clientWidth', { value: room, configurable: true });
  return resize();
}

it('is a stop with a name while it is wider than its place, and none otherwise', async () => {
  const place = (await show(table)).querySelector('.ll-table-scroll')!;
  expect(place.getAttribute('tabindex')).toBeNull();
  await widths(place, { content: 600, room: 340 });
  expect(place.getAttribute('tabindex')).toBe('0');
  expect([place.getAttribute('role'), place.getAttribute('aria-label')]).toEqual(['group', 'Teams']);
  await widths(place, { content: 340, room: 340 });
  expect(place.getAttribute('tabindex')).toBeNull();
  expect(place.getAttribute('aria-label')).toBeNull();
});

it('watches its place and the table in it, until it goes', async () => {
  const page = await show(table);
  expect(watched.map((one) => one.tagName)).toEqual(['DIV', 'TABLE']);
  expect(page.querySelector('table')?.getAttribute('aria-label')).toBe('Teams');
  await unmount();
  expect(watched).toEqual([]);
});
