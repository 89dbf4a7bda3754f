// What was decided about people, each with a way back.
import { Button } from '@fluentui/react-components';
import { ArrowUndoRegular } from '@fluentui/react-icons';
import { Loaded } from '../../components/Loaded';
import { Table } from '../../components/Table';
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
          <Table label={t('persons.decisions')}>
            <tbody>
              {rows.map(({ id, kind, about, by, at }) => (
                <tr key={id}>
                  <td>{optionLabel('ll_peopledecision', 'll_kind', kind, language)}</td>
                  <td className="ll-decision-about">{about}</td>
                  <td className="ll-muted">{[by, dateTime(at)].filter(Boolean).join(' · ')}</td>
                  <td className="ll-right">
                    <Button
                      size="small"
                      appearance="subtle"
                      icon={<ArrowUndoRegular />}
                      disabledFocusable={busy}
                      aria-label={t('persons.undo_this', { about })}
                      onClick={() => void undo(id)}
                    >
                      {t('action.undo')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Loaded>
    </AdminCard>
  );
}
