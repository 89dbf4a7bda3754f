// An ignore list: what is on it, since when, what it kept out; put on, taken off, both with a way back.
import { Button } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useIgnoreList, useIgnoring, wishOf, type IgnoreEntry } from '../../data/ignores';
import { useText } from '../../text/i18n';
import { Loaded } from '../Loaded';
import { errorText } from '../States';
import { ActionsHead, Table } from '../Table';
import { showToast } from '../toasts';
import { IgnoreDialog } from './IgnoreDialog';
import './IgnoreListCard.css';

export function IgnoreListCard({ organisation }: { organisation: boolean }) {
  const { t } = useText();
  const query = useIgnoreList(organisation);
  const [adding, setAdding] = useState(false);
  const title = t(organisation ? 'ignore.title_all' : 'ignore.title');
  // In the settings it stands under the heading of what is personal.
  const Heading = organisation ? 'h2' : 'h3';
  return (
    <section className="ll-card ll-stack" aria-label={title}>
      <div className="ll-spread">
        <div>
          <Heading className="ll-card-title">{title}</Heading>
          <p className="ll-card-text">{t(organisation ? 'ignore.text_all' : 'ignore.text')}</p>
        </div>
        <Button icon={<AddRegular />} onClick={() => setAdding(true)}>
          {t('ignore.add')}
        </Button>
      </div>
      <Loaded query={query}>
        {({ entries, applying }) => (
          <>
            {entries.length === 0 ? (
              <p className="ll-card-text">{t('ignore.none')}</p>
            ) : (
              <Entries entries={entries} organisation={organisation} label={title} />
            )}
            <p className="ll-card-text" role="status">
              {applying && t('ignore.applying')}
            </p>
          </>
        )}
      </Loaded>
      {adding && <IgnoreDialog organisation={organisation} onClose={() => setAdding(false)} />}
    </section>
  );
}

interface EntriesProps {
  entries: IgnoreEntry[];
  organisation: boolean;
  label: string;
}

function Entries({ entries, organisation, label }: EntriesProps) {
  const text = useText();
  const { t, date, number } = text;
  const { put, takeOff } = useIgnoring();
  const kindOf = ({ mailbox, kind }: IgnoreEntry) =>
    mailbox ? t('ignore.folder_of', { mailbox }) : t(`ignore.${kind}`);
  const remove = async (entry: IgnoreEntry) => {
    try {
      await takeOff.mutateAsync(entry.entry_id);
      showToast({
        text: t('ignore.removed', { value: entry.value }),
        undo: () => put.mutate(wishOf(entry, organisation)),
      });
    } catch (error) {
      showToast({ text: errorText(error, text), intent: 'failed' });
    }
  };
  return (
    <Table label={label}>
      <thead>
        <tr>
          <th scope="col">{t('ignore.what')}</th>
          <th scope="col" className="ll-ignore-wide">
            {t('ignore.kind')}
          </th>
          <th scope="col" className="ll-ignore-wide">
            {t('ignore.since')}
          </th>
          <th scope="col" className="ll-right">
            {t('ignore.kept_out')}
          </th>
          <ActionsHead />
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.entry_id}>
            <td>
              {entry.value}
              <span className="ll-ignore-narrow ll-muted">{`${kindOf(entry)} · ${date(entry.since)}`}</span>
            </td>
            <td className="ll-ignore-wide">{kindOf(entry)}</td>
            <td className="ll-ignore-wide">{date(entry.since)}</td>
            <td className="ll-right">{number(entry.kept_out)}</td>
            <td className="ll-right">
              <Button
                size="small"
                disabledFocusable={takeOff.isPending}
                aria-label={t('ignore.remove_of', { value: entry.value })}
                onClick={() => void remove(entry)}
              >
                {t('ignore.remove')}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
