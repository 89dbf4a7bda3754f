// What every dialog of an action has: a title, the work with its error, and two buttons.
//
// Keyboard: Ctrl+Enter does it, Esc leaves. While it is being done neither closes it.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  MessageBar,
  MessageBarBody,
} from '@fluentui/react-components';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { errorText } from '../../../components/States';
import { ApiError } from '../../../data/http';
import { useText } from '../../../text/i18n';
import './dialogs.css';

interface FrameProps {
  title: string;
  /** What the button says that does it. */
  go: string;
  /** Whether it can be done as it stands. */
  ready?: boolean;
  /** Takes something away for good. */
  grave?: boolean;
  wide?: boolean;
  /** Throws when it failed; the dialog then says why and stays. */
  onGo: () => Promise<void>;
  onClose: () => void;
  children: ReactNode;
}

export function Frame({
  title,
  go,
  ready = true,
  grave = false,
  wide = false,
  onGo,
  onClose,
  children,
}: FrameProps) {
  const text = useText();
  const { t } = text;
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
      await onGo();
      onClose();
    } catch (problem) {
      setError(problem);
      setBusy(false);
      running.current = false;
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') void run();
    // Ctrl+S belongs to the page behind.
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  return (
    <Dialog
      open
      modalType={grave ? 'alert' : 'modal'}
      onOpenChange={(_, data) => !data.open && !busy && onClose()}
    >
      <DialogSurface className={wide ? 'll-dialog ll-dialog-wide' : 'll-dialog'} onKeyDown={onKeyDown}>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>
            <div className="ll-dialog-content">
              {children}
              {Boolean(error) && (
                <MessageBar intent="error" layout="multiline" role="alert">
                  <MessageBarBody>
                    {errorText(error, text)}{' '}
                    {error instanceof ApiError &&
                      error.status !== 0 &&
                      `${error.message} ${error.hint ?? ''}`}
                  </MessageBarBody>
                </MessageBar>
              )}
            </div>
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose} disabledFocusable={busy}>
              {t('action.cancel')}
            </Button>
            <Button appearance="primary" disabledFocusable={busy || !ready} onClick={() => void run()}>
              {busy ? t('lead.saving') : go}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
