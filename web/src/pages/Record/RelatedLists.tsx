// Records that belong to this one, the newest of each table, with a way to add one.
import { Button } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import { Link } from 'react-router';
import { openQuickCreate } from '../../components/QuickCreate/quickCreate';
import { ErrorState, LoadingBlock } from '../../components/States';
import {
  isRecordTable,
  lookupIn,
  recordPath,
  useCurrencies,
  valueIn,
  type RecordTable,
  type Reference,
  type Row,
} from '../../data/records';
import { RELATED, SHOWN, useRelated, type RelatedList } from '../../data/related';
import { field, tablePlural } from '../../data/schema';
import { useText } from '../../text/i18n';
import { tableWord } from '../../text/tableWords';
import { valueText } from './fieldValues';
import './RelatedLists.css';

interface RelatedListsProps {
  record: Reference;
  row: Row;
}

/** Tables that quick create knows, so that a related list can offer a new one. */
const CREATABLE = new Set<string>(['lead', 'contact', 'account', 'opportunity']);

export function RelatedLists({ record, row }: RelatedListsProps) {
  const lists = RELATED[record.table as RecordTable];
  return lists.map((list) => (
    <OneList key={`${list.table} ${list.column}`} list={list} record={record} row={row} />
  ));
}

function OneList({ list, record, row }: RelatedListsProps & { list: RelatedList }) {
  const text = useText();
  const { t } = text;
  const related = useRelated(list, record.id);
  const currencies = useCurrencies();
  const headingId = `related-${list.table}-${list.column}`;
  const { data } = related;

  const create = () => {
    const currency = lookupIn(row, 'transactioncurrencyid', record.table);
    openQuickCreate({
      table: list.table,
      preset: {
        [list.column]: record,
        ...(currency && field(list.table, 'transactioncurrencyid') && { transactioncurrencyid: currency }),
      },
    });
  };
  const describe = (one: Row) => {
    const currency = lookupIn(one, 'transactioncurrencyid', list.table);
    const code = currency ? currencies?.get(currency.id)?.code : undefined;
    return list.columns
      .map((name) => {
        const known = field(list.table, name);
        return known
          ? valueText(list.table, { name, type: known.type }, valueIn(one, name, list.table), text, code)
          : '';
      })
      .filter(Boolean)
      .join(' · ');
  };
  return (
    <section className="ll-card ll-related" aria-labelledby={headingId}>
      <div className="ll-people-head">
        <h2 className="ll-card-title" id={headingId}>
          {tablePlural(list.table, text.language)}
          {data && data.total > 0 && <span className="ll-related-count">{text.number(data.total)}</span>}
        </h2>
        {CREATABLE.has(list.table) && isRecordTable(record.table) && list.column !== 'originatingleadid' && (
          <Button
            size="small"
            appearance="subtle"
            icon={<AddRegular />}
            aria-label={t('create.new', { table: tableWord(list.table, text) })}
            onClick={create}
          />
        )}
      </div>
      {related.isError ? (
        <ErrorState compact error={related.error} onRetry={() => void related.refetch()} />
      ) : !data ? (
        <LoadingBlock lines={2} />
      ) : data.rows.length === 0 ? (
        <p className="ll-card-text">{t('related.none')}</p>
      ) : (
        <ul className="ll-related-list">
          {data.rows.map((one) => (
            <li key={one.id}>
              <Link to={recordPath(list.table, one.id)}>{one.name || t('lead.no_name')}</Link>
              <span className="ll-related-detail">{describe(one.row)}</span>
            </li>
          ))}
        </ul>
      )}
      {data && data.total > SHOWN && (
        <p className="ll-card-text">{t('related.more', { count: data.total - SHOWN })}</p>
      )}
    </section>
  );
}
