// How many mails, meetings and calls each side began.
import { countOf, type Relationship } from '../../../data/relationship';
import { BEGUN, COUNTS, type FigureKey } from '../../../data/relationshipFigures';
import { useText } from '../../../text/i18n';
import { channelWords } from '../../../text/relationship';
import { Card } from './Card';
import { ChannelIcon } from './ChannelIcon';
import { KpiButton } from './KpiButton';
import { Pair } from './Pair';

export function InteractionsCard({ relationship }: { relationship: Relationship }) {
  const text = useText();
  const { t } = text;
  const count = (name: FigureKey) => countOf(relationship, name);
  const most = Math.max(
    ...BEGUN.flatMap((channel) => [COUNTS[channel].ours, COUNTS[channel].theirs]).map(count),
  );
  const figure = (name: FigureKey) => <KpiButton relationship={relationship} name={name} />;
  return (
    <Card title={t('relation.interactions')} text={t('relation.interactions_text')}>
      {BEGUN.map((channel) => {
        const { ours, theirs } = COUNTS[channel];
        return (
          <Pair
            key={channel}
            label={
              <>
                <ChannelIcon channel={channel} /> {channelWords(channel, text)}
              </>
            }
            ours={count(ours)}
            theirs={count(theirs)}
            most={most}
            ourFigure={figure(ours)}
            theirFigure={figure(theirs)}
          />
        );
      })}
      <p className="ll-relsum">
        {t('relation.by_us')} {figure('begun_by_us')} · {t('relation.by_them')} {figure('begun_by_them')}
      </p>
    </Card>
  );
}
