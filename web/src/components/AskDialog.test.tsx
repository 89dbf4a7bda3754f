import { afterEach, expect, it, vi } from 'vitest';
import { ApiError } from '../data/http';
import { button, click, press, settle, show, unmount } from '../testing/render';
import { AskDialog } from './AskDialog';

const dialog = (onDo: () => Promise<unknown>, onClose: () => void, ready = true) => (
  <AskDialog title="Team" action="Create" ready={ready} onDo={onDo} onClose={onClose}>
    <input aria-label="Name" />
  </AskDialog>
);
const field = () => document.querySelector('input')!;

afterEach(unmount);

it('does it once, however often the keys are pressed, and then closes', async () => {
  let finish = () => {};
  const onDo = vi.fn(() => new Promise<void>((done) => (finish = done)));
  const onClose = vi.fn();
  await show(dialog(onDo, onClose));
  field().focus();
  await press('Enter', { ctrlKey: true });
  await press('Enter', { ctrlKey: true });
  expect(onDo).toHaveBeenCalledOnce();
  await press('Escape');
  expect(onClose).not.toHaveBeenCalled();
  finish();
  await settle();
  expect(onClose).toHaveBeenCalledOnce();
});

it('stays with the reason when it failed, and can be tried again', async () => {
  const onDo = vi
    .fn<() => Promise<void>>()
    .mockRejectedValueOnce(new ApiError(400, 'x', 'The name is taken.'));
  const onClose = vi.fn();
  await show(dialog(onDo, onClose));
  await click(button('Create'));
  expect(document.querySelector('[role=alert]')?.textContent).toContain('The name is taken.');
  expect(onClose).not.toHaveBeenCalled();
  await click(button('Create'));
  expect(onDo).toHaveBeenCalledTimes(2);
  expect(onClose).toHaveBeenCalledOnce();
});

it('does nothing before everything needed was given', async () => {
  const onDo = vi.fn(async () => {});
  await show(dialog(onDo, () => {}, false));
  field().focus();
  await press('Enter', { ctrlKey: true });
  await click(button('Create'));
  expect(onDo).not.toHaveBeenCalled();
});
