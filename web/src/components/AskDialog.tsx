// A dialog that asks a few things and then does one: a title, fields, cancel and do.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import type { FormEvent, ReactNode } from 'react';
import { useText } from '../text/i18n';
import { ErrorState } from './States';

interface AskDialogProps {
  title: string;
  /** What the button that does it says. */
  action: string;
  /** Whether everything needed was given. */
  ready?: boolean;
  busy?: boolean;
  error?: unknown;
  onDo: () => void;
  onClose: () => void;
  children: ReactNode;
}

export function AskDialog(props: AskDialogProps) {
  const { title, action, ready = true, busy = false, error, onDo, onClose, children } = props;
  const { t } = useText();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !busy) onDo();
  };
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <form onSubmit={submit}>
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent className="ll-stack">
              {children}
              {error !== undefined && error !== null && <ErrorState error={error} compact />}
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{t('action.cancel')}</Button>
              <Button type="submit" appearance="primary" disabledFocusable={!ready || busy}>
                {action}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}

/** Shows something that is shown only once. */
export function SecretDialog({
  title,
  text,
  secret,
  onClose,
}: {
  title: string;
  text: string;
  secret: string;
  onClose: () => void;
}) {
  const { t } = useText();
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>
            <p>{text}</p>
            <code className="ll-secret">{secret}</code>
            <Button onClick={() => void navigator.clipboard?.writeText(secret)}>{t('admin.copy')}</Button>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              {t('action.close')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
