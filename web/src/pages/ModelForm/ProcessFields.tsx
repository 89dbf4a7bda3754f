// The sales process that records must go through, and the stages they must stand in.
import { Field, Select } from '@fluentui/react-components';
import { Loaded } from '../../components/Loaded';
import { useSet } from '../../data/admin';
import type { Definition, Member } from '../../data/definition';
import type { ScoredTable } from '../../data/scores';
import { useText } from '../../text/i18n';
import { CheckList } from '../Admin/CheckList';

type Chosen = Pick<Definition, 'process' | 'stages'>;

interface ProcessFieldsProps extends Chosen {
  table: ScoredTable;
  problemOf: (member: Member) => string | undefined;
  onChange: (chosen: Chosen) => void;
}

const ACTIVATED = 1;

export function ProcessFields({ table, process, stages, problemOf, onChange }: ProcessFieldsProps) {
  const { t } = useText();
  const processes = useSet('workflows', { $orderby: 'll_order asc,name asc' });
  const all = useSet('processstages', { $orderby: 'll_order asc' });
  const own = (all.data ?? [])
    .filter((one) => one._processid_value === process)
    .map((one) => ({ id: String(one.processstageid), name: String(one.stagename) }));
  return (
    <Loaded query={processes}>
      {(rows) => (
        <>
          <Field label={t('modelform.process')} validationMessage={problemOf('process')}>
            <Select
              value={process ?? ''}
              onChange={(_, { value }) => onChange({ process: value || null, stages: [] })}
            >
              <option value="">{t('modelform.process_none')}</option>
              {rows
                .filter(
                  (one) =>
                    one.primaryentity === table &&
                    (one.statecode === ACTIVATED || one.workflowid === process),
                )
                .map((one) => (
                  <option key={String(one.workflowid)} value={String(one.workflowid)}>
                    {String(one.name)}
                  </option>
                ))}
            </Select>
          </Field>
          {process !== null && own.length > 0 && (
            <Field
              label={t('modelform.stages')}
              hint={t('modelform.stages_hint')}
              validationMessage={problemOf('stages')}
            >
              <div role="group" aria-label={t('modelform.stages')}>
                <CheckList
                  choices={own}
                  chosen={stages}
                  onChange={(ids) => onChange({ process, stages: [...ids] })}
                />
              </div>
            </Field>
          )}
        </>
      )}
    </Loaded>
  );
}
