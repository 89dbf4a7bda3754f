// Other models about some of the same open records, and which of them gives the score.
import { Link } from 'react-router';
import type { ScoredTable } from '../../data/scores';
import { listTable, pluralInside } from '../../data/lists/tables';
import type { Overlap } from '../../data/models';
import { useText } from '../../text/i18n';
import './OverlapNotes.css';

interface OverlapNotesProps {
  table: ScoredTable;
  overlaps: readonly Overlap[];
}

export function OverlapNotes({ table, overlaps }: OverlapNotesProps) {
  const { t, number, language } = useText();
  if (overlaps.length === 0) return null;
  const plural = pluralInside(listTable(table)!, language);
  return (
    <div className="ll-overlaps">
      <p>{t('overlap.text', { plural })}</p>
      <ul>
        {overlaps.map((one) => (
          <li key={one.ModelId}>
            <Link to={`/models/${one.ModelId}`}>{one.Name}</Link>{' '}
            {t(one.Wins ? 'overlap.wins' : 'overlap.loses', {
              count: one.Open,
              shown: number(one.Open),
              plural,
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}
