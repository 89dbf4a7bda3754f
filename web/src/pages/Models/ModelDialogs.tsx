// The questions before a model is cloned or deleted.
import { Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { AskDialog } from '../../components/AskDialog';
import { cloneModel, deleteModel, useModelChange } from '../../data/models';
import type { ScoringModel } from '../../data/scores';
import { listTable, pluralInside } from '../../data/lists/tables';
import { useText } from '../../text/i18n';
import type { ModelWork } from '../Model/useModelWork';

interface DialogProps {
  model: ScoringModel;
  onClose: () => void;
}

/** A copy is a draft: it scores nothing until it is trained and published. */
export function CloneDialog({ model, onClose }: DialogProps) {
  const { t } = useText();
  const navigate = useNavigate();
  const clone = useModelChange((name: string) => cloneModel(model.id, name));
  const [name, setName] = useState(t('models.clone_name', { name: model.name }));
  return (
    <AskDialog
      title={t('models.clone_title', { name: model.name })}
      action={t('models.clone')}
      ready={name.trim() !== ''}
      onClose={onClose}
      onDo={async () => navigate(`/models/${await clone.mutateAsync(name)}`)}
    >
      <p>{t('models.clone_text')}</p>
      <Field label={t('modelform.name')} required>
        <Input value={name} maxLength={100} onChange={(_, { value }) => setName(value)} />
      </Field>
    </AskDialog>
  );
}

interface DeleteModelDialogProps extends DialogProps {
  work: ModelWork;
  onDeleted?: () => void;
}

export function DeleteModelDialog({ model, work, onClose, onDeleted }: DeleteModelDialogProps) {
  const { t, language } = useText();
  const [scores, setScores] = useState<'clear' | 'keep'>('clear');
  const plural = pluralInside(listTable(model.table)!, language);
  return (
    <AskDialog
      grave
      title={t('admin.delete', { name: model.name })}
      action={t('list.delete')}
      onClose={onClose}
      onDo={async () => {
        await work.run('rescore', () => deleteModel(model.id, scores));
        onDeleted?.();
      }}
    >
      <p>{t('models.delete_text')}</p>
      {model.state === 'draft' ? null : (
        <Field label={t('models.delete_scores', { plural })}>
          <RadioGroup value={scores} onChange={(_, { value }) => setScores(value as 'clear' | 'keep')}>
            <Radio value="clear" label={t('models.delete_clear')} />
            <Radio value="keep" label={t('models.delete_keep')} />
          </RadioGroup>
        </Field>
      )}
    </AskDialog>
  );
}
