// A dialog that asks a few things and then does one.
//
// Keyboard: Enter in a line and Ctrl+Enter anywhere do it, Esc leaves. While it is being done neither closes it, and it is
// done once however often the keys are pressed.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useText } from '../text/i18n';
import { ErrorState } from './States';
import './AskDialog.css';

interface AskDialogProps {
  title: string;
  /** What the button says that does it. */
  action: string;
  /** Whether everything needed was given. */
  ready?: boolean;
  /** Takes something away for good. */
  grave?: boolean;
  wide?: boolean;
  /** Throws when it failed; the dialog then says why and stays. */
  onDo: () => Promise<unknown>;
  /** Called when it is done, too. */
  onClose: () => void;
  children: ReactNode;
}

export function AskDialog(props: AskDialogProps) {
  const { title, action, ready = true, grave = false, wide = false, onDo, onClose, children } = props;
  const { t } = useText();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  // Two keys may come before the page shows that it is busy.
  const running = useRef(false);
  const run = async () => {
    if (running.current || !ready) return;
    running.current = true;
    setBusy(true);
    setError(null);
    try {
      await onDo();
      onClose();
    } catch (problem) {
      setError(problem);
      setBusy(false);
      running.current = false;
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const control = event.ctrlKey || event.metaKey;
    if (control && event.key === 'Enter') {
      event.preventDefault();
      void run();
    }
    // Ctrl+S belongs to the page behind.
    if (control && event.key.toLowerCase() === 's') {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  return (
    <Dialog
      open
      modalType={grave ? 'alert' : 'modal'}
      onOpenChange={(_, { open }) => !open && !busy && onClose()}
    >
      <DialogSurface className={wide ? 'll-dialog ll-dialog-wide' : 'll-dialog'} onKeyDown={onKeyDown}>
        <form
          // What is needed decides whether the button can be pressed.
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void run();
          }}
        >
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent>
              <div className="ll-dialog-content">
                {children}
                {error !== null && <ErrorState error={error} compact />}
              </div>
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose} disabledFocusable={busy}>
                {t('action.cancel')}
              </Button>
              <Button type="submit" appearance="primary" disabledFocusable={busy || !ready}>
                {busy ? t('lead.saving') : action}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}

interface SecretDialogProps {
  title: string;
  text: string;
  secret: string;
  onClose: () => void;
}

/** Shows something that is shown only once. */
export function SecretDialog({ title, text, secret, onClose }: SecretDialogProps) {
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
