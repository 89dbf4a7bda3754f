// What became of the mails that are followed: opened, attachments viewed, links clicked. Says so while none is.
import type { Relationship } from '../../../data/relationship';
import { filtersOf, type FigureKey } from '../../../data/relationshipFigures';
import { useText } from '../../../text/i18n';
import { Card } from './Card';
import { FigureButton } from './FigureButton';
import './Comparison.css';

export function EngagementCard({ relationship }: { relationship: Relationship }) {
  const { t, number, percent } = useText();
  const { followed, opened, with_attachments, viewed, with_links, clicked } = relationship.engagement;
  const rates: readonly [FigureKey, number, number][] = [
    ['open_rate', opened, followed],
    ['attachment_rate', viewed, with_attachments],
    ['click_rate', clicked, with_links],
  ];
  return (
    <Card title={t('relation.engagement')}>
      {followed === 0 ? (
        <p className="ll-card-text">{t('relation.not_followed')}</p>
      ) : (
        <dl className="ll-engagement">
          {rates.map(([key, part, whole]) => (
            <div key={key}>
              <dt>{t(`formula.${key}`)}</dt>
              <dd>
                {whole === 0 ? (
                  <span className="ll-muted">–</span>
                ) : (
                  <FigureButton
                    large
                    figure={{ key, value: percent(part / whole), filters: filtersOf(key) }}
                  />
                )}
                <span className="ll-muted">
                  {t('relation.part_of', { part: number(part), whole: number(whole) })}
                </span>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  );
}
