import { afterEach, describe, expect, it, vi } from 'vitest';
import { currentToasts, dismissToast, flushToasts, showToast, undoNewest } from './toasts';

afterEach(flushToasts);

describe('toasts', () => {
  it('do what was put off when they go, and not when it was undone', () => {
    const onGone = vi.fn();
    const undo = vi.fn();
    const id = showToast({ text: 'Deleted', undo, onGone });
    dismissToast(id);
    dismissToast(id);
    expect(onGone).toHaveBeenCalledExactlyOnceWith(false);
    showToast({ text: 'Deleted', undo, onGone });
    expect(undoNewest()).toBe(true);
    expect(undo).toHaveBeenCalledOnce();
    expect(onGone).toHaveBeenCalledOnce();
    expect(undoNewest()).toBe(false);
  });
  it('undo the newest that can be, past those that only tell', () => {
    const undo = vi.fn();
    showToast({ text: 'Closed', undo });
    showToast({ text: 'Saved' });
    expect(undoNewest()).toBe(true);
    expect(undo).toHaveBeenCalledOnce();
    expect(currentToasts().map((one) => one.text)).toEqual(['Saved']);
  });
  it('let the oldest go, with what it put off, when there are more than three', () => {
    const onGone = vi.fn();
    showToast({ text: '1', onGone });
    for (const text of ['2', '3', '4']) showToast({ text });
    expect(onGone).toHaveBeenCalledOnce();
    expect(currentToasts().map((one) => one.text)).toEqual(['2', '3', '4']);
  });
  it('do at once what was put off when the page is left', () => {
    const onGone = vi.fn();
    showToast({ text: '1', onGone });
    flushToasts();
    expect(onGone).toHaveBeenCalledExactlyOnceWith(true);
    expect(currentToasts()).toEqual([]);
  });
});
