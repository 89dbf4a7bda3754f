// A table of a page, which scrolls by itself where it is wider than its place.
//
// Keyboard: a stop when there is something to scroll to, and only then; arrows scroll. Screen reader: the stop has the
// table's name.
import { useCallback, useState, type ReactNode } from 'react';
import { useText } from '../text/i18n';
import './Table.css';

interface TableProps {
  /** What the table is called. */
  label: string;
  className?: string;
  /** For cells that are moved through with arrows. */
  role?: 'grid';
  children: ReactNode;
}

export function Table({ label, className, role, children }: TableProps) {
  const [scrolls, setScrolls] = useState(false);
  const watch = useCallback((place: HTMLDivElement) => {
    const sizes = new ResizeObserver(() => setScrolls(place.scrollWidth > place.clientWidth));
    sizes.observe(place);
    // The table grows with its rows, which the place does not notice.
    sizes.observe(place.firstElementChild!);
    return () => sizes.disconnect();
  }, []);
  const stop = scrolls ? { role: 'group', tabIndex: 0, 'aria-label': label } : {};
  return (
    <div ref={watch} className="ll-table-scroll" {...stop}>
      <table className={className ? `ll-table ${className}` : 'll-table'} role={role} aria-label={label}>
        {children}
      </table>
    </div>
  );
}

/** Head of the column with the buttons of a row, whose name only screen readers need. */
export function ActionsHead() {
  const { t } = useText();
  return (
    <th scope="col">
      <span className="ll-hidden">{t('admin.actions')}</span>
    </th>
  );
}
