// Where toasts appear.
//
// Keyboard: the buttons are in the order of Tab; Ctrl+Z outside of a field takes the newest back. A toast stays while it
// is pointed at or has the focus. Screen reader: a status region reads each new one.
import { Button } from '@fluentui/react-components';
import { CheckmarkCircleRegular, DismissRegular, ErrorCircleRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { useText } from '../text/i18n';
import { dismissToast, flushToasts, TOAST_MS, undoNewest, undoToast, useToasts, type Toast } from './toasts';
import { isTyping } from './typing';
import './Toaster.css';

export function Toaster() {
  const toasts = useToasts();

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';
      if (isUndo && !isTyping(event.target) && undoNewest()) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('pagehide', flushToasts);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('pagehide', flushToasts);
    };
  }, []);

  return (
    <div className="ll-toasts" role="status">
      {toasts.map((toast) => (
        <OneToast key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function OneToast({ toast }: { toast: Toast }) {
  const { t } = useText();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismissToast(toast.id), TOAST_MS);
    return () => clearTimeout(timer);
  }, [held, toast.id]);

  return (
    <div
      className="ll-toast"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {toast.intent === 'failed' ? (
        <ErrorCircleRegular className="ll-toast-icon ll-toast-bad" aria-hidden />
      ) : (
        <CheckmarkCircleRegular className="ll-toast-icon ll-toast-good" aria-hidden />
      )}
      <span className="ll-toast-text">{toast.text}</span>
      {toast.action && (
        <Button
          size="small"
          onClick={() => {
            toast.action?.run();
            dismissToast(toast.id);
          }}
        >
          {toast.action.label}
        </Button>
      )}
      {toast.undo && (
        <Button size="small" onClick={() => undoToast(toast.id)}>
          {t('action.undo')}
        </Button>
      )}
      <Button
        size="small"
        appearance="subtle"
        icon={<DismissRegular />}
        aria-label={t('action.close')}
        onClick={() => dismissToast(toast.id)}
      />
    </div>
  );
}
