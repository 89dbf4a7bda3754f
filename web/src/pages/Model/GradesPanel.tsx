// Grades: where each begins, and what that means for open and closed records, before anything is saved.
import { Button, MessageBar, MessageBarBody, SpinButton } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { errorText } from '../../components/States';
import { listTable, pluralInside } from '../../data/lists/tables';
import { useBounds, useGradePreview, useSetGrades, type GradeShare, type Model } from '../../data/models';
import type { GradeLetter } from '../../data/scores';
import { useText } from '../../text/i18n';
import {
  byLift,
  byQuarters,
  CLASSIC,
  gradeRanges,
  withBound,
  type Bounds,
  type GradeRange,
} from '../../data/gradeRanges';
import './GradesPanel.css';

interface GradesPanelProps {
  model: Model;
  /** Share of closed records that qualified, 0..1. */
  baseRate: number | undefined;
  mayChange: boolean;
}

const BOUND: Record<GradeLetter, keyof Bounds | null> = { A: 'a', B: 'b', C: 'c', D: null };
const sameBounds = (x: Bounds, y: Bounds) => x.a === y.a && x.b === y.b && x.c === y.c;

export function GradesPanel({ model, baseRate, mayChange }: GradesPanelProps) {
  const text = useText();
  const { t, percent, language } = text;
  const table = model.ll_table;
  const plural = pluralInside(listTable(table)!, language);
  const saved = useBounds(model, baseRate);
  const [edited, setEdited] = useState<Bounds | null>(null);
  const bounds = edited ?? saved;
  const preview = useGradePreview(model.ll_modelid, bounds);
  const scores = preview.data?.open_scores;
  const save = useSetGrades(model.ll_modelid);
  const changed = !sameBounds(bounds, saved);
  const store = (wanted: Bounds) => save.mutate(wanted, { onSuccess: () => setEdited(null) });

  return (
    <section className="ll-card">
      <div className="ll-grades-head">
        <div>
          <h2 className="ll-card-title">{t('grades.title')}</h2>
          <p className="ll-card-text">
            {preview.data
              ? t('grades.text_rate', { rate: percent(preview.data.average_rate, 1), plural })
              : t('grades.text')}
          </p>
        </div>
        {mayChange && (
          <div className="ll-grades-buttons">
            {baseRate !== undefined && (
              <Button size="small" appearance="subtle" onClick={() => setEdited(byLift(baseRate))}>
                {t('grades.by_lift')}
              </Button>
            )}
            {scores && (
              <Button size="small" appearance="subtle" onClick={() => setEdited(byQuarters(scores))}>
                {t('grades.by_quarters')}
              </Button>
            )}
            <Button size="small" appearance="subtle" onClick={() => setEdited(CLASSIC)}>
              75 / 50 / 25
            </Button>
            {baseRate !== undefined && (
              <Button
                size="small"
                disabledFocusable={save.isPending || sameBounds(saved, byLift(baseRate))}
                onClick={() => store(byLift(baseRate))}
              >
                {t('grades.default')}
              </Button>
            )}
            <Button
              size="small"
              appearance="primary"
              disabledFocusable={!changed || save.isPending}
              onClick={() => store(bounds)}
            >
              {t('grades.save')}
            </Button>
          </div>
        )}
      </div>
      {(save.error ?? preview.error) && (
        <MessageBar intent="error" role="alert" layout="multiline">
          <MessageBarBody>{errorText(save.error ?? preview.error, text)}</MessageBarBody>
        </MessageBar>
      )}
      <div className="ll-grades-bar" aria-hidden>
        {preview.data?.grades.map((one) => (
          <span key={one.grade} className={`ll-dot-${one.grade}`} style={{ flexGrow: one.share_of_open }} />
        ))}
      </div>
      <div className="ll-grades">
        {gradeRanges(bounds).map((range) => {
          const which = BOUND[range.grade];
          return (
            <GradeCard
              key={range.grade}
              table={table}
              plural={plural}
              range={range}
              share={preview.data?.grades.find((one) => one.grade === range.grade)}
              average={preview.data?.average_rate}
              onLower={mayChange && which ? (lower) => setEdited(withBound(bounds, which, lower)) : undefined}
            />
          );
        })}
      </div>
      <p className="ll-card-text">{t('grades.foot', { plural })}</p>
    </section>
  );
}

interface GradeCardProps {
  table: string;
  plural: string;
  range: GradeRange;
  share: GradeShare | undefined;
  /** Success rate of all closed records. */
  average: number | undefined;
  /** Not given: the lower bound is fixed. */
  onLower?: (lower: number) => void;
}

function GradeCard({ table, plural, range, share, average, onLower }: GradeCardProps) {
  const { t, number, percent } = useText();
  const fieldId = useId();
  const gap =
    share && average !== undefined && share.closed > 0
      ? Math.round(100 * (share.success_rate - average))
      : null;
  return (
    <div className={`ll-gradecard ll-gradecard-${range.grade}`}>
      <div className="ll-gradecard-head">
        <span className={`ll-dot ll-dot-${range.grade}`} aria-hidden />
        <strong>{t('score.grade_is', { grade: range.grade })}</strong>
        <span className="ll-muted">
          {t('grades.range', { from: number(range.lower), to: number(range.upper) })}
        </span>
      </div>
      <div className="ll-gradecard-bound">
        <label htmlFor={fieldId}>{t('grades.lower')}</label>
        {onLower ? (
          <SpinButton
            id={fieldId}
            value={range.lower}
            min={1}
            max={100}
            onChange={(_, data) => {
              const next = data.value ?? Number.parseInt(data.displayValue ?? '', 10);
              if (Number.isFinite(next)) onLower(next);
            }}
          />
        ) : (
          <output id={fieldId}>{number(range.lower)}</output>
        )}
      </div>
      <dl className="ll-gradecard-facts">
        <div>
          <dt>{t('grades.success', { table })}</dt>
          <dd>
            {share && share.closed > 0 ? percent(share.success_rate) : '–'}
            {gap !== null && (
              <span className={gap >= 0 ? 'll-gap-up' : 'll-gap-down'}>
                {t(gap >= 0 ? 'grades.above' : 'grades.below', { points: number(Math.abs(gap)) })}
              </span>
            )}
          </dd>
        </div>
        <div>
          <dt>{t('grades.open', { plural })}</dt>
          <dd>
            {share ? percent(share.share_of_open) : '–'}
            {share && (
              <span className="ll-muted">
                {t('grades.count', { count: share.open, shown: number(share.open), plural })}
              </span>
            )}
          </dd>
        </div>
      </dl>
    </div>
  );
}
