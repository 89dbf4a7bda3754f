// Who signed in, and who tried to.
import { Badge, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { Loaded } from '../../components/Loaded';
import { Table } from '../../components/Table';
import { useSettled } from '../../components/useSettled';
import { useSet } from '../../data/admin';
import { text as literal } from '../../data/odata';
import { fieldLabel, optionLabel } from '../../data/schema';
import { useText } from '../../text/i18n';

const SHOWN = 200;
const PAUSE_MS = 250;

export function SignInsSection() {
  const { t, dateTime, language } = useText();
  const [words, setWords] = useState('');
  const asked = useSettled(words.trim(), PAUSE_MS);
  const query = useSet('ll_signins', {
    $orderby: 'createdon desc',
    $top: SHOWN,
    $filter: asked ? `contains(ll_name,${literal(asked)})` : undefined,
  });
  const label = (column: string) => fieldLabel('ll_signin', column, language) ?? column;
  return (
    <section className="ll-card ll-stack" aria-label={t('admin.signins')}>
      <div className="ll-actions">
        <Input
          aria-label={t('admin.find_user')}
          placeholder={t('admin.find_user')}
          value={words}
          onChange={(_, { value }) => setWords(value)}
        />
      </div>
      <Loaded query={query} none={t('admin.no_signins')}>
        {(rows) => (
          <Table label={t('admin.signins')}>
            <thead>
              <tr>
                {['createdon', 'll_name', 'll_outcome', 'll_address', 'll_useragent'].map((column) => (
                  <th key={column} scope="col">
                    {label(column)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={String(row.ll_signinid)}>
                  <td>{dateTime(String(row.createdon))}</td>
                  <td>{String(row.ll_name ?? '')}</td>
                  <td>
                    <Badge appearance="tint" color={row.ll_outcome === 0 ? 'success' : 'danger'}>
                      {optionLabel('ll_signin', 'll_outcome', row.ll_outcome, language) ??
                        String(row.ll_outcome)}
                    </Badge>
                  </td>
                  <td>{String(row.ll_address ?? '')}</td>
                  <td className="ll-muted">{String(row.ll_useragent ?? '')}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Loaded>
    </section>
  );
}
