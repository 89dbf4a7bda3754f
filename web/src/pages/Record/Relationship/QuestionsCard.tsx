// What people ask of a relationship, each answered in a sentence from the figures of this tab.
import type { Relationship } from '../../../data/relationship';
import type { Row } from '../../../data/records';
import { isScored, scoreInRow } from '../../../data/scores';
import { useDealPeriods } from '../../../data/relationshipDays';
import { answersOf } from '../../../text/relationshipAnswers';
import { useText } from '../../../text/i18n';
import { Card } from './Card';

export function QuestionsCard({ relationship, row }: { relationship: Relationship; row: Row }) {
  const text = useText();
  const { t } = text;
  const { table } = relationship;
  const periods = useDealPeriods(relationship, row);
  const score = isScored(table) ? scoreInRow(table, row) : null;
  return (
    <Card title={t('question.title')}>
      <dl className="ll-questions">
        {answersOf({ relationship, score, periods }, text).map(({ question, answer }) => (
          <div key={question}>
            <dt>{t(`question.${question}`)}</dt>
            <dd>{answer}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
