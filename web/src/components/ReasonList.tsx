// What raises a score, or what lowers it. The evidence of each opens on hover and on keyboard focus.
import { Tooltip } from '@fluentui/react-components';
import { TriangleDownFilled, TriangleUpFilled } from '@fluentui/react-icons';
import type { Reason, ScoredTable } from '../data/scores';
import { evidenceSentence, reasonSentence } from '../text/reasons';
import { useText } from '../text/i18n';
import './ReasonList.css';

interface ReasonListProps {
  /** The table of the record that is scored. */
  table: ScoredTable;
  kind: 'improvers' | 'harmers' | 'others';
  /** Strongest first. */
  reasons: Reason[];
}

export function ReasonList({ table, kind, reasons }: ReasonListProps) {
  const { t } = useText();
  return (
    <div className="ll-reasons">
      <h3 className="ll-reasons-title">{t(`score.${kind}`)}</h3>
      {reasons.length === 0 ? (
        <p className="ll-card-text">{t(`score.no_${kind}`)}</p>
      ) : (
        <ul className="ll-reasons-list">
          {reasons.map((reason) => (
            <li key={`${reason.table}.${reason.attribute}.${reason.label}.${reason.value}`}>
              <ReasonRow table={table} reason={reason} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function ReasonRow({ table, reason }: { table: ScoredTable; reason: Reason }) {
  const text = useText();
  if (reason.points === null) return <span className="ll-reason-text">{reasonSentence(reason, text)}</span>;
  const up = reason.points > 0;
  const evidence =
    reason.evidence && reason.evidence.closed > 0
      ? evidenceSentence(table, reason, reason.evidence, text)
      : text.t(`evidence.none_${table}`);
  return (
    <Tooltip
      content={evidence}
      relationship="description"
      withArrow
      positioning={{ position: 'before', fallbackPositions: ['above', 'below'] }}
      showDelay={150}
    >
      {/* A button although it does nothing more: only so can the keyboard reach the evidence. */}
      <button type="button" className="ll-reason">
        {up ? (
          <TriangleUpFilled className="ll-reason-up" aria-hidden />
        ) : (
          <TriangleDownFilled className="ll-reason-down" aria-hidden />
        )}
        <span className="ll-reason-text">{reasonSentence(reason, text)}</span>
        <span className={`ll-reason-points ll-reason-${up ? 'up' : 'down'}`}>
          {text.signed(reason.points)}
          <span className="ll-hidden"> {text.t('score.points')}</span>
        </span>
      </button>
    </Tooltip>
  );
}
