// Two records side by side: their scores, and line by line what makes the difference.
//
// Each column adds up: average, reasons and the rest give the score. Screen reader: a table whose lines are named by their
// attribute. Where a record has no score its column says why, and there are no lines.
import { Link, useParams } from 'react-router';
import { ArrowLeftRegular } from '@fluentui/react-icons';
import { NotFound } from '../../components/RouteError';
import { ScoreAge } from '../../components/ScoreAge';
import { ScoreSummary } from '../../components/ScoreWidget';
import { ErrorState, LoadingBlock } from '../../components/States';
import { Table } from '../../components/Table';
import { WhyNoScore } from '../../components/WhyNoScore';
import { listAddress } from '../../data/lists/tables';
import { nameOf, recordPath, useRecord, valueIn, type Row } from '../../data/records';
import {
  hasScore,
  isScored,
  useScore,
  type Reason,
  type ScoreDetails,
  type ScoredTable,
} from '../../data/scores';
import { field } from '../../data/schema';
import { attributeLabel, reasonValue } from '../../text/reasons';
import { useText } from '../../text/i18n';
import { tablesWord } from '../../text/tableWords';
import { usePageTitle } from '../../text/usePageTitle';
import { valueText } from '../Record/fieldValues';
import { align } from './align';
import '../../components/ReasonList.css';
import '../Record/RecordHeader.css';
import './ComparePage.css';

/** `/compare/:table/:one/:other` */
export function ComparePage() {
  const { table = '', one = '', other = '' } = useParams();
  return isScored(table) ? (
    <Compared key={`${one} ${other}`} table={table} ids={[one, other]} />
  ) : (
    <NotFound />
  );
}

/** A record with its score, both read by themselves. */
function useSide(table: ScoredTable, id: string) {
  const { t } = useText();
  const record = useRecord(table, id);
  const score = useScore(table, id);
  const name = record.data ? nameOf(table, record.data) || t('lead.no_name') : undefined;
  return { id, record, score, name };
}
type Side = ReturnType<typeof useSide>;

function Compared({ table, ids }: { table: ScoredTable; ids: [string, string] }) {
  const text = useText();
  const { t } = text;
  const one = useSide(table, ids[0]);
  const other = useSide(table, ids[1]);
  usePageTitle(t('pair.title'));
  const scores = [one.score.data, other.score.data] as const;
  return (
    <div className="ll-page">
      <Link to={listAddress(table)} className="ll-record-back">
        <ArrowLeftRegular aria-hidden /> {t('record.back', { tables: tablesWord(table, text) })}
      </Link>
      <h1 className="ll-page-title">{t('pair.title')}</h1>
      <div className="ll-compare-heads">
        <Head table={table} side={one} />
        <Head table={table} side={other} />
      </div>
      {hasScore(scores[0]) && hasScore(scores[1]) && (
        <section className="ll-card">
          {scores[0].model.version_id !== scores[1].model.version_id && (
            <p className="ll-compare-note">{t('pair.two_models')}</p>
          )}
          <Lines
            table={table}
            scores={[scores[0], scores[1]]}
            names={[one.name ?? '', other.name ?? '']}
            rows={[one.record.data, other.record.data]}
          />
        </section>
      )}
    </div>
  );
}

function Head({ table, side: { id, record, score, name } }: { table: ScoredTable; side: Side }) {
  const error = record.error ?? score.error;
  return (
    <section className="ll-card" aria-label={name}>
      {name !== undefined && (
        <h2 className="ll-card-title">
          <Link to={recordPath(table, id)} className="ll-grid-link">
            {name}
          </Link>
        </h2>
      )}
      {error ? (
        <ErrorState
          compact
          error={error}
          onRetry={() => void (record.error ? record.refetch() : score.refetch())}
        />
      ) : hasScore(score.data) ? (
        <>
          <ScoreSummary table={table} score={score.data} details={score.data} delta={null} saves={0} />
          <p className="ll-compare-age">
            <ScoreAge scored_on={score.data.scored_on} model={score.data.model} />
          </p>
        </>
      ) : score.data ? (
        <WhyNoScore table={table} why={score.data.why} />
      ) : (
        <LoadingBlock lines={3} />
      )}
    </section>
  );
}

interface LinesProps {
  table: ScoredTable;
  scores: [ScoreDetails, ScoreDetails];
  names: [string, string];
  /** Undefined while they are read. */
  rows: [Row | undefined, Row | undefined];
}

function Lines({ table, scores, names, rows }: LinesProps) {
  const text = useText();
  const { t, signed, number } = text;
  const lines = align(scores[0].reasons, scores[1].reasons);
  const fixed = (id: string, points: [number, number], write: (value: number) => string = number) => (
    <tr>
      <th scope="row">{t(id)}</th>
      <td className="ll-right">{write(points[0])}</td>
      <td className="ll-right">{write(points[1])}</td>
      <Difference points={points[0] - points[1]} />
    </tr>
  );
  return (
    <Table label={t('pair.title')} className="ll-compare">
      <thead>
        <tr>
          <th scope="col">
            <span className="ll-hidden">{t('pair.attribute')}</span>
          </th>
          <th scope="col">{names[0]}</th>
          <th scope="col">{names[1]}</th>
          <th scope="col" className="ll-right">
            {t('pair.difference')}
          </th>
        </tr>
      </thead>
      <tbody>
        {fixed('sum.average', [scores[0].average ?? 0, scores[1].average ?? 0])}
        {lines.map(({ attribute, reasons, difference }) => (
          <tr key={attribute}>
            <th scope="row">{attributeLabel((reasons[0] ?? reasons[1])!, text)}</th>
            {([0, 1] as const).map((side) => (
              <td key={side}>
                <div className="ll-compare-cell">
                  <span>{saidOf(reasons[side], attribute, rows[side])}</span>
                  <span className="ll-number">{signed(reasons[side]?.points ?? 0)}</span>
                </div>
              </td>
            ))}
            <Difference points={difference} />
          </tr>
        ))}
        {fixed('sum.other', [scores[0].other ?? 0, scores[1].other ?? 0], signed)}
        {fixed('score.score', [scores[0].score, scores[1].score])}
      </tbody>
    </Table>
  );

  /** What is worth nothing to a score is none of its reasons; a column of the record itself can still be read. */
  function saidOf(reason: Reason | null, attribute: string, row: Row | undefined): string {
    if (reason) return reasonValue(reason, text);
    // What stands on another row is known here only where it is a reason.
    const own = attribute.includes('/') ? undefined : field(table, attribute);
    if (!row || !own) return '–';
    const value = valueText(table, { name: attribute, type: own.type }, valueIn(row, attribute, table), text);
    return value || t('value.empty');
  }
}

function Difference({ points }: { points: number }) {
  const { signed } = useText();
  const kind = points > 0 ? ' ll-reason-up' : points < 0 ? ' ll-reason-down' : '';
  return <td className={`ll-right${kind}`}>{signed(points)}</td>;
}
