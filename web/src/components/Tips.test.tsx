import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { press, show, unmount } from '../testing/render';
import { Tips } from './Tips';

/** jsdom has no top layer: what is in it is what is not hidden. */
const popover = {
  showPopover(this: HTMLElement) {
    this.dataset.shown = 'yes';
  },
  hidePopover(this: HTMLElement) {
    delete this.dataset.shown;
  },
};
const shown = () => document.querySelector('[role=tooltip][data-shown]')?.textContent;
const point = (element: Element | null) =>
  act(async () => {
    element?.dispatchEvent(
      Object.assign(new Event('pointerover', { bubbles: true }), { pointerType: 'mouse' }),
    );
    await vi.advanceTimersByTimeAsync(300);
  });
const page = () =>
  show(
    <>
      <button data-tip="Add a note">
        <i />
      </button>
      <p>Words</p>
      <Tips />
    </>,
  );

beforeEach(() => void Object.assign(HTMLElement.prototype, popover));
afterEach(async () => {
  vi.useRealTimers();
  await unmount();
});

describe('Tips', () => {
  it('say what the button under the pointer does, and go with it', async () => {
    const place = await page();
    vi.useFakeTimers();
    await point(place.querySelector('i'));
    expect(shown()).toBe('Add a note');
    await point(document.querySelector('[role=tooltip]'));
    expect(shown()).toBe('Add a note');
    await point(place.querySelector('p'));
    expect(shown()).toBeUndefined();
  });

  it('come with the focus of the keyboard, and Esc takes them away', async () => {
    const place = await page();
    const button = place.querySelector('button')!;
    vi.spyOn(button, 'matches').mockImplementation((selector) => selector === ':focus-visible');
    await act(async () => button.focus());
    expect(shown()).toBe('Add a note');
    await press('Escape');
    expect(shown()).toBeUndefined();
  });
});
