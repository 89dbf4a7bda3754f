// Another owner.
import { Button, Field } from '@fluentui/react-components';
import { useState } from 'react';
import { AskDialog } from '../../../components/AskDialog';
import { showToast } from '../../../components/toasts';
import { ApiError } from '../../../data/http';
import { assign } from '../../../data/lifecycle';
import { lookupIn, type Reference } from '../../../data/records';
import { fieldLabel } from '../../../data/schema';
import { useUser } from '../../../data/session';
import { useText } from '../../../text/i18n';
import { LookupEditor } from '../LookupEditor';
import type { ActionProps } from './ActionDialog';

/** Assigns one record; what the server says of it is an error like any other. */
async function assignOne(record: Reference, owner: Reference): Promise<void> {
  const { failed } = await assign(record.table, [record.id], owner);
  if (failed[0]) throw new ApiError(400, 'failed', failed[0].message);
}

export function AssignDialog({ record, row, onClose, onDone }: ActionProps) {
  const { t, language } = useText();
  const user = useUser();
  const before = lookupIn(row, 'ownerid', record.table);
  const [owner, setOwner] = useState<Reference | null>(null);
  const me: Reference = { table: 'systemuser', id: user.id, name: user.fullname || user.name };
  return (
    <AskDialog
      title={t('assign.title')}
      action={t('command.assign')}
      ready={owner !== null && owner.id !== before?.id}
      onClose={onClose}
      onDo={async () => {
        if (!owner) return;
        await assignOne(record, owner);
        onDone();
        showToast({
          text: t('done.assigned', { name: record.name, owner: owner.name }),
          undo: before
            ? () =>
                void assignOne(record, before).then(onDone, () =>
                  showToast({ text: t('error.refused'), intent: 'failed' }),
                )
            : undefined,
        });
      }}
    >
      {before && <p>{t('assign.now', { owner: before.name })}</p>}
      <Field label={fieldLabel(record.table, 'ownerid', language)} required>
        {(control) => (
          <LookupEditor
            plain
            control={control}
            targets={['systemuser', 'team']}
            value={owner}
            onChange={setOwner}
          />
        )}
      </Field>
      {before?.id !== me.id && (
        <div>
          <Button size="small" onClick={() => setOwner(me)}>
            {t('assign.to_me')}
          </Button>
        </div>
      )}
    </AskDialog>
  );
}
