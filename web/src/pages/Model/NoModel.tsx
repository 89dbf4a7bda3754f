// Nothing trained yet: how much is there to learn from, and how much is needed.
import { ProgressBar } from '@fluentui/react-components';
import { BrainCircuitRegular } from '@fluentui/react-icons';
import type { ScoredTable } from '../../data/scores';
import { listTable, pluralInside } from '../../data/lists/tables';
import { useText } from '../../text/i18n';
import './NoModel.css';

interface NoModelProps {
  table: ScoredTable;
  counts: { positive: number; negative: number; needed: number } | undefined;
  /** Instead of its own title: inside of a card that has one. */
  title?: string;
}

export function NoModel({ table, counts, title }: NoModelProps) {
  const { t, language } = useText();
  const plural = pluralInside(listTable(table)!, language);
  const { positive = 0, negative = 0, needed = 40 } = counts ?? {};
  const Heading = title === undefined ? 'h2' : 'h3';
  const enough = positive >= needed && negative >= needed;
  return (
    <section className="ll-nomodel">
      <BrainCircuitRegular className="ll-state-icon" aria-hidden />
      <Heading className="ll-card-title">{title ?? t('nomodel.title')}</Heading>
      <p className="ll-card-text">{t(enough ? 'nomodel.enough' : 'nomodel.too_little', { plural })}</p>
      {counts && (
        <div className="ll-nomodel-counts">
          <Counter id="nomodel.positive" table={table} count={positive} needed={needed} />
          <Counter id="nomodel.negative" table={table} count={negative} needed={needed} />
        </div>
      )}
    </section>
  );
}

interface CounterProps {
  id: string;
  table: ScoredTable;
  count: number;
  needed: number;
}

function Counter({ id, table, count, needed }: CounterProps) {
  const { t, number } = useText();
  const sentence = t(id, { table, count: number(count), needed: number(needed) });
  return (
    <div>
      <p>{sentence}</p>
      <ProgressBar
        value={Math.min(1, count / Math.max(1, needed))}
        color={count >= needed ? 'success' : 'brand'}
        thickness="large"
        aria-label={sentence}
      />
    </div>
  );
}
