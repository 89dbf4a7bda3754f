// A titled part of an administration page.
//
// Keyboard: when the button that was pressed goes with what it was about, the keys go on from the title.
import { useId, type ReactNode } from 'react';
import { useKeptFocus } from '../../components/useKeptFocus';
import type { Part } from '../../data/persons';
import { useText } from '../../text/i18n';

interface AdminCardProps {
  title: string;
  /** Beside the title: how many there are. */
  count?: ReactNode;
  children: ReactNode;
}

export function AdminCard({ title, count, children }: AdminCardProps) {
  const id = useId();
  const { stays, onFocus } = useKeptFocus<HTMLHeadingElement>();
  return (
    <section className="ll-card ll-stack" aria-labelledby={id} onFocus={onFocus}>
      <div className="ll-spread">
        <h2 className="ll-card-title" id={id} ref={stays} tabIndex={-1}>
          {title}
        </h2>
        <span className="ll-muted" role="status">
          {count}
        </span>
      </div>
      {children}
    </section>
  );
}

/** How many rows are shown of how many there are; nothing where that is all. */
export function FirstOf({ part }: { part: Part<unknown> | undefined }) {
  const { t, number } = useText();
  if (!part || part.total <= part.rows.length) return null;
  return t('persons.first_of', { shown: number(part.rows.length), all: number(part.total) });
}
