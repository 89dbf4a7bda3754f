// Whose data counts, what sellers are told, and who has read it.
import { Field, Switch, Textarea } from '@fluentui/react-components';
import { Loaded } from '../../components/Loaded';
import { Table } from '../../components/Table';
import { useNoticeReaders, type NoticeReaders } from '../../data/notice';
import { useText } from '../../text/i18n';
import type { SettingsPart } from './RelationshipsSection';

export function PrivacyFields({ settings, onChange }: SettingsPart) {
  const { t } = useText();
  return (
    <fieldset className="ll-relset">
      <legend>{t('relset.privacy')}</legend>
      <Field hint={t('relset.consent_required_text')}>
        <Switch
          label={t('relset.consent_required')}
          checked={settings.consent_required}
          onChange={(_, { checked }) => onChange({ consent_required: checked })}
        />
      </Field>
      <Field label={t('relset.notice')} hint={t('relset.notice_text')}>
        <Textarea
          value={settings.notice}
          maxLength={2000}
          onChange={(_, { value }) => onChange({ notice: value })}
        />
      </Field>
      <Readers />
    </fieldset>
  );
}

function Readers() {
  const { t, number } = useText();
  const query = useNoticeReaders();
  return (
    <Loaded query={query}>
      {({ version, readers }) => (
        <details>
          <summary>
            {t('relset.readers', {
              read: number(readers.filter(({ read }) => read?.version === version).length),
              all: number(readers.length),
            })}
          </summary>
          <ReadersTable version={version} readers={readers} />
        </details>
      )}
    </Loaded>
  );
}

function ReadersTable({ version, readers }: NoticeReaders) {
  const { t, dateTime } = useText();
  const said = (read: NoticeReaders['readers'][number]['read']) => {
    if (!read) return t('relset.reader_not');
    return read.version === version ? dateTime(read.at) : t('relset.reader_old', { when: dateTime(read.at) });
  };
  return (
    <Table label={t('relset.reader')}>
      <thead>
        <tr>
          <th scope="col">{t('relset.reader_name')}</th>
          <th scope="col">{t('relset.reader_when')}</th>
        </tr>
      </thead>
      <tbody>
        {readers.map(({ who, read }) => (
          <tr key={who.id}>
            <td>{who.name}</td>
            <td>{said(read)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
