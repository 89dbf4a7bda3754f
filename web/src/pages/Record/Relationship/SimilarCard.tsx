// The won deals most like this one, and how this one stands beside them.
//
// It asks by itself, so that the tab need not wait: loading, error, too few deals to learn from, no fields or values to
// go by, deals that may not be read and too few numbers are each said.
import { ErrorState, LoadingBlock } from '../../../components/States';
import { Table } from '../../../components/Table';
import { useSimilarDeals, type SimilarDeals } from '../../../data/similarDeals';
import { useText } from '../../../text/i18n';
import { basisText, similarFieldName } from '../../../text/similarDeals';
import { Card } from './Card';
import { SimilarComparison } from './SimilarComparison';
import { SimilarTable } from './SimilarTable';
import './SimilarCard.css';

interface SimilarCardProps {
  /** Of the opportunity. */
  id: string;
  /** Its numbers can still grow. */
  open: boolean;
}

export function SimilarCard({ id, open }: SimilarCardProps) {
  const text = useText();
  const { data, error, refetch } = useSimilarDeals(id);
  return (
    <Card wide title={text.t('similar.title')} text={data && basisText(data, text)}>
      {data ? (
        <Found similar={data} open={open} />
      ) : error ? (
        <ErrorState compact error={error} onRetry={() => void refetch()} />
      ) : (
        <LoadingBlock lines={5} />
      )}
    </Card>
  );
}

function Found({ similar, open }: { similar: SimilarDeals; open: boolean }) {
  const { t } = useText();
  const { compared, deals, not_readable: hidden } = similar;
  const unlisted = compared - deals.length - hidden;
  return (
    <>
      {deals.length > 0 && <SimilarTable similar={similar} />}
      {unlisted > 0 && <p className="ll-card-text">{t('similar.listed', { count: deals.length })}</p>}
      {hidden > 0 && <p className="ll-card-text">{t('similar.not_readable', { count: hidden })}</p>}
      {compared > 0 && <SimilarComparison similar={similar} open={open} />}
      {similar.fields.length > 0 && <Fields similar={similar} />}
    </>
  );
}

/** Keyboard: Enter or space opens it. */
function Fields({ similar: { fields } }: { similar: SimilarDeals }) {
  const text = useText();
  const { t, percent } = text;
  return (
    <details className="ll-similar-fields">
      <summary>{t('similar.fields')}</summary>
      <p className="ll-card-text">{t('similar.fields_text')}</p>
      <Table label={t('similar.fields')} className="ll-similar ll-table-named">
        <thead>
          <tr>
            <th scope="col">{t('similar.field')}</th>
            <th scope="col" className="ll-right">
              {t('similar.weight')}
            </th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={`${field.table}.${field.column}`}>
              <th scope="row">{similarFieldName(field, text)}</th>
              <td className="ll-right">{percent(field.weight)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}
