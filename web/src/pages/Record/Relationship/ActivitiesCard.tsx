// Mails, meetings and calls day by day, with the silences between them; as a chart, and as a table to go through.
import { useState } from 'react';
import { ActivityChart } from '../../../charts/ActivityChart';
import { Segments } from '../../../components/Segments';
import type { Relationship } from '../../../data/relationship';
import { addDays, dayOf } from '../../../data/relationshipDays';
import { BEGUN, type BegunChannel } from '../../../data/relationshipFigures';
import { useText } from '../../../text/i18n';
import { channelWords } from '../../../text/relationship';
import { Card } from './Card';
import { dayFigure } from './dayFigure';
import { DayTable } from './DayTable';
import { useOpenFigure } from './figureContext';
import './ActivitiesCard.css';

interface ActivitiesCardProps {
  relationship: Relationship;
  /** Lengths of the chart that can be chosen. */
  lengths: readonly number[];
  onDays: (days: number) => void;
}

type View = 'chart' | 'table';

export function ActivitiesCard({ relationship, lengths, onDays }: ActivitiesCardProps) {
  const text = useText();
  const { t } = text;
  const { chart } = relationship;
  const [view, setView] = useState<View>('chart');
  const open = useOpenFigure();
  const openDay = (date: string, channel: BegunChannel, side: 0 | 1) => {
    const day = chart.with_contact.find((one) => one.date === date);
    if (day) open(dayFigure(day, channel, side, text));
  };
  return (
    <Card
      wide
      title={t('relation.activities')}
      tools={
        <div className="ll-relcard-tools">
          <Segments
            label={t('relation.days')}
            value={String(chart.days)}
            options={lengths.map((days) => ({
              value: String(days),
              text: t('relation.days_n', { count: days }),
            }))}
            onChange={(days) => onDays(Number(days))}
          />
          <Segments<View>
            label={t('relation.view')}
            value={view}
            options={[
              { value: 'chart', text: t('relation.as_chart') },
              { value: 'table', text: t('relation.as_table') },
            ]}
            onChange={setView}
          />
        </div>
      }
    >
      {chart.with_contact.length === 0 ? (
        <p className="ll-card-text">{t('relation.no_contact', { count: chart.days })}</p>
      ) : view === 'table' ? (
        <DayTable days={chart.with_contact} />
      ) : (
        <>
          <Legend />
          <ActivityChart chart={chart} onOpen={openDay} />
        </>
      )}
      <Silences relationship={relationship} />
    </Card>
  );
}

/** Fills differ, not only colours. */
function Legend() {
  const text = useText();
  return (
    <ul className="ll-actlegend" aria-hidden>
      {BEGUN.map((channel) => (
        <li key={channel}>
          <span className={`ll-actkey ll-actkey-${channel}`} />
          {channelWords(channel, text)}
        </li>
      ))}
      <li>
        <span className="ll-actkey ll-actkey-silence" />
        {text.t('relation.silences')}
      </li>
    </ul>
  );
}

function Silences({ relationship: { chart } }: { relationship: Relationship }) {
  const { t, date } = useText();
  if (chart.silences.length === 0)
    return chart.with_contact.length === 0 ? null : (
      <p className="ll-card-text">{t('relation.no_silences')}</p>
    );
  return (
    <>
      <h3 className="ll-side-title">{t('relation.silences')}</h3>
      <ul className="ll-silences">
        {chart.silences.map(({ from, days }) => (
          <li key={from}>
            {t('relation.silence', {
              from: date(dayOf(from)),
              to: date(addDays(dayOf(from), days - 1)),
              count: days,
            })}
          </li>
        ))}
      </ul>
    </>
  );
}
