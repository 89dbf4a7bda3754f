// Somebody else saved this record first: take theirs, or put ours over it. Nothing is lost without a question.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { formatted } from '../../data/odata';
import { fieldLabel } from '../../data/schema';
import { useText } from '../../text/i18n';
import type { FormSection } from './forms';
import type { RecordDraft } from './useRecordDraft';

interface ConflictDialogProps {
  table: string;
  draft: RecordDraft;
  sections: FormSection[];
}

export function ConflictDialog({ table, draft, sections }: ConflictDialogProps) {
  const { t, language } = useText();
  const { conflict } = draft;
  const labelOf = (name: string) =>
    fieldLabel(table, name, language) ??
    sections.flatMap((section) => section.fields).find((field) => field.name === name)?.label ??
    name;
  const who = conflict ? formatted(conflict.theirs, '_modifiedby_value') : undefined;
  const fields = conflict?.changedFields.map(labelOf).join(', ');
  return (
    <Dialog
      open={conflict !== null}
      modalType="alert"
      onOpenChange={(_, data) => !data.open && draft.closeConflict()}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('conflict.title')}</DialogTitle>
          <DialogContent>
            <p>{who ? t('conflict.text_who', { who }) : t('conflict.text')}</p>
            {fields && <p>{t('conflict.fields', { fields })}</p>}
          </DialogContent>
          <DialogActions fluid>
            <Button appearance="primary" onClick={draft.takeTheirs}>
              {t('conflict.reload')}
            </Button>
            <Button onClick={() => void draft.overwrite()} disabledFocusable={draft.saving}>
              {t('conflict.overwrite')}
            </Button>
            <Button appearance="subtle" onClick={draft.closeConflict}>
              {t('action.cancel')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
