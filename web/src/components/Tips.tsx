// What a button without words does, beside it while it is pointed at or the keyboard stands on it (`data-tip`).
//
// Purpose: one element for the whole page, so that a button with a tip costs no more than one without. Keyboard: it comes with
// the focus, Esc takes it away. Pointer: it may be pointed at itself. Screen reader: reads the button's own label instead.
import { useEffect, useRef } from 'react';
import './Tips.css';

const WAIT_MS = 250;
const GAP = 6;

const tipped = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null;

/** Below the button, or above it where the window ends; never beyond the sides. */
function place(bubble: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = bubble;
  const below = at.bottom + GAP;
  const top = below + height > innerHeight ? at.top - GAP - height : below;
  const left = Math.max(GAP, Math.min(innerWidth - width - GAP, at.left + (at.width - width) / 2));
  bubble.style.translate = `${left}px ${top}px`;
}

/** Follows what is pointed at; answers how to stop. */
function follow(bubble: HTMLElement): () => void {
  const stop = new AbortController();
  let wait: ReturnType<typeof setTimeout> | undefined;
  let shown: HTMLElement | null = null;
  const hide = () => {
    clearTimeout(wait);
    if (shown) bubble.hidePopover();
    shown = null;
  };
  const show = (button: HTMLElement) => {
    hide();
    // It may have gone while one waited.
    if (!button.isConnected) return;
    shown = button;
    bubble.textContent = button.dataset.tip ?? '';
    bubble.showPopover();
    place(bubble, button);
  };
  const on = <Name extends keyof DocumentEventMap>(
    name: Name,
    act: (event: DocumentEventMap[Name]) => void,
  ) => document.addEventListener(name, act, { signal: stop.signal, capture: true, passive: true });
  on('pointerover', ({ target, pointerType }) => {
    const button = tipped(target);
    if (pointerType === 'touch' || (shown && (button === shown || target === bubble)))
      return clearTimeout(wait);
    clearTimeout(wait);
    if (button) wait = setTimeout(() => show(button), WAIT_MS);
    else if (shown) wait = setTimeout(hide, WAIT_MS);
  });
  on('focusin', ({ target }) => {
    const button = tipped(target);
    if (button?.matches(':focus-visible')) show(button);
    else hide();
  });
  on('focusout', hide);
  on('pointerdown', hide);
  on('scroll', hide);
  on('keydown', ({ key }) => key === 'Escape' && hide());
  return () => {
    hide();
    stop.abort();
  };
}

export function Tips() {
  const bubble = useRef<HTMLDivElement>(null);
  useEffect(() => follow(bubble.current!), []);
  return <div ref={bubble} className="ll-tip" popover="manual" role="tooltip" />;
}
