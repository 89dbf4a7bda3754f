/** Something done once for all that asked within a pause, and never twice at a time. */
export interface Paced {
  ask: () => void;
  stop: () => void;
}

export function paced(work: () => Promise<unknown>, pauseMs: number): Paced {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWanted = false;
  let isAtWork = false;
  let hasStopped = false;
  const wait = () => {
    timer ??= setTimeout(() => void run(), pauseMs);
  };
  const run = async () => {
    timer = undefined;
    isWanted = false;
    isAtWork = true;
    // What failed is asked for again with the next reason.
    await work().catch(() => {});
    isAtWork = false;
    if (isWanted) wait();
  };
  return {
    ask: () => {
      if (hasStopped) return;
      isWanted = true;
      if (!isAtWork) wait();
    },
    stop: () => {
      hasStopped = true;
      isWanted = false;
      clearTimeout(timer);
    },
  };
}
