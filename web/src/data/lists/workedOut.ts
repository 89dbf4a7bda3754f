// Figures of relationships follow a change within moments: how a list notices that some of its own are about to.
import { isPath, stepsOf } from './paths';
import type { Row } from './rows';

const KPI_LOOKUP = /^msdyn_[a-z]+kpiid$/;
/** When the server works a row of figures out again; a moment that has passed says that it is at it. */
const DUE = 'll_dueon';

/** Columns to read, and when the figures among them are due. */
export function withDue(columns: readonly string[]): readonly string[] {
  const figure = columns.find((one) => isPath(one) && KPI_LOOKUP.test(stepsOf(one)[0]));
  return figure === undefined ? columns : [...columns, `${stepsOf(figure)[0]}/${DUE}`];
}

/** What has been due longer than this waits for something else than the next moment. */
const MOMENTS = 60_000;

/** Whether a row shows figures that the server is about to replace. */
export const isBeingWorkedOut = (row: Row, now: number) =>
  Object.entries(row).some(([name, value]) => {
    if (!name.endsWith(`/${DUE}`) || typeof value !== 'string') return false;
    const age = now - Date.parse(value);
    return age >= 0 && age < MOMENTS;
  });
