// The folders of a mailbox: how far each was read, when last, and what went wrong in it.
import { Table } from '../../components/Table';
import type { MailFolder } from '../../data/mailboxes';
import { useText } from '../../text/i18n';

/** What the server says is wrong, and how to mend it. */
export const problemText = ({ error, hint }: Pick<MailFolder, 'error' | 'hint'>) =>
  [error && `${error.replace(/\.$/, '')}.`, hint].filter(Boolean).join(' ');

export function MailboxFolders({ folders }: { folders: readonly MailFolder[] }) {
  const { t } = useText();
  return (
    <details open={folders.some(({ error }) => error)}>
      <summary>{t('mailboxes.folder_count', { count: folders.length })}</summary>
      <Table label={t('mailboxes.folder_states')} className="ll-table-named ll-mailbox-folders">
        <thead>
          <tr>
            <th scope="col">{t('mailboxes.folder')}</th>
            <th scope="col" className="ll-right">
              {t('mailboxes.folder_messages')}
            </th>
            <th scope="col">{t('mailboxes.folder_last')}</th>
          </tr>
        </thead>
        <tbody>
          {folders.map((folder) => (
            <FolderRow key={folder.name} folder={folder} />
          ))}
        </tbody>
      </Table>
    </details>
  );
}

function FolderRow({ folder }: { folder: MailFolder }) {
  const { t, number, ago } = useText();
  const { name, messages, skipped, ignored, last_sync: last, error } = folder;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="ll-right">{number(messages)}</td>
      <td>
        {last ? ago(last) : t('mailboxes.folder_unread')}
        {skipped > 0 && <div className="ll-muted">{t('mailboxes.skipped', { count: skipped })}</div>}
        {ignored > 0 && <div className="ll-muted">{t('mailboxes.ignored', { count: ignored })}</div>}
        {error && (
          <div className="ll-mailbox-stopped">
            {t('mailboxes.folder_error')} <span className="ll-muted">{problemText(folder)}</span>
          </div>
        )}
      </td>
    </tr>
  );
}
