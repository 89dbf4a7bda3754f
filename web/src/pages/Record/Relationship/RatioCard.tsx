// Mails sent against mails received, by us and by them, and what a high or a low ratio means.
import { countOf, type Relationship } from '../../../data/relationship';
import { useText } from '../../../text/i18n';
import { Card } from './Card';
import { KpiButton } from './KpiButton';
import './Comparison.css';

const SIDES = [
  { key: 'ratio_by_us', side: 'by_us', part: 'mails_sent', whole: 'mails_received' },
  { key: 'ratio_by_them', side: 'by_them', part: 'mails_received', whole: 'mails_sent' },
] as const;

export function RatioCard({ relationship }: { relationship: Relationship }) {
  const { t, number } = useText();
  const count = (name: 'mails_sent' | 'mails_received') => number(countOf(relationship, name));
  return (
    <Card title={t('relation.ratio')}>
      <div className="ll-sides">
        {SIDES.map(({ key, side, part, whole }) => (
          <div key={key}>
            <h3 className="ll-side-title">{t(`relation.${side}`)}</h3>
            <KpiButton relationship={relationship} name={key} large />
            <p className="ll-card-text">
              {t(`relation.${key}_counts`, { part: count(part), whole: count(whole) })}
            </p>
            <p className="ll-card-text">{t(`relation.${key}_means`)}</p>
          </div>
        ))}
      </div>
    </Card>
  );
}
