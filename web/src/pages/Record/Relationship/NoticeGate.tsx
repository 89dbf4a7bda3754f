// What somebody reads before they see a relationship for the first time: where the figures come from, and what they are
// not for.
//
// Keyboard: when it was read, the keys go on with what stands in its place.
import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { Loaded } from '../../../components/Loaded';
import { ErrorState } from '../../../components/States';
import { useKeptFocus } from '../../../components/useKeptFocus';
import { isRead, useAcknowledge, useNotice, type Notice } from '../../../data/notice';
import { useText } from '../../../text/i18n';
import { Card } from './Card';

const SENTENCES = ['what', 'employment', 'private', 'wish'] as const;

export function NoticeGate({ children }: { children: ReactNode }) {
  const query = useNotice();
  const { stays, onFocus } = useKeptFocus<HTMLDivElement>();
  return (
    <div ref={stays} tabIndex={-1} className="ll-notice-gate" onFocus={onFocus}>
      <Loaded query={query}>
        {(notice) => (isRead(notice) ? children : <NoticeCard notice={notice} />)}
      </Loaded>
    </div>
  );
}

function NoticeCard({ notice }: { notice: Notice }) {
  const { t } = useText();
  const acknowledge = useAcknowledge();
  return (
    <div className="ll-relation">
      <Card title={t('notice.title')}>
        <div className="ll-notice">
          <ul>
            {SENTENCES.map((name) => (
              <li key={name}>{t(`notice.${name}`)}</li>
            ))}
          </ul>
          {notice.text && (
            <div>
              <strong>{t('notice.ours')}</strong>
              <p>{notice.text}</p>
            </div>
          )}
          {acknowledge.error && <ErrorState error={acknowledge.error} compact />}
          <div>
            <Button
              appearance="primary"
              disabledFocusable={acknowledge.isPending}
              onClick={() => acknowledge.mutate(notice.version)}
            >
              {t('notice.done')}
            </Button>
          </div>
        </div>
      </Card>
    </div>
  );
}
