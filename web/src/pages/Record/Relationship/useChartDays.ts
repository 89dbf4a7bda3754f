// How many days the chart shows: as chosen in this browser, else as the organisation has it.
import { useState } from 'react';

const STORED = 'leadlight-relationship-days';
const OFFERED = [60, 90] as const;

function stored(): number | null {
  const days = Number(localStorage.getItem(STORED));
  return OFFERED.some((one) => one === days) ? days : null;
}

export function useChartDays() {
  const [days, setDays] = useState(stored);
  return {
    /** Null: nothing was chosen. */
    days,
    choose: (wanted: number) => {
      setDays(wanted);
      localStorage.setItem(STORED, String(wanted));
    },
    /** What can be chosen, with what is shown now. */
    lengthsWith: (shown: number) => [...new Set([...OFFERED, shown])].sort((a, b) => a - b),
  };
}
