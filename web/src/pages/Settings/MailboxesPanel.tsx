// Mail accounts: one's own with all that can be done to them; for administrators also how those of others stand.
import { Button, Switch } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { AskDialog } from '../../components/AskDialog';
import { Loaded } from '../../components/Loaded';
import { ErrorState } from '../../components/States';
import { useMailboxAction, useMailboxes, type Mailbox } from '../../data/mailboxes';
import { useText } from '../../text/i18n';
import { MailboxDialog } from './MailboxDialog';
import { MailboxFolders, problemText } from './MailboxFolders';
import './Mailboxes.css';

export function MailboxesPanel({ maySeeAll }: { maySeeAll: boolean }) {
  const { t } = useText();
  const [all, setAll] = useState(false);
  const [adding, setAdding] = useState(false);
  const query = useMailboxes(all);
  return (
    <section className="ll-card ll-stack" aria-label={t('mailboxes.title')}>
      <div className="ll-spread">
        <div>
          <h3 className="ll-card-title">{t('mailboxes.title')}</h3>
          <p className="ll-card-text">{t('mailboxes.text')}</p>
        </div>
        <Button icon={<AddRegular />} onClick={() => setAdding(true)}>
          {t('mailboxes.connect')}
        </Button>
      </div>
      {maySeeAll && (
        <Switch label={t('mailboxes.all')} checked={all} onChange={(_, { checked }) => setAll(checked)} />
      )}
      <Loaded query={query} none={t('mailboxes.none')}>
        {(boxes) => (
          <ul className="ll-mailboxes">
            {boxes.map((box) => (
              <MailboxRow key={box.mailbox_id} box={box} />
            ))}
          </ul>
        )}
      </Loaded>
      {adding && <MailboxDialog onClose={() => setAdding(false)} />}
    </section>
  );
}

function MailboxRow({ box }: { box: Mailbox }) {
  const { t } = useText();
  const [asked, setAsked] = useState<'change' | 'disconnect' | null>(null);
  const action = useMailboxAction();
  const act = (name: 'SyncMailbox' | 'PauseMailbox' | 'ResumeMailbox') =>
    action.mutate({ action: name, body: { MailboxId: box.mailbox_id } });
  const paused = box.state === 'paused';
  return (
    <li className="ll-mailbox" aria-label={box.name}>
      <div className="ll-spread">
        <div>
          <strong>{box.name}</strong>
          <p className="ll-card-text">
            {box.own ? `${box.user} · ${box.host}:${box.port}` : `${box.owner} · ${box.user} · ${box.host}`}
          </p>
        </div>
        <div className="ll-mailbox-actions">
          {!paused && (
            <Button disabledFocusable={box.under_way || action.isPending} onClick={() => act('SyncMailbox')}>
              {t('mailboxes.sync')}
            </Button>
          )}
          <Button
            disabledFocusable={action.isPending}
            onClick={() => act(paused ? 'ResumeMailbox' : 'PauseMailbox')}
          >
            {t(paused ? 'mailboxes.resume' : 'mailboxes.pause')}
          </Button>
          {box.own && <Button onClick={() => setAsked('change')}>{t('mailboxes.change')}</Button>}
          <Button onClick={() => setAsked('disconnect')}>{t('mailboxes.disconnect')}</Button>
        </div>
      </div>
      <MailboxStanding box={box} />
      {action.error && <ErrorState error={action.error} compact />}
      {asked === 'change' && <MailboxDialog box={box} onClose={() => setAsked(null)} />}
      {asked === 'disconnect' && (
        <AskDialog
          title={t('mailboxes.disconnect_ask', { name: box.name })}
          action={t('mailboxes.disconnect')}
          grave
          onClose={() => setAsked(null)}
          onDo={() =>
            action.mutateAsync({ action: 'DisconnectMailbox', body: { MailboxId: box.mailbox_id } })
          }
        >
          <p>{t('mailboxes.disconnect_text')}</p>
        </AskDialog>
      )}
    </li>
  );
}

/** In words: what it is at, how much there is, what is wrong and how to mend it. */
function MailboxStanding({ box }: { box: Mailbox }) {
  const { t, number, ago } = useText();
  const failed = box.folder_states?.filter((folder) => folder.error).length ?? 0;
  const facts = [
    box.under_way && box.total > 0
      ? t('mailboxes.progress', { done: number(box.done), total: number(box.total) })
      : '',
    t('mailboxes.messages', { count: box.messages }),
    box.skipped > 0 ? t('mailboxes.skipped', { count: box.skipped }) : '',
    box.ignored > 0 ? t('mailboxes.ignored', { count: box.ignored }) : '',
    failed > 0 ? t('mailboxes.folders_failed', { count: failed }) : '',
    box.last_sync ? t('mailboxes.last', { ago: ago(box.last_sync) }) : '',
  ];
  return (
    <>
      <p className="ll-mailbox-facts">
        {/* Said when it changes; how far it is changes every moment. */}
        <span role="status">{t(`mailboxes.state_${box.state}`)}</span>
        {facts.filter(Boolean).map((fact) => ` · ${fact}`)}
      </p>
      {box.error && (
        <p className={box.state === 'stopped' ? 'll-mailbox-error ll-mailbox-stopped' : 'll-mailbox-error'}>
          {problemText(box)}
        </p>
      )}
      {box.folder_states && box.folder_states.length > 0 && <MailboxFolders folders={box.folder_states} />}
    </>
  );
}
