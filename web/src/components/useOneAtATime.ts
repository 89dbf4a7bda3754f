// Two clicks may come before the page shows that it is busy; the second must not do it again.
import { useCallback, useRef } from 'react';

/** The same function, but calls while one is under way are ignored. */
export function useOneAtATime<Arguments extends unknown[]>(
  run: (...given: Arguments) => Promise<unknown>,
): (...given: Arguments) => Promise<void> {
  const running = useRef(false);
  return useCallback(
    async (...given) => {
      if (running.current) return;
      running.current = true;
      try {
        await run(...given);
      } finally {
        running.current = false;
      }
    },
    [run],
  );
}
