// The overview: what both sides did, compared in sentences, of all years, of this one and of the earlier ones.
import { Table } from '../../../components/Table';
import type { Relationship } from '../../../data/relationship';
import type { FigureKey } from '../../../data/relationshipFigures';
import { useText } from '../../../text/i18n';
import { overviewSentence, TOPIC_FIGURES, topicsOf } from '../../../text/relationship';
import { Card } from './Card';
import { KpiButton } from './KpiButton';
import './Comparison.css';

export function OverviewCard({ relationship }: { relationship: Relationship }) {
  const text = useText();
  const { t } = text;
  return (
    <Card wide title={t('relation.overview')} text={t('relation.overview_text')}>
      <Table label={t('relation.overview')} className="ll-overview">
        <thead>
          <tr>
            <th scope="col">{t('relation.compared')}</th>
            <th scope="col">{t('relation.by_us')}</th>
            <th scope="col">{t('relation.by_them')}</th>
          </tr>
        </thead>
        <tbody>
          {topicsOf(relationship).map((topic) => (
            <tr key={topic}>
              <td>{overviewSentence(topic, relationship, text)}</td>
              {TOPIC_FIGURES[topic].map((name) => (
                <td key={name}>
                  <Years relationship={relationship} name={name} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

/** "12", and under it "this year 10, earlier 2". */
function Years({ relationship, name }: { relationship: Relationship; name: FigureKey }) {
  const { t } = useText();
  return (
    <>
      <KpiButton relationship={relationship} name={name} />
      <dl className="ll-years">
        {(['this_year', 'earlier'] as const).map((span) => (
          <div key={span}>
            <dt>{t(`relation.${span}`)}</dt>
            <dd>
              <KpiButton relationship={relationship} name={name} span={span} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
