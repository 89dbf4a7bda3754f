// How many records would be in each state of health if what is changed here were saved.
import { Loaded } from '../../components/Loaded';
import { Table } from '../../components/Table';
import { useSettled } from '../../components/useSettled';
import {
  useSettingsPreview,
  type PreviewedTable,
  type RelationshipSettings,
} from '../../data/relationshipSettings';
import { tablePlural } from '../../data/schema';
import { useText } from '../../text/i18n';

/** So long after the last key. */
const PAUSE_MS = 500;
const STATES = ['good', 'fair', 'poor', 'none'] as const;

export function HealthPreview({ changes }: { changes: Partial<RelationshipSettings> }) {
  const { t } = useText();
  const typed = JSON.stringify(changes);
  const asked = useSettled(typed, PAUSE_MS);
  const query = useSettingsPreview(asked);
  return (
    <section
      className="ll-relset ll-relset-preview"
      aria-label={t('relset.preview')}
      aria-live="polite"
      aria-busy={query.isPlaceholderData || asked !== typed}
    >
      <h2 className="ll-card-title">{t('relset.preview')}</h2>
      <p className="ll-card-text">{t('relset.preview_text')}</p>
      <Loaded query={query}>
        {({ tables }) => <PreviewTable tables={tables.filter(({ sampled }) => sampled > 0)} />}
      </Loaded>
    </section>
  );
}

function PreviewTable({ tables }: { tables: PreviewedTable[] }) {
  const { t, number, percent, language } = useText();
  if (tables.length === 0) return <p className="ll-card-text">{t('relset.preview_none')}</p>;
  const share = (counts: PreviewedTable['now'], state: (typeof STATES)[number]) => {
    const all = counts.good + counts.fair + counts.poor + counts.none;
    return percent(all === 0 ? 0 : counts[state] / all);
  };
  return (
    <Table label={t('relset.preview')} className="ll-table-named">
      <thead>
        <tr>
          <td />
          {STATES.map((state) => (
            <th key={state} scope="col" className="ll-right">
              {t(state === 'none' ? 'relset.preview_other' : `health.${state}`)}
            </th>
          ))}
          <th scope="col" className="ll-right">
            {t('relset.preview_records')}
          </th>
        </tr>
      </thead>
      <tbody>
        {tables.map((one) => (
          <tr key={one.table}>
            <th scope="row">{tablePlural(one.table, language)}</th>
            {STATES.map((state) => {
              const shares = { before: share(one.now, state), after: share(one.then, state) };
              return (
                <td key={state} className="ll-right">
                  <span aria-hidden>
                    {shares.before === shares.after ? shares.after : t('relset.preview_change', shares)}
                  </span>
                  <span className="ll-hidden">{t('relset.preview_words', shares)}</span>
                </td>
              );
            })}
            <td className="ll-right">{number(one.sampled)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
