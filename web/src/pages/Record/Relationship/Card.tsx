// The frame of a part of the tab.
import { useId, type ReactNode } from 'react';

interface CardProps {
  title: string;
  /** What it tells, in a line. */
  text?: string;
  wide?: boolean;
  /** Beside the title. */
  tools?: ReactNode;
  children: ReactNode;
}

export function Card({ title, text, wide = false, tools, children }: CardProps) {
  const id = useId();
  return (
    <section
      className={wide ? 'll-card ll-relcard ll-relcard-wide' : 'll-card ll-relcard'}
      aria-labelledby={id}
    >
      <div className="ll-relcard-head">
        <h2 className="ll-card-title" id={id}>
          {title}
        </h2>
        {tools}
      </div>
      {text && <p className="ll-card-text">{text}</p>}
      {children}
    </section>
  );
}
