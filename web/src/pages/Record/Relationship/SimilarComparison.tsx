// This deal beside the middle and the quartiles of the won ones: what tells most in sentences, all of it in a table.
import { Table } from '../../../components/Table';
import type { SimilarDeals } from '../../../data/similarDeals';
import { useText } from '../../../text/i18n';
import {
  comparedLabel,
  comparedText,
  medianLabel,
  namedOf,
  rangeText,
  tellingSentences,
} from '../../../text/similarDeals';

export function SimilarComparison({ similar, open }: { similar: SimilarDeals; open: boolean }) {
  const text = useText();
  const { t, number } = text;
  const rows = namedOf(similar.comparison);
  const sentences = tellingSentences(similar, text);
  return (
    <>
      <h3 className="ll-side-title">{t('similar.comparison')}</h3>
      {rows.length === 0 ? (
        <p className="ll-card-text">{t('similar.no_comparison')}</p>
      ) : (
        <>
          {sentences.length > 0 && (
            <ul className="ll-similar-sentences">
              {sentences.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          )}
          {open && <p className="ll-card-text">{t('similar.open')}</p>}
          <Table label={t('similar.comparison')} className="ll-similar ll-table-named">
            <thead>
              <tr>
                <th scope="col">{t('relation.compared')}</th>
                <th scope="col" className="ll-right">
                  {t('similar.this')}
                </th>
                <th scope="col" className="ll-right">
                  {medianLabel(similar, text)}
                </th>
                <th scope="col" className="ll-right">
                  {t('similar.count')}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.key}>
                  <th scope="row">{comparedLabel(row.key, text)}</th>
                  <td className="ll-right">
                    {row.value === null ? (
                      <span className="ll-muted">–</span>
                    ) : (
                      comparedText(row.unit, row.value, text)
                    )}
                  </td>
                  <td className="ll-right">{rangeText(row, text)}</td>
                  <td className="ll-right">{number(row.records)}</td>
                </tr>
              ))}
            </tbody>
          </Table>
          <p className="ll-card-text">{t('similar.means')}</p>
        </>
      )}
    </>
  );
}
