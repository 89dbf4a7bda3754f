import { useEffect, useRef, type FocusEvent } from 'react';

/**
 * Where the keys go on when what had them is gone, as a button that goes with what it was about. For the element that
 * stays, and for one around both.
 */
export function useKeptFocus<Stays extends HTMLElement>() {
  const stays = useRef<Stays>(null);
  const last = useRef<Element | null>(null);
  useEffect(() => {
    if (last.current === null || last.current.isConnected) return;
    last.current = null;
    if (document.activeElement === document.body) stays.current?.focus({ preventScroll: true });
  });
  return {
    stays,
    onFocus: ({ target }: FocusEvent) => {
      last.current = target;
    },
  };
}
