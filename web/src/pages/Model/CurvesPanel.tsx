// How well the model ranks, at every threshold: ROC, precision and recall, lift.
import { CurveChart } from '../../charts/CurveChart';
import type { Point, Report } from '../../data/report';
import { useText } from '../../text/i18n';
import './CurvesPanel.css';

export function CurvesPanel({ report }: { report: Report }) {
  const { t, number } = useText();
  const { roc, precisionRecall, gain, confusion, figures } = report;
  if (gain.length === 0) {
    return (
      <section className="ll-card">
        <h2 className="ll-card-title">{t('curves.title')}</h2>
        <p className="ll-card-text">{t('curves.older')}</p>
      </section>
    );
  }
  const [recall, precision] = [figures.recall.value, figures.precision.value];
  const falseAlarms = confusion && confusion.fp / (confusion.fp + confusion.tn);
  const lift = gain.map(({ called, found }) => ({ x: called, y: found / called }));
  return (
    <section className="ll-card">
      <h2 className="ll-card-title">{t('curves.title')}</h2>
      <p className="ll-card-text">{t('curves.text')}</p>
      <div className="ll-curves">
        <div>
          <h3 className="ll-quality-sub">{t('curves.roc')}</h3>
          <p className="ll-card-text">{t('curves.roc_text')}</p>
          <CurveChart
            title={t('curves.roc')}
            xLabel={t('curves.false_alarms')}
            yLabel={t('figure.recall')}
            points={roc}
            guessing="diagonal"
            dot={dotAt(falseAlarms, recall)}
          />
        </div>
        <div>
          <h3 className="ll-quality-sub">{t('curves.precision_recall')}</h3>
          <p className="ll-card-text">{t('curves.precision_recall_text')}</p>
          <CurveChart
            title={t('curves.precision_recall')}
            xLabel={t('figure.recall')}
            yLabel={t('figure.precision')}
            points={precisionRecall}
            guessing={figures.conversion_rate.value ?? 0}
            dot={dotAt(recall, precision)}
          />
        </div>
        <div>
          <h3 className="ll-quality-sub">{t('curves.lift')}</h3>
          <p className="ll-card-text">{t('curves.lift_text')}</p>
          <CurveChart
            title={t('curves.lift')}
            xLabel={t('calls.called')}
            yLabel={t('curves.times')}
            points={lift}
            guessing={1}
            ticks={ticksTo(Math.max(...lift.map((point) => point.y)))}
            write={(value) => `${number(value, 1)} ×`}
          />
        </div>
      </div>
    </section>
  );
}

const dotAt = (x: number | null, y: number | null): Point | undefined =>
  x === null || y === null || !Number.isFinite(x) ? undefined : { x, y };

/** From 0 to the first whole step that `most` does not reach beyond, in at most six steps. */
function ticksTo(most: number): number[] {
  const step = Math.ceil(most / 6);
  return Array.from({ length: Math.max(2, Math.ceil(most / step) + 1) }, (_, tick) => tick * step);
}
