// How much time each side spent.
import { countOf, type Relationship } from '../../../data/relationship';
import { useText } from '../../../text/i18n';
import { Card } from './Card';
import { KpiButton } from './KpiButton';
import { Pair } from './Pair';

export function TimeCard({ relationship }: { relationship: Relationship }) {
  const { t } = useText();
  const [ours, theirs] = [countOf(relationship, 'time_by_us'), countOf(relationship, 'time_by_them')];
  return (
    <Card title={t('relation.time')} text={t('relation.time_text')}>
      <Pair
        ours={ours}
        theirs={theirs}
        most={Math.max(ours, theirs)}
        ourFigure={<KpiButton relationship={relationship} name="time_by_us" />}
        theirFigure={<KpiButton relationship={relationship} name="time_by_them" />}
      />
    </Card>
  );
}
