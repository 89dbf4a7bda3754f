// What was decided about people, each with a way back.
import { Button } from '@fluentui/react-components';
import { ArrowUndoRegular } from '@fluentui/react-icons';
import { Loaded } from '../../components/Loaded';
import { useDecisions } from '../../data/persons';
import { optionLabel } from '../../data/schema';
import { useText } from '../../text/i18n';
import { AdminCard, FirstOf } from './AdminCard';
import { useDeciding } from './useDeciding';

export function DecisionsCard() {
  const { t, dateTime, language } = useText();
  const decisions = useDecisions();
  const { undo, busy } = useDeciding();
  return (
    <AdminCard title={t('persons.decisions')} count={<FirstOf part={decisions.data} />}>
      <Loaded query={decisions} none={t('persons.no_decisions')}>
        {({ rows }) => (
          <ul className="ll-people-rows">
            {rows.map(({ id, kind, about, by, at }) => (
              <li key={id} className="ll-people-row">
                <div>
                  <strong className="ll-people-about">{about}</strong>
                  <p className="ll-muted">
                    {[optionLabel('ll_peopledecision', 'll_kind', kind, language), by, dateTime(at)]
                      .filter(Boolean)
                      .join(' · ')}
                  </p>
                </div>
                <Button
                  appearance="subtle"
                  icon={<ArrowUndoRegular />}
                  disabledFocusable={busy}
                  aria-label={t('persons.undo_this', { about })}
                  onClick={() => void undo(id)}
                >
                  {t('action.undo')}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </AdminCard>
  );
}
