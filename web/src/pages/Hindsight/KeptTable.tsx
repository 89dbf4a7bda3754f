// Promised against happened, a row for each group: the range that chance explains as a bar, the promise as a mark.
//
// Screen reader: the figures stand in the cells; the bars add nothing.
import { Table } from '../../components/Table';
import type { Kept } from '../../data/hindsight';
import { useText } from '../../text/i18n';
import './KeptTable.css';

interface KeptTableProps {
  title: string;
  /** What the first column is called. */
  head: string;
  rows: (Kept & { name: string })[];
}

export function KeptTable({ title, head, rows }: KeptTableProps) {
  const { t, number, percent } = useText();
  if (rows.length === 0) return null;
  return (
    <section className="ll-card">
      <h2 className="ll-card-title">{title}</h2>
      <Table label={title}>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col" className="ll-right">
              {t('hindsight.looked_at')}
            </th>
            <th scope="col" className="ll-right">
              {t('hindsight.expected')}
            </th>
            <th scope="col" className="ll-right">
              {t('hindsight.actual')}
            </th>
            <th scope="col">{t('hindsight.chance')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              <td className="ll-right">{number(row.records)}</td>
              <td className="ll-right">{row.expected === null ? '–' : percent(row.expected)}</td>
              <td className="ll-right">{row.actual === null ? '–' : percent(row.actual)}</td>
              <td>
                <Track row={row} />
                <span className="ll-muted">
                  {percent(row.interval[0])} – {percent(row.interval[1])}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}

/** Red where the promise lies outside of what chance explains. */
function Track({ row }: { row: Kept }) {
  const [low, high] = row.interval;
  const kept = row.expected !== null && row.expected >= low && row.expected <= high;
  return (
    <span className="ll-kept-track" aria-hidden>
      <span className="ll-kept-range" style={{ left: `${100 * low}%`, width: `${100 * (high - low)}%` }} />
      {row.expected !== null && (
        <span
          className={`ll-kept-mark${kept ? '' : ' ll-kept-mark-off'}`}
          style={{ left: `${100 * row.expected}%` }}
        />
      )}
    </span>
  );
}
