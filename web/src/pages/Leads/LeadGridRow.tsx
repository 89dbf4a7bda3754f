// One lead in the list: columns on wide screens, two lines on narrow ones.
import { memo, type CSSProperties, type MouseEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import { GradeBadge } from '../../components/GradeBadge';
import { Trend } from '../../components/Trend';
import type { LeadItem } from '../../data/leads';
import { optionLabel } from '../../data/schema';
import { letterOf } from '../../data/scores';
import { useText } from '../../text/i18n';

interface LeadGridRowProps {
  id: string;
  item: LeadItem;
  /** Place in the list, from 0. */
  index: number;
  /** Whether the keyboard stands here. */
  active: boolean;
  place: CSSProperties;
  narrow: boolean;
  whyNoScore: string;
  onActivate: (index: number) => void;
}

export const LeadGridRow = memo(function LeadGridRow(props: LeadGridRowProps) {
  const { id, item, index, active, narrow, whyNoScore, onActivate } = props;
  const { t, date, language } = useText();
  const navigate = useNavigate();
  const name = item.name || item.company || item.topic || t('lead.no_name');
  const grade = letterOf(item.grade);
  const status = optionLabel('lead', 'statuscode', item.status, language) ?? '';
  const created = item.createdOn ? date(item.createdOn) : '';

  const open = (event: MouseEvent) => {
    onActivate(index);
    // The link inside does it itself, also into a new tab.
    if (!(event.target instanceof Element && event.target.closest('a'))) navigate(`/leads/${item.id}`);
  };
  const link = (
    <Link to={`/leads/${item.id}`} tabIndex={-1} className="ll-grid-link">
      {name}
    </Link>
  );
  const shared = {
    id,
    role: 'row',
    'aria-rowindex': index + 2,
    style: props.place,
    onClick: open,
  } as const;

  if (narrow) {
    return (
      <div {...shared} className={`ll-grid-slot ll-grid-narrow${active ? ' ll-grid-active' : ''}`}>
        <div role="gridcell" aria-colindex={1} className="ll-narrow-main">
          <div className="ll-narrow-name">{link}</div>
          <div className="ll-narrow-topic">{item.topic}</div>
          <div className="ll-narrow-meta">{[status, item.owner, created].filter(Boolean).join(' · ')}</div>
        </div>
        <div role="gridcell" aria-colindex={6} className="ll-narrow-score">
          {item.score === null ? (
            <span className="ll-muted">{whyNoScore}</span>
          ) : (
            <GradeBadge grade={grade} score={item.score} />
          )}
          <Trend trend={item.score === null ? null : item.trend} />
        </div>
      </div>
    );
  }

  return (
    <div {...shared} className={`ll-grid-slot ll-grid-row${active ? ' ll-grid-active' : ''}`}>
      <div role="gridcell" aria-colindex={1} className="ll-grid-cell ll-col-name">
        {link}
      </div>
      <div role="gridcell" aria-colindex={2} className="ll-grid-cell ll-col-topic">
        {item.topic}
      </div>
      <div role="gridcell" aria-colindex={3} className="ll-grid-cell ll-col-owner">
        {item.owner}
      </div>
      <div role="gridcell" aria-colindex={4} className="ll-grid-cell ll-col-status">
        {status}
      </div>
      <div role="gridcell" aria-colindex={5} className="ll-grid-cell ll-col-created">
        {created}
      </div>
      {item.score === null ? (
        <div role="gridcell" aria-colindex={6} aria-colspan={3} className="ll-grid-cell ll-grid-why">
          {whyNoScore}
        </div>
      ) : (
        <>
          <div role="gridcell" aria-colindex={6} className="ll-grid-cell ll-col-score">
            <span className="ll-score-cell">
              <span className="ll-score-bar" aria-hidden>
                <span className={`ll-dot-${grade}`} style={{ width: `${item.score}%` }} />
              </span>
              <span className="ll-score-value">{item.score}</span>
            </span>
          </div>
          <div role="gridcell" aria-colindex={7} className="ll-grid-cell ll-col-grade">
            <GradeBadge grade={grade} />
          </div>
          <div role="gridcell" aria-colindex={8} className="ll-grid-cell ll-col-trend">
            <Trend trend={item.trend} />
          </div>
        </>
      )}
    </div>
  );
});

interface SkeletonRowProps {
  index: number;
  place: CSSProperties;
}

/** A grey bar for a row on its way. */
export function SkeletonRow({ index, place }: SkeletonRowProps) {
  return (
    <div role="row" aria-rowindex={index + 2} className="ll-grid-slot ll-grid-ghost" style={place}>
      <div role="gridcell" aria-colindex={1} aria-colspan={8}>
        <span className="ll-grid-ghost-bar" />
      </div>
    </div>
  );
}
