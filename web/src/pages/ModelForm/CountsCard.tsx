// What the definition beside it would learn from and score, counted while it is edited; and the buttons that begin.
import { Button, ProgressBar } from '@fluentui/react-components';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Loaded } from '../../components/Loaded';
import type { Definition } from '../../data/definition';
import type { ScoredTable } from '../../data/scores';
import { listTable, pluralInside } from '../../data/lists/tables';
import type { RecordCounts } from '../../data/models';
import { optionLabel } from '../../data/schema';
import { useText, type TextTools } from '../../text/i18n';
import { OverlapNotes } from '../Model/OverlapNotes';

interface CountsCardProps {
  table: ScoredTable;
  outcome: Definition['outcome'];
  counts: UseQueryResult<RecordCounts>;
  /** Cannot be counted before what is missing is filled in. */
  incomplete: boolean;
  /** The buttons. */
  children: ReactNode;
}

export function CountsCard({ table, outcome, counts, incomplete, children }: CountsCardProps) {
  const { t } = useText();
  return (
    <section className="ll-card ll-counts" aria-label={t('counts.title')}>
      <h2 className="ll-card-title">{t('counts.title')}</h2>
      {incomplete && <p className="ll-card-text">{t('counts.incomplete')}</p>}
      {!(incomplete && counts.data === undefined) && (
        <Loaded query={counts}>
          {(known) => (
            <div className={incomplete || counts.isFetching ? 'll-counts-old' : undefined}>
              <Figures table={table} outcome={outcome} counts={known} />
            </div>
          )}
        </Loaded>
      )}
      {children}
    </section>
  );
}

interface FiguresProps {
  table: ScoredTable;
  outcome: Definition['outcome'];
  counts: RecordCounts;
}

function Figures({ table, outcome, counts }: FiguresProps) {
  const text = useText();
  const { t, number, language } = text;
  const plural = pluralInside(listTable(table)!, language);
  const { positive, negative, needed } = counts;
  const named = (values: readonly number[]) =>
    values.map((value) => optionLabel(table, outcome.column, value, language) ?? String(value)).join(', ');
  const tooYoung = outcome.negative_after_days !== null;
  const others: [string, number][] = [
    ...(tooYoung ? [[t('counts.too_young'), counts.too_young] as [string, number]] : []),
    [t('counts.outside'), counts.outside_window],
    [t('counts.open', { plural }), counts.open],
  ];
  return (
    <>
      <div className="ll-counts-bars" role="status">
        <Bar label={named(outcome.positive) || t('modelform.positive')} count={positive} needed={needed} />
        <Bar
          label={
            [named(outcome.negative), tooYoung && t('counts.waited')].filter(Boolean).join(', ') ||
            t('modelform.negative')
          }
          count={negative}
          needed={needed}
        />
        <p className={counts.enough ? 'll-counts-enough' : 'll-counts-missing'}>
          {counts.enough ? t('counts.enough') : missing(counts, text)}
        </p>
      </div>
      <dl className="ll-counts-facts">
        {others.map(([label, count]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{number(count)}</dd>
          </div>
        ))}
      </dl>
      <OverlapNotes table={table} overlaps={counts.overlaps} />
    </>
  );
}

/** How many of each are missing, in words. */
function missing({ positive, negative, needed }: RecordCounts, { t }: Pick<TextTools, 't'>): string {
  const lacking = [
    ['counts.more_positive', needed - positive],
    ['counts.more_negative', needed - negative],
  ] as const;
  const sentences = lacking.filter(([, count]) => count > 0).map(([id, count]) => t(id, { count }));
  return [t('counts.missing'), ...sentences].join(' ');
}

function Bar({ label, count, needed }: { label: string; count: number; needed: number }) {
  const { t, number } = useText();
  const sentence = t('counts.of', { label, count: number(count), needed: number(needed) });
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

interface StartButtonsProps {
  counts: RecordCounts | undefined;
  /** Everything that must be filled in is. */
  whole: boolean;
  busy: boolean;
  onSave: () => void;
  onTrain: () => void;
  onCancel: () => void;
}

/** A model that can be depended on needs enough of both; with fewer, only a provisional one is trained, and it says so. */
export function StartButtons({ counts, whole, busy, onSave, onTrain, onCancel }: StartButtonsProps) {
  const { t } = useText();
  const ready = whole && !busy && counts?.enough === true;
  const few = counts !== undefined && !counts.enough;
  const provisional = few && counts.positive > 0 && counts.negative > 0;
  return (
    <div className="ll-counts-buttons">
      <Button appearance="primary" disabledFocusable={!ready} onClick={() => ready && onTrain()}>
        {t('modelform.save_train')}
      </Button>
      {provisional && (
        <>
          <Button disabledFocusable={!whole || busy} onClick={() => whole && !busy && onTrain()}>
            {t('modelform.save_provisional')}
          </Button>
          <p className="ll-card-text">{t('modelform.provisional_text')}</p>
        </>
      )}
      <Button disabledFocusable={!whole || busy} onClick={() => whole && !busy && onSave()}>
        {t('modelform.save')}
      </Button>
      <Button appearance="subtle" onClick={onCancel}>
        {t('action.cancel')}
      </Button>
    </div>
  );
}
