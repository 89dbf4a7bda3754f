// The three states beside "here it is": nothing there, still loading, went wrong.
import { Button } from '@fluentui/react-components';
import { ArrowClockwiseRegular, ErrorCircleRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { ApiError } from '../data/http';
import { useText, type TextTools } from '../text/i18n';
import './States.css';

/** What went wrong, in the reader's language. The server's own sentence stays available as detail. */
export function errorText(error: unknown, { t }: Pick<TextTools, 't'>): string {
  if (!(error instanceof ApiError)) return t('error.unknown');
  // A proxy in front of the server answers for it while it is away.
  if ([0, 502, 504].includes(error.status)) return t('error.unreachable');
  if (error.status === 401) return t('error.signed_out');
  if (error.status === 403) return t('error.denied');
  if (error.status === 404) return t('error.not_found');
  if (error.status === 412) return t('error.changed');
  if (error.status === 429 || error.status === 503) return t('error.busy');
  if (error.status >= 500) return t('error.server');
  return t('error.refused');
}

interface ErrorStateProps {
  error: unknown;
  /** Shows a button that tries again. */
  onRetry?: () => void;
  /** One line high, for inside a card. */
  compact?: boolean;
}

export function ErrorState({ error, onRetry, compact = false }: ErrorStateProps) {
  const text = useText();
  const detail =
    error instanceof ApiError && error.status !== 0
      ? [error.message, error.hint].filter(Boolean).join(' ')
      : '';
  return (
    <div className={compact ? 'll-state ll-state-compact' : 'll-state'} role="alert">
      <ErrorCircleRegular className="ll-state-icon ll-state-icon-bad" aria-hidden />
      <p className="ll-state-title">{errorText(error, text)}</p>
      {detail && <p className="ll-state-text">{detail}</p>}
      {onRetry && (
        <Button icon={<ArrowClockwiseRegular />} onClick={onRetry}>
          {text.t('action.retry')}
        </Button>
      )}
    </div>
  );
}

interface EmptyStateProps {
  icon: ReactNode;
  title: string;
  text?: string;
  /** Buttons. */
  children?: ReactNode;
}

export function EmptyState({ icon, title, text, children }: EmptyStateProps) {
  return (
    <div className="ll-state">
      <span className="ll-state-icon" aria-hidden>
        {icon}
      </span>
      <p className="ll-state-title">{title}</p>
      {text && <p className="ll-state-text">{text}</p>}
      {children}
    </div>
  );
}

/** Grey bars where something will stand. */
export function LoadingBlock({ lines = 4 }: { lines?: number }) {
  const { t } = useText();
  return (
    <div role="status" aria-label={t('state.loading')} className="ll-state-bars">
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={`ll-state-bar ll-state-bar-${line % 3}`} />
      ))}
    </div>
  );
}
