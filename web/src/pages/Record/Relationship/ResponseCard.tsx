// How often and how fast both sides answer, by the clock and by working hours, with the counts behind every number.
import { useState } from 'react';
import { Segments } from '../../../components/Segments';
import { Table } from '../../../components/Table';
import type { Answers, Relationship, Speed } from '../../../data/relationship';
import { filtersOf, type FigureKey } from '../../../data/relationshipFigures';
import { useText } from '../../../text/i18n';
import { durationText, workingText } from '../../../text/relationship';
import { Card } from './Card';
import { FigureButton } from './FigureButton';
import './Comparison.css';

type Kind = 'mail' | 'all';
const FIGURES: Record<Kind, readonly [FigureKey, FigureKey]> = {
  mail: ['mail_response_by_us', 'mail_response_by_them'],
  all: ['response_by_us', 'response_by_them'],
};

export function ResponseCard({ relationship }: { relationship: Relationship }) {
  const text = useText();
  const { t, number, percent } = text;
  const [kind, setKind] = useState<Kind>('mail');
  const { ours, theirs } = relationship.responses[kind];
  const speed = (speed: Speed | null, of: keyof Speed, write: typeof durationText) =>
    speed === null ? null : write(speed[of], text);
  const rows: readonly [string, (side: Answers) => string | null][] = [
    ['relation.asked', (side) => number(side.asked)],
    ['relation.answered', (side) => number(side.answered)],
    ['relation.share', (side) => (side.share === null ? null : percent(side.share))],
    ['relation.mean', (side) => speed(side.hours, 'mean', durationText)],
    ['relation.median', (side) => speed(side.hours, 'median', durationText)],
    ['relation.mean_working', (side) => speed(side.working_hours, 'mean', workingText)],
    ['relation.median_working', (side) => speed(side.working_hours, 'median', workingText)],
  ];
  return (
    <Card
      title={t('relation.response')}
      tools={
        <Segments<Kind>
          label={t('relation.response_of')}
          value={kind}
          options={[
            { value: 'mail', text: t('relation.response_mail') },
            { value: 'all', text: t('relation.response_all') },
          ]}
          onChange={setKind}
        />
      }
    >
      <Table label={t('relation.response')} className="ll-responses">
        <thead>
          <tr>
            <td />
            <th scope="col" className="ll-right">
              {t('relation.by_us')}
            </th>
            <th scope="col" className="ll-right">
              {t('relation.by_them')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, valueOf]) => (
            <tr key={label}>
              <th scope="row">{t(label)}</th>
              {[ours, theirs].map((side, place) => (
                <td key={place} className="ll-right">
                  <Answer value={valueOf(side)} figure={FIGURES[kind][place]!} label={t(label)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="ll-card-text">{t('relation.response_means')}</p>
    </Card>
  );
}

function Answer({ value, figure, label }: { value: string | null; figure: FigureKey; label: string }) {
  const { t } = useText();
  if (value === null) return <span className="ll-muted">–</span>;
  return (
    <FigureButton
      figure={{
        key: figure,
        title: t('relation.named', { what: t(`formula.${figure}`), name: label }),
        value,
        filters: filtersOf(figure),
      }}
    />
  );
}
