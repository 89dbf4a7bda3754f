// The order of the stages of a process.
import type { AdminRow, Call } from './admin';

/** What has to change when stages stand in another order: only those whose number differs. */
export function orderCalls(stages: readonly AdminRow[]): Call[] {
  return stages.flatMap((one, place): Call[] =>
    one.ll_order === place + 1
      ? []
      : [{ change: `processstages(${String(one.processstageid)})`, body: { ll_order: place + 1 } }],
  );
}
